"""Bursts: stretches in which one steady tone (or one pair) is all that sounds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.spectrum import Peaks

_SHARE = 0.85  # of the power in one peak, or in two
_PAIR_SHARE = 0.12  # the weaker tone of a pair has at least this
_STEADY_HZ = 12.0  # a burst's frames stay this close to its median
_LEAST_DBFS = -50.0
LEAST_PIECE = 3  # frames: what sounds alone for less is no part of a tone
_LEAST_FRAMES = 6
_LOST = 13  # frames: two or three packets of 20 ms lost, and the window's own length


class Burst(NamedTuple):
    """One sounding part: seconds, and one or two frequencies in Hz, rising."""

    start_s: float
    end_s: float
    hz: tuple[float, ...]
    level_dbfs: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def single_or_pair(peaks: Peaks) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The frames in which one tone is all that sounds, and those in which a pair is."""
    single = peaks.first_share >= _SHARE
    pair = ~single & (peaks.first_share + peaks.second_share >= _SHARE) & (peaks.second_share >= _PAIR_SHARE)
    return single, pair


def bursts_of(
    peaks: Peaks, level_dbfs: NDArray[np.float32], frames: NDArray[np.int32] | None = None
) -> list[Burst]:
    """Every steady tone of at least 60 ms, in order; one that packets were lost from is still one.

    `frames` are the numbers of the frames where some were left out (see `tonal`); `level_dbfs` is of these.
    """
    import numpy as np

    single, pair = single_or_pair(peaks)
    loud = level_dbfs >= _LEAST_DBFS
    low = np.where(pair, np.minimum(peaks.first_hz, peaks.second_hz), peaks.first_hz)
    high = np.where(pair, np.maximum(peaks.first_hz, peaks.second_hz), 0.0)
    state = np.where(loud & single, 1, np.where(loud & pair, 2, 0))
    jump = (np.abs(np.diff(low)) > _STEADY_HZ * 2) | (np.abs(np.diff(high)) > _STEADY_HZ * 2)
    if frames is not None:
        jump |= np.diff(frames) > 1
    cut = np.flatnonzero((np.diff(state) != 0) | jump) + 1
    bounds = [0, *(int(edge) for edge in cut), len(state)]
    found: list[tuple[int, int, tuple[float, ...]]] = []
    for start, end in itertools.pairwise(bounds):
        if end - start < LEAST_PIECE or state[start] == 0:
            continue
        tracks = (low, high) if state[start] == 2 else (low,)
        hz = tuple(float(np.median(track[start:end])) for track in tracks)
        if np.mean(np.abs(low[start:end] - hz[0]) <= _STEADY_HZ) < 0.9:
            continue
        if found and start - found[-1][1] <= _LOST and _same(found[-1][2], hz):
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((start, end, hz))
    return [_burst(*piece, level_dbfs, frames) for piece in found if piece[1] - piece[0] >= _LEAST_FRAMES]


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= _STEADY_HZ for x, y in zip(a, b, strict=True))


def _burst(
    start: int,
    end: int,
    hz: tuple[float, ...],
    level_dbfs: NDArray[np.float32],
    frames: NDArray[np.int32] | None,
) -> Burst:
    """With its edges where the level falls by 6 dB from what it is just inside them."""
    import numpy as np

    first, last = start, end
    inside = float(np.median(level_dbfs[start : start + 6])) - 6.0
    while first > max(0, start - 4) and level_dbfs[first - 1] >= inside:
        first -= 1
    while first < end - 1 and level_dbfs[first] < inside:
        first += 1
    inside = float(np.median(level_dbfs[max(start, end - 6) : end])) - 6.0
    while last < min(len(level_dbfs), end + 4) and level_dbfs[last] >= inside:
        last += 1
    while last > start + 1 and level_dbfs[last - 1] < inside:
        last -= 1
    level = float(np.median(level_dbfs[start:end]))
    if frames is not None:
        first, last = int(frames[first]), int(frames[last - 1]) + 1
    return Burst(first / FRAMES_PER_S, last / FRAMES_PER_S, hz, level)
