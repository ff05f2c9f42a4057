"""The report's tables on rules that only a sample shows: every reading on every clock, with its bounds."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.i18n import N_, _, number
from auditor.reports.document import Block, Cell, Column, Table, Text
from auditor.reports.ledger_values import SampleClock, SampleReading, SampleRow
from auditor.reports.words import amount, count_cell, day, local, percent, seconds, word

READINGS = {
    "share": N_("Share of calls under {limit}"),
    "mean": N_("Mean of all calls"),
    "fastest": N_("Mean of the fastest {share}"),
}
SOUGHT = {"share": N_("over {share}"), "mean": N_("under {limit}"), "fastest": N_("under {limit}")}


def sample_blocks(rows: Sequence[SampleRow]) -> tuple[Block, ...]:
    """What each rule may mean, measured, and what may be said; nothing where there is no such rule."""
    if not rows:
        return ()
    blocks: list[Block] = [
        Text(_("Rules that only a sample of calls shows"), "h3"),
        _verdicts(rows),
        _table(rows),
    ]
    note = _(
        "“95 % of calls … on average” can be read in three ways, and on two clocks. A verdict is given only "
        "where all of them say the same and the sample is large enough: one slow call is no breach, and it "
        "takes {needed} clean calls to claim more than {share}. Each bound is one-sided at 95 %; calls are "
        "taken as independent where all of them kept the limit, so they should be spread over days."
    ).format(needed=number(max(row.needed for row in rows), 0), share=percent(rows[0].share))
    return (*blocks, Text(note, "note"))


def _verdicts(rows: Sequence[SampleRow]) -> Table:
    columns = (
        Column(_("Rule")),
        Column(_("Verdict")),
        Column(_("Why")),
        Column(_("Calls"), "number"),
        Column(_("of those, on days when it bound"), "number"),
        Column(_("Source")),
    )
    return Table(
        "samples",
        _("Verdict over the sample"),
        columns,
        tuple(
            (
                Cell(_name(row), row.id, mark="bad" if row.verdict == "fail" else ""),
                Cell(word("verdict", row.verdict), row.verdict),
                Cell(word("why", row.why)),
                count_cell(row.calls),
                count_cell(row.bound),
                Cell(row.source, row.source),
            )
            for row in rows
        ),
    )


def _name(row: SampleRow) -> str:
    name = f"{row.id} {local(row.title)}"
    if row.since and row.bound < row.calls:
        name += " " + _("(binds from {day})").format(day=day(row.since))
    return f"{name}. {local(row.note)}" if row.note else name


def _table(rows: Sequence[SampleRow]) -> Table:
    columns = (
        Column(_("Rule")),
        Column(_("Clock")),
        Column(_("Reading")),
        Column(_("Value")),
        Column(_("One-sided 95 % bounds")),
        Column(_("Sought")),
        Column("n", "number"),
        Column(_("Reached nobody"), "number"),
        Column(_("Not shown"), "number"),
        Column(_("Verdict")),
    )
    found = tuple(
        _reading(row, clock, reading) for row in rows for clock in row.clocks for reading in clock.readings
    )
    return Table("readings", _("Each reading on each clock"), columns, found)


def _reading(row: SampleRow, clock: SampleClock, found: SampleReading) -> tuple[Cell, ...]:
    fields = {"limit": seconds(row.limit_s), "share": percent(row.share)}
    value = amount(found.value, found.unit)
    if found.at_least and found.value is not None:
        value = _("at least {value}").format(value=value)
    verdict = word("verdict", found.verdict) + (f": {word('why', found.why)}" if found.why else "")
    return (
        Cell(row.id, row.id),
        Cell(word("figure", clock.clock), clock.clock),
        Cell(_(READINGS[found.reading]).format(**fields)),
        Cell(value, found.value),
        Cell(_bounds(found)),
        Cell(_(SOUGHT[found.reading]).format(**fields)),
        count_cell(found.n),
        count_cell(clock.not_reached),
        count_cell(clock.unknown),
        Cell(verdict, verdict, mark="bad" if found.verdict == "fail" else ""),
    )


def _bounds(found: SampleReading) -> str:
    if found.low is None:
        return ""
    low = percent(found.low, 1) if found.unit == "ratio" else seconds(found.low)
    if found.high is None:
        return _("from {low}").format(low=low)
    high = percent(found.high, 1) if found.unit == "ratio" else seconds(found.high)
    return f"{low} – {high}"
