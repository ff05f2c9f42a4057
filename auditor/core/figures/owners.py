"""Who owns the complaints, how often they change hands, and whether what was promised was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.core.figures.reading import Selection, ids_of
from auditor.core.figures.values import Entry, Ids, Section, Sheet
from metrics.complaints.durations import is_open
from metrics.complaints.ownership import departments, hand_overs, owner_at, ownerships
from metrics.complaints.promises import PromiseState, PromiseStatus, kept_by_operator, kept_rate, promises
from metrics.complaints.times import seconds
from metrics.complaints.values import Complaint
from metrics.values import Figure


def owners(selection: Selection) -> Sheet:
    """The sheet, over the complaints opened by the moment that is looked at."""
    read = selection.read
    now = read.as_of.timestamp()
    opened = [c for c in selection.complaints if seconds(c.opened_at) <= now]
    recorded = [c for c in opened if c.owners is not None]
    found = ownerships(opened, as_of=read.as_of)
    touched = {c.id: departments(c, now) for c in opened}
    passed = {c.id: hand_overs(c, now) for c in recorded}
    by_hand_overs = {n: _having(recorded, passed, n) for n, _count in found.hand_over_distribution}
    by_departments = {n: _touching(opened, touched, n) for n, _count in found.department_distribution}
    sections = [
        Section(
            ("section", "ownership"), _shares(selection, recorded, found.without_owner, found.never_owned)
        ),
        Section(
            ("section", "hand_overs"),
            (_mean(found.hand_overs, recorded), *_spread("hand_overs", by_hand_overs)),
        ),
        Section(
            ("section", "departments"),
            (
                _mean(found.departments, [c for c in opened if touched[c.id] is not None]),
                *_spread("departments", by_departments),
            ),
        ),
        *_promises(selection, opened),
    ]
    return Sheet("owners", selection.wanted, tuple(sections), len(opened))


def _shares(
    selection: Selection, recorded: list[Complaint], without: Figure, never: Figure
) -> tuple[Entry, Entry]:
    as_of = selection.read.as_of
    now = as_of.timestamp()

    def waiting() -> list[Complaint]:
        return [c for c in recorded if is_open(c, as_of)]

    def never_owned() -> tuple[str, ...]:
        return ids_of([c for c in recorded if not _ever_owned(c, now)])

    return (
        Entry(
            without.id,
            without,
            lambda: ids_of(waiting()),
            parts=(("against", lambda: ids_of([c for c in waiting() if owner_at(c, now) is None])),),
        ),
        Entry(never.id, never, lambda: ids_of(recorded), parts=(("against", never_owned),)),
    )


def _ever_owned(complaint: Complaint, now: float) -> bool:
    return any(change.owner for change in complaint.owners or () if seconds(change.at) <= now)


def _mean(figure: Figure, members: Sequence[Complaint]) -> Entry:
    return Entry(figure.id, figure, lambda: ids_of(members))


def _having(recorded: list[Complaint], passed: dict[str, int], n: int) -> Ids:
    return lambda: ids_of([c for c in recorded if passed[c.id] == n])


def _touching(opened: list[Complaint], touched: dict[str, frozenset[str] | None], n: int) -> Ids:
    return lambda: ids_of([c for c in opened if len(touched[c.id] or ()) == n])


def _spread(family: str, members: dict[int, Ids]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"{family}.{n}", Figure(family, float(len(ids())), "count", n=len(ids())), ids, (family, str(n))
        )
        for n, ids in members.items()
    )


def _promises(selection: Selection, opened: list[Complaint]) -> list[Section]:
    """Promises: a complaint may have several, so `n` counts promises and the ids are their complaints."""
    read = selection.read
    statuses = promises(opened, as_of=read.as_of, zone=read.zone)
    if not statuses:
        return [Section(("section", "promises"), notes=("no_promises",))]
    entries = [_kept(kept_rate(statuses), statuses)]
    for state in PromiseState:
        having = [s for s in statuses if s.state is state]
        if having:
            figure = Figure("promises.state", float(len(having)), "count", n=len(having))
            name = ("promise", state.value)
            entries.append(Entry(f"promises.state.{state.value}", figure, _complaints(having), name))
    by_name: dict[str | None, list[PromiseStatus]] = {}
    for status in statuses:
        by_name.setdefault(status.promise.operator or status.complaint.operator, []).append(status)
    by_operator = [
        _kept(figure, by_name[name], name or "") for name, figure in kept_by_operator(statuses).items()
    ]
    return [
        Section(("section", "promises"), tuple(entries)),
        Section(("section", "promises_by_operator"), tuple(by_operator)),
    ]


def _kept(figure: Figure, statuses: Sequence[PromiseStatus], operator: str | None = None) -> Entry:
    checked = [s for s in statuses if s.state in (PromiseState.KEPT, PromiseState.BROKEN)]
    broken = [s for s in checked if s.state is PromiseState.BROKEN]
    open_ones = [s for s in statuses if s.state not in (PromiseState.KEPT, PromiseState.BROKEN)]
    parts = (("against", _complaints(broken)), ("left_out", _complaints(open_ones)))
    if operator is None:
        return Entry(figure.id, figure, _complaints(checked), parts=parts)
    return Entry(f"{figure.id}@{operator}", figure, _complaints(checked), ("operator", operator), parts)


def _complaints(statuses: Iterable[PromiseStatus]) -> Ids:
    """The complaint of each promise; one with two promises stands twice, as it counts twice."""
    found = tuple(status.complaint.id for status in statuses)
    return lambda: found
