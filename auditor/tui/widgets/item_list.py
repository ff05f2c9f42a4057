"""A list whose entries can be walked with the keys: transcript, figures, checks, agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from auditor.i18n import N_
from auditor.tui.widgets.line_view import Item, LineView

__all__ = ["Item", "ItemList"]


class ItemList(LineView, can_focus=True):
    """One item has the cursor (a bar at its left, a background); headings are passed over.

    Enter is bound by the screen, which knows what it is for; it calls `choose`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("Up"), id="list.up", show=False),
        Binding("down,j", "move(1)", N_("Down"), id="list.down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="list.page-up", show=False),
        Binding("pagedown", "page(1)", N_("Page down"), id="list.page-down", show=False),
        Binding("home", "end(-1)", N_("First"), id="list.first", show=False),
        Binding("end", "end(1)", N_("Last"), id="list.last", show=False),
    ]
    cursor: reactive[int | None] = reactive(None)

    @dataclass
    class Moved(Message):
        """A person moved the cursor to an item."""

        list: ItemList
        item: Item

    @dataclass
    class Chosen(Message):
        """A person chose an item (Enter, or a click on the one that has the cursor)."""

        list: ItemList
        item: Item

    @property
    def here(self) -> int | None:
        return self.cursor

    @property
    def current(self) -> Item | None:
        """The item that has the cursor."""
        if self.cursor is None or self.cursor >= len(self.items):
            return None
        return self.items[self.cursor]

    def set_items(self, items: Iterable[Item]) -> None:
        """Shows these; the cursor stays on the item of the same key, else goes to the first."""
        before = self.current.key if self.current else None
        self.items = list(items)
        self.lay_out()
        same = next((i for i, item in enumerate(self.items) if item.key == before and item.selectable), None)
        self.cursor = same if same is not None else self._step(-1, 1)
        self.refresh()

    def select(self, key: str | None) -> None:
        """Moves the cursor without a message: what another part of the screen asked for."""
        index = next((i for i, item in enumerate(self.items) if item.key == key and item.selectable), None)
        if index is not None and index != self.cursor:
            self.cursor = index
            self.into_view()

    def choose(self) -> None:
        """Says that the item under the cursor was chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.into_view()

    def _step(self, start: int, by: int) -> int | None:
        index = start + by
        while 0 <= index < len(self.items):
            if self.items[index].selectable:
                return index
            index += by
        return None

    def _go(self, index: int | None) -> None:
        if index is not None and index != self.cursor:
            self.cursor = index
            self.into_view()
            self.post_message(self.Moved(self, self.items[index]))

    def into_view(self) -> None:
        """Scrolls to the item that has the cursor."""
        if self.cursor is None or self.cursor >= len(self._lines):
            return
        top, after = self._starts[self.cursor], self._starts[self.cursor + 1]
        if self._step(self.cursor, -1) is None:
            top = 0  # the headings above the first entry come into view with it
        self.scroll_to_region(Region(0, top, self.columns, after - top), animate=False, force=True)

    def action_move(self, by: int) -> None:
        self._go(self._step(self.cursor if self.cursor is not None else -1, by))

    def action_page(self, by: int) -> None:
        if self.cursor is None:
            return
        goal = self._starts[self.cursor] + by * max(1, self.size.height - 1)
        index = self.item_at(min(max(goal, 0), self._starts[-1] - 1))
        if not self.items[index].selectable:
            onwards = self._step(index, by)
            index = onwards if onwards is not None else self.cursor
        self._go(index)

    def action_end(self, side: int) -> None:
        self._go(self._step(-1, 1) if side < 0 else self._step(len(self.items), -1))

    def on_click(self, event: Click) -> None:
        where = event.get_content_offset(self)
        if where is None or where.y + self.scroll_offset.y >= self._starts[-1]:
            return
        index = self.item_at(where.y + self.scroll_offset.y)
        if index == self.cursor:
            self.choose()
        elif self.items[index].selectable:
            self._go(index)
