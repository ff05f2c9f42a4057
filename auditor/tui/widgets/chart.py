"""A chart of a sheet's picture by plotext, in the theme's colours."""

from __future__ import annotations

from rich.text import Text
from textual.events import Resize
from textual_plotext import PlotextPlot

from auditor.core.figures.values import Sheet
from auditor.i18n import _
from auditor.tui.drawing.pictures import paint
from auditor.tui.theme import Ink

LEAST = (24, 6)
"""Below so many columns and lines a chart cannot be read, and is not drawn."""


class Chart(PlotextPlot):
    """Draws a sheet and marks the entry under the cursor; says so where there is nothing to draw."""

    DEFAULT_CSS = """
    Chart { width: 1fr; height: 1fr; background: $surface; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: tuple[Sheet, str, Ink] | None = None
        self.caption: str | None = None

    def show(self, sheet: Sheet, key: str, ink: Ink) -> str:
        """Draws that sheet; returns the caption, "" where nothing was measured."""
        self._shown = (sheet, key, ink)
        self._paint()
        return self.caption or ""

    def on_resize(self, _event: Resize) -> None:
        self._paint()

    def _paint(self) -> None:
        if self._shown is not None:
            self.plt.clear_figure()
            self.plt.plotsize(self.size.width, self.size.height)
            self.caption = paint(self.plt, *self._shown, self.size.width)
            self.refresh()

    def render(self) -> Text:
        if self._shown is None:
            return Text("")
        if self.size.width < LEAST[0] or self.size.height < LEAST[1]:
            return Text(_("No room for the chart: v gives it more."))
        if self.caption is None:
            return Text(_("Nothing was measured that could be drawn."), justify="center")
        drawn = super().render()
        return drawn if isinstance(drawn, Text) else Text("")
