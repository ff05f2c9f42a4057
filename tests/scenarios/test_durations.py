"""Durations of ISO 8601: days by the local clock, hours by the absolute one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.durations import Duration, parse_duration
from scenarios.errors import ScenariosError

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P2D", Duration(days=2)),
        ("PT4H", Duration(seconds=14400)),
        ("P1W", Duration(days=7)),
        ("P1M", Duration(months=1)),
        ("PT90M", Duration(seconds=5400)),
        ("P1Y2M3DT4H5M6S", Duration(months=14, days=3, seconds=14706)),
    ],
)
def test_good_ones(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "2D",
        "P-2D",
        "P2",
        "p2d",
        "P2DT",
        "P0D",
        "PT0S",
        "P1W2D",
        "P1.5D",
        "P٢D",
        "P2D\n",
        "P99999D",
    ],
)
def test_bad_ones(text: str) -> None:
    with pytest.raises(ScenariosError):
        parse_duration(text)


@given(st.text(max_size=12) | st.text("PT0123456789YMWDHS", max_size=12))
def test_any_text_is_a_duration_or_a_clear_error(text: str) -> None:
    with suppress(ScenariosError):
        assert parse_duration(text) != Duration()


def test_a_day_is_a_day_of_the_calendar_and_an_hour_an_hour() -> None:
    before = datetime(2026, 3, 28, 9, 30, tzinfo=UTC)  # 10:30 there; the clocks change in the night
    assert parse_duration("P1D").after(before, MADRID).astimezone(MADRID).hour == 10
    assert parse_duration("PT24H").after(before, MADRID).astimezone(MADRID).hour == 11
    assert parse_duration("P1D").after(before, MADRID) - before == timedelta(hours=23)


def test_the_end_of_the_month() -> None:
    january = datetime(2026, 1, 31, 11, 0, tzinfo=UTC)
    assert parse_duration("P1M").after(january, MADRID) == datetime(2026, 2, 28, 11, 0, tzinfo=UTC)
    assert parse_duration("P1Y").after(january, MADRID).year == 2027


def test_a_local_time_that_does_not_exist_moves_forward() -> None:
    before = datetime(2026, 3, 28, 1, 30, tzinfo=UTC)  # 02:30 there
    assert parse_duration("P1D").after(before, MADRID).astimezone(MADRID).strftime("%H:%M") == "03:30"
