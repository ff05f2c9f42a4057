"""The arithmetic of a timeline drawn to scale: what a column shows, where ticks and marks stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span

SHORTEST_VIEW_S = 4.0
_STEPS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_BRIEF = (Kind.DTMF, Kind.SIT, Kind.BUSY, Kind.CONGESTION)
"""Kinds so short and so telling that they are drawn even where they fill little of a column."""

_RANK = {
    MarkName.HUMAN: 0,
    MarkName.FAILED: 1,
    MarkName.LIMIT: 2,
    MarkName.BYE_THEIRS: 3,
    MarkName.BYE_OURS: 4,
    MarkName.ANSWERED: 5,
    MarkName.KEY: 6,
    MarkName.HOLD_START: 7,
    MarkName.INVITE: 8,
}
"""Which mark a column shows when several fall into it; marks that are not here are not drawn."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of a recording that is on screen: [start_s, end_s) over `columns` columns."""

    start_s: float
    end_s: float
    columns: int

    @property
    def per_column_s(self) -> float:
        return (self.end_s - self.start_s) / max(1, self.columns)

    def column(self, at_s: float) -> int:
        """The column that holds that second; outside 0 … columns-1 when it is off screen."""
        return int((at_s - self.start_s) // self.per_column_s)

    def second(self, column: float) -> float:
        return self.start_s + column * self.per_column_s

    def zoomed(self, factor: float, about_s: float, duration_s: float) -> View:
        """The view `factor` times as long, with `about_s` at the same place on screen where it can be."""
        length = min(
            max((self.end_s - self.start_s) * factor, SHORTEST_VIEW_S), max(duration_s, SHORTEST_VIEW_S)
        )
        share = (about_s - self.start_s) / (self.end_s - self.start_s)
        return replace(self, start_s=about_s - share * length, end_s=about_s + (1 - share) * length).within(
            duration_s
        )

    def panned(self, by_s: float, duration_s: float) -> View:
        return replace(self, start_s=self.start_s + by_s, end_s=self.end_s + by_s).within(duration_s)

    def showing(self, at_s: float, duration_s: float) -> View:
        """The view moved so that `at_s` is on screen, with some seconds beyond it."""
        if self.start_s <= at_s < self.end_s:
            return self
        return self.panned(at_s - (self.start_s + self.end_s) / 2, duration_s)

    def within(self, duration_s: float) -> View:
        """The view moved so that it neither begins before 0 nor ends after the recording."""
        length = self.end_s - self.start_s
        start = max(0.0, min(self.start_s, max(duration_s, SHORTEST_VIEW_S) - length))
        return replace(self, start_s=start, end_s=start + length)


def lane(spans: Iterable[Span], side: Side, view: View) -> list[Span | None]:
    """For each column the span of that side that fills most of it; brief kinds win wherever they sound.

    Silence (side `both`) is drawn on the company's lane only.
    """
    cells: list[Span | None] = [None] * view.columns
    filled = [0.0] * view.columns
    for span in spans:
        if span.side is not side and not (span.side is Side.BOTH and side is Side.THEIRS):
            continue
        first = max(0, view.column(span.start_s))
        last = min(view.columns - 1, view.column(span.end_s - 1e-9))
        if span.kind is Kind.DTMF and span.length_s <= view.per_column_s:
            last = view.column(span.start_s)  # one key, one character
        for column in range(first, last + 1):
            share = span.overlap_s(view.second(column), view.second(column + 1)) / view.per_column_s
            weight = share + 1.0 if span.kind in _BRIEF else share
            if weight > filled[column]:
                cells[column], filled[column] = span, weight
    return cells


def ticks(view: View, room: int = 9) -> list[tuple[int, float]]:
    """(column, second) of each tick: round times, at least `room` columns apart."""
    step = next((s for s in _STEPS_S if s >= view.per_column_s * room), _STEPS_S[-1])
    first = int(-(-view.start_s // step))
    found = []
    for k in range(first, first + view.columns + 1):
        column = view.column(k * step + 1e-9)
        if column >= view.columns:
            break
        found.append((column, k * step))
    return found


def placed(marks: Sequence[Mark], view: View) -> dict[int, Mark]:
    """The mark that each column shows."""
    shown: dict[int, Mark] = {}
    for mark in marks:
        column = view.column(mark.at_s)
        if mark.name not in _RANK:
            continue
        if column == view.columns and mark.at_s <= view.end_s + view.per_column_s:
            column -= 1  # the hanging up, exactly at the end
        if 0 <= column < view.columns:
            other = shown.get(column)
            if other is None or _RANK[mark.name] < _RANK[other.name]:
                shown[column] = mark
    return shown


def at(spans: Iterable[Span], second: float) -> list[Span]:
    """What sounds at that second, briefest first."""
    return sorted((s for s in spans if s.start_s <= second < s.end_s), key=lambda s: s.length_s)


def edges(spans: Iterable[Span], marks: Iterable[Mark]) -> list[float]:
    """Every second at which something begins, in order: where the cursor jumps to."""
    starts = {round(s.start_s, 3) for s in spans} | {round(m.at_s, 3) for m in marks if m.name in _RANK}
    return sorted(starts)
