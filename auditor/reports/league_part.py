"""The report's section on channels side by side and on weeks; league tables and charts for others too."""

from __future__ import annotations

from auditor.i18n import _, number
from auditor.reports.document import Block, Cell, Chart, Column, Section, Table, Text
from auditor.reports.values import Summary
from auditor.reports.words import (
    between,
    count_cell,
    figure_name,
    percent,
    word,
)
from metrics.stats.values import Chart as ControlChart
from metrics.stats.values import League


def league(summary: Summary) -> Section:
    """Channels side by side, without ranks below the minimum n; then the weeks."""
    blocks: list[Block] = [*league_blocks(summary.league, "league", figure_name("report.person_within"))]
    blocks += chart_blocks(summary.chart, "weeks:calls", figure_name("report.person_within"))
    return Section("league", _("Channels side by side, and the weeks"), tuple(blocks))


def league_blocks(table: League, id: str, caption: str) -> tuple[Block, ...]:
    """A league table; a rank is a range, and there is none below the minimum n."""
    columns = (
        Column(_("Name")),
        Column(_("Rank")),
        Column(_("Rate"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Not distinguishable from")),
    )
    rows = []
    for s in table.standings:
        rank = "–" if s.rank is None else "–".join(number(r, 0) for r in dict.fromkeys(s.rank))
        rows.append(
            (
                Cell(word("operator", s.name), s.name),
                Cell(rank, rank),
                Cell(percent(s.rate.value), s.rate.value),
                Cell(between(s.rate.interval, "ratio"), bounds=s.rate.interval),
                count_cell(s.rate.n),
                Cell(", ".join(word("operator", name) for name in s.alike)),
            )
        )
    note = _("No rank below {n} cases: with fewer, a share may be off by more than 10 points.").format(
        n=number(table.minimum_n, 0)
    )
    return Table(id, caption, columns, tuple(rows)), Text(note, "note")


def chart_blocks(chart: ControlChart, id: str, caption: str) -> tuple[Block, ...]:
    """A control chart with its signals in words."""
    if not chart.points:
        return ()
    signals = [
        f"{point.label}: " + ", ".join(word("signal", key) for key in point.signals)
        for point in chart.signals
    ]
    said = "; ".join(signals) if signals else _("No week stands out from chance.")
    values = [
        f"{p.label} {percent(p.value)} (n = {number(p.n, 0)})" for p in chart.points if p.value is not None
    ]
    alt = _("Weekly chart (Laney p′), mean {mean}. {signals} Weeks: {weeks}.").format(
        mean=percent(chart.centre), signals=said, weeks="; ".join(values)
    )
    return Chart(id, _("{what}, week by week").format(what=caption), alt), Text(said, "note")
