"""Speech, music and both at once, decided from the detectors' probabilities.

The thresholds were tuned on the tuning half of `bench/listening`, and their effect is reported on the other.
"""

from __future__ import annotations

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
"""Sound between music that is no speech and about as loud is music that the detector lost, up to this."""
MUSIC_TRACE = 0.03  # mean of 3 s that still speaks for music where it goes on as loud as before
_ABOUT_AS_LOUD_DB = 15.0

SPEECH, SPEECH_STAYS, SPEECH_STAYS_IN_MUSIC = 0.50, 0.25, 0.40  # the event detector's own speech
SINGING = 0.5
"""How far "singing" weighs against "speech": over music the detector says both of a voice that speaks."""
VOICE, VOICE_STAYS = 0.60, 0.35  # silero, believed alone only where no music plays
SURE_VOICE, SURE_SPEECH, _CLEARLY = 0.50, 0.60, 0.90
SURE_OF_SENTENCE = 0.20
"""Share of a second or more of it in which both are sure: 99.5 % of the tuning half's speech has 0.45."""
SURE_SHARE, BOTH_SHARES = 0.60, 1.25
"""Over music: that share, and with the share in which the event detector is clear. Nine in ten messages of
the tuning half over ducked music reach both at each hearing; what does not is doubtful."""
DOUBTFUL_SHARE = 0.40
"""That share of what may still be speech if the same recording is believed elsewhere in the call."""
SENTENCE_PAUSE_S = 1.2
"""Sentences nearer than this are judged together where music plays."""
PAUSE_S = 0.30
"""Pauses between words shorter than this belong to the speech around them."""
SHORTEST_SPEECH_S = 0.15
_FIRST_WORD, _FROM_SILENCE, _FALLS_DB, _NO_MUSIC = 75, 20, 25.0, 0.10
"""Silero is slow to hear a "hello" after silence: clear speech is believed that begins out of at least 0.2 s
of silence, has no music in it, and that more follows within the first. In the calls of
bench.listening.humans that may be looked at it finds the first word in 4, and takes a single note after a
rest for one in 1."""
_EARLY, _EARLY_IN_MUSIC, _LATE = 5, 15, 8  # frames by which the event detector begins and ends late
_CLEAR_DB = 12.0  # above the floor of a quiet line: still speech, if it adjoins speech
_TAIL = 25  # frames by which such sound may lengthen it
MUSIC_UNDER, _LONG = 0.45, 301


class Activity(NamedTuple):
    """Booleans of 100 a second. `doubtful` is a voice over music that may speak, or sing with it."""

    speech: NDArray[np.bool_]
    music: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]


def activity_of(features: Features, other: NDArray[np.bool_]) -> Activity:
    """`other` marks the frames that tones and keys explain: they are neither speech nor music."""
    loud = (features.level_dbfs > SILENT_DBFS) & ~other
    music = _music(features, loud)
    speech, doubtful = _speech(features, loud, music)
    music = _completed(features, (music & ~speech) | _under(features, speech), speech, other)
    return Activity(speech, without_short(music & ~other, SHORTEST_MUSIC_S), doubtful)


