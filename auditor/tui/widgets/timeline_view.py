"""A call drawn to scale: a ruler, the marks, the company's lane, the caller's lane, a cursor and a legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from auditor.i18n import N_
from auditor.tui.theme import ink_of
from auditor.tui.widgets import lanes
from auditor.tui.widgets.timeline_paint import GUTTER, Paint, Sight
from transcripts.contact import Mark
from transcripts.timeline import Timeline

EMPTY = Timeline((), 0.0)


class TimelineView(Widget, can_focus=True):
    """Shows `timeline` and `marks`; `cursor_s` is the second under the cursor.

    With `follow` the whole recording always fits (a call that still goes on).
    """

    DEFAULT_CSS = """
    TimelineView { height: 7; padding: 0 1; }
    TimelineView.-tall { height: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", N_("Backward"), id="timeline.left", show=False),
        Binding("right", "step(1)", N_("Forward"), id="timeline.right", show=False),
        Binding("shift+left", "step(-10)", N_("Back 10 columns"), id="timeline.left-far", show=False),
        Binding("shift+right", "step(10)", N_("Forward 10 columns"), id="timeline.right-far", show=False),
        Binding("home", "edge(-1)", N_("Start of the call"), id="timeline.start", show=False),
        Binding("end", "edge(1)", N_("End of the call"), id="timeline.end", show=False),
    ]
    timeline: reactive[Timeline] = reactive(EMPTY)
    marks: reactive[tuple[Mark, ...]] = reactive(())
    cursor_s: reactive[float] = reactive(0.0)
    bright: reactive[tuple[tuple[float, float], ...]] = reactive(())
    view: reactive[lanes.View] = reactive(lanes.View(0.0, 1.0, 1))

    @dataclass
    class Moved(Message):
        """A person moved the cursor to that second."""

        at_s: float

    def __init__(self, *, follow: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.follow = follow
        if follow:
            self.can_focus = False

    # the part that is on screen

    @property
    def _columns(self) -> int:
        return max(1, self.size.width - GUTTER)

    def _whole(self) -> lanes.View:
        return lanes.View(0.0, max(self.timeline.duration_s, lanes.SHORTEST_VIEW_S), self._columns)

    def on_resize(self, _event: Resize) -> None:
        self.set_class(self.screen.size.height >= 36, "-tall")
        was_whole = self.follow or self.view.end_s - self.view.start_s <= 1.0
        self.view = self._whole() if was_whole else replace(self.view, columns=self._columns)

    def watch_timeline(self) -> None:
        self.view = self._whole()

    def watch_cursor_s(self, at_s: float) -> None:
        if not self.follow:
            self.view = self.view.showing(at_s, self.timeline.duration_s)

    def zoom(self, factor: float | None) -> None:
        """Shows `factor` times as much about the cursor; `None` shows the whole call."""
        length = self.timeline.duration_s
        self.view = self._whole() if factor is None else self.view.zoomed(factor, self.cursor_s, length)

    def pan(self, share: float) -> None:
        """Moves the view, and the cursor with it, by a share of what is on screen."""
        by_s = share * (self.view.end_s - self.view.start_s)
        self.view = self.view.panned(by_s, self.timeline.duration_s)
        self.move_to(self.cursor_s + by_s)

    def move_to(self, at_s: float) -> None:
        """Puts the cursor there and says so."""
        self.cursor_s = min(max(0.0, at_s), max(0.0, self.timeline.duration_s))
        self.post_message(self.Moved(self.cursor_s))

    def jump(self, by: int) -> None:
        """To the next (+1) or the previous (-1) second at which something begins."""
        starts = lanes.edges(self.timeline, self.marks)
        if by > 0:
            goal = next((s for s in starts if s > self.cursor_s + 0.05), self.timeline.duration_s)
        else:
            goal = next((s for s in reversed(starts) if s < self.cursor_s - 0.05), 0.0)
        self.move_to(goal)

    def action_step(self, columns: int) -> None:
        self.move_to(self.cursor_s + columns * self.view.per_column_s)

    def action_edge(self, side: int) -> None:
        self.move_to(0.0 if side < 0 else self.timeline.duration_s)

    def on_click(self, event: Click) -> None:
        where = event.get_content_offset(self)
        if where is not None and where.x >= GUTTER and not self.follow:
            self.move_to(self.view.second(where.x - GUTTER + 0.5))

    # drawing

    def render(self) -> Text:
        ink = ink_of(self.app.current_theme)
        sight = Sight(
            timeline=self.timeline,
            marks=self.marks,
            view=self.view,
            width=self.size.width,
            tall=self.size.height >= 9,
            cursor_s=None if self.follow else self.cursor_s,
            bright=self.bright,
        )
        return Paint(sight, ink).picture()
