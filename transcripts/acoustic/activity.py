"""Speech, music and both at once, decided from the detectors' probabilities.

The thresholds were tuned on the tuning half of `bench/listening`, and their effect is reported on the other.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.runs import bridged, hysteresis, runs_of, without_short
from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features

SILENT_DBFS = -60.0
"""Nothing below this is speech or music, whatever a detector says: idle G.711 is −66 dBFS and less."""

MUSIC, MUSIC_STAYS = 0.30, 0.10  # of max(music, singing), after a median of 1 s
_MEDIAN = 101
SHORTEST_MUSIC_S = 1.0
MUSIC_REST_S = 1.5
"""Rests within a piece shorter than this are part of it, however quiet."""
MUSIC_DOUBT_S = 12.0
"""Longer sound between music that is no speech and about as loud is music that the detector lost."""
_ABOUT_AS_LOUD_DB = 20.0

SPEECH, SPEECH_STAYS, SPEECH_STAYS_IN_MUSIC = 0.50, 0.25, 0.40  # the event detector's own speech
VOICE, VOICE_STAYS = 0.60, 0.35  # silero, believed alone only where no music plays
SURE_VOICE, SURE_SPEECH = 0.50, 0.60  # what a stretch over music must reach once
PAUSE_S = 0.30
"""Pauses between words shorter than this belong to the speech around them."""
SHORTEST_SPEECH_S = 0.15
_EARLY, _EARLY_IN_MUSIC, _LATE = 5, 15, 8  # frames by which the event detector begins and ends late
_CLEAR_DB = 12.0  # above the floor of a quiet line: still speech, if it adjoins speech
_TAIL = 25  # frames by which such sound may lengthen it
MUSIC_UNDER, _UNDER = 0.45, 301


class Activity(NamedTuple):
    """Booleans of 100 a second."""

    speech: NDArray[np.bool_]
    music: NDArray[np.bool_]


def activity_of(features: Features, other: NDArray[np.bool_]) -> Activity:
    """`other` marks the frames that tones and keys explain: they are neither speech nor music."""
    loud = (features.level_dbfs > SILENT_DBFS) & ~other
    music = _music(features, loud)
    speech = _speech(features, loud, music)
    music = _completed(features, (music & ~speech) | _under(features, speech), speech, other)
    return Activity(speech, without_short(music & ~other, SHORTEST_MUSIC_S))


def _music(features: Features, loud: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import numpy as np
    from scipy.ndimage import median_filter

    share = np.maximum(features.music, features.singing)
    if len(share):
        share = median_filter(share, _MEDIAN, mode="nearest")
    mask = hysteresis(share, MUSIC, MUSIC_STAYS) & loud
    return without_short(bridged(mask, MUSIC_REST_S), SHORTEST_MUSIC_S)


def _speech(features: Features, loud: NDArray[np.bool_], music: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The event detector's speech, moved to where it truly is, and silero's where no music plays."""
    import numpy as np

    spoken = features.speech * (1 - features.singing)
    stays = np.where(music, SPEECH_STAYS_IN_MUSIC, SPEECH_STAYS)
    said = _moved(hysteresis(spoken, SPEECH, stays), music) & loud
    voiced = hysteresis(features.voice, VOICE, VOICE_STAYS) & loud & ~music
    mask = bridged(said | voiced, PAUSE_S)
    for start, end in runs_of(mask):
        if not _is_speech(features, music, start, end):
            mask[start:end] = False
    mask |= _tails(features, mask, music) & loud
    return without_short(bridged(mask, PAUSE_S), SHORTEST_SPEECH_S)


def _is_speech(features: Features, music: NDArray[np.bool_], start: int, end: int) -> bool:
    """Both detectors must be sure once; over music, and sung, for most of it."""
    here = slice(start, end)
    voice, speech = features.voice[here], features.speech[here]
    if music[here].mean() < 0.5:
        return bool(voice.max() >= SURE_VOICE or speech.max() >= 0.9)
    sure = (voice >= SURE_VOICE) & (speech >= SURE_SPEECH)
    return bool(sure.mean() >= 0.25 and speech.mean() > features.singing[here].mean())


def _moved(mask: NDArray[np.bool_], music: NDArray[np.bool_]) -> NDArray[np.bool_]:
    result = mask.copy()
    for start, end in runs_of(mask):
        early = _EARLY_IN_MUSIC if music[max(0, start - 30) : start].mean() > 0.5 else _EARLY
        result[max(0, start - early) : start] = True
        result[max(start + 1, end - _LATE) : end] = False
    return result


def _tails(features: Features, speech: NDArray[np.bool_], music: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sound next to speech that is clear of a quiet line's floor: first and last consonants."""
    import numpy as np
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    result = np.zeros_like(speech)
    if not len(speech):
        return result
    level = uniform_filter1d(features.level_dbfs, 5, mode="nearest")
    floor = np.maximum(minimum_filter1d(level, 6 * FRAMES_PER_S, mode="nearest"), -75.0)
    clear = (features.level_dbfs > floor + _CLEAR_DB) & ~music
    for start, end in runs_of(speech):
        at = start
        while at > max(0, start - _TAIL) and clear[at - 1]:
            at -= 1
        result[at:start] = True
        at = end
        while at < min(len(speech), end + _TAIL) and clear[at]:
            at += 1
        result[end:at] = True
    return result


def _completed(
    features: Features, music: NDArray[np.bool_], speech: NDArray[np.bool_], other: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Music that the detector lost for a while: as loud as the music on both sides, and no speech."""
    import numpy as np

    result = music.copy()
    runs = runs_of(music)
    for (first, end), (start, last) in itertools.pairwise(runs):
        gap = slice(end, start)
        if start - end > MUSIC_DOUBT_S * FRAMES_PER_S or speech[gap].any() or other[gap].any():
            continue
        around = np.concatenate(
            (features.level_dbfs[first:end][-200:], features.level_dbfs[start:last][:200])
        )
        as_loud = features.level_dbfs[gap] > np.median(around) - _ABOUT_AS_LOUD_DB
        if as_loud.mean() > 0.6:
            result[gap] = True
    return result


def _under(features: Features, speech: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Music under speech: the detector's mean over 3 s of speech, for it forgets hard cuts slowly."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    joined = bridged(speech, MUSIC_REST_S)
    share = np.maximum(features.music, features.singing) * joined
    weight = uniform_filter1d(joined.astype(np.float32), _UNDER, mode="constant")
    mean = uniform_filter1d(share, _UNDER, mode="constant") / np.maximum(weight, 1e-3)
    mask: NDArray[np.bool_] = joined & (mean >= MUSIC_UNDER)
    return mask
