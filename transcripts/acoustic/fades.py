"""Music that the detectors lose: quiet beginnings and ends, passages that coding wears down.

Within a hold, whatever sounds and is neither speech nor a tone is its music. The sound must move, as music
does and an open line does not.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from transcripts.acoustic.activity import MUSIC_REST_S, Activity
from transcripts.acoustic.runs import runs_of
from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IDLE_DBFS = -52.0
"""Music that has faded below this is over for a listener: it is 30 dB under usual hold music."""
IDLE_LINE_DBFS = -58.0
"""An idle line is −60 and less. A quiet passage may sink to this and come back."""
FADE_DB = 30.0
"""Further below the music it belongs to, it is not its fade."""
FADE_S = 8.0
"""A fade in or out is shorter; of what goes on longer at one end of the music nobody knows what it is."""
LONG_S, AS_LOUD_DB = 3.0, 12.0
"""What sounds for this long and about as loud as the hold's music needs no such neighbour: it is music."""
WITHIN_S = 45.0
"""Music that comes back within this is the same hold (`turns.HOLD_GAP_S`)."""
MOVES_DB = 5.0
"""From the 10th to the 90th percentile of its level: steady noise stays within 2 dB, music seldom."""
_SMOOTH = 21  # frames whose median the level is: what a key leaves behind is shorter, and edges stay sharp
_TAIL = 10  # frames: what a key, a word or a codec leaves behind
_LEAST = 30  # frames without these: less is a breath or a click
_TOUCHES_S = 0.3
_KNOWN = 500  # frames of music on either side that tell how loud it is


def continued(active: Activity, other: NDArray[np.bool_], level_dbfs: NDArray[np.float32]) -> Activity:
    """With the music completed within its hold, and without the idle line at its ends.

    `other` marks the frames that are neither: tones, keys, the pauses of a conversation.
    """
    import numpy as np
    from scipy.ndimage import median_filter

    core = np.flatnonzero(active.music & ~active.speech)
    if len(core) == 0:
        return active
    level = median_filter(level_dbfs, _SMOOTH, mode="nearest")
    sounding = (level > IDLE_LINE_DBFS) & ~active.speech & ~other
    music = active.music.copy()
    for start, end in runs_of(_closed(sounding, active.speech | other) & ~active.music):
        inner = sounding[start + _TAIL : end - _TAIL]
        if len(inner) >= _LEAST and inner.mean() >= 0.5:
            music[start:end] = _belongs(start, end, core, level_dbfs)
    return active._replace(music=_without_idle(music, active.speech, level))


def _belongs(start: int, end: int, core: NDArray[np.intp], level_dbfs: NDArray[np.float32]) -> bool:
    """Whether sound without speech is the music that plays around it; `core` are the frames of that."""
    import numpy as np

    low_db, high_db = np.percentile(level_dbfs[start:end], [10, 90])
    after = int(np.searchsorted(core, start))
    before_s = (start - core[after - 1]) / FRAMES_PER_S if after else np.inf
    after_s = (core[after] - end) / FRAMES_PER_S if after < len(core) else np.inf
    loud_db = float(np.median(level_dbfs[core[max(0, after - _KNOWN) : after + _KNOWN]]))
    if high_db - low_db < MOVES_DB or high_db < loud_db - FADE_DB or min(before_s, after_s) > WITHIN_S:
        return False
    length_s = (end - start) / FRAMES_PER_S
    if length_s >= LONG_S and abs(high_db - loud_db) <= AS_LOUD_DB:
        return True
    amid = max(before_s, after_s) <= WITHIN_S
    return bool(min(before_s, after_s) <= _TOUCHES_S and (amid or length_s <= FADE_S))


def _closed(mask: NDArray[np.bool_], never: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """With rests filled that are shorter than `MUSIC_REST_S` and have nothing of `never` in them."""
    closed = mask.copy()
    for (_, end), (start, _) in itertools.pairwise(runs_of(mask)):
        if start - end < MUSIC_REST_S * FRAMES_PER_S and not never[end:start].any():
            closed[end:start] = True
    return closed


def _without_idle(
    music: NDArray[np.bool_], speech: NDArray[np.bool_], level: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Without what is quiet at both ends of each stretch of music alone, and without long rests in it."""
    result = music.copy()
    for start, end in runs_of(music & ~speech):
        for a, b in runs_of(level[start:end] <= IDLE_DBFS):
            if a == 0 or b == end - start or b - a >= MUSIC_REST_S * FRAMES_PER_S:
                result[start + a : start + b] = False
    return result
