"""Time to resolution (Kaplan–Meier, open cases censored), in all and by group, and the deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.core.figures.reading import Selection, ids_of
from auditor.core.figures.values import Entry, Ids, Section, Sheet
from auditor.core.resolution import deadline_statuses
from metrics.complaints.deadlines import DeadlineStatus, DeadlineSummary, Timeliness, summarise
from metrics.complaints.durations import Resolution, is_open, resolution_time
from metrics.complaints.values import Complaint
from metrics.values import Figure

if TYPE_CHECKING:
    from auditor.core.app import App


@dataclass(frozen=True, slots=True)
class Curves:
    """The curve of all, and of each group by name; `by` is the grouping."""

    by: str
    whole: Resolution
    groups: tuple[tuple[str, Resolution], ...]


def times(app: App, selection: Selection) -> Sheet:
    """The sheet. Loads the statistics and the calendar: for a worker."""
    wanted, opened = selection.wanted, selection.complaints
    as_of, by = selection.read.as_of, wanted.by or "segment"
    whole = resolution_time(opened, as_of=as_of)
    sections = [Section(("section", "times"), (*_quartiles(whole), *_ends(whole, opened, selection)))]
    groups: list[tuple[str, Resolution]] = []
    for name, members in selection.complaints_by(by).items():
        curve = resolution_time(members, as_of=as_of)
        groups.append((name, curve))
        sections.append(Section((by, name), _quartiles(curve, f"@{by}={name}")))
    sections += _deadlines(app, selection)
    return Sheet("time", wanted, tuple(sections), len(opened), Curves(by, whole, tuple(groups)))


def _quartiles(curve: Resolution, suffix: str = "") -> tuple[Entry, ...]:
    def all_of_them() -> tuple[str, ...]:
        return curve.complaints

    return tuple(Entry(figure.id + suffix, figure, all_of_them) for figure in curve.figures)


def _ends(curve: Resolution, opened: Sequence[Complaint], selection: Selection) -> tuple[Entry, ...]:
    inside = frozenset(curve.complaints)

    def still(open_now: bool) -> Ids:
        return lambda: ids_of(
            [c for c in opened if c.id in inside and is_open(c, selection.read.as_of) is open_now]
        )

    found = [
        _count("times.resolved", curve.survival.ended, still(False), ("part", "resolved")),
        _count("times.open", curve.survival.censored, still(True), ("part", "open")),
    ]
    if curve.inconsistent:
        left_out = len(curve.inconsistent)
        found.append(
            _count("times.inconsistent", left_out, lambda: curve.inconsistent, ("part", "inconsistent"))
        )
    return tuple(found)


def _deadlines(app: App, selection: Selection) -> list[Section]:
    wanted, read = selection.wanted, selection.read
    statuses = deadline_statuses(
        app, list(selection.complaints), read.as_of, pack=wanted.pack, region=wanted.region
    )
    by_rule: dict[str, list[DeadlineStatus]] = {}
    for status in statuses:
        by_rule.setdefault(status.rule.id, []).append(status)
    sections = [_rule(summary, by_rule[summary.rule.id]) for summary in summarise(statuses)]
    if not sections:
        sections = [Section(("section", "deadlines"), notes=("no_deadlines",))]
    return sections


def _rule(summary: DeadlineSummary, statuses: list[DeadlineStatus]) -> Section:
    id = summary.rule.id

    def of(*states: Timeliness) -> Ids:
        return lambda: _ids(s for s in statuses if s.state in states)

    kept = Entry(
        f"deadline.{id}",
        summary.kept,
        lambda: _ids(s for s in statuses if s.due),
        parts=(
            ("against", lambda: _ids(s for s in statuses if s.due and s.state is not Timeliness.ON_TIME)),
            ("left_out", lambda: _ids(s for s in statuses if not s.due)),
        ),
        detail=summary.rule,
    )
    rows = [
        _count(f"deadline.{id}.{state.value}", n, of(state), ("timeliness", state.value), summary.rule)
        for state in (Timeliness.LATE, Timeliness.NEAR, Timeliness.MISSED, Timeliness.RUNNING)
        if (n := sum(s.state is state for s in statuses)) or state in (Timeliness.LATE, Timeliness.NEAR)
    ]
    notes = ("not_in_force",) if not any(s.in_force for s in statuses) else ()
    return Section(("rule", id), (kept, *rows), notes)


def _count(key: str, n: int, ids: Ids, name: tuple[str, str], detail: object = None) -> Entry:
    return Entry(key, Figure(key, float(n), "count", n=n), ids, name, detail=detail)


def _ids(statuses: Iterable[DeadlineStatus]) -> tuple[str, ...]:
    return tuple(status.complaint for status in statuses)
