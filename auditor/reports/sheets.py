"""What the sheets of the workbook are called, and the sheet with the first page's figures as numbers."""

from __future__ import annotations

from auditor.i18n import N_, _
from auditor.reports.document import Cell, Column, Document, Table
from auditor.reports.front import QUESTIONS
from auditor.reports.values import Measure
from auditor.reports.words import CHANGES, count_cell, figure_name, word

NAMES = {
    "holds": N_("Hold by channel"),
    "messages": N_("Hold messages"),
    "changes": N_("Changed recordings"),
    "route": N_("Route"),
    "waits": N_("Waits"),
    "sections": N_("Answers by section"),
    "questions": N_("Questions"),
    "league": N_("Channels"),
    "fcr": N_("First-call resolution"),
    "overlap": N_("Overlap"),
    "segments": N_("Segments"),
    "curve": N_("By window"),
    "resolution": N_("Time to resolution"),
    "deadlines": N_("Deadlines"),
    "operators": N_("Operators"),
    "causes": N_("Causes"),
    "beside": N_("Own staff and contractors"),
    "contradictions": N_("Contradictions"),
    "said": N_("What callers said"),
    "alerts": N_("Alerts"),
    "spreads": N_("Hand-overs"),
    "promises": N_("Promises"),
    "samples": N_("Verdicts over the sample"),
    "readings": N_("Readings"),
    "rules": N_("Rules"),
    "open": N_("Not assessable"),
    "actions": N_("Actions"),
    "method": N_("Method"),
    "denominators": N_("Denominators"),
}
"""By a table's id, or by what stands before its first hyphen."""


def sheet_name(table: Table) -> str:
    """A short name in the language in use; a table for each channel or pack has its name too."""
    family, _hyphen, own = table.id.partition("-")
    name = _(NAMES[family]) if family in NAMES else table.caption
    return f"{name} {own}" if own else name


def figures(document: Document) -> Table:
    """Every figure of the first page with its bounds, and the period before, as numbers."""
    columns = (
        Column(_("Question")),
        Column(_("Figure")),
        Column(_("Value"), "number"),
        Column(_("Unit")),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("Before"), "number"),
        Column(_("Difference"), "number"),
        Column(_("95 % interval"), "interval"),
        Column(_("Change")),
    )
    rows = tuple(
        _row(_(QUESTIONS[question.key]), measure)
        for question in document.summary.questions
        for measure in (question.figure, *question.beside)
    )
    return Table("figures", _("Figures of the first page"), columns, rows)


def _row(question: str, measure: Measure) -> tuple[Cell, ...]:
    change = measure.change
    return (
        Cell(question),
        Cell(figure_name(measure.id)),
        Cell(_("not measured"), measure.value),
        Cell(word("unit", measure.unit)),
        Cell("", bounds=measure.interval),
        count_cell(measure.n),
        Cell("", change.before if change else None),
        Cell("", change.difference if change else None),
        Cell("", bounds=change.interval if change else None),
        Cell(_(CHANGES[change.words]) if change else ""),
    )
