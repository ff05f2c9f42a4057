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
_LEAST_FRAMES = 6


class Burst(NamedTuple):
    """One sounding part: seconds, and one or two frequencies in Hz, rising."""

    start_s: float
    end_s: float
    hz: tuple[float, ...]
    level_dbfs: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def bursts_of(peaks: Peaks, level_dbfs: NDArray[np.float32]) -> list[Burst]:
    """Every steady tone of at least 60 ms, in order."""
    import numpy as np

    single = peaks.first_share >= _SHARE
    pair = ~single & (peaks.first_share + peaks.second_share >= _SHARE) & (peaks.second_share >= _PAIR_SHARE)
    loud = level_dbfs >= _LEAST_DBFS
    low = np.where(pair, np.minimum(peaks.first_hz, peaks.second_hz), peaks.first_hz)
    high = np.where(pair, np.maximum(peaks.first_hz, peaks.second_hz), 0.0)
    state = np.where(loud & single, 1, np.where(loud & pair, 2, 0))
    jump = (np.abs(np.diff(low)) > _STEADY_HZ * 2) | (np.abs(np.diff(high)) > _STEADY_HZ * 2)
    cut = np.flatnonzero((np.diff(state) != 0) | jump) + 1
    bounds = [0, *(int(edge) for edge in cut), len(state)]
    found: list[Burst] = []
    for start, end in itertools.pairwise(bounds):
        if end - start < _LEAST_FRAMES or state[start] == 0:
            continue
        tracks = (low, high) if state[start] == 2 else (low,)
        hz = [float(np.median(track[start:end])) for track in tracks]
        if np.mean(np.abs(low[start:end] - hz[0]) <= _STEADY_HZ) >= 0.9:
            found.append(_burst(start, end, tuple(hz), level_dbfs))
    return found


def _burst(start: int, end: int, hz: tuple[float, ...], level_dbfs: NDArray[np.float32]) -> Burst:
    """With its edges where the level is half way (−6 dB) down from the burst's own."""
    import numpy as np

    level = float(np.median(level_dbfs[start:end]))
    first, last = max(0, start - 4), min(len(level_dbfs), end + 4)
    near = level_dbfs[first:last] >= level - 6.0
    inside = np.flatnonzero(near)
    if len(inside):
        first, last = first + int(inside[0]), first + int(inside[-1]) + 1
    return Burst(first / FRAMES_PER_S, last / FRAMES_PER_S, hz, level)
