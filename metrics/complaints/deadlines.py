"""A ledger against the deadlines of a rule pack: what is late, what is about to be, what was on time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from metrics.complaints.calendar import WorkingDays
from metrics.complaints.durations import moment_s, resolved_s
from metrics.complaints.times import end_of_day, instant, place, seconds
from metrics.complaints.values import Complaint
from metrics.packs.values import Deadline, DeadlineUnit, Pack, Rule
from metrics.stats.intervals import rate
from metrics.values import Figure
from metrics.words import normal

NEAR_DAYS = 3
"""An open complaint is about to be late when no more working days than this are left (a setting, no norm)."""


class Timeliness(StrEnum):
    """How a complaint stands to a deadline."""

    ON_TIME = "on_time"  # resolved by then
    MISSED = "missed"  # resolved after it
    LATE = "late"  # open, and the deadline has passed
    NEAR = "near"  # open, and the deadline is near
    RUNNING = "running"  # open, with time left


@dataclass(frozen=True, slots=True)
class DeadlineStatus:
    """One complaint against one rule. `due_at` is ISO 8601 in UTC: the end of the last day, or an hour.

    `working_days_left` counts from the day of `as_of`, negative once late, `None` when it is resolved. `due`
    says whether the deadline had passed at `as_of`.
    `in_force` says whether the rule bound on the day when the complaint was opened.
    """

    complaint: str
    rule: Rule
    due_at: str
    state: Timeliness
    working_days_left: int | None
    in_force: bool
    due: bool


@dataclass(frozen=True, slots=True)
class DeadlineSummary:
    """One rule over a ledger. `kept` is the share on time among those whose deadline has passed.

    The others are censored and counted, `resolved_early` too: to count only the quick ones among them would
    flatter. `counts["not_in_force"]` were opened before or after the rule bound.
    """

    rule: Rule
    kept: Figure
    late: tuple[str, ...]
    near: tuple[str, ...]


def deadlines(
    complaints: Iterable[Complaint],
    pack: Pack,
    *,
    as_of: datetime,
    zone: str,
    calendar: WorkingDays,
    near_days: int = NEAR_DAYS,
) -> tuple[DeadlineStatus, ...]:
    """Each complaint against each rule of the pack that has a deadline for its topic, by due date.

    A term in days begins on the day after the opening, where the company is (`zone`, IANA), and ends with the
    end of its last day. A complaint without a topic is held only against rules for every topic. One made
    through a channel that a deadline leaves out is not held against it.
    """
    rules = [(rule, rule.deadline) for rule in pack.rules if rule.deadline is not None]
    clock = _Clock(as_of, zone, calendar, near_days)
    found = [
        clock.status(complaint, rule, deadline)
        for complaint in complaints
        if seconds(complaint.opened_at) <= clock.now
        for rule, deadline in rules
        if applies(deadline, complaint.topic) and complaint.channel not in deadline.not_by
    ]
    return tuple(sorted(found, key=lambda status: (status.due_at, status.complaint, status.rule.id)))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of a month that has no such day (Código Civil art. 5.1)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def applies(deadline: Deadline, topic: str | None) -> bool:
    """Whether a deadline is for that topic: one of its stems begins a word of it."""
    if not deadline.topics:
        return True
    words = normal(topic or "").split()
    return any(word.startswith(normal(stem)) for stem in deadline.topics for word in words)


def summarise(statuses: Iterable[DeadlineStatus]) -> tuple[DeadlineSummary, ...]:
    """One summary a rule, in order of rule id."""
    groups: dict[str, list[DeadlineStatus]] = {}
    for status in statuses:
        groups.setdefault(status.rule.id, []).append(status)
    return tuple(_summary(groups[id]) for id in sorted(groups))


def _summary(statuses: list[DeadlineStatus]) -> DeadlineSummary:
    counts = {state.value: float(sum(s.state is state for s in statuses)) for state in Timeliness}
    counts["not_in_force"] = float(sum(not s.in_force for s in statuses))
    due = [status for status in statuses if status.due]
    counts["resolved_early"] = float(sum(not s.due for s in statuses if s.state is Timeliness.ON_TIME))
    counts["censored"] = float(len(statuses) - len(due))
    kept = rate(sum(s.state is Timeliness.ON_TIME for s in due), len(due)).figure(
        "deadline.kept", counts, "none_due"
    )
    return DeadlineSummary(
        statuses[0].rule,
        kept,
        tuple(s.complaint for s in statuses if s.state is Timeliness.LATE),
        tuple(s.complaint for s in statuses if s.state is Timeliness.NEAR),
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """The end of a term: its last day where the company is, and the instant after which it is late."""

    last_day: date
    due_s: float
    due_at: str


class _Clock:
    """The moment asked about, and terms already counted: a ledger has few days and many complaints."""

    def __init__(self, as_of: datetime, zone: str, calendar: WorkingDays, near_days: int) -> None:
        self.now = moment_s(as_of)
        self._place = place(zone)
        self._today = as_of.astimezone(self._place).date()
        self._zone, self._calendar, self._near = zone, calendar, near_days
        self._terms: dict[tuple[date, Deadline], _Term] = {}
        self._left: dict[date, int] = {}

    def status(self, complaint: Complaint, rule: Rule, deadline: Deadline) -> DeadlineStatus:
        opened = instant(complaint.opened_at)
        day = opened.astimezone(self._place).date()
        term = self._term(opened, day, deadline)
        resolved = resolved_s(complaint, self.now)
        due = term.due_s <= self.now
        in_force = (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)
        if resolved is not None:
            state = Timeliness.ON_TIME if resolved <= term.due_s else Timeliness.MISSED
            return DeadlineStatus(complaint.id, rule, term.due_at, state, None, in_force, due)
        left = self._days_left(term.last_day)
        if self.now > term.due_s:
            state = Timeliness.LATE
        else:
            state = Timeliness.NEAR if left <= self._near else Timeliness.RUNNING
        return DeadlineStatus(complaint.id, rule, term.due_at, state, left, in_force, due)

    def _term(self, opened: datetime, day: date, deadline: Deadline) -> _Term:
        if deadline.unit is DeadlineUnit.HOURS:
            due = opened + timedelta(hours=deadline.amount)
            return _Term(due.astimezone(self._place).date(), due.timestamp(), _text(due))
        if (day, deadline) not in self._terms:
            if deadline.unit is DeadlineUnit.WORKING_DAYS:
                last = self._calendar.after(day, deadline.amount)
            elif deadline.unit is DeadlineUnit.MONTHS:
                last = months_after(day, deadline.amount)
            else:
                last = day + timedelta(days=deadline.amount)
            due = end_of_day(last, self._zone)
            self._terms[day, deadline] = _Term(last, due.timestamp(), _text(due))
        return self._terms[day, deadline]

    def _days_left(self, last: date) -> int:
        if last not in self._left:
            self._left[last] = self._calendar.between(self._today, last)
        return self._left[last]


def _text(due: datetime) -> str:
    return due.isoformat(timespec="milliseconds")
