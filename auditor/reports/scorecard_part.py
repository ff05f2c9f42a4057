"""The report's section on the questionnaires: good answers by section, channel and question."""

from __future__ import annotations

from auditor.i18n import N_, _, number
from auditor.reports.calls_part import channel_name
from auditor.reports.document import Cell, Column, Section, Table, Text
from auditor.reports.values import Summary
from auditor.reports.words import count_cell, interval_cell, measure_cell, word

SECTIONS = {
    "hold": N_("Hold"),
    "route": N_("Route"),
    "person": N_("Person"),
    "complaint": N_("Complaint"),
    "other": N_("Other questions"),
}


def scorecard(summary: Summary) -> Section:
    """Good answers by section and channel, then by question."""
    columns = (
        Column(_("Section")),
        Column(_("Channel")),
        Column(_("Good answers"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
    )
    rows = tuple(
        (
            Cell(_(SECTIONS[s.section]), s.section),
            Cell(channel_name(s.channel), s.channel),
            measure_cell(s.good),
            interval_cell(s.good),
            count_cell(s.good.n),
        )
        for s in summary.sections
    )
    if not summary.checks:
        return Section("scorecard", _("Scorecard"), (Text(_("No question was asked in this period.")),))
    note = _(
        "n counts answers. Answers of one call resemble each other: the intervals of sections allow for it."
    )
    blocks = (
        Table("sections", _("Good answers by section and channel"), columns, rows),
        Text(note, "note"),
        _questions(summary),
    )
    return Section("scorecard", _("Scorecard"), blocks)


def _questions(summary: Summary) -> Table:
    columns = (
        Column(_("Question")),
        Column(_("Section")),
        Column(_("Channel")),
        Column(_("Good answers"), "ratio"),
        Column(_("95 % interval"), "interval"),
        Column("n", "number"),
        Column(_("All answers")),
    )
    rows = tuple(
        (
            Cell(
                c.ask + (" " + _("(critical)") if c.critical else ""),
                c.ask,
                next(iter(c.good.evidence), None),
            ),
            Cell(_(SECTIONS[c.section]), c.section),
            Cell(channel_name(c.channel), c.channel),
            measure_cell(c.good),
            interval_cell(c.good),
            count_cell(c.good.n),
            Cell(", ".join(f"{word('answer', key)}: {number(n, 0)}" for key, n in sorted(c.answers.items()))),
        )
        for c in summary.checks
    )
    return Table("questions", _("Questions, with a wrong answer to hear where there is one"), columns, rows)
