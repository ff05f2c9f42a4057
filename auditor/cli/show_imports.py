"""The imports on record as text for people: what each did, and which were broken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from auditor.cli.common import narrate
from auditor.cli.show import console
from auditor.cli.show_complaints import short
from auditor.i18n import _, number
from auditor.ledger.values import ImportState

if TYPE_CHECKING:
    from auditor.ledger.imports.records import ImportStanding


def show_imports(found: Sequence[ImportStanding]) -> None:
    """One line an import; a hint where one was broken off."""
    table = Table(box=None, pad_edge=False)
    for heading in (
        _("Import id"),
        _("Begun"),
        _("By"),
        _("File"),
        _("Rows"),
        _("In the ledger"),
        _("State"),
    ):
        table.add_column(heading, overflow="fold")
    for each in found:
        record = each.record
        numbers = (number(record.rows, 0), number(each.stored, 0))
        words = (record.id, short(record.at), record.by, record.file, *numbers)
        table.add_row(*map(escape, words), state_words(each), style="bold" if each.broken_off else None)
    console().print(table)
    if any(each.broken_off for each in found):
        narrate(_("Import the same file again to complete what was broken off, or take it back by its id."))


def state_words(standing: ImportStanding) -> str:
    """How an import stands."""
    if standing.broken_off:
        return _("broken off")
    return _("running") if standing.record.state is ImportState.RUNNING else _("finished")
