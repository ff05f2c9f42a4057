"""When the alerts over a complaint can change next, if nobody changes it: until then none need be sought.

Alerts change at instants only: those that the complaint names, those that the rules count from them, and the
beginning of a day where days are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from metrics.complaints.deadlines import DeadlineStatus
from metrics.complaints.durations import is_open, moment_s
from metrics.complaints.times import DAY_S, deadline_instant, place, seconds
from metrics.complaints.values import Complaint
from metrics.complaints.watch import WatchRules


def next_change(
    complaint: Complaint,
    rules: WatchRules,
    *,
    as_of: datetime,
    zone: str,
    statuses: Iterable[DeadlineStatus] = (),
) -> float | None:
    """The first instant from `as_of` on (seconds since 1970) after which its alerts may be others.

    `None`: never. `statuses` are those of this complaint. Whatever is before it may be asked for as it was at
    `as_of`; the instant itself is not before it.
    """
    now = moment_s(as_of)
    instants = [*_named(complaint), *_of_promises(complaint, rules, zone)]
    if is_open(complaint, as_of):
        instants += _of_case(complaint, rules, now)
        due = [seconds(status.due_at) for status in statuses]
        instants += [*due, _midnight(as_of, zone)] if due else []
    return min((at for at in instants if at >= now), default=None)


def _named(complaint: Complaint) -> Iterator[float]:
    texts = [complaint.opened_at, complaint.resolved_at, *complaint.reopened]
    texts += [contact.at for contact in complaint.contacts or ()]
    texts += [owner.at for owner in complaint.owners or ()]
    texts += [each.at for each in (complaint.confirmed, complaint.verified) if each is not None]
    for promise in complaint.promises or ():
        texts += [promise.made_at, promise.verified_at]
    return (seconds(text) for text in texts if text is not None)


def _of_promises(complaint: Complaint, rules: WatchRules, zone: str) -> Iterator[float]:
    for promise in complaint.promises or ():
        known = [seconds(complaint.opened_at)]
        if promise.by is not None:
            due = deadline_instant(promise.by, zone).timestamp()
            known.append(due)
            yield from (due, due - rules.promise_near_days * DAY_S)
        if promise.verified_at is not None:
            known.append(seconds(promise.verified_at))
        yield from (at + rules.recovery_days * DAY_S for at in known)


def _of_case(complaint: Complaint, rules: WatchRules, now: float) -> Iterator[float]:
    opened = seconds(complaint.opened_at)
    yield from (opened + step.after_days * DAY_S for step in rules.steps)
    if complaint.segment not in rules.valuable:
        return
    yield opened + rules.recovery_days * DAY_S
    yield opened + (rules.recovery_days - rules.recovery_near_days) * DAY_S
    heard = [seconds(contact.at) for contact in complaint.contacts or () if not contact.verifies]
    last = max(at for at in (opened, *heard) if at <= now)
    yield last + rules.silence_days * DAY_S
    for since in (opened, last):  # their alerts count the days
        yield since + ((now - since) // DAY_S + 1) * DAY_S


def _midnight(as_of: datetime, zone: str) -> float:
    """When the next day begins there: working days left are counted anew."""
    there = place(zone)
    day = as_of.astimezone(there).date() + timedelta(days=1)
    return datetime.combine(day, time(), there).timestamp()
