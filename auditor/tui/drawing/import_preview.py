"""The first rows of a file as they would be stored, with what is a guess and what is faulty."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.drawing import ledger
from auditor.tui.drawing.figures import heading, note
from auditor.tui.drawing.import_result import fault_items
from auditor.tui.formats import count, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging

if TYPE_CHECKING:
    from auditor.ledger.imports.importing import Preview
    from metrics.complaints.values import Complaint

SHOWN = 20


def preview_items(seen: Preview, ink: Ink) -> list[Item]:
    """Guesses first, then the rows, then the faults."""
    good = seen.rows - len({fault.line for fault in seen.faults})
    words = _("Of the first {rows} rows {good} are good. Nothing was stored.")
    items = [note("count", words.format(rows=count(seen.rows), good=count(good)), ink), *_notes(seen, ink)]
    if seen.unused:
        items.append(note("unused", _("Not used: {columns}").format(columns=", ".join(seen.unused)), ink))
    items.append(heading("rows", _("As they would be stored"), ink))
    items += [Item(f"row-{n}", partial(_row, each, ink)) for n, each in enumerate(seen.complaints[:SHOWN])]
    return [*items, *fault_items(seen.faults, ink)]


def _notes(seen: Preview, ink: Ink) -> Iterable[Item]:
    for n, text in enumerate(seen.notes):
        head = Text("! ", Style(bold=True, color=ink.tone("warning")))
        yield Item(f"note-{n}", partial(hanging, head, Text(_(text))), selectable=False)


def _row(complaint: Complaint, ink: Ink, width: int) -> list[Text]:
    line = complaint.source.row
    body = Text(complaint.id, Style(bold=True)).append(f"  {moment(complaint.opened_at)}")
    body.append(f"  {complaint.topic or '–'}")
    told = {
        _("importance {n}"): complaint.importance,
        _("segment {n}"): ledger.segment(complaint.segment) if complaint.segment else None,
        "{n}": ledger.channel(complaint.channel) if complaint.channel else None,
        _("by {n}"): ledger.operator(complaint.operator) if complaint.operator else None,
        _("owner {n}"): complaint.owner,
        _("resolved on {n}"): moment(complaint.resolved_at) if complaint.resolved_at else None,
        _("customer {n}"): complaint.customer[:10] + "…" if complaint.customer else None,
    }
    parts = [words.format(n=value) for words, value in told.items() if value is not None]
    body.append("\n" + " · ".join(parts), ink.tone("dim"))
    return hanging(Text(f"{line or '–':>5}  ", ink.tone("accent")), body, width)
