"""A call drawn to scale: a ruler, the marks, the company's lane, the shopper's lane, a cursor and a legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from auditor.i18n import N_, _
from auditor.tui.formats import clock, duration
from auditor.tui.theme import LOOKS
from auditor.tui.widgets import lanes
from auditor.tui.words import MARKS, kind, mark, short_kind
from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span, Timeline

GUTTER = 8
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
        Binding("left", "step(-1)", N_("Back"), id="timeline.left", show=False),
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
        return Paint(self).picture()


class Paint:
    """One drawing of a `TimelineView`."""

    def __init__(self, widget: TimelineView) -> None:
        self.w = widget
        self.view = widget.view
        self.dark = widget.app.current_theme.dark
        self.dim = Style(color=LOOKS[Kind.SILENCE].colour(self.dark))
        variables = widget.app.theme_variables
        self.accent = variables.get("accent", "yellow")
        self.ground = variables.get("background", "black")
        self.foreground = variables.get("foreground", "white")
        self.tall = widget.size.height >= 9

    def picture(self) -> Text:
        rows = [self.info(), self.ruler(), self.marks()]
        theirs = lanes.lane(self.w.timeline, Side.THEIRS, self.view)
        ours = lanes.lane(self.w.timeline, Side.OURS, self.view)
        rows += [self.lane(_("company"), theirs, names=True)]
        rows += [self.lane("", theirs)] * self.tall
        rows += [self.lane(_("shopper"), ours, names=True)]
        rows += [self.foot()] * (not self.w.follow)
        rows += [Text("")] * self.tall + [self.legend()]
        return Text("\n").join(rows)

    def colour(self, kind: Kind) -> str:
        return LOOKS[kind].colour(self.dark)

    def info(self) -> Text:
        """What is under the cursor, and which part of the call is on screen."""
        view = f"{clock(self.view.start_s)} – {clock(self.view.end_s)}"
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        if not self.w.follow:
            line.append(f"▼ {clock(self.w.cursor_s, tenths=True)} ", Style(bold=True, color=self.accent))
            for span in lanes.at(self.w.timeline, self.w.cursor_s):
                line.append(f"{LOOKS[span.kind].glyph} {kind(span.kind)}", self.colour(span.kind))
                line.append(f" {clock(span.start_s)} – {clock(span.end_s)} ({duration(span.length_s)})  ")
            for near in self.near():
                line.append(f"{glyph_of(near)} {mark(near.name)}  ", Style(color=self.accent))
        room = self.w.size.width - len(view) - 1
        line.truncate(room, overflow="ellipsis", pad=True)
        return line.append(" " + view, self.dim)

    def near(self) -> list[Mark]:
        """The marks in the cursor's column."""
        here = self.view.column(self.w.cursor_s)
        return [m for m in self.w.marks if self.view.column(m.at_s) == here and glyph_of(m)]

    def ruler(self) -> Text:
        line = [" "] * self.view.columns
        for column, second in lanes.ticks(self.view):
            label = f"╷{clock(second, tenths=self.view.per_column_s < 0.06)}"
            if column + len(label) <= self.view.columns:
                line[column : column + len(label)] = label
        return Text(" " * GUTTER + "".join(line), self.dim, end="")

    def marks(self) -> Text:
        line = Text(" " * GUTTER, end="")
        shown = lanes.placed(self.w.marks, self.view)
        for column in range(self.view.columns):
            mark = shown.get(column)
            if mark is None:
                line.append(" ")
            else:
                human = mark.name is MarkName.HUMAN
                line.append(glyph_of(mark)[0], Style(bold=True, color=self.colour(Kind.AGENT) if human else self.accent))
        return line

    def lane(self, name: str, cells: list[Span | None], *, names: bool = False) -> Text:
        """One lane: each span in its colour and pattern, with its name inside where it fits."""
        line = Text(f"{name:<{GUTTER - 1}}", self.dim, end="").append("│", self.dim)
        here = -1 if self.w.follow else self.view.column(self.w.cursor_s)
        for first, last, span in runs(cells):
            text = self.fill(span, first, last, named=names)
            for offset, character in enumerate(text):
                line.append(character, self.cell(span, character, first + offset, here))
        return line

    def fill(self, span: Span | None, first: int, last: int, *, named: bool) -> str:
        width = last - first
        if span is None:
            return " " * width
        if span.kind is Kind.DTMF and span.detail:
            return (span.detail[0] * width)[:width]
        pattern = LOOKS[span.kind].pattern
        tiled = (pattern * (width // len(pattern) + 1))[:width]
        name = f" {short_kind(span.kind)} "
        if named and span.kind is not Kind.SILENCE and len(name) + 2 <= width:
            return tiled[:1] + name + tiled[1 + len(name) :]
        return tiled

    def cell(self, span: Span | None, character: str, column: int, here: int) -> Style:
        colour = self.colour(span.kind) if span else self.foreground
        if column == here:
            return Style(color=self.ground, bgcolor=self.accent, bold=True)
        second = self.view.second(column + 0.5)
        lit = any(a <= second < b for a, b in self.w.bright)
        name = span is not None and (character.isalpha() or character in " ?") and span.kind is not Kind.DTMF
        return Style(color=colour, bold=name or lit, underline=lit)

    def foot(self) -> Text:
        """The cursor's arrow under the lanes, and the stretches that a chosen figure rests on."""
        line = [" "] * self.view.columns
        for start_s, end_s in self.w.bright:
            for column in range(max(0, self.view.column(start_s)), min(self.view.columns, self.view.column(end_s) + 1)):
                line[column] = "▔"
        here = self.view.column(self.w.cursor_s)
        if here == self.view.columns:
            here -= 1
        if 0 <= here < self.view.columns:
            line[here] = "▲"
        return Text(" " * GUTTER + "".join(line), self.accent, end="")

    def legend(self) -> Text:
        """The kinds that this call has, with their seconds when these fit."""
        kinds = [k for k in Kind if any(s.kind is k for s in self.w.timeline)]
        for with_seconds in (True, False):
            line = Text(no_wrap=True, overflow="ellipsis", end="")
            for k in kinds:
                line.append(LOOKS[k].glyph, self.colour(k)).append(f" {short_kind(k)}")
                line.append(f" {clock(self.w.timeline.total_s(k))}" if with_seconds else "", self.dim)
                line.append("  ")
            if line.cell_len <= self.w.size.width:
                break
        line.truncate(self.w.size.width, overflow="ellipsis")
        return line


def glyph_of(mark: Mark) -> str:
    """The character that stands for a mark: a key is its own digit."""
    if mark.name is MarkName.KEY and mark.detail:
        return mark.detail
    return MARKS[mark.name][0]


def runs(cells: list[Span | None]) -> list[tuple[int, int, Span | None]]:
    """(first column, column after the last, span) of each stretch of columns that shows the same span."""
    found: list[tuple[int, int, Span | None]] = []
    for column, span in enumerate(cells):
        if found and found[-1][2] is span:
            found[-1] = (found[-1][0], column + 1, span)
        else:
            found.append((column, column + 1, span))
    return found
