"""Promises to customers: how many were kept, which nobody has checked, which are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from metrics.complaints.durations import moment_s
from metrics.complaints.times import deadline_instant, seconds
from metrics.complaints.values import Complaint, Promise
from metrics.stats.intervals import rate
from metrics.values import Figure


class PromiseState(StrEnum):
    """How a promise stands. `PASSED` is past its date, and nobody has looked whether it was kept."""

    KEPT = "kept"
    BROKEN = "broken"
    PASSED = "passed"
    RUNNING = "running"
    WITHOUT_DATE = "without_date"


@dataclass(frozen=True, slots=True)
class PromiseStatus:
    """One promise at a moment. `due_at` is ISO 8601 in UTC, `None` where no date was promised."""

    complaint: Complaint
    promise: Promise
    state: PromiseState
    due_at: str | None


def promises(complaints: Iterable[Complaint], *, as_of: datetime, zone: str) -> tuple[PromiseStatus, ...]:
    """Every promise made by `as_of`, by due date, those without a date last."""
    now = moment_s(as_of)
    found = [
        _status(complaint, promise, now, zone)
        for complaint in complaints
        if seconds(complaint.opened_at) <= now
        for promise in complaint.promises or ()
        if promise.made_at is None or seconds(promise.made_at) <= now
    ]
    return tuple(
        sorted(found, key=lambda s: (s.due_at is None, s.due_at or "", s.complaint.id, s.promise.id))
    )


def kept_rate(statuses: Iterable[PromiseStatus]) -> Figure:
    """Promises kept ÷ promises that someone checked. The unchecked ones are in `counts`, by state."""
    states = [status.state for status in statuses]
    counts = {state.value: float(states.count(state)) for state in PromiseState}
    checked = counts["kept"] + counts["broken"]
    why = "not_checked" if states else "no_promises"
    return rate(counts["kept"], checked).figure("promises.kept", counts, why)


def kept_by_operator(statuses: Iterable[PromiseStatus]) -> dict[str | None, Figure]:
    """The kept rate of each operator: who made the promise, else who took the complaint."""
    groups: dict[str | None, list[PromiseStatus]] = {}
    for status in statuses:
        groups.setdefault(status.promise.operator or status.complaint.operator, []).append(status)
    order = sorted(groups, key=lambda name: (name is None, name or ""))
    return {name: kept_rate(groups[name]) for name in order}


def _status(complaint: Complaint, promise: Promise, now: float, zone: str) -> PromiseStatus:
    due = None if promise.by is None else deadline_instant(promise.by, zone)
    due_at = None if due is None else due.isoformat(timespec="milliseconds")
    checked = promise.verified_at is None or seconds(promise.verified_at) <= now
    if promise.kept is not None and checked:
        state = PromiseState.KEPT if promise.kept else PromiseState.BROKEN
    elif due is None:
        state = PromiseState.WITHOUT_DATE
    else:
        state = PromiseState.PASSED if due.timestamp() < now else PromiseState.RUNNING
    return PromiseStatus(complaint, promise, state, due_at)
