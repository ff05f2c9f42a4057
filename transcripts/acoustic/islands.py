"""Speech amid music that plays on before and after it: a message, or a voice that sings?

The detectors take a sung line for speech now and then. A message differs from the music around it in colour,
also over music that is turned down; a line of a song is sung by the band that plays before and after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.acoustic.activity import SENTENCE_PAUSE_S, Activity
from transcripts.acoustic.bands import decibels
from transcripts.acoustic.runs import bridged, runs_of
from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features

LEAST_S = 1.2
"""No announcement on hold is shorter ("gracias por esperar": 1.3 s); most sung lines taken for one are."""
APART = 0.30
"""Mean difference of cepstra in standard deviations. Every message of the tuning half is 0.35 or more away
from the music around it, half of them 0.75; sung lines taken for speech begin at 0.26."""
_AROUND, _SKIP = (
    4 * FRAMES_PER_S,
    FRAMES_PER_S // 5,
)  # of the music on either side; next to the edge it is mixed
_TOUCHES = 30  # frames: music this near adjoins
_LOUD_DB = 25.0  # below the loud parts of the speech: its pauses are music, or nothing
_CEPSTRA = 13


def without_songs(active: Activity, features: Features) -> Activity:
    """Speech and music in which what was a sung line has become music."""
    import numpy as np

    said, played, doubtful = active.speech.copy(), active.music.copy(), active.doubtful.copy()
    alone = active.music & ~active.speech
    for start, end in runs_of(bridged(active.speech, SENTENCE_PAUSE_S)):
        before, after = alone[max(0, start - _TOUCHES) : start].any(), alone[end : end + _TOUCHES].any()
        # a person's first word may follow the music at once: only what music follows is doubted
        if not after:
            continue
        spoken = start + np.flatnonzero(active.speech[start:end])
        short = end - start < LEAST_S * FRAMES_PER_S
        if short or (before and _alike(start, end, spoken, alone, features)):
            doubtful[start:end] |= said[start:end]
            said[start:end] = False
            played[start:end] = True
    return Activity(said, played, doubtful)


def _alike(
    start: int, end: int, spoken: NDArray[np.intp], alone: NDArray[np.bool_], features: Features
) -> bool:
    """Whether it has the colour of the music on one side at least."""
    import numpy as np

    level_dbfs, bands = features.level_dbfs[spoken], features.bands
    own = _cepstra(bands[spoken[level_dbfs >= np.percentile(level_dbfs, 90) - _LOUD_DB]])
    low, high = max(0, start - _SKIP - _AROUND), max(0, start - _SKIP)
    for side in (slice(low, high), slice(end + _SKIP, end + _SKIP + _AROUND)):
        around = _cepstra(bands[side][alone[side]])
        if len(around) < FRAMES_PER_S:
            continue
        # 1 dB² keeps a synthesizer's note, which does not move at all, from being infinitely far away
        spread = 0.5 * (own.var(axis=0) + around.var(axis=0)) + 1.0
        if float(np.sqrt(((own.mean(axis=0) - around.mean(axis=0)) ** 2 / spread).mean())) < APART:
            return True
    return False


def _cepstra(steps: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Without the first, which is loudness."""
    from scipy.fft import dct

    cepstra: NDArray[np.float64] = dct(decibels(steps).astype("float64"), axis=1, norm="ortho")
    return cepstra[:, 1 : _CEPSTRA + 1]
