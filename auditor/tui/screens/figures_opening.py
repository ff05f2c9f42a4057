"""What a figure opens: its cases in the ledger, its calls in the list of calls, a second of a recording."""

from __future__ import annotations

from dataclasses import replace

from auditor.core.figures.values import Entry, Wanted
from auditor.core.figures.words import entry_words, named, value_words
from auditor.i18n import _, number
from auditor.tui.drawing import indicator_bar as bar
from auditor.tui.drawing.tellings import Place
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.calls_behind import CallsBehind
from auditor.tui.screens.figures_filter import Asked, FiguresFilter
from auditor.tui.screens.figures_reading import FiguresReading
from auditor.tui.screens.ledger import LedgerScreen
from auditor.tui.widgets.item_list import ItemList
from metrics.values import Evidence


class FiguresOpening(FiguresReading):
    """The acts of the indicators' screen that lead elsewhere, and its filter."""

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        entry = self.entry if self.is_mounted and self.sheet is not None else None
        view, wanted = self.view, self.wanted
        allowed = {
            "choose": entry is not None and bool(entry.figure.n),
            "part": entry is not None and any(name in parameters for name, _ids in entry.parts),
            "window": view == "resolution" or (view in bar.WINDOWED and wanted.measure == "no_repeat"),
            "group": view in bar.GROUPED,
            "measure": view in bar.MEASURED,
            "clear": self.filtered,
        }
        return allowed.get(action, True)

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of the figures."""
        wanted = self.wanted
        return bool(wanted.filters or wanted.first or wanted.last or wanted.pack or self.as_of)

    def ask(self, wanted: Wanted) -> None:
        """Asks for other figures of the same ledger."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.look()

    async def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        payload = message.item.payload
        if isinstance(payload, Place):
            await self._go(payload)
        elif isinstance(payload, Entry):
            await self._open(payload, payload.counted(), "")

    async def action_part(self, part: str) -> None:
        entry = self.entry
        ids = entry.part(part) if entry is not None else None
        if entry is None or ids is None:
            return
        if not ids:
            self.notify(_("There is none: n = 0."))
            return
        await self._open(entry, ids, named("part", part))

    async def _open(self, entry: Entry, ids: tuple[str, ...], part: str) -> None:
        if not ids:
            self.notify(_("There is none: n = 0."))
            return
        title = title_of(entry, len(ids), part)
        if entry.of == "calls":
            await self.app.push_screen(CallsBehind(ids, title))
        else:
            await self.app.push_screen(LedgerScreen(ids, title))

    async def _go(self, place: Place) -> None:
        if place.shop_id is not None:
            screen = CallScreen(place.shop_id)
            if place.start_s is not None:
                screen.cursor_s = place.start_s
                screen.cited = (Evidence(place.start_s, place.end_s or place.start_s),)
            await self.app.push_screen(screen)
        elif place.complaints:
            title = f"{place.title} · n = {number(len(place.complaints), 0)}"
            await self.app.push_screen(LedgerScreen(place.complaints, title))

    def action_filter(self) -> None:
        if self.ledger is not None:
            dialog = FiguresFilter(Asked(self.wanted, self.as_of), self.ledger.choices, self.ledger.zone)
            self.app.push_screen(dialog, self._filtered)

    def _filtered(self, asked: Asked | None) -> None:
        if asked is None:
            return
        again = asked.as_of != self.as_of
        self.wanted, self.as_of = asked.wanted, asked.as_of
        if again:
            self.load()
        else:
            self.look()

    def action_clear(self) -> None:
        kept = Wanted(window_days=self.wanted.window_days, by=self.wanted.by, measure=self.wanted.measure)
        self._filtered(Asked(replace(kept), None))

    def action_reload(self) -> None:
        self.load()


def title_of(entry: Entry, n: int, part: str) -> str:
    """What a list of cases is: the figure, its value, which part of it, how many."""
    words = f"{entry_words(entry)}: {value_words(entry.figure)}"
    return " · ".join(text for text in (words, part, f"n = {number(n, 0)}") if text)
