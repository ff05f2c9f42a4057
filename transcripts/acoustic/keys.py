"""DTMF keys from the frames' peaks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from transcripts.acoustic.spectrum import KEYS, Peaks
from transcripts.acoustic.values import FRAMES_PER_S, Key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEAR_SHARE = 0.75  # alone on the line
_LEAST_CLEAR, _LEAST_MIXED = 3, 8  # frames that agree: 40 ms of key, 90 ms under speech
_LEAST_DBFS = -45.0
_GAP = 4  # frames a key may flicker or be lost (one packet)


def keys_of(peaks: Peaks, level_dbfs: NDArray[np.float32]) -> tuple[Key, ...]:
    """The keys, each once however long it was held."""
    import numpy as np

    code = np.where(level_dbfs >= _LEAST_DBFS, peaks.key, -1)
    found: list[Key] = []
    for start, end, digit in _runs(code):
        clear = int((peaks.key_share[start:end] >= CLEAR_SHARE).sum())
        if clear >= _LEAST_CLEAR or end - start >= _LEAST_MIXED:
            found.append(Key(KEYS[digit], start / FRAMES_PER_S, end / FRAMES_PER_S))
    return tuple(found)


def _runs(code: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    """(first, past-last, key) of each run of one key, flicker joined."""
    import numpy as np

    edges = np.flatnonzero(np.diff(code)) + 1
    bounds = [0, *(int(edge) for edge in edges), len(code)]
    runs: list[tuple[int, int, int]] = []
    for start, end in itertools.pairwise(bounds):
        if end <= start or code[start] < 0:
            continue
        key = int(code[start])
        if runs and runs[-1][2] == key and start - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], end, key)
        else:
            runs.append((start, end, key))
    return runs
