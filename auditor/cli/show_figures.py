"""A sheet of figures as text: each with value, interval and n; what was not measured says why."""

from __future__ import annotations

import click
from rich.markup import escape
from rich.table import Table

from auditor.cli.show import console
from auditor.core.figures.details import detail_words
from auditor.core.figures.tables import ABOUT
from auditor.core.figures.values import Entry, Read, Section, Sheet
from auditor.core.figures.words import (
    behind_words,
    entry_words,
    interval_words,
    note_words,
    section_words,
    value_words,
    why_words,
)
from auditor.i18n import _, number


def show_sheet(sheet: Sheet, ledger: Read) -> None:
    """All sections; an empty ledger says what to do."""
    out = console()
    wanted = sheet.wanted
    out.print(_(ABOUT[sheet.view]), style="bold")
    out.print(
        _("n = {n}, opened {period}, as of {as_of}.").format(
            n=number(sheet.n, 0),
            period=f"{wanted.first or '…'} – {wanted.last or '…'}",
            as_of=ledger.as_of.isoformat(timespec="minutes"),
        )
    )
    if not ledger.complaints and sheet.view != "contradictions":
        click.echo(_("There is nothing to count yet: auditor complaints import FILE, or auditor sample."))
        return
    for section in sheet.sections:
        out.print()
        if section.entries:
            out.print(_table(section))
        else:
            out.print(escape(section_words(section)), style="italic")
        for note in section.notes:
            out.print(note_words(note), style="dim")


def _table(section: Section) -> Table:
    table = Table(title=escape(section_words(section)), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Figure"), _("Value"), _("95 % interval"), "n", _("Of these")):
        table.add_column(heading, overflow="fold", justify="right" if heading == "n" else "left")
    for entry in section.entries:
        table.add_row(*_row(entry))
    return table


def _row(entry: Entry) -> tuple[str, ...]:
    figure = entry.figure
    about = [why_words(figure), behind_words(figure), *detail_words(entry)]
    return (
        escape(entry_words(entry)),
        value_words(figure),
        interval_words(figure),
        number(figure.n or 0, 0),
        escape("\n".join(text for text in about if text)),
    )
