"""The timeline to scale: columns, ticks, marks, zoom."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.tui.theme import LOOKS, THEMES, ink_of
from auditor.tui.widgets import lanes
from auditor.tui.widgets.timeline_paint import GUTTER, Paint, Sight
from tests.auditor.tui.values import MARKS, TIMELINE
from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span

WHOLE = lanes.View(0.0, 160.0, 80)  # two seconds a column


def kinds(cells: list[Span | None]) -> list[Kind | None]:
    return [cell.kind if cell else None for cell in cells]


def test_a_column_shows_what_fills_most_of_it() -> None:
    theirs = kinds(lanes.lane(TIMELINE, Side.THEIRS, WHOLE))
    assert theirs[1] is Kind.RINGBACK  # 2–4 s
    assert theirs[20] is Kind.HOLD_MUSIC  # 40–42 s
    assert theirs[22] is Kind.HOLD_MUSIC or theirs[22] is Kind.HOLD_MESSAGE  # 44–46: half and half
    assert theirs[23] is Kind.HOLD_MESSAGE
    assert theirs[48] is Kind.SILENCE  # 96–98 s, both silent: drawn on the company's lane
    assert theirs[62:64] == [None, None]  # 124–128 s: we speak, they do not


def test_a_key_is_drawn_though_it_is_short_and_only_once() -> None:
    ours = kinds(lanes.lane(TIMELINE, Side.OURS, WHOLE))
    assert [i for i, kind in enumerate(ours) if kind is Kind.DTMF] == [8, 13]
    assert ours.count(Kind.CALLER) >= 4


@given(st.integers(20, 300), st.floats(0, 150), st.floats(5, 160))
def test_lanes_are_to_scale(columns: int, start: float, length: float) -> None:
    view = lanes.View(start, start + length, columns)
    cells = lanes.lane(TIMELINE, Side.THEIRS, view)
    assert len(cells) == columns
    for column, cell in enumerate(cells):
        if cell is not None and cell.kind is not Kind.DTMF:
            assert cell.overlap_s(view.second(column), view.second(column + 1)) > 0


@given(st.integers(20, 300), st.floats(4, 20000), st.floats(0, 1))
def test_ticks_are_round_and_apart(columns: int, length: float, share: float) -> None:
    view = lanes.View(share * 100, share * 100 + length, columns)
    found = lanes.ticks(view)
    assert all(0 <= column < columns for column, _second in found)
    gaps = [b[0] - a[0] for a, b in pairwise(found)]
    assert all(gap >= 8 for gap in gaps) or length > 3600 * columns / 9


@given(st.floats(0, 160), st.sampled_from([0.5, 2.0]), st.floats(0, 1))
def test_zoom_keeps_the_cursor_on_screen(at_s: float, factor: float, share: float) -> None:
    view = WHOLE.zoomed(0.25, share * 160, 160.0).showing(at_s, 160.0).zoomed(factor, at_s, 160.0)
    assert view.start_s >= 0
    assert view.end_s <= 160.0 + 1e-6
    assert view.start_s - 1e-6 <= at_s <= view.end_s + 1e-6


def test_zoom_has_bounds() -> None:
    near = WHOLE
    for _turn in range(20):
        near = near.zoomed(0.5, 80.0, 160.0)
    assert near.end_s - near.start_s == pytest.approx(lanes.SHORTEST_VIEW_S)
    far = near.zoomed(1000, 80.0, 160.0)
    assert (far.start_s, far.end_s) == (0.0, 160.0)


def test_of_two_marks_in_a_column_the_weightier_is_shown() -> None:
    marks = (Mark(MarkName.KEY, 10.0, "1"), Mark(MarkName.HUMAN, 10.5), Mark(MarkName.STEP, 10.2))
    assert lanes.placed(marks, WHOLE) == {5: marks[1]}


def test_hanging_up_at_the_very_end_is_shown() -> None:
    assert lanes.placed((Mark(MarkName.BYE_OURS, 160.0),), WHOLE).keys() == {79}


def picture(width: int = 89, **more: object) -> list[str]:
    view = lanes.View(0.0, 160.0, width - GUTTER)
    sight = Sight(TIMELINE, MARKS, view, width, **more)  # type: ignore[arg-type]
    return Paint(sight, ink_of(THEMES[0])).picture().plain.split("\n")


def test_the_picture() -> None:
    info, ruler, marks, theirs, ours, foot, legend = picture(cursor_s=65.0)
    assert info.startswith("▼ 1:05,0 ▓ mensaje")
    assert info.rstrip().endswith("0:00 – 2:40")
    assert ruler.index("╷1:00") == GUTTER + 30
    assert marks[GUTTER + 59] == "★"  # a person, 119.8 s
    assert theirs.startswith("empresa")
    assert theirs[GUTTER + 48] == "·"
    assert ours[GUTTER + 8] == "2"  # the key itself
    assert foot.index("▲") == GUTTER + 32
    assert "♪ música 1:01" in legend or "♪ música" in legend


def test_what_a_figure_rests_on_is_underlined() -> None:
    foot = picture(cursor_s=0.0, bright=((90.2, 102.2),))[5]
    assert foot.count("▔") == 7
    assert foot.index("▔") == GUTTER + 45


@pytest.mark.parametrize("width", [30, 60, 89, 158])
def test_no_row_is_wider_than_the_screen(width: int) -> None:
    assert max(len(row) for row in picture(width, cursor_s=160.0)) <= width


def test_kinds_are_told_apart_without_colours() -> None:
    patterns = {
        side: [LOOKS[kind].pattern for kind in Kind if (kind is Kind.CALLER) == (side is Side.OURS)]
        for side in (Side.OURS, Side.THEIRS)
    }
    for found in patterns.values():
        assert len(set(found)) == len(found)
