"""Text cut into lines of a width, with columns that hang: what the entries of an `ItemList` are made of."""

from __future__ import annotations

from functools import lru_cache

from rich.console import Console
from rich.text import Text


@lru_cache(maxsize=1)
def _console() -> Console:
    return Console(width=200, color_system=None)


def wrapped(text: Text, width: int) -> list[Text]:
    """The text in lines no longer than `width` cells; never empty."""
    lines = list(text.wrap(_console(), max(4, width), tab_size=4)) or [Text("")]
    for line in lines:
        line.rstrip()
        line.end = ""
    return lines


def hanging(head: Text, body: Text, width: int) -> list[Text]:
    """`head` before the first line of `body`; the other lines are indented as far as `head` is wide."""
    indent = head.cell_len
    lines = wrapped(body, width - indent)
    first = Text.assemble(head, lines[0], end="")
    return [first, *(Text.assemble(" " * indent, line, end="") for line in lines[1:])]


def spread(left: Text, right: Text, width: int) -> list[Text]:
    """`left` and, flush right on its last line, `right`; `left` wraps before it would touch `right`."""
    room = width - right.cell_len - 2
    if room < 12:  # no room side by side
        return [*wrapped(left, width), *[_flush(line, width) for line in wrapped(right, width)]]
    lines = wrapped(left, room)
    last = lines[-1]
    gap = " " * (width - last.cell_len - right.cell_len)
    return [*lines[:-1], Text.assemble(last, gap, right, end="")]


def _flush(line: Text, width: int) -> Text:
    return Text.assemble(" " * max(0, width - line.cell_len), line, end="")
