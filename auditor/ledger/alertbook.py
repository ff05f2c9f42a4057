"""Alerts as documents: each raised once, with who acknowledged, escalated or closed it and when.

What is found again stays what it is; what is found no longer is closed by itself.
"""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_, _
from auditor.ledger.ledger import now_text
from auditor.store import Store
from metrics.complaints.watch import Alert
from transcripts.redaction import redacted

STALE = timedelta(minutes=10)
"""A sender that has not come back for so long is dead: another one may send."""
OURSELVES = "auditor"


class State(StrEnum):
    """How an alert stands."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"
    CLOSED = "closed"


LABELS = {
    State.RAISED: N_("raised"),
    State.ACKNOWLEDGED: N_("acknowledged"),
    State.ESCALATED: N_("escalated"),
    State.CLOSED: N_("closed"),
}


RESOLVED = N_("the complaint is closed")
GONE = N_("the complaint is not in the ledger any more")
CAUSE_GONE = N_("its cause is gone")
"""Why an alert was closed by itself: the note of that step, in English; shown in the reader's language."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an alert: to which state, when (UTC), by whom, with a note (to whom it was escalated)."""

    to: State
    at: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One alert with its history. `sending_at` is set while somebody sends it, `sent_at` once it was.

    `handing_at` is set from before the mail server gets the message until its answer is noted; `in_doubt`
    counts the attempts whose answer nobody noted: each may have reached the reader.
    """

    key: str
    alert: Alert
    state: State
    raised_at: str
    history: tuple[Step, ...]
    sending_at: str | None = None
    sent_at: str | None = None
    sent_to: tuple[str, ...] = ()
    error: str | None = None
    handing_at: str | None = None
    in_doubt: int = 0


class AlertBook:
    """The alerts of one data folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.table("alerts", index=("state",))

    def open_by_complaint(self) -> dict[str, builtins.list[Raised]]:
        """The open alerts, by the complaint that they are about."""
        found: dict[str, builtins.list[Raised]] = {}
        for raised in self.list():
            found.setdefault(raised.alert.complaint, []).append(raised)
        return found

    def apply(
        self,
        found: Iterable[Alert],
        over: Mapping[str, str],
        known: Mapping[str, builtins.list[Raised]],
        at: str,
    ) -> None:
        """Stores what the rules found over some complaints, and closes what they find no longer, at `at`.

        `over` are those complaints, each with why an alert over it has no cause any more; `known` the alerts
        that are open (`open_by_complaint`). All in one transaction.
        """
        open_now = {raised.key: raised for id in over for raised in known.get(id, ())}
        keys = set()
        with self._store.transaction():
            for alert in found:
                key = key_of(alert.id)
                keys.add(key)
                if key not in open_now or open_now[key].alert != alert:  # thousands stay as they are
                    self._found(key, alert, at)
            for raised in open_now.values():
                if raised.key not in keys:
                    self._store_change(raised.key, partial(_over, at=at, why=over[raised.alert.complaint]))

    def list(self, *, closed: bool = False) -> builtins.list[Raised]:
        """The open alerts, or with `closed` all of them, as they were raised."""
        states = [s.value for s in State if closed or s is not State.CLOSED]
        return [load(Raised, doc) for doc in self._table.where(state=states)]

    def get(self, key: str) -> Raised:
        """One alert by its key, a unique beginning of it, or its id. Raises `CommandError`."""
        doc = self._table.get(key) or self._table.get(key_of(key))
        if doc is None:
            near = [each for each in self._table.all() if each.id.startswith(key)] if key else []
            if len(near) != 1:
                raise CommandError(N_("There is no alert “{key}” (or several begin so)."), key=key)
            doc = near[0]
        return load(Raised, doc)

    def move(self, key: str, to: State, by: str, note: str = "") -> Raised:
        """A person acknowledges, escalates or closes it. Raises `CommandError` for one that is closed."""
        raised = self.get(key)
        if raised.state is State.CLOSED:
            raise CommandError(N_("The alert “{key}” is closed already."), key=raised.key)
        note = note if to is State.ESCALATED else redacted(note)  # there it is to whom
        return self._store_change(raised.key, lambda r: _moved(r, to, now_text(), by, note))

    def undo(self, key: str, by: str) -> Raised:
        """Takes a person's last step back; both stay on record. Raises `CommandError` when there is none."""
        raised = self.get(key)
        if raised.history[-1].by == OURSELVES:
            raise CommandError(N_("Nobody took a step on the alert “{key}”."), key=raised.key)
        return self._store_change(raised.key, lambda r: _moved(r, r.history[-2].to, now_text(), by))

    def claim(self, now: datetime) -> builtins.list[Raised]:
        """Takes the open alerts that nobody sent yet for sending; two senders never get the same one."""
        taken = []
        stale, at = (now - STALE).isoformat(timespec="milliseconds"), now.isoformat(timespec="milliseconds")

        def take(raised: Raised) -> Raised | None:
            free = raised.sending_at is None or raised.sending_at < stale
            unsent = raised.sent_at is None and raised.state is not State.CLOSED
            return replace(raised, sending_at=at) if free and unsent else None

        for raised in self.list():
            mine = self._change(raised.key, take)
            if mine is not None:
                taken.append(mine)
        return taken

    def handing(self, key: str, at: str) -> Raised:
        """On disk before the mail server gets it; an earlier attempt that was not answered is in doubt."""
        return self._store_change(key, lambda r: replace(_doubted(r), handing_at=at))

    def sent(self, key: str, to: tuple[str, ...], at: str, error: str | None = None) -> None:
        """The mail server took it for these addresses; `error` says why not for others."""
        self._store_change(
            key,
            lambda r: replace(r, sent_at=at, sent_to=to, sending_at=None, handing_at=None, error=error),
        )

    def unsent(self, key: str, why: str, *, answered: bool = False) -> None:
        """It could not be sent: the next run tries again. `answered` is the mail server's own no."""

        def change(raised: Raised) -> Raised:
            raised = replace(raised, handing_at=None) if answered else _doubted(raised)
            return replace(raised, sending_at=None, error=why[:500])

        self._store_change(key, change)

    def _found(self, key: str, alert: Alert, now: str) -> None:
        new = Raised(
            key=key,
            alert=alert,
            state=State.RAISED,
            raised_at=now,
            history=(Step(State.RAISED, now, OURSELVES),),
        )
        if self._table.insert_new(key, dump(new)):
            return

        def again(before: Raised) -> Raised | None:
            raised = replace(before, alert=alert)
            if raised.state is State.CLOSED and raised.history[-1].by == OURSELVES:
                return replace(
                    _moved(raised, State.RAISED, now, OURSELVES), sent_at=None, raised_at=now, in_doubt=0
                )
            return None if raised == before else raised  # thousands stay as they are

        self._change(key, again)

    def _change(self, key: str, change: Callable[[Raised], Raised | None]) -> Raised | None:
        def on_document(doc: dict[str, object]) -> dict[str, object] | None:
            changed = change(load(Raised, doc))
            return None if changed is None else dump(changed)

        doc = self._table.update_if(key, on_document)
        return None if doc is None else load(Raised, doc)

    def _store_change(self, key: str, change: Callable[[Raised], Raised]) -> Raised:
        changed = self._change(key, change)
        assert changed is not None  # noqa: S101 - documents of alerts are never deleted
        return changed


def _doubted(raised: Raised) -> Raised:
    """A message that was handed over without an answer may have gone out."""
    return replace(raised, handing_at=None, in_doubt=raised.in_doubt + (raised.handing_at is not None))


def key_of(alert_id: str) -> str:
    """A short key that people can type, the same for the same alert."""
    return hashlib.sha256(alert_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _over(raised: Raised, at: str, why: str) -> Raised:
    """Closed by itself; one that a person closed meanwhile stays as that person left it."""
    return raised if raised.state is State.CLOSED else _moved(raised, State.CLOSED, at, OURSELVES, why)


def step_note(step: Step) -> str:
    """A step's note for people: our own in their language, a person's as written."""
    return _(step.note) if step.by == OURSELVES and step.note else step.note


def _moved(raised: Raised, to: State, at: str, by: str, note: str = "") -> Raised:
    return replace(raised, state=to, history=(*raised.history, Step(to, at, by, note)))
