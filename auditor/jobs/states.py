"""The states of a shop and the moves between them.

planned ─► dialling ─► recorded ─► heard ─► scored
   │           └───────────┴─────────┴────► failed
   └► skipped, cancelled, missed

A state is stored before the act that it names: `dialling` before the INVITE leaves. So a shop that is found
in `dialling` with nobody holding it may have rung, and is never dialled again.
"""

from __future__ import annotations

from enum import StrEnum

from auditor.i18n import N_


class ShopState(StrEnum):
    """Where a shop stands."""

    PLANNED = "planned"
    DIALLING = "dialling"  # the INVITE may have left
    RECORDED = "recorded"  # the contact is over and stored
    HEARD = "heard"
    SCORED = "scored"
    FAILED = "failed"
    SKIPPED = "skipped"  # a person left this one out
    CANCELLED = "cancelled"  # a person withdrew it for good
    MISSED = "missed"  # its window passed and nobody carried it out


LABELS = {
    ShopState.PLANNED: N_("planned"),
    ShopState.DIALLING: N_("calling"),
    ShopState.RECORDED: N_("recorded"),
    ShopState.HEARD: N_("listened to"),
    ShopState.SCORED: N_("scored"),
    ShopState.FAILED: N_("failed"),
    ShopState.SKIPPED: N_("skipped"),
    ShopState.CANCELLED: N_("cancelled"),
    ShopState.MISSED: N_("missed"),
}

OPEN = (ShopState.PLANNED, ShopState.DIALLING, ShopState.RECORDED, ShopState.HEARD)
"""States in which something is still to be done."""

RESUMABLE = (ShopState.RECORDED, ShopState.HEARD)
"""States whose next act may be repeated."""

_S = ShopState
_WORK = {
    _S.PLANNED: frozenset({_S.DIALLING}),
    _S.DIALLING: frozenset({_S.RECORDED, _S.FAILED}),
    _S.RECORDED: frozenset({_S.HEARD, _S.SCORED, _S.FAILED}),
    _S.HEARD: frozenset({_S.SCORED, _S.FAILED}),
}
_DECISIONS = {
    _S.SKIPPED: frozenset({_S.PLANNED}),
    _S.CANCELLED: frozenset({_S.PLANNED, _S.SKIPPED}),
    _S.PLANNED: frozenset({_S.PLANNED, _S.SKIPPED, _S.MISSED}),  # run now
    _S.RECORDED: frozenset({_S.RECORDED, _S.HEARD, _S.SCORED, _S.FAILED}),  # listen again
    _S.HEARD: frozenset({_S.HEARD, _S.SCORED}),  # score again
}


def may_work(now: ShopState, to: ShopState) -> bool:
    """Whether the work itself leads from `now` to `to`."""
    return to in _WORK.get(now, ())


def may_decide(now: ShopState, to: ShopState) -> bool:
    """Whether a person may put a shop that is in `now` into `to`."""
    return now in _DECISIONS.get(to, ())
