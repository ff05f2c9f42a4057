"""Control charts over weeks: the p-chart and Laney's p′ of the same weeks, each week with its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from auditor.core.figures.reading import Selection
from auditor.core.figures.resolution import answers, behind, entry_of, why_not
from auditor.core.figures.values import Entry, Section, Sheet
from metrics.complaints.cases import Case
from metrics.complaints.times import local_day
from metrics.stats.charts import laney_p_chart, p_chart
from metrics.stats.intervals import rate, rate_of
from metrics.stats.values import Chart, ChartPoint

MOST_WEEKS = 52
"""Without a period the last year is drawn: older weeks would set limits that nobody works under any more."""


@dataclass(frozen=True, slots=True)
class Charts:
    """Both charts of the same weeks."""

    p: Chart
    laney: Chart


@dataclass(frozen=True, slots=True)
class Week:
    """One week's points of both charts."""

    p: ChartPoint
    laney: ChartPoint

    @property
    def signals(self) -> bool:
        """Whether Laney's chart, which knows how much weeks differ anyway, marks it."""
        return bool(self.laney.signals)


def weeks(selection: Selection) -> Sheet:
    """The sheet: weeks by the day of a case's first contact, where the company is, from Monday."""
    wanted = selection.wanted
    answer = answers(wanted.window_days)[wanted.measure]
    id = f"fcr.no_repeat_{wanted.window_days}d" if wanted.measure == "no_repeat" else f"fcr.{wanted.measure}"
    by_week = _weeks(selection)
    periods = []
    for monday, members in by_week.items():
        known = [hit for case in members if (hit := answer(case)) is not None]
        periods.append((monday.isoformat(), sum(known), len(known)))
    charts = Charts(p_chart(periods), laney_p_chart(periods))
    entries: list[Entry] = []
    for members, p, laney in zip(by_week.values(), charts.p.points, charts.laney.points, strict=True):
        counted, parts = behind(members, answer)
        figure = rate(int(p.hits), int(p.n)).figure(id, why=why_not(members, wanted.measure))
        entries.append(
            Entry(f"week.{p.label}", figure, counted, ("week", p.label), parts, detail=Week(p, laney))
        )
    drawn = [case for members in by_week.values() for case in members]
    spread = {} if charts.laney.sigma_z is None else {"sigma_z": charts.laney.sigma_z}
    whole = entry_of(
        rate_of([answer(case) for case in drawn]).figure(id, spread, why_not(drawn, wanted.measure)),
        drawn,
        answer,
        "weeks.centre",
    )
    marked = tuple(entry for entry in entries if isinstance(entry.detail, Week) and entry.detail.signals)
    first = Section(("section", "all_weeks"), (whole,), notes=() if marked else ("no_signal",))
    sections = [first, Section(("section", "weeks"), tuple(reversed(entries)))]
    if marked:
        renamed = tuple(_signal(entry) for entry in reversed(marked))
        sections.insert(1, Section(("section", "signals"), renamed))
    return Sheet("weeks", wanted, tuple(sections), len(drawn), charts)


def _signal(entry: Entry) -> Entry:
    return Entry(
        f"signal.{entry.key}", entry.figure, entry.counted, entry.name, entry.parts, detail=entry.detail
    )


def _weeks(selection: Selection) -> dict[date, list[Case]]:
    """The cases by Monday, empty weeks between them too."""
    zone, wanted = selection.read.zone, selection.wanted
    found: dict[date, list[Case]] = {}
    for case in selection.cases:
        day = local_day(case.opened_at, zone)
        found.setdefault(day - timedelta(days=day.weekday()), []).append(case)
    if not found:
        return {}
    last = max(found)
    first = min(found)
    if wanted.first is None:
        first = max(first, last - timedelta(weeks=MOST_WEEKS - 1))
    count = (last - first).days // 7 + 1
    mondays = [first + timedelta(weeks=i) for i in range(count)]
    return {monday: found.get(monday, []) for monday in mondays}
