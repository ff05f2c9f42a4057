"""The clock of what left: late looks, delays that pass, delays that stay."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.practice.clock import TransmitClock


def watched(left: list[float], late: list[float]) -> TransmitClock:
    """A clock that saw frame i leave `late[i]` after it did."""
    clock = TransmitClock()
    for i, (at, by) in enumerate(zip(left, late, strict=True)):
        clock.observe(i + 1, at + by)
    return clock


def test_nothing_seen_is_nothing_known() -> None:
    assert TransmitClock().moment(0) is None


def test_a_steady_stream_seen_late_now_and_then() -> None:
    late = [0.0 if i % 7 == 0 else random.Random(i).uniform(0, 0.015) for i in range(200)]
    clock = watched([5 + i * 0.02 for i in range(200)], late)
    for frame in range(190):  # the last few may have been seen late only
        assert clock.moment(frame) == pytest.approx(5 + frame * 0.02, abs=0.002)


def test_fractions_of_a_frame_and_what_is_yet_to_come() -> None:
    clock = watched([1 + i * 0.02 for i in range(60)], [0.0] * 60)
    assert clock.moment(10.5) == pytest.approx(1.21)
    assert clock.moment(500) == pytest.approx(11.0)


def test_a_delay_that_stays_begins_where_it_began() -> None:
    clock = watched([i * 0.02 + (0.06 if i >= 100 else 0) for i in range(200)], [0.0] * 200)
    for frame in (0, 50, 99):
        assert clock.moment(frame) == pytest.approx(frame * 0.02)
    for frame in (100, 101, 150, 199):
        assert clock.moment(frame) == pytest.approx(frame * 0.02 + 0.06)


def test_a_delay_that_is_made_up_for_is_none() -> None:
    clock = watched([i * 0.02 + (0.2 if 100 <= i < 108 else 0) for i in range(200)], [0.0] * 200)
    for frame in (99, 100, 104, 107, 108):
        assert clock.moment(frame) == pytest.approx(frame * 0.02)


@given(
    st.lists(st.floats(0, 0.03), min_size=30, max_size=120),
    st.integers(1, 3),
)
@settings(max_examples=50, deadline=None)
def test_never_earlier_than_the_stream_nor_later_than_what_was_seen(late: list[float], burst: int) -> None:
    clock = TransmitClock()
    for i, by in enumerate(late):
        if i % burst == 0:
            clock.observe(i + 1, i * 0.02 + by)
    for frame in range(len(late)):
        moment = clock.moment(frame)
        assert moment is not None
        assert frame * 0.02 - 1e-9 <= moment <= frame * 0.02 + max(late) + 1e-9
