"""Re-clocking: where on the wall clock each piece of received audio belongs, so that loss leaves a gap.

A lost packet is simply missing from what the stack decodes; without this, 2 % loss would shorten a minute by
more than a second.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

LOOK_AHEAD_S = 2.0
"""How far ahead the smallest delay is sought: late packets within it are taken for jitter, not for loss."""

_ENOUGH = 10
_SURE_GAP_S = 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """`length_s` seconds of audio, complete at the wall-clock second `read_at_s`."""

    read_at_s: float
    length_s: float


def starts(pieces: Sequence[Piece], frame_s: float = 0.02) -> list[float]:
    """The wall-clock second at which each piece starts, in order and never overlapping.

    A packet of `frame_s` is heard from its arrival on. A piece's lag is the arrival of its first packet less
    the audio before it: constant but for jitter (which only adds) and loss (which adds for good). The
    smallest lag of the next seconds is thus the loss so far; it is applied in steps of half a frame or more,
    so that jitter never cuts continuous audio. Error: the jitter of the quietest packet in two seconds, half
    a frame, and clock skew within unbroken audio (50 ppm: 3 ms a minute).
    """
    lags, audio_s = [], 0.0
    for piece in pieces:
        lags.append(piece.read_at_s - max(0.0, piece.length_s - frame_s) - audio_s)
        audio_s += piece.length_s
    floor, ahead = _smallest_ahead(pieces, lags)
    placed: list[float] = []
    end_s = floor[0] if floor else 0.0
    audio_s = 0.0
    for piece, lag, count in zip(pieces, floor, ahead, strict=True):
        due_s = lag + audio_s
        # The last packets before a pause have too few after them to tell their jitter from loss.
        gap_s = frame_s / 2 if count >= _ENOUGH else _SURE_GAP_S
        start_s = due_s if due_s - end_s >= gap_s else end_s
        placed.append(start_s)
        end_s = start_s + piece.length_s
        audio_s += piece.length_s
    return placed


def _smallest_ahead(pieces: Sequence[Piece], lags: list[float]) -> tuple[list[float], list[int]]:
    """For each piece the smallest lag from it to `LOOK_AHEAD_S` later, and among how many (linear)."""
    result, counts = [0.0] * len(lags), [0] * len(lags)
    last = len(lags) - 1
    window: deque[int] = deque()
    for index in range(len(lags) - 1, -1, -1):
        while window and lags[window[-1]] >= lags[index]:
            window.pop()
        window.append(index)
        while pieces[last].read_at_s - pieces[index].read_at_s > LOOK_AHEAD_S:
            last -= 1
        while window[0] > last:
            window.popleft()
        result[index], counts[index] = lags[window[0]], last - index + 1
    return result, counts
