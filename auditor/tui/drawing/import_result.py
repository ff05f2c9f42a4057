"""What an import did: how many are new, and every faulty row with its line, its column and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import N_, _, ngettext
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import count, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging

if TYPE_CHECKING:
    from auditor.ledger.imports.importing import ImportResult
    from auditor.ledger.imports.values import RowFault

SHOWN_FAULTS = 1000
COMPLETED = N_("A first attempt had been broken off; it is complete now.")


def fault_items(faults: Sequence[RowFault], ink: Ink) -> list[Item]:
    """Every faulty row with its line, its column and the reason."""
    if not faults:
        return []
    n = len({fault.line for fault in faults})
    title = ngettext("{n} faulty row", "{n} faulty rows", n).format(n=count(n))
    items = [heading("faults", title, ink)]
    items += [
        Item(f"fault-{i}", partial(_fault, fault, ink)) for i, fault in enumerate(faults[:SHOWN_FAULTS])
    ]
    more = len(faults) - SHOWN_FAULTS
    if more > 0:
        words = ngettext("and {n} fault more", "and {n} faults more", more).format(n=count(more))
        items.append(note("more", words, ink))
    return items


def _fault(fault: RowFault, ink: Ink, width: int) -> list[Text]:
    where = _("line {n}").format(n=fault.line) + (f", {fault.column}" if fault.column else "")
    body = Text(f"{where}: ", Style(bold=True)).append(str(fault), Style(bold=False))
    return hanging(Text("✗ ", ink.tone("error")), body, width)


def result_items(result: ImportResult, ink: Ink) -> list[Item]:
    """What the import did."""
    record = result.record
    if result.earlier:
        words = _("This file was imported already ({at}, {by}); nothing was done.")
        return [note("earlier", words.format(at=moment(record.at), by=record.by), ink)]
    items = [
        heading("result", record.file, ink),
        *([note("completed", _(COMPLETED), ink)] if result.completed else []),
        fact(_("rows"), count(record.rows), ink),
        fact(_("new ones"), count(record.added), ink),
        fact(_("changed"), count(record.changed), ink),
        fact(_("already there"), count(record.unchanged), ink),
        fact(_("faulty"), count(record.faulty), ink),
        note("undo", _("u takes the import back: what nobody changed since goes."), ink),
    ]
    return [*items, *fault_items(result.faults, ink)]
