"""The report's section on complaints: three rates, the curve, deadlines, operators, causes."""

from __future__ import annotations

from auditor.i18n import _, number
from auditor.reports.document import Block, Cell, Chart, Column, Section, Table, Text
from auditor.reports.league_part import chart_blocks, league_blocks
from auditor.reports.values import Complaints, Measure, Summary
from auditor.reports.words import (
    changed,
    count_cell,
    figure_name,
    interval_cell,
    local,
    measure_cell,
    percent,
    whole,
    word,
)
from metrics.stats.pareto import vital_few


def complaints(summary: Summary) -> Section:
    """First-call resolution three ways, curve, deadlines, operators, causes."""
    found = summary.complaints
    if found is None:
        return Section("complaints", _("Complaints"), (Text(_("There are no complaints in the ledger.")),))
    blocks: list[Block] = [_fcr(found), _overlap(found), _segments(found)]
    if found.curve and any(row.closed.value is not None for row in found.curve):
        blocks.append(
            Chart("fcr-curve", _("No repeat contact, by the days that one waits"), _curve_alt(found))
        )
        blocks.append(_curve(found))
    if any(step.open < 1 for step in found.survival):
        blocks.append(
            Chart("survival", _("Share still open, by days since the opening"), _survival_alt(found))
        )
    blocks.append(_measures("resolution", _("Time to resolution, owners, promises"), _others(found)))
    if found.deadlines:
        blocks.append(_deadlines(found))
    if found.chart:
        caption = figure_name("fcr.no_repeat_7d")
        blocks += chart_blocks(found.chart, "weeks:complaints", caption)
    if found.league:
        caption = figure_name(f"fcr.no_repeat_{found.window_days}d")
        blocks += league_blocks(found.league, "operators", caption)
    blocks += [Chart("pareto", _("Causes by importance (Pareto)"), _pareto_alt(found)), _pareto(found)]
    return Section("complaints", _("Complaints"), tuple(blocks))


def _others(found: Complaints) -> tuple[Measure, ...]:
    return (*found.resolution, *found.ownership, found.promises)


def _measures(id: str, caption: str, measures: tuple[Measure, ...]) -> Table:
    columns = (
        Column(_("Figure")),
        Column(_("Value"), "number"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("What stands behind it")),
        Column(_("Against the period before")),
    )
    rows = tuple(
        (
            Cell(figure_name(m.id), figure_name(m.id)),
            measure_cell(m),
            interval_cell(m),
            count_cell(m.n),
            Cell(_counts(m)),
            Cell(changed(m.change, m.unit)),
        )
        for m in measures
    )
    return Table(id, caption, columns, rows)


def _counts(m: Measure) -> str:
    parts = [word("why", m.why)] if m.value is None and m.why else []
    hidden = ("low", "high", "window_days", "cases", "hits")
    for key, n in m.counts.items():
        if key in hidden or not n:
            continue
        text = percent(n) if key in ("at_least", "at_most") and m.unit == "ratio" else number(n, 0)
        parts.append(f"{word('count', key)}: {text}")
    return "; ".join(parts)


def _fcr(found: Complaints) -> Table:
    caption = _("First-call resolution, three ways that are never mixed; window {days} days").format(
        days=number(found.window_days, 0)
    )
    return _measures("fcr", caption, found.fcr)


def _overlap(found: Complaints) -> Table:
    columns = (
        Column(_("The agent says resolved")),
        Column(_("No repeat contact")),
        Column(_("Confirmed")),
        Column(_("Cases"), "number"),
    )
    answers = {True: _("yes"), False: _("no"), None: _("not known")}
    rows = tuple(
        (
            Cell(answers[o.claimed], answers[o.claimed]),
            Cell(answers[o.no_repeat], answers[o.no_repeat]),
            Cell(answers[o.confirmed], answers[o.confirmed]),
            count_cell(o.n),
        )
        for o in sorted(found.overlap, key=lambda o: -o.n)
    )
    return Table("overlap", _("How the three answers go together"), columns, rows)


def _segments(found: Complaints) -> Table:
    columns = (
        Column(_("Segment")),
        Column(_("Figure")),
        Column(_("Value"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
    )
    rows = tuple(
        (
            Cell(word("segment", segment) or _("not known"), segment),
            Cell(figure_name(m.id), figure_name(m.id)),
            measure_cell(m),
            interval_cell(m),
            count_cell(m.n),
        )
        for segment, measures in found.by_segment
        for m in measures
    )
    return Table("segments", _("First-call resolution by segment"), columns, rows)


WINDOWS = (1, 3, 7, 14, 30)


def _curve(found: Complaints) -> Table:
    columns = (
        Column(_("Window in days"), "number"),
        Column(_("No repeat contact, windows closed"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Estimated with open windows (Kaplan–Meier)"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column(_("Still inside the window"), "number"),
    )
    rows = tuple(
        (
            count_cell(row.window_days),
            measure_cell(row.closed),
            interval_cell(row.closed),
            count_cell(row.closed.n),
            measure_cell(row.all_cases),
            interval_cell(row.all_cases),
            count_cell(row.censored),
        )
        for row in found.curve
        if row.window_days in WINDOWS
    )
    return Table("curve", _("The same cases, by window"), columns, rows)


def _curve_alt(found: Complaints) -> str:
    parts = [
        _("{days} d: {rate}").format(days=number(row.window_days, 0), rate=whole(row.closed))
        for row in found.curve
        if row.window_days in WINDOWS
    ]
    return _("No repeat contact as a function of the window.") + " " + "; ".join(parts) + "."


def _survival_alt(found: Complaints) -> str:
    parts = [f"{figure_name(m.id)}: {whole(m)}" for m in found.resolution]
    return _("Kaplan–Meier curve, open complaints censored.") + " " + "; ".join(parts) + "."


def _deadlines(found: Complaints) -> Table:
    columns = (
        Column(_("Rule")),
        Column(_("Resolved within the deadline"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Late"), "number"),
        Column(_("About to be late"), "number"),
        Column(_("Opened when the rule did not bind"), "number"),
        Column(_("Source")),
    )
    rows = tuple(
        (
            Cell(f"{d.rule} {local(d.title)}", d.rule),
            measure_cell(d.kept),
            interval_cell(d.kept),
            count_cell(d.kept.n),
            count_cell(d.late),
            count_cell(d.near),
            count_cell(d.kept.counts.get("not_in_force")),
            Cell(d.source, d.source),
        )
        for d in found.deadlines
    )
    return Table("deadlines", _("Deadlines in working days"), columns, rows)


def _pareto_alt(found: Complaints) -> str:
    few = vital_few(found.pareto)
    names = ", ".join(bar.key or _("without a topic") for bar in few)
    share = percent(few[-1].cumulative) if few else percent(0)
    return _("{causes} make {share} of the importance of all complaints.").format(causes=names, share=share)


def _pareto(found: Complaints) -> Table:
    columns = (
        Column(_("Cause")),
        Column(_("Summed importance"), "number"),
        Column(_("Share"), "ratio"),
        Column(_("Running share"), "ratio"),
        Column(_("Cases"), "number"),
        Column(_("Without importance"), "number"),
    )
    rows = tuple(
        (
            Cell(b.key or _("without a topic"), b.key),
            count_cell(b.weight),
            Cell(percent(b.share), b.share),
            Cell(percent(b.cumulative), b.cumulative),
            count_cell(b.count),
            count_cell(b.unweighted),
        )
        for b in found.pareto
    )
    return Table("causes", _("Causes by importance, with the plain count beside it"), columns, rows)
