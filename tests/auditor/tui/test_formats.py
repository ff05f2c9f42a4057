"""How times, numbers and dates are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.i18n import use_language
from auditor.tui import formats
from auditor.tui.drawing.transcript import TranscriptItems
from transcripts.transcript import Segment, Speaker, Transcript


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (65, "1:05"), (59.6, "1:00"), (3599.4, "59:59"), (3725, "1:02:05"), (-5, "-0:05")],
)
def test_clock(seconds: float, text: str) -> None:
    assert formats.clock(seconds) == text


def test_tenths_follow_the_language() -> None:
    assert formats.clock(65.34, tenths=True) == "1:05,3"
    use_language("en")
    assert formats.clock(65.34, tenths=True) == "1:05.3"
    assert formats.clock(59.96, tenths=True) == "1:00.0"


@given(st.floats(0, 86400))
def test_a_clock_is_never_a_second_off(seconds: float) -> None:
    parts = [int(part) for part in formats.clock(seconds).split(":")]
    back = sum(part * 60**power for power, part in enumerate(reversed(parts)))
    assert abs(back - seconds) <= 0.5


def test_unknown_is_said_in_words() -> None:
    assert formats.clock(None) == formats.duration(None) == formats.percent(None) == "no medido"


def test_durations_and_percents() -> None:
    assert formats.duration(3.42) == "3,4\u00a0s"
    assert formats.duration(59.96) == "1:00"
    assert formats.percent(0.455, 1) == "45,5\u00a0%"
    use_language("en")
    assert formats.percent(0.455, 1) == "45.5%"
    assert formats.count(12345) == "12,345"


def test_moments() -> None:
    assert formats.moment("2026-11-22T16:05:00+00:00") == "22 nov 2026 16:05"
    assert formats.brief("2026-11-02T16:05:00", 2026) == "02 nov 16:05"
    assert formats.brief("2025-11-02T16:05:00", 2026) == "02 nov 2025"
    assert formats.brief("2026-09-26T10:05:00", 2026) == "26 sep 10:05"
    assert formats.moment("2026-11-22T16:05:00+01:00", own_offset=True) == "22 nov 2026 16:05"
    assert formats.moment(None) == formats.moment("yesterday") == "sin fecha"
    use_language("en")
    assert formats.day(date(2026, 11, 22)) == "Sunday, 22 November"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((1, 2, 3, 4, 5), "lun–vie"),
        ((1, 3), "lun, mié"),
        ((6, 7), "sáb, dom"),
        ((2, 1, 3, 6), "lun–mié, sáb"),
    ],
)
def test_weekdays(days: tuple[int, ...], text: str) -> None:
    assert formats.weekdays(days) == text


def test_what_was_taken_out_over_several_segments_leaves_no_empty_line() -> None:
    segments = (
        Segment(Speaker.CALLER, 1.0, 2.0, "Es el [teléfono]"),
        Segment(Speaker.CALLER, 2.5, 4.0, ""),
    )
    first, second = TranscriptItems(Transcript(segments, "es"), None).items()
    assert "[teléfono]" in str(first.draw(60)[0])
    assert "[…]" in str(second.draw(60)[0])
