"""The level of what they say or play: a bar in dBFS, and the last seconds as a row of blocks."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from auditor.i18n import _, number

FLOOR_DBFS = -60.0
_BLOCKS = " ▁▂▃▄▅▆▇█"


def share_of(level_dbfs: float) -> float:
    """0 at the floor of the meter, 1 at full scale."""
    return max(0.0, min(1.0, 1.0 - level_dbfs / FLOOR_DBFS))


class Meter(Widget):
    """Shows `levels` (dBFS, oldest first); the newest is the reading."""

    DEFAULT_CSS = """
    Meter { height: 1; text-wrap: nowrap; }
    Meter > .meter--low { color: $success; }
    Meter > .meter--high { color: $error; }
    Meter > .meter--dim { color: $foreground 50%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"meter--low", "meter--high", "meter--dim"}
    levels: reactive[tuple[float, ...]] = reactive(())

    def render(self) -> Text:
        dim = self.get_component_rich_style("meter--dim")
        if not self.levels:
            return Text(_("no sound yet"), dim)
        now = self.levels[-1]
        reading = f" {number(now, 0):>4} dBFS"
        width = max(4, self.size.width - len(reading))
        line = Text(no_wrap=True, end="")
        shown = self.levels[-width:]
        line.append(" " * (width - len(shown)))
        for level in shown:
            loud = self.get_component_rich_style("meter--high" if level > -3 else "meter--low")
            line.append(_BLOCKS[round(share_of(level) * (len(_BLOCKS) - 1))], Style(color=loud.color))
        return line.append(reading, dim)
