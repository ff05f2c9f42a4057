"""A list of entries of several lines each, which wrap to the width: transcript, figures, checks, agenda."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from auditor.i18n import N_

Draw = Callable[[int], list[Text]]
"""Draws an entry for a width in columns: one `Text` a line, none longer than the width."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `payload` is whatever its owner wants back; headings are not selectable."""

    key: str
    draw: Draw = field(compare=False)
    payload: object = field(default=None, compare=False)
    selectable: bool = True


class ItemList(ScrollView, can_focus=True):
    """Draws items one below the other; one of them has the cursor (a bar at its left, a background)."""

    DEFAULT_CSS = """
    ItemList { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    ItemList > .item--cursor { background: $primary 18%; }
    ItemList > .item--bar { color: $border-blurred; }
    ItemList:focus > .item--bar { color: $accent; }
    ItemList > .item--bright { background: $accent 30%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"item--cursor", "item--bar", "item--bright"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("Up"), id="list.up", show=False),
        Binding("down,j", "move(1)", N_("Down"), id="list.down", show=False),
        Binding("pageup", "page(-1)", N_("Page up"), id="list.page-up", show=False),
        Binding("pagedown", "page(1)", N_("Page down"), id="list.page-down", show=False),
        Binding("home", "end(-1)", N_("First"), id="list.first", show=False),
        Binding("end", "end(1)", N_("Last"), id="list.last", show=False),
    ]
    cursor: reactive[int | None] = reactive(None, repaint=False)

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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.items: list[Item] = []
        self._bright: frozenset[str] = frozenset()
        self._lines: list[list[Text]] = []
        self._starts: list[int] = [0]

    # what its owner sets

    def set_items(self, items: Iterable[Item]) -> None:
        """Shows these; the cursor stays on the item of the same key, else goes to the first."""
        before = self.current.key if self.current else None
        self.items = list(items)
        self._lay_out()
        same = next((i for i, item in enumerate(self.items) if item.key == before and item.selectable), None)
        first = next((i for i, item in enumerate(self.items) if item.selectable), None)
        self.cursor = same if same is not None else first
        self.refresh()

    def select(self, key: str | None) -> None:
        """Moves the cursor without a message: what another part of the screen asked for."""
        index = next((i for i, item in enumerate(self.items) if item.key == key and item.selectable), None)
        if index is not None and index != self.cursor:
            self.cursor = index
            self._show_cursor()

    def brighten(self, keys: Iterable[str]) -> None:
        """Marks these items as what a figure rests on."""
        self._bright = frozenset(keys)
        self.refresh()

    def redraw(self, keys: Iterable[str]) -> None:
        """Draws these items anew, their heights unchanged (a word that is spoken now)."""
        wanted = set(keys)
        for index, item in enumerate(self.items):
            if item.key in wanted and index < len(self._lines):
                self._lines[index] = item.draw(self._columns)
        self.refresh()

    @property
    def current(self) -> Item | None:
        if self.cursor is None or self.cursor >= len(self.items):
            return None
        return self.items[self.cursor]

    # drawing

    @property
    def _columns(self) -> int:
        return max(10, self.scrollable_content_region.width - 2)

    def _lay_out(self) -> None:
        width = self._columns
        self._lines = [item.draw(width) for item in self.items]
        self._starts = [0, *accumulate(len(lines) for lines in self._lines)]
        self.virtual_size = Size(width, self._starts[-1])

    def on_resize(self, _event: Resize) -> None:
        self._lay_out()
        self._show_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.items:
            self._lay_out()

    def watch_cursor(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= self._starts[-1]:
            return Strip.blank(width, base)
        index = bisect_right(self._starts, row) - 1
        item, line = self.items[index], self._lines[index][row - self._starts[index]]
        here = index == self.cursor
        style = base
        if here:
            style += Style(bgcolor=self.get_component_rich_style("item--cursor").bgcolor)
        elif item.key in self._bright:
            style += Style(bgcolor=self.get_component_rich_style("item--bright").bgcolor)
        bar = "▌" if here else "┃" if item.key in self._bright else " "
        colour = self.get_component_rich_style("item--bar").color
        head = Segment(bar + " ", style + Style(color=colour))
        body = line.render(self.app.console, end="")
        return Strip(
            [head, *(Segment(s.text, style + (s.style or Style()), s.control) for s in body)]  # type: ignore[operator]
        ).adjust_cell_length(width, style)

    # moving

    def _step(self, start: int, by: int) -> int | None:
        index = start + by
        while 0 <= index < len(self.items):
            if self.items[index].selectable:
                return index
            index += by
        return None

    def _go(self, index: int | None) -> None:
        if index is None or index == self.cursor:
            return
        self.cursor = index
        self._show_cursor()
        self.post_message(self.Moved(self, self.items[index]))

    def _show_cursor(self) -> None:
        if self.cursor is None or self.cursor >= len(self._lines):
            return
        top = self._starts[self.cursor]
        if self._step(self.cursor, -1) is None:
            top = 0  # the headings above the first entry come into view with it
        height = self._starts[self.cursor + 1] - top
        self.scroll_to_region(Region(0, top, self._columns, height), animate=False, force=True)

    def action_move(self, by: int) -> None:
        self._go(self._step(self.cursor if self.cursor is not None else -1, by))

    def action_page(self, by: int) -> None:
        if self.cursor is None:
            return
        goal = self._starts[self.cursor] + by * max(1, self.size.height - 1)
        row = min(max(goal, 0), self._starts[-1] - 1)
        index = bisect_right(self._starts, row) - 1
        self._go(index if self.items[index].selectable else self._step(index, by) or self._step(index, -by))

    def action_end(self, side: int) -> None:
        self._go(self._step(-1, 1) if side < 0 else self._step(len(self.items), -1))

    def choose(self) -> None:
        """What Enter does; the screen binds the key, because it knows what it is for."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: Click) -> None:
        row = event.get_content_offset(self)
        if row is None or not self.items:
            return
        line = row.y + self.scroll_offset.y
        if line >= self._starts[-1]:
            return
        index = bisect_right(self._starts, line) - 1
        if index == self.cursor:
            self.choose()
        elif self.items[index].selectable:
            self._go(index)
