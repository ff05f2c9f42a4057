"""Alerts over valuable complainers, as pure rules: the same ledger at the same moment gives the same alerts.

An alert's id names its complaint, its rule and the occasion, so that whoever sends it can send it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from metrics.complaints.deadlines import DeadlineStatus, Timeliness
from metrics.complaints.durations import is_open, moment_s, resolved_s
from metrics.complaints.ownership import owner_at
from metrics.complaints.promises import PromiseState, PromiseStatus, promises
from metrics.complaints.times import DAY_S, instant, seconds
from metrics.complaints.values import VALUABLE, Complaint, Segment
from metrics.errors import DataError

RECOVERY_DAYS = 30
"""A valuable customer who complains and is not recovered in under 30 days returns in under 20 % of cases
(Butterfield 2004)."""


class AlertKind(StrEnum):
    """What an alert is about."""

    NO_OWNER = "no_owner"
    OWNER_NOT_RECORDED = "owner_not_recorded"
    RECOVERY_NEAR = "recovery_near"
    RECOVERY_PASSED = "recovery_passed"
    SILENCE = "silence"
    PROMISE_NEAR = "promise_near"
    PROMISE_PASSED = "promise_passed"  # and nobody has looked whether it was kept
    PROMISE_BROKEN = "promise_broken"
    ESCALATION = "escalation"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_LATE = "deadline_late"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """A complaint that is still open `after_days` days from its opening goes to `who`.

    For the segments named (empty: all, those not known included) and from an importance up (`None`: any).
    `name` is unique among the steps.
    """

    name: str
    after_days: float
    who: str
    segments: tuple[Segment, ...] = VALUABLE
    min_importance: int | None = None


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What to watch for. Every number is the company's to set, except where its source is a norm.

    `recovery_days` from the opening (Butterfield 2004), `recovery_near_days` before them. `silence_days`
    without a contact of either side on an open case: 7 is the shortest window for a repeat contact, after
    which a customer who calls again counts as a new call. `promise_near_days` before a promised date.
    `unrecorded_owner`: also tell of valuable complaints whose ownership nobody recorded.
    """

    valuable: tuple[Segment, ...] = VALUABLE
    recovery_days: float = RECOVERY_DAYS
    recovery_near_days: float = 7
    silence_days: float = 7
    promise_near_days: float = 1
    unrecorded_owner: bool = False
    steps: tuple[EscalationStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to do about a complaint.

    `id` is the same whenever the same thing is found again. `since` is when the matter came up, `due_at` when
    it has to be done by (both ISO 8601 in UTC). `who` is whom the rule names, else the owner, `None` when
    neither is known. `params` fill the alert's text (`metrics.complaints.labels`).
    """

    id: str
    kind: AlertKind
    complaint: str
    since: str
    segment: Segment | None = None
    importance: int | None = None
    due_at: str | None = None
    who: str | None = None
    params: dict[str, str | float] = field(default_factory=dict)


def day_count(complaint: Complaint, as_of: datetime) -> float:
    """Days since the complaint was opened."""
    return (moment_s(as_of) - seconds(complaint.opened_at)) / DAY_S


def alerts(
    complaints: Iterable[Complaint],
    rules: WatchRules,
    *,
    as_of: datetime,
    zone: str,
    statuses: Iterable[DeadlineStatus] = (),
) -> tuple[Alert, ...]:
    """All alerts of the open complaints, the most valuable segment first, then by `since`.

    `statuses` come from `metrics.complaints.deadlines`; promises are watched on resolved complaints too (see
    `settled`).
    """
    moment_s(as_of)
    ledger = list(complaints)
    by_id = {complaint.id: complaint for complaint in ledger}
    found: list[Alert] = []
    for complaint in ledger:
        if is_open(complaint, as_of):
            found.extend(_of_case(complaint, rules, as_of))
    found.extend(_of_promises(ledger, rules, as_of, zone))
    found.extend(_of_deadlines(by_id, statuses))
    rank: dict[Segment | None, int] = {segment: i for i, segment in enumerate((*Segment, None))}
    return tuple(sorted(found, key=lambda alert: (rank[alert.segment], alert.since, alert.id)))


def next_step(
    complaint: Complaint, rules: WatchRules, *, as_of: datetime
) -> tuple[EscalationStep, str] | None:
    """The escalation step that an open complaint reaches next, and when; `None` when none is left."""
    days = day_count(complaint, as_of)
    ahead = [step for step in rules.steps if step.after_days > days and _concerns(step, complaint)]
    step = min(ahead, key=lambda each: each.after_days, default=None)
    return None if step is None else (step, _later(complaint.opened_at, step.after_days))


def _of_case(complaint: Complaint, rules: WatchRules, as_of: datetime) -> Iterator[Alert]:
    if complaint.segment in rules.valuable:
        yield from _owner(complaint, rules, as_of)
        yield from _recovery(complaint, rules, as_of)
        yield from _silence(complaint, rules, as_of)
    days = day_count(complaint, as_of)
    for step in rules.steps:
        if days >= step.after_days and _concerns(step, complaint):
            due = _later(complaint.opened_at, step.after_days)
            params: dict[str, str | float] = {"step": step.name, "days": step.after_days, "who": step.who}
            yield _alert(
                AlertKind.ESCALATION, complaint, step.name, due, due_at=due, who=step.who, params=params
            )


def _owner(complaint: Complaint, rules: WatchRules, as_of: datetime) -> Iterator[Alert]:
    if complaint.owners is None:
        if rules.unrecorded_owner:
            yield _alert(AlertKind.OWNER_NOT_RECORDED, complaint, "", complaint.opened_at)
        return
    now = moment_s(as_of)
    if owner_at(complaint, now) is None:
        lost = max((c.at for c in complaint.owners if seconds(c.at) <= now), key=seconds, default=None)
        since = _text(instant(lost or complaint.opened_at))
        yield _alert(AlertKind.NO_OWNER, complaint, since, since)


def _recovery(complaint: Complaint, rules: WatchRules, as_of: datetime) -> Iterator[Alert]:
    days = day_count(complaint, as_of)
    due = _later(complaint.opened_at, rules.recovery_days)
    params: dict[str, str | float] = {"day": int(days), "of": rules.recovery_days}
    who = owner_at(complaint, moment_s(as_of))
    if days >= rules.recovery_days:
        yield _alert(AlertKind.RECOVERY_PASSED, complaint, "", due, due_at=due, who=who, params=params)
    elif days >= rules.recovery_days - rules.recovery_near_days:
        since = _later(complaint.opened_at, rules.recovery_days - rules.recovery_near_days)
        yield _alert(AlertKind.RECOVERY_NEAR, complaint, "", since, due_at=due, who=who, params=params)


def _silence(complaint: Complaint, rules: WatchRules, as_of: datetime) -> Iterator[Alert]:
    """Nothing is said where not all contacts are recorded: that is not silence."""
    if complaint.contacts is None or not complaint.contacts_complete:
        return
    now = moment_s(as_of)
    heard = [seconds(c.at) for c in complaint.contacts if not c.verifies and seconds(c.at) <= now]
    last = max([seconds(complaint.opened_at), *heard])
    if now - last < rules.silence_days * DAY_S:
        return
    text = _text(instant(complaint.opened_at) + timedelta(seconds=last - seconds(complaint.opened_at)))
    params: dict[str, str | float] = {"days": int((now - last) / DAY_S)}
    yield _alert(AlertKind.SILENCE, complaint, text, text, who=owner_at(complaint, now), params=params)


def _of_promises(ledger: list[Complaint], rules: WatchRules, as_of: datetime, zone: str) -> Iterator[Alert]:
    kinds = {PromiseState.PASSED: AlertKind.PROMISE_PASSED, PromiseState.BROKEN: AlertKind.PROMISE_BROKEN}
    soon = (as_of + timedelta(days=rules.promise_near_days)).timestamp()
    for status in promises(ledger, as_of=as_of, zone=zone):
        kind = kinds.get(status.state)
        if kind is None and status.state is PromiseState.RUNNING and seconds(status.due_at or "") <= soon:
            kind = AlertKind.PROMISE_NEAR
        if kind is None or (kind is not AlertKind.PROMISE_NEAR and settled(status, rules, as_of)):
            continue
        promise, complaint = status.promise, status.complaint
        since = status.due_at or promise.verified_at or complaint.opened_at
        who = promise.agent or owner_at(complaint, moment_s(as_of))
        params: dict[str, str | float] = {"what": promise.what}
        yield _alert(kind, complaint, promise.id, since, due_at=status.due_at, who=who, params=params)


def settled(status: PromiseStatus, rules: WatchRules, as_of: datetime) -> bool:
    """Whether nothing is to be done any more about a promise that was broken, or whose date passed unchecked.

    So it is once the complaint is closed: where that came after; where customer or shop said since that it is
    resolved; and `recovery_days` later, when a customer is hardly won back. What comes to light after the
    closing is news, since the case may have been closed upon that very promise.
    """
    now, complaint, promise = moment_s(as_of), status.complaint, status.promise
    resolved = resolved_s(complaint, now)
    if resolved is None:
        return False
    broken = status.state is PromiseState.BROKEN
    known = seconds((promise.verified_at if broken else None) or status.due_at or complaint.opened_at)
    answers = [each for each in (complaint.confirmed, complaint.verified) if each is not None and each.at]
    good = any(each.resolved and known <= seconds(each.at or "") <= now for each in answers)
    return good or known <= resolved or now - known >= rules.recovery_days * DAY_S


NOT_BINDING = "not_binding"
"""Among an alert's params: its rule did not bind on the day when the complaint was opened."""


def _of_deadlines(by_id: dict[str, Complaint], statuses: Iterable[DeadlineStatus]) -> Iterator[Alert]:
    kinds = {Timeliness.LATE: AlertKind.DEADLINE_LATE, Timeliness.NEAR: AlertKind.DEADLINE_NEAR}
    for status in statuses:
        complaint, kind = by_id.get(status.complaint), kinds.get(status.state)
        if complaint is None or kind is None:
            continue
        params: dict[str, str | float] = {"rule": status.rule.id, "left": status.working_days_left or 0}
        if (
            not status.in_force
        ):  # a company that prepares for a law wants to know, but must not take it for one
            params[NOT_BINDING] = "yes"
        due = status.due_at
        yield _alert(kind, complaint, status.rule.id, due, due_at=due, who=complaint.owner, params=params)


def _concerns(step: EscalationStep, complaint: Complaint) -> bool:
    if step.segments and complaint.segment not in step.segments:
        return False
    least = step.min_importance
    return least is None or (complaint.importance is not None and complaint.importance >= least)


def _alert(
    kind: AlertKind,
    complaint: Complaint,
    occasion: str,
    since: str,
    *,
    due_at: str | None = None,
    who: str | None = None,
    params: dict[str, str | float] | None = None,
) -> Alert:
    return Alert(
        id=":".join(part for part in (kind.value, complaint.id, occasion) if part),
        kind=kind,
        complaint=complaint.id,
        since=_text(instant(since)),
        segment=complaint.segment,
        importance=complaint.importance,
        due_at=due_at,
        who=who,
        params=params or {},
    )


def _later(text: str, days: float) -> str:
    try:
        return _text(instant(text) + timedelta(days=days))
    except OverflowError:
        raise DataError("the time {text} lies outside the calendar", text=text) from None


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
