"""Dated shops as entries, by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.base import empty_words
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import day, local
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread
from auditor.tui.words import state

if TYPE_CHECKING:
    from auditor.core.views import AgendaRow


def items(rows: Sequence[AgendaRow], today: date, ink: Ink) -> list[Item]:
    """A heading a day, and each shop of that day at the hour of its channel's place."""
    found: list[Item] = []
    for date_text, of_day in groupby(rows, key=lambda row: row.local_time[:10]):
        found.append(heading(date_text, _day(date.fromisoformat(date_text), today), ink))
        found += [Item(row.id, lambda width, r=row: _row(r, ink, width), row) for row in of_day]  # type: ignore[misc]
    return found or [note("no-rows", _("Nothing is planned in these two weeks."), ink)]


def _day(when: date, today: date) -> str:
    near = {0: _("today"), 1: _("tomorrow")}.get((when - today).days)
    return f"{day(when)} ({near})" if near else day(when)


def _row(row: AgendaRow, ink: Ink, width: int) -> list[Text]:
    when = local(row.local_time, own_offset=True)
    word = state(row.state)
    left = Text(f"{when:%H:%M}  " if when else "  –    ", Style(bold=True))
    left.append(row.scenario_id or "–").append(f"  →  {row.channel_id or '–'}", ink.tone("dim"))
    return spread(left, Text(str(word), Style(bold=True, color=ink.tone(word.tone))), width)


def nothing() -> Text:
    """What an agenda without plans says."""
    run = _("Leave with q and run: auditor plan add")
    what = _("(which scenario, on which channel, how often, on which days and hours)")
    return empty_words(_("There is no programme yet"), f"{run}\n{what}")
