"""The drawing of a timeline: ruler, marks, two lanes, cursor, legend. Text from values; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.formats import clock, duration
from auditor.tui.theme import LOOKS, Ink
from auditor.tui.widgets import lanes
from auditor.tui.words import MARKS, kind, mark, short_kind
from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span, Timeline

GUTTER = 9


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be drawn: the part `view` of a timeline, in `width` columns with the gutter.

    `cursor_s` is `None` where there is no cursor; `bright` are the stretches that a chosen figure rests on.
    """

    timeline: Timeline
    marks: tuple[Mark, ...]
    view: lanes.View
    width: int
    tall: bool = False
    cursor_s: float | None = None
    bright: tuple[tuple[float, float], ...] = ()


class Paint:
    """Draws a `Sight`, row by row."""

    def __init__(self, sight: Sight, ink: Ink) -> None:
        self.sight = sight
        self.view = sight.view
        self.ink = ink
        self.dim = Style(color=ink.tone("dim"))
        self.accent = ink.tone("accent")

    def picture(self) -> Text:
        rows = [self.info(), self.ruler(), self.marks()]
        theirs = lanes.lane(self.sight.timeline, Side.THEIRS, self.view)
        ours = lanes.lane(self.sight.timeline, Side.OURS, self.view)
        rows += [self.lane(_("company"), theirs, names=True)]
        rows += [self.lane("", theirs)] * self.sight.tall
        rows += [self.lane(_("us"), ours, names=True)]
        rows += [self.foot()] * (self.sight.cursor_s is not None)
        rows += [Text("")] * self.sight.tall + [self.legend()]
        return Text("\n").join(rows)

    @property
    def here(self) -> int:
        """The cursor's column, -1 for none; the end of the call belongs to the last column."""
        if self.sight.cursor_s is None:
            return -1
        column = self.view.column(self.sight.cursor_s)
        return column - 1 if column == self.view.columns else column

    def info(self) -> Text:
        """What is under the cursor, and which part of the call is on screen."""
        view = f"{clock(self.view.start_s)} – {clock(self.view.end_s)}"
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        at_s = self.sight.cursor_s
        if at_s is not None:
            line.append(f"▼ {clock(at_s, tenths=True)} ", Style(bold=True, color=self.accent))
            for span in lanes.at(self.sight.timeline, at_s):
                line.append(f"{LOOKS[span.kind].glyph} {kind(span.kind)}", self.ink.kind(span.kind))
                line.append(f" {clock(span.start_s)} – {clock(span.end_s)} ({duration(span.length_s)})  ")
            for near in self.near():
                line.append(f"{glyph_of(near)} {mark(near.name)}  ", Style(color=self.accent))
        room = self.sight.width - len(view) - 1
        line.truncate(room, overflow="ellipsis", pad=True)
        return line.append(" " + view, self.dim)

    def near(self) -> list[Mark]:
        """The marks in the cursor's column."""
        return [m for m in self.sight.marks if self.view.column(m.at_s) == self.here and glyph_of(m)]

    def ruler(self) -> Text:
        line = [" "] * self.view.columns
        for column, second in lanes.ticks(self.view):
            label = f"╷{clock(second, tenths=self.view.per_column_s < 0.06)}"
            if column + len(label) <= self.view.columns:
                line[column : column + len(label)] = label
        return Text(" " * GUTTER + "".join(line), self.dim, end="")

    def marks(self) -> Text:
        line = Text(" " * GUTTER, end="")
        shown = lanes.placed(self.sight.marks, self.view)
        for column in range(self.view.columns):
            mark = shown.get(column)
            if mark is None:
                line.append(" ")
            else:
                human = mark.name is MarkName.HUMAN
                line.append(
                    glyph_of(mark)[0],
                    Style(bold=True, color=self.ink.kind(Kind.AGENT) if human else self.accent),
                )
        return line

    def lane(self, name: str, cells: list[Span | None], *, names: bool = False) -> Text:
        """One lane: each span in its colour and pattern, with its name inside where it fits."""
        line = Text(f"{name:<{GUTTER - 1}}", self.dim, end="").append("│", self.dim)
        here = self.here
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
        colour = self.ink.kind(span.kind) if span else self.ink.tone("foreground")
        if column == here:
            return Style(color=self.ink.tone("background"), bgcolor=self.accent, bold=True)
        second = self.view.second(column + 0.5)
        lit = any(a <= second < b for a, b in self.sight.bright)
        name = span is not None and (character.isalpha() or character in " ?") and span.kind is not Kind.DTMF
        return Style(color=colour, bold=name or lit, underline=lit)

    def foot(self) -> Text:
        """The cursor's arrow under the lanes, and the stretches that a chosen figure rests on."""
        line = [" "] * self.view.columns
        for start_s, end_s in self.sight.bright:
            for column in range(
                max(0, self.view.column(start_s)), min(self.view.columns, self.view.column(end_s) + 1)
            ):
                line[column] = "▔"
        if 0 <= self.here < self.view.columns:
            line[self.here] = "▲"
        return Text(" " * GUTTER + "".join(line), self.accent, end="")

    def legend(self) -> Text:
        """The kinds that this call has, with their seconds when these fit."""
        kinds = [k for k in Kind if any(s.kind is k for s in self.sight.timeline)]
        for with_seconds, gap in ((True, "  "), (False, "  "), (False, " ")):
            line = Text(no_wrap=True, overflow="ellipsis", end="")
            for k in kinds:
                line.append(LOOKS[k].glyph, self.ink.kind(k)).append(f" {short_kind(k)}")
                line.append(f" {clock(self.sight.timeline.total_s(k))}" if with_seconds else "", self.dim)
                line.append(gap)
            if line.cell_len - len(gap) <= self.sight.width:
                break
        line.truncate(self.sight.width, overflow="ellipsis")
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
