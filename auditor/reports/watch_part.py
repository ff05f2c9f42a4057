"""The report's section on what has to be done in the ledger: alerts, owners and hand-overs, promises."""

from __future__ import annotations

from auditor.i18n import _, number
from auditor.reports.document import Block, Cell, Column, Section, Table, Text
from auditor.reports.ledger_values import AlertRow, Alerts
from auditor.reports.operators_part import operator_name
from auditor.reports.values import Complaints, Summary
from auditor.reports.words import (
    count_cell,
    figure_name,
    interval_cell,
    local_day,
    measure_cell,
    short_day,
    word,
)


def watch(summary: Summary) -> Section:
    """Open alerts, then who owns complaints and which promises were kept."""
    found = summary.complaints
    if found is None:
        return Section("watch", _("To be acted on"), (Text(_("There are no complaints in the ledger.")),))
    zone = summary.method.zone
    blocks: list[Block] = [*_alerts(found.alerts, zone)] if found.alerts else []
    blocks += [_spreads(found)]
    if found.promises_by:
        blocks.append(_promises(found))
    return Section("watch", _("To be acted on"), tuple(blocks))


def _alerts(alerts: Alerts, zone: str) -> tuple[Block, ...]:
    if not alerts.total:
        return (Text(_("No alert is open.")),)
    kinds = "; ".join(f"{word('alert_kind', kind)}: {number(n, 0)}" for kind, n in alerts.by_kind.items())
    columns = (
        Column(_("Alert")),
        Column(_("Complaint")),
        Column(_("Segment")),
        Column(_("Importance"), "number"),
        Column(_("Since"), "date"),
        Column(_("Due"), "date"),
        Column(_("For")),
    )
    caption = _("Open alerts, of each kind the most valuable customers first ({shown} of {total})").format(
        shown=number(len(alerts.rows), 0), total=number(alerts.total, 0)
    )
    table = Table("alerts", caption, columns, tuple(_alert(row, zone) for row in alerts.rows))
    note = _(
        "Alerts stand as of the day when the report was made, over the whole ledger. “auditor alerts” lists "
        "them all."
    )
    return Text(kinds + "."), table, Text(note, "note")


def _alert(row: AlertRow, zone: str) -> tuple[Cell, ...]:
    params = {
        key: number(value, 0) if isinstance(value, int | float) else value
        for key, value in row.params.items()
    }
    text = word("alert", row.kind).format(**params)
    if not row.in_force:
        text += " " + _("(the rule did not bind yet when it was opened)")
    return (
        Cell(text, text),
        Cell(row.complaint, row.complaint),
        Cell(word("segment", row.segment) or _("not known"), row.segment),
        count_cell(row.importance),
        _day(row.since, zone),
        _day(row.due_at, zone),
        Cell(row.who or _("nobody yet"), row.who),
    )


def _day(text: str | None, zone: str) -> Cell:
    if text is None:
        return Cell("")
    found = local_day(text, zone)
    return Cell(short_day(found), found)


def _spreads(found: Complaints) -> Table:
    columns = (
        Column(_("Figure")),
        Column(_("How many"), "number"),
        Column(_("Complaints"), "number"),
    )
    rows = tuple(
        (Cell(figure_name(spread.id), spread.id), count_cell(many), count_cell(n))
        for spread in found.spreads
        for many, n in spread.counts
    )
    return Table("spreads", _("Hand-overs and departments touched"), columns, rows)


def _promises(found: Complaints) -> Table:
    columns = (
        Column(_("Operator")),
        Column(_("Promises kept, of those checked"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column(_("Checked"), "number"),
        Column(_("kept"), "number"),
        Column(_("broken"), "number"),
        Column(_("past its date, not checked"), "number"),
        Column(_("with time left"), "number"),
        Column(_("without a date"), "number"),
    )
    names = ("kept", "broken", "passed", "running", "without_date")
    rows = tuple(
        (
            Cell(operator_name(row.operator), operator_name(row.operator)),
            measure_cell(row.kept),
            interval_cell(row.kept),
            count_cell(row.kept.n),
            *(count_cell(row.kept.counts.get(name)) for name in names),
        )
        for row in found.promises_by
    )
    return Table("promises", _("Promises by who made them"), columns, rows)
