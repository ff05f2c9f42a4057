"""The report's section on rules: each pack, what was judged and what could not be, with sources."""

from __future__ import annotations

from auditor.i18n import _, number
from auditor.reports.document import Block, Cell, Column, Section, Table, Text
from auditor.reports.samples_part import sample_blocks
from auditor.reports.values import PackRows, RuleRow, Summary
from auditor.reports.words import (
    count_cell,
    day,
    interval_cell,
    local,
    measure_cell,
    word,
)


def rules(summary: Summary) -> Section:
    """Each pack: what was judged, then what could not be and why."""
    blocks: list[Block] = []
    blocks += sample_blocks(summary.samples)
    elsewhere = {row.id for row in summary.samples}
    if summary.complaints:
        elsewhere |= {row.rule for row in summary.complaints.deadlines}
    for pack in summary.packs:
        blocks += _pack(pack, elsewhere)
    return Section("rules", _("Rules"), tuple(blocks) or (Text(_("No scored calls in this period.")),))


def _pack(pack: PackRows, elsewhere: set[str]) -> tuple[Block, ...]:
    """`elsewhere` are rules that have a table of their own: of a sample of calls, of deadlines."""
    status = word("status", pack.status)
    heading = Text(f"{local(pack.title)} ({pack.id} {pack.version}, {status})", "h3")
    judged = [row for row in pack.rows if row.passed + row.failed]
    columns = (
        Column(_("Rule")),
        Column(_("Kept"), "number"),
        Column(_("Broken"), "number"),
        Column(_("Share broken"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column(_("Weight")),
        Column(_("Source")),
    )
    caption = _("Judged from calls ({pack})").format(pack=pack.id)
    table = Table(f"rules-{pack.id}", caption, columns, tuple(_rule(row) for row in judged))
    rest = [row for row in pack.rows if not row.passed + row.failed and row.id not in elsewhere]
    open_columns = (Column(_("Rule")), Column(_("Why it is not assessable")), Column(_("Source")))
    open_rows = tuple(
        (
            Cell(f"{r.id} {local(r.title)}", r.id),
            Cell("; ".join(f"{word('why', key)} ({number(n, 0)})" for key, n in r.not_assessable.items())),
            Cell(r.source, r.source),
        )
        for r in rest
    )
    open_table = Table(
        f"open-{pack.id}",
        _("Not assessable from these calls ({pack})").format(pack=pack.id),
        open_columns,
        open_rows,
    )
    return (heading, *((table,) if judged else ()), *((open_table,) if rest else ()))


def _rule(row: RuleRow) -> tuple[Cell, ...]:
    judged = row.passed + row.failed
    name = f"{row.id} {local(row.title)}"
    if row.since and row.bound < judged:
        name += " " + _("(binds from {day}: {n} of {of} calls were before)").format(
            day=day(row.since), n=number(judged - row.bound, 0), of=number(judged, 0)
        )
    if row.note:
        name += f". {local(row.note)}"
    return (
        Cell(name, row.id, next(iter(row.cited), None), "bad" if row.failed else "good"),
        count_cell(row.passed),
        count_cell(row.failed),
        measure_cell(row.share_failed),
        interval_cell(row.share_failed),
        Cell(word("weight", row.weight), row.weight),
        Cell(row.source, row.source),
    )