def _music(features: Features, loud: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import numpy as np
    from scipy.ndimage import median_filter

    share = np.maximum(features.music, features.singing)
    if len(share):
        share = median_filter(share, _MEDIAN, mode="nearest")
    mask = hysteresis(share, MUSIC, MUSIC_STAYS) & loud
    return without_short(bridged(mask, MUSIC_REST_S), SHORTEST_MUSIC_S)


def _speech(
    features: Features, loud: NDArray[np.bool_], music: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The event detector's speech, moved to where it truly is, and silero's where no music plays.

    Second, the stretches that were claimed and not believed.
    """
    import numpy as np

    spoken = features.speech * (1 - SINGING * features.singing)
    stays = np.where(music, np.float32(SPEECH_STAYS_IN_MUSIC), np.float32(SPEECH_STAYS))
    said = _moved(hysteresis(spoken, SPEECH, stays), music) & loud
    voiced = hysteresis(features.voice, VOICE, VOICE_STAYS) & loud & ~music
    mask = bridged(said | voiced, PAUSE_S)
    claimed = mask.copy()
    for start, end in runs_of(bridged(mask, SENTENCE_PAUSE_S)):
        mask[start:end] &= _believed(features, mask[start:end], start)
    mask |= _tails(features, mask, music) & loud
    mask = without_short(bridged(mask, PAUSE_S), SHORTEST_SPEECH_S)
    for start, end in runs_of(claimed):
        doubtful = _sure_share(features, np.arange(start, end)) >= DOUBTFUL_SHARE
        claimed[start:end] = doubtful and not mask[start:end].any()
    return mask, claimed


def _believed(features: Features, mask: NDArray[np.bool_], first: int) -> NDArray[np.bool_]:
    """Which of a few sentences are speech.

    Both detectors must be sure of each once, but for first words that nothing accompanies. Over music, where
    voices sing too, they must be sure for most of all of them together and for a fifth of each long one.
    """
    import numpy as np

    here = first + np.flatnonzero(mask)
    share, clear = _sure_share(features, here), float((features.speech[here] >= _CLEARLY).mean())
    over_music = np.maximum(features.music[here], features.singing[here]).mean() >= MUSIC_UNDER
    if over_music and (share < SURE_SHARE or share + clear < BOTH_SHARES):
        return np.zeros_like(mask)
    result = mask.copy()
    follows = len(mask) + _FIRST_WORD
    for start, end in reversed(runs_of(mask)):
        one = np.arange(first + start, first + end)
        never = features.voice[one].max() < SURE_VOICE or features.speech[one].max() < SPEECH
        sung = over_music and _sure_share(features, one) < SURE_OF_SENTENCE
        before = slice(max(0, one[0] - _FROM_SILENCE), one[0])
        alone = max(features.music[one].max(), features.singing[one].max()) < _NO_MUSIC and bool(
            (features.level_dbfs[before] < features.level_dbfs[one].max() - _FALLS_DB).all()
        )
        first_word = alone and follows - end < _FIRST_WORD and features.speech[one].max() >= _CLEARLY
        if (never and not first_word) or (sung and end - start >= FRAMES_PER_S):
            result[start:end] = False
        else:
            follows = start
    return result


def _sure_share(features: Features, frames: NDArray[np.intp]) -> float:
    sure = (features.voice[frames] >= SURE_VOICE) & (features.speech[frames] >= SURE_SPEECH)
    return float(sure.mean())


def _moved(mask: NDArray[np.bool_], music: NDArray[np.bool_]) -> NDArray[np.bool_]:
    result = mask.copy()
    for start, end in runs_of(mask):
        early = _EARLY_IN_MUSIC if music[max(0, start - 30) : start + 1].mean() > 0.5 else _EARLY
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
    """Music that the detector lost for a while: sound without a break, about as loud, and no speech.

    It must touch music that was recognised, and keep a trace of the detector's answer or end in music again.
    """
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    share = uniform_filter1d(np.maximum(features.music, features.singing), _LONG, mode="nearest")
    level = uniform_filter1d(features.level_dbfs, 31, mode="nearest")
    sounding = (level > SILENT_DBFS) & ~speech & ~other
    result = music.copy()
    for start, end in runs_of(sounding | music):
        core = music[start:end]
        if not core.any():
            continue
        as_loud = level[start:end] > np.median(level[start:end][core]) - _ABOUT_AS_LOUD_DB
        result[start:end] |= as_loud & (share[start:end] >= MUSIC_TRACE)
        inner = slice(start + int(np.argmax(core)), end - int(np.argmax(core[::-1])))
        lost = bridged(result[inner], MUSIC_DOUBT_S) & (level[inner] > SILENT_DBFS) & ~speech[inner]
        result[inner] |= lost & as_loud[inner.start - start : inner.stop - start]
    return result


def _under(features: Features, speech: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Music under speech: the detector's mean over 3 s of speech, for it forgets hard cuts slowly."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    joined = bridged(speech, MUSIC_REST_S)
    share = np.maximum(features.music, features.singing) * joined
    weight = uniform_filter1d(joined.astype(np.float32), _LONG, mode="constant")
    mean = uniform_filter1d(share, _LONG, mode="constant") / np.maximum(weight, 1e-3)
    mask: NDArray[np.bool_] = joined & (mean >= MUSIC_UNDER)
    return mask
