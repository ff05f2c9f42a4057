"""Re-clocking: loss leaves gaps, jitter does not, nothing overlaps, nothing drifts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.channels.phone.clocking import Piece, starts

FRAME_S = 0.02


def arrivals(seconds: float, loss: float, jitter_s: float, seed: int) -> tuple[list[Piece], list[float]]:
    """Packets as they are read, and where each of them belongs."""
    chance = random.Random(seed)
    pieces, due, last_s = [], [], 0.0
    for packet in range(round(seconds / FRAME_S)):
        if chance.random() < loss:
            continue
        due.append(packet * FRAME_S)
        last_s = max(last_s, packet * FRAME_S + chance.random() * jitter_s)
        pieces.append(Piece(last_s, FRAME_S))
    return pieces, due


@pytest.mark.parametrize(
    ("loss", "jitter_s"), [(0.0, 0.0), (0.02, 0.0), (0.02, 0.03), (0.10, 0.02), (0.0, 0.05)]
)
@pytest.mark.parametrize("seed", range(3))
def test_everything_stands_where_it_belongs(loss: float, jitter_s: float, seed: int) -> None:
    pieces, due = arrivals(60.0, loss, jitter_s, seed)
    errors = [start - wanted for start, wanted in zip(starts(pieces), due, strict=True)]
    assert max(map(abs, errors)) < 0.04


def test_twenty_minutes_at_two_per_cent_do_not_drift() -> None:
    pieces, due = arrivals(1200.0, 0.02, 0.015, 5)
    errors = [start - wanted for start, wanted in zip(starts(pieces), due, strict=True)]
    assert max(map(abs, errors[-500:])) < 0.04


def test_a_stall_that_comes_all_at_once_is_no_gap() -> None:
    """Three seconds late in one burst: nothing was lost, so nothing is moved."""
    pieces = [
        Piece(max(packet * FRAME_S, 4.0 if 50 <= packet < 200 else 0.0), FRAME_S) for packet in range(400)
    ]
    placed = starts(pieces)
    assert all(abs(start - packet * FRAME_S) < 0.01 for packet, start in enumerate(placed[:50]))
    assert abs(placed[399] - 399 * FRAME_S) < 0.01


def test_silence_suppression_leaves_its_silence() -> None:
    pieces = [Piece(packet * FRAME_S + (5.0 if packet >= 50 else 0.0), FRAME_S) for packet in range(100)]
    placed = starts(pieces)
    assert placed[50] == pytest.approx(6.0, abs=0.011)


def test_nothing_is_nothing() -> None:
    assert starts([]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 0.5), st.sampled_from([0.01, 0.02, 0.03, 0.06])), min_size=1, max_size=120
    )
)
def test_pieces_stay_in_order_and_never_overlap(gaps: list[tuple[float, float]]) -> None:
    at_s, pieces = 0.0, []
    for gap_s, length_s in gaps:
        at_s += gap_s
        pieces.append(Piece(at_s, length_s))
    placed = starts(pieces)
    for first, second, piece in zip(placed, placed[1:], pieces, strict=False):
        assert second >= first + piece.length_s - 1e-9
