"""First-call resolution three ways, weighted and by group, how the three overlap, and by window 1–30 days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.core.figures.reading import Selection, ids_of
from auditor.core.figures.values import Entry, Ids, Section, Sheet
from metrics.complaints.cases import Case
from metrics.complaints.curve import CurvePoint, fcr_curve
from metrics.complaints.fcr import Fcr, Overlap, fcr
from metrics.values import Figure

Answer = Callable[[Case], bool | None]


def resolution(selection: Selection) -> Sheet:
    """The sheet. Loads the statistics: for a worker, not for start-up."""
    wanted, found = selection.wanted, selection.cases
    days, by = wanted.window_days, wanted.by or "segment"
    own, curve = fcr(found, window_days=days), fcr_curve(found)
    planted = ("planted",) if any(case.planted for case in found) else ()
    sections = [
        Section(("section", "three_ways"), three(own, found, days), planted, days),
        Section(("section", "besides"), _besides(own, found, days)),
        Section(("section", "weighted"), weighted(own, found, days)),
    ]
    for name, members in selection.by(by).items():
        figures = fcr(members, window_days=days)
        sections.append(Section((by, name), three(figures, members, days, f"@{by}={name}")))
    sections += [
        Section(("section", "overlap"), tuple(map(_overlap, (o for o in own.overlap if o.n))), days=days),
        Section(("section", "windows"), tuple(_window(point, found) for point in curve)),
    ]
    return Sheet("resolution", wanted, tuple(sections), len(found), curve)


def answers(days: int) -> dict[str, Answer]:
    """What a case says of each of the three, by measure: resolved, not, or not known (or still open)."""
    return {
        "claimed": lambda case: case.claimed,
        "no_repeat": lambda case: case.no_repeat(days),
        "confirmed": lambda case: case.confirmed,
    }


def why_not(found: Sequence[Case], measure: str) -> str:
    """Why a measure has no value over these cases, when it has none."""
    if not found:
        return "no_cases"
    if measure == "confirmed":
        return "not_asked" if all(case.answer is None for case in found) else "not_recorded"
    if measure == "claimed":
        return "not_recorded"
    if all(case.planted for case in found):
        return "planted"
    return "window_open" if any(case.repeats_known for case in found) else "not_recorded"


def behind(
    found: Sequence[Case], answer: Answer, *, good: bool = True
) -> tuple[Ids, tuple[tuple[str, Ids], ...]]:
    """The ids that a rate counts; those that are against it, and those left out. `good` is the hit."""

    def with_(*values: bool | None) -> Ids:
        return lambda: ids_of([case for case in found if answer(case) in values])

    return with_(True, False), (("against", with_(not good)), ("left_out", with_(None)))


def entry_of(
    figure: Figure,
    found: Sequence[Case],
    answer: Answer,
    key: str = "",
    *,
    good: bool = True,
    beside: tuple[Figure, ...] = (),
) -> Entry:
    """A rate over cases as an entry."""
    counted, parts = behind(found, answer, good=good)
    return Entry(key or figure.id, figure, counted, parts=parts, beside=beside)


def three(own: Fcr, found: Sequence[Case], days: int, suffix: str = "") -> tuple[Entry, ...]:
    """The three rates, each with the same weighted by importance beside it."""
    plain = (own.claimed, own.no_repeat, own.confirmed)
    asked = answers(days)
    measures = ("claimed", "no_repeat", "confirmed")
    return tuple(
        entry_of(figure, found, asked[name], figure.id + suffix, beside=(heavy,))
        for figure, heavy, name in zip(plain, own.weighted, measures, strict=True)
    )


def weighted(own: Fcr, found: Sequence[Case], days: int) -> tuple[Entry, ...]:
    """The three weighted by importance, the plain one beside; only cases whose importance is known count."""
    known = [case for case in found if case.importance is not None]
    asked = answers(days)
    plain = (own.claimed, own.no_repeat, own.confirmed)
    measures = ("claimed", "no_repeat", "confirmed")
    return tuple(
        entry_of(figure, known, asked[name], beside=(light,))
        for figure, light, name in zip(own.weighted, plain, measures, strict=True)
    )


def _besides(own: Fcr, found: Sequence[Case], days: int) -> tuple[Entry, ...]:
    said = [case for case in found if case.claimed]
    return (
        entry_of(own.one_contact, found, lambda case: case.one_contact(days)),
        entry_of(
            own.false_resolution,
            said,
            lambda case: None if case.answer is None else not case.answer,
            good=False,
        ),
        entry_of(own.resolved, found, lambda case: case.answer),
    )


def _overlap(row: Overlap) -> Entry:
    key = ".".join(
        {True: "yes", False: "no", None: "unknown"}[a] for a in (row.claimed, row.no_repeat, row.confirmed)
    )
    figure = Figure("overlap", float(row.n), "count", n=row.n)
    return Entry(f"overlap.{key}", figure, lambda: row.cases, ("overlap", key), detail=row)


def _window(point: CurvePoint, found: Sequence[Case]) -> Entry:
    days = point.window_days
    counted, parts = behind(found, lambda case: case.no_repeat(days))
    return Entry(
        f"window.{days}", point.closed, counted, ("window", str(days)), parts, (point.all_cases,), point
    )
