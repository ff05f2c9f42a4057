"""First-call resolution, three ways that are never mixed: claimed, no repeat contact, confirmed.

Every figure of a window has the window in its id and its counts; open windows are counted and shown apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from metrics.complaints.cases import Case
from metrics.errors import DataError
from metrics.stats.intervals import rate_of, weighted_rate
from metrics.values import Figure

WINDOWS = (7, 14, 30)
"""The usual windows, in days."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Overlap:
    """The cases with one combination of the three answers; `None` is not known (or censored)."""

    claimed: bool | None
    no_repeat: bool | None
    confirmed: bool | None
    cases: tuple[str, ...]

    @property
    def n(self) -> int:
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class Fcr:
    """First-call resolution of some cases. `n` is how many there are, whatever is known of them.

    `resolved` is (c) without "by the first contact": resolved at last, as someone confirms. `weighted` has
    claimed, no repeat and confirmed again, weighted by importance (ids end in ".by_importance"). `overlap`
    has all 27 combinations, empty ones too.
    """

    window_days: int
    n: int
    claimed: Figure
    no_repeat: Figure
    confirmed: Figure
    one_contact: Figure
    false_resolution: Figure
    resolved: Figure
    weighted: tuple[Figure, Figure, Figure]
    overlap: tuple[Overlap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them, plain ones first."""
        plain = (self.claimed, self.no_repeat, self.confirmed, self.one_contact)
        return (*plain, self.false_resolution, self.resolved, *self.weighted)


def fcr(cases: Sequence[Case], *, window_days: int) -> Fcr:
    """Every rate of first-call resolution of these cases; `window_days` is 1 or more."""
    if window_days < 1:
        raise DataError("a window has at least one day, not {days}", days=window_days)
    return Fcr(
        window_days=window_days,
        n=len(cases),
        claimed=claimed(cases),
        no_repeat=no_repeat(cases, window_days),
        confirmed=confirmed(cases),
        one_contact=one_contact(cases, window_days),
        false_resolution=false_resolution(cases),
        resolved=resolved(cases),
        weighted=_weighted(cases, window_days),
        overlap=overlap(cases, window_days),
    )


def claimed(cases: Sequence[Case]) -> Figure:
    """(a) The agent of the first contact said that it was resolved ÷ cases where it is known."""
    counts = {"cases": len(cases), "not_recorded": sum(case.claimed is None for case in cases)}
    return rate_of([case.claimed for case in cases]).figure("fcr.claimed", _floats(counts), "not_recorded")


def no_repeat(cases: Sequence[Case], window_days: int) -> Figure:
    """(b) No repeat contact within the window ÷ cases with contacts recorded and the window closed.

    `counts["censored"]` are the cases still inside the window, of which `censored_with_repeat` have failed
    already. `at_least` and `at_most` bound the share of all recorded cases, however the open ones end.
    `counts["planted"]` are left out: our own shopper does not call again, so that would only flatter.
    """
    outcomes = [case.no_repeat(window_days) for case in cases]
    rate = rate_of(outcomes)
    repeated = [
        not case.planted and case.repeat_days is not None and case.repeat_days <= window_days
        for case in cases
    ]
    return rate.figure(
        f"fcr.no_repeat_{window_days}d",
        _window_counts(cases, outcomes, repeated, window_days),
        _why(cases, window_days),
    )


def one_contact(cases: Sequence[Case], window_days: int) -> Figure:
    """No further contact of either side in any channel within the window ÷ as in `no_repeat`.

    `counts["switched"]` are those that failed with a further contact through another channel.
    """
    outcomes = [case.one_contact(window_days) for case in cases]
    more = [
        not case.planted and case.further_days is not None and case.further_days <= window_days
        for case in cases
    ]
    counts = _window_counts(cases, outcomes, more, window_days)
    counts["switched"] = float(
        sum(bool(case.switched) for case, o in zip(cases, outcomes, strict=True) if o is False)
    )
    return rate_of(outcomes).figure(f"fcr.one_contact_{window_days}d", counts, _why(cases, window_days))


def confirmed(cases: Sequence[Case]) -> Figure:
    """(c) Resolved by the first contact, as the customer or a follow-up shop says ÷ cases with an answer.

    Only cases whose contacts are recorded: without them nobody knows whether it was by the first.
    `needed_more_contacts`: resolved, and the customer had had to ask again; it counts as not by the first.
    `conflict`: customer and shop disagree; it counts as not resolved. `not_asked`: nobody was asked.
    """
    counts = {
        "cases": len(cases),
        "not_asked": sum(case.answer is None for case in cases),
        "denied": sum(case.answer is False for case in cases),
        "needed_more_contacts": sum(case.answer is True and case.confirmed is False for case in cases),
        "conflict": sum(case.conflict for case in cases),
        "not_recorded": sum(case.answer is not None and not case.contacts_known for case in cases),
    }
    why = "not_recorded" if counts["not_recorded"] else "not_asked"
    return rate_of([case.confirmed for case in cases]).figure("fcr.confirmed", _floats(counts), why)


def resolved(cases: Sequence[Case]) -> Figure:
    """Resolved, after however many contacts, as customer or follow-up shop say ÷ cases with an answer."""
    counts = {
        "cases": len(cases),
        "not_asked": sum(case.answer is None for case in cases),
        "conflict": sum(case.conflict for case in cases),
    }
    return rate_of([case.answer for case in cases]).figure(
        "resolution.confirmed", _floats(counts), "not_asked"
    )


def false_resolution(cases: Sequence[Case]) -> Figure:
    """Claimed as resolved at the first contact and found not to be ÷ claimed, with an answer.

    The answer is the customer's or a follow-up shop's "no"; a repeat contact alone does not count.
    """
    said = [case for case in cases if case.claimed]
    counts = {
        "claimed": len(said),
        "not_asked": sum(case.answer is None for case in said),
        "needed_more_contacts": sum(case.answer is True and case.confirmed is False for case in said),
        "conflict": sum(case.conflict for case in said),
    }
    outcomes = [None if case.answer is None else not case.answer for case in said]
    return rate_of(outcomes).figure("fcr.false_resolution", _floats(counts), "not_asked")


def overlap(cases: Sequence[Case], window_days: int) -> tuple[Overlap, ...]:
    """The 27 combinations of the three answers, each yes, no or not known, with the cases in each."""
    known = (True, False, None)
    found: dict[tuple[bool | None, bool | None, bool | None], list[str]]
    found = {key: [] for key in product(known, known, known)}
    for case in cases:
        found[case.claimed, case.no_repeat(window_days), case.confirmed].append(case.id)
    return tuple(Overlap(*key, tuple(ids)) for key, ids in found.items())


def grouped(cases: Iterable[Case], key: Callable[[Case], K]) -> dict[K, tuple[Case, ...]]:
    """The cases by segment, topic, operator… (`lambda case: case.segment`), in order of first appearance."""
    groups: dict[K, list[Case]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    return {name: tuple(members) for name, members in groups.items()}


def _weighted(cases: Sequence[Case], window_days: int) -> tuple[Figure, Figure, Figure]:
    def of(id: str, outcomes: list[bool | None]) -> Figure:
        known = [(o, c.importance) for o, c in zip(outcomes, cases, strict=True) if o is not None]
        kept = [(outcome, float(weight)) for outcome, weight in known if weight is not None]
        rate = weighted_rate([outcome for outcome, _w in kept], [weight for _o, weight in kept])
        counts = {"weight": sum(weight for _o, weight in kept), "unweighted": float(len(known) - len(kept))}
        return rate.figure(f"{id}.by_importance", counts, "not_recorded")

    return (
        of("fcr.claimed", [case.claimed for case in cases]),
        of(f"fcr.no_repeat_{window_days}d", [case.no_repeat(window_days) for case in cases]),
        of("fcr.confirmed", [case.confirmed for case in cases]),
    )


def _window_counts(
    cases: Sequence[Case], outcomes: list[bool | None], failed: list[bool], window_days: int
) -> dict[str, float]:
    """What stands beside a rate of a window: the window, who is censored, and the bounds that this leaves."""
    inside = [case.repeats_known and case.within(window_days) for case in cases]
    censored = sum(inside)
    early = sum(f and i for f, i in zip(failed, inside, strict=True))
    resolved, not_resolved = outcomes.count(True), outcomes.count(False)
    counts = {
        "window_days": window_days,
        "cases": len(cases),
        "censored": censored,
        "censored_with_repeat": early,
        "not_recorded": sum(not case.contacts_known and not case.planted for case in cases),
        "planted": sum(case.planted for case in cases),
        "direction_unknown": sum(c.direction_unknown for c, f in zip(cases, failed, strict=True) if f),
    }
    everyone = resolved + not_resolved + censored
    bounds = {}
    if everyone and censored:
        bounds = {"at_least": resolved / everyone, "at_most": (resolved + censored - early) / everyone}
    return _floats(counts) | bounds


def _why(cases: Sequence[Case], window_days: int) -> str:
    if not cases:
        return "no_cases"
    if all(case.planted for case in cases):
        return "planted"
    return "window_open" if any(case.repeats_known for case in cases) else "not_recorded"


def _floats(counts: dict[str, int]) -> dict[str, float]:
    return {key: float(value) for key, value in counts.items()}
