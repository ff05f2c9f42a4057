"""Entries of several lines each, one below the other, which wrap to the width. Knows no cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

Draw = Callable[[int], list[Text]]
"""Draws an entry for a width in columns: one `Text` a line, none longer than the width."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `payload` is whatever its owner wants back; headings are not selectable."""

    key: str
    draw: Draw = field(compare=False)
    payload: object = field(default=None, compare=False)
    selectable: bool = True


class LineView(ScrollView):
    """Draws `items`; subclasses say which one has the cursor."""

    DEFAULT_CSS = """
    LineView {
        height: 1fr; overflow-x: hidden; overflow-y: auto;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;
    }
    LineView > .item--cursor { background: $primary 18%; }
    LineView > .item--bar { color: $border-blurred; }
    LineView:focus > .item--bar { color: $accent; }
    LineView > .item--bright { background: $accent 30%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"item--cursor", "item--bar", "item--bright"}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.items: list[Item] = []
        self._bright: frozenset[str] = frozenset()
        self._lines: list[list[Text]] = []
        self._starts: list[int] = [0]

    @property
    def here(self) -> int | None:
        """The index of the item that has the cursor."""
        return None

    def brighten(self, keys: Iterable[str]) -> None:
        """Marks these items as what a figure rests on."""
        self._bright = frozenset(keys)
        self.refresh()

    def redraw(self, keys: Iterable[str]) -> None:
        """Draws these items anew, their heights unchanged (a word that is spoken now)."""
        wanted = set(keys)
        for index, item in enumerate(self.items):
            if item.key in wanted and index < len(self._lines):
                self._lines[index] = item.draw(self.columns)
        self.refresh()

    @property
    def columns(self) -> int:
        """The width that an item's lines may have."""
        return max(10, self.scrollable_content_region.width - 2)

    def item_at(self, row: int) -> int:
        """The index of the item that is drawn in that row, counting from the first item's first line."""
        return bisect_right(self._starts, row) - 1

    def lay_out(self) -> None:
        """Draws every item for the width that there is now."""
        width = self.columns
        self._lines = [item.draw(width) for item in self.items]
        self._starts = [0, *accumulate(len(lines) for lines in self._lines)]
        self.virtual_size = Size(width, self._starts[-1])

    def on_resize(self, _event: Resize) -> None:
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= self._starts[-1]:
            return Strip.blank(width, self.rich_style)
        index = self.item_at(row)
        item, line = self.items[index], self._lines[index][row - self._starts[index]]
        style, bar = self.rich_style, " "
        if index == self.here:
            style, bar = self._ground(style, "item--cursor"), "▌"
        elif item.key in self._bright:
            style, bar = self._ground(style, "item--bright"), "┃"
        colour = self.get_component_rich_style("item--bar").color
        head = Segment(bar + " ", style + Style(color=colour))
        body = (Segment(s.text, style + (s.style or Style())) for s in line.render(self.app.console, end=""))
        return Strip([head, *body]).adjust_cell_length(width, style)

    def _ground(self, style: Style, component: str) -> Style:
        return style + Style(bgcolor=self.get_component_rich_style(component).bgcolor)
