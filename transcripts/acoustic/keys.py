"""DTMF keys from the frames' peaks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from transcripts.acoustic.spectrum import COLUMNS_HZ, KEYS, ROWS_HZ, Peaks
from transcripts.acoustic.values import FRAMES_PER_S, Key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEAR_SHARE, SURE_SHARE = 0.75, 0.85  # alone on the line
_LEAST_CLEAR, _LEAST_MIXED = 3, 8  # frames that agree: 40 ms of key, 90 ms under speech
_LEAST_DBFS = -45.0
_OFF, _WAVER_HZ = 0.0165, 4.0  # of a run under other sound
_VOICE, _NEAR = 0.5, 50  # silero's answer, and how many frames away it counts
_GAP = 4  # frames a key may flicker or be lost (one packet)


def keys_of(
    peaks: Peaks,
    level_dbfs: NDArray[np.float32],
    voice: NDArray[np.float32] | None = None,
    frames: NDArray[np.int32] | None = None,
) -> tuple[Key, ...]:
    """The keys, each once however long it was held.

    `voice` is the voice activity of every frame: with no voice near, a key stands alone or is none.
    `frames` are the numbers of the frames where some were left out (see `tonal`); `level_dbfs` is of these.
    """
    import numpy as np

    code = np.where(level_dbfs >= _LEAST_DBFS, peaks.key, -1)
    found: list[Key] = []
    for start, end, digit in _runs(code):
        first, last = (start, end) if frames is None else (int(frames[start]), int(frames[end - 1]) + 1)
        if _is_clear(peaks.key_share[start:end]) or (
            end - start >= _LEAST_MIXED
            and _held(peaks.key_hz[start:end], digit)
            and (voice is None or voice[max(0, first - _NEAR) : last + _NEAR].max() >= _VOICE)
        ):
            found.append(Key(KEYS[digit], first / FRAMES_PER_S, last / FRAMES_PER_S))
    return tuple(found)


def _is_clear(share: NDArray[np.float32]) -> bool:
    """Whether little else sounds: chords of music come close for a moment, not for most of a note."""
    sure, clear = int((share >= SURE_SHARE).sum()), int((share >= CLEAR_SHARE).sum())
    return sure >= _LEAST_CLEAR and clear >= 0.6 * len(share)


def _held(hz: NDArray[np.float32], digit: int) -> bool:
    """Whether both tones of a key under other sound stand where a keypad's stand, and stand still.

    ITU-T Q.24 asks to accept 1.5 % off; over a run the middle frequency is known to a tenth of that. A note
    that is played or sung wavers by more than the 4 Hz that noise moves the estimate of a steady tone.
    """
    import numpy as np

    nominal = np.asarray([ROWS_HZ[digit // 4], COLUMNS_HZ[digit % 4]])
    middle = np.median(hz, axis=0)
    waver = np.subtract(*np.percentile(hz, [75, 25], axis=0))
    return bool((np.abs(middle / nominal - 1) <= _OFF).all() and (waver <= _WAVER_HZ).all())


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
