"""The report's section on who answers: own staff beside contractors, contradictions, what callers said."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.i18n import _, number
from auditor.reports.calls_part import channel_name
from auditor.reports.document import Block, Cell, Column, Section, Table, Text
from auditor.reports.figures import Change, Cited
from auditor.reports.ledger_values import BesideRow, ContradictionRow, SaidRow, VersionRow
from auditor.reports.values import Summary
from auditor.reports.words import (
    count_cell,
    difference,
    figure_name,
    interval_cell,
    local_day,
    measure_cell,
    short_day,
    word,
)

MOST_CONTRADICTIONS = 30


def operators(summary: Summary) -> Section:
    """Own staff beside each contractor, answers side by side, and the callers' words."""
    blocks: list[Block] = [*_beside(summary.beside)]
    blocks += _contradictions(summary.contradictions, summary.method.zone)
    if summary.complaints:
        blocks += _said(summary.complaints.said, summary.complaints.said_left_out)
    return Section("operators", _("Who answers, and what is said"), tuple(blocks))


def operator_name(operator: str | None) -> str:
    """The operator, or that it is not known."""
    return word("operator", operator) if operator else _("operator not known")


def _beside(rows: Sequence[BesideRow]) -> tuple[Block, ...]:
    title = Text(_("Own staff beside contractors"), "h3")
    if not rows:
        return title, Text(_("No contractor's line had a scenario in common with the own staff's."))
    columns = (
        Column(_("Contractor")),
        Column(_("Figure")),
        Column(_("Contractor's rate"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Own staff's rate"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Difference")),
        Column(_("Scenarios in common"), "number"),
        Column(_("Left out"), "number"),
    )
    table = Table(
        "beside",
        _("Each contractor beside the own staff, on the same scenarios"),
        columns,
        tuple(_beside_row(row) for row in rows),
    )
    note = _(
        "Only scenarios that both had count, weighted alike (Cochran–Mantel–Haenszel), so that nobody gains "
        "by easier ones. Where the interval of the difference holds zero, the two are not distinguishable."
    )
    return title, table, Text(note, "note")


def _beside_row(row: BesideRow) -> tuple[Cell, ...]:
    change = Change(row.own.value, row.own.n, row.own.interval, row.difference, row.interval, row.words)
    said = difference(change, "ratio") if row.difference is not None else ""
    text = f"{said} {word('comparison', row.words)}".strip()
    return (
        Cell(operator_name(row.operator), row.operator),
        Cell(figure_name(row.figure), figure_name(row.figure)),
        measure_cell(row.theirs),
        interval_cell(row.theirs),
        count_cell(row.theirs.n),
        measure_cell(row.own),
        interval_cell(row.own),
        count_cell(row.own.n),
        Cell(text, text),
        count_cell(len(row.scenarios)),
        count_cell(row.left_out),
    )


def _contradictions(rows: Sequence[ContradictionRow], zone: str) -> tuple[Block, ...]:
    title = Text(_("Answers that contradict each other"), "h3")
    note = Text(
        _(
            "Compared are amounts, durations, percentages, dates, and yes or no, in answers to the same "
            "question of the same scenario. Relative dates (“tomorrow”, “next Monday”) are not compared."
        ),
        "note",
    )
    if not rows:
        return title, Text(_("No two answers to the same question contradict each other.")), note
    columns = (
        Column(_("Question")),
        Column(_("About")),
        Column(_("One answer")),
        Column(_("The other")),
        Column(_("Further versions")),
        Column(_("Answers"), "number"),
    )
    table = Table(
        "contradictions",
        _("The same question, different facts: side by side, to be heard"),
        columns,
        tuple(_contradiction(row, zone) for row in rows[:MOST_CONTRADICTIONS]),
    )
    return title, table, note


def _contradiction(row: ContradictionRow, zone: str) -> tuple[Cell, ...]:
    one, other, *rest = row.versions
    further = "; ".join(_facts(version) for version in rest)
    question = f"«{row.question}» ({row.scenario})"
    return (
        Cell(question, question),
        Cell(word("fact", row.kind), word("fact", row.kind)),
        _version(one, zone),
        _version(other, zone),
        Cell(further, further),
        count_cell(row.answers),
    )


def _facts(version: VersionRow) -> str:
    return f"{', '.join(version.facts)} (n = {number(version.answers, 0)})"


def _version(version: VersionRow, zone: str) -> Cell:
    """The facts, the words of one answer, who gave it and when; it can be played."""
    heard = version.cited[0] if version.cited else None
    who = ", ".join(word("operator", name) for name in version.operators)
    where = _where(heard, zone) if heard else ""
    quote = f": «{heard.quote}»" if heard and heard.quote else ""
    text = f"{_facts(version)}{quote} " + ", ".join(part for part in (who, where) if part)
    return Cell(text.strip(), text.strip(), heard)


def _where(cited: Cited, zone: str) -> str:
    parts = [channel_name(cited.channel), short_day(local_day(cited.at, zone)) if cited.at else ""]
    return ", ".join(part for part in parts if part)


def _said(rows: Sequence[SaidRow], left_out: int) -> tuple[Block, ...]:
    title = Text(_("What callers said"), "h3")
    columns = (
        Column(_("Topic")),
        Column(_("Operator")),
        Column(_("Complaints"), "number"),
        Column(_("Summed importance"), "number"),
        Column(_("What they said, the weightiest first")),
        Column(_("Without words"), "number"),
    )
    table = Table(
        "said",
        _("By topic and operator, so that what is known stays with the company"),
        columns,
        tuple(_said_row(row) for row in rows),
    )
    if not left_out:
        return title, table
    note = _("{n} lighter groups of topic and operator are left out.").format(n=number(left_out, 0))
    return title, table, Text(note, "note")


def _said_row(row: SaidRow) -> tuple[Cell, ...]:
    words = " · ".join(f"«{quote.quote}»" for quote in row.quotes if quote.quote)
    plays = next((quote for quote in row.quotes if quote.shop), None)
    topic = row.topic or _("without a topic")
    return (
        Cell(topic, topic),
        Cell(operator_name(row.operator), operator_name(row.operator)),
        count_cell(row.complaints),
        count_cell(row.weight),
        Cell(words or _("no words were kept"), words, plays),
        count_cell(row.silent),
    )
