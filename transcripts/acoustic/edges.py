"""Where speech truly begins and ends beside music: to 10 ms, by the colour of the two sounds.

The detectors look at a second or more of sound and are a tenth or two late or early where music is cut for a
message. Between one sound and another that are both known by then, the edge is where the likelihood changes
sides: the maximum of the log-likelihood ratio of two normal distributions of band levels, summed up to each
frame (the change point of two known sources; Basseville and Nikiforov 1993, chapter 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.activity import Activity
from transcripts.acoustic.bands import decibels
from transcripts.acoustic.runs import runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH = 40  # frames either way: the detectors are seldom further off
KNOWN, _LOOK = 250, 500  # frames that describe each sound, and how far away they may be
_LEAST_KNOWN = 30
_BESIDE, _LEAST_BESIDE = 30, 5  # frames: so much music this close by is what the speech gives way to
_VARIANCE = 16.0  # dB², added to each band's: a steady note must not make the model blind to its own decay
_MOST = 6.0  # of one frame's ratio: bands are not independent, so that their sum overstates what it knows
_DETECTOR = 5.0  # what the event detector's answer counts for in a frame where it is settled
_LATE = 15  # frames in which it changes its mind, seen on cuts whose place is known: 50 to 150 ms
_SURE, _NO_VOICE = 0.9, 0.2  # where the other detector hears no voice, the first must be this sure
_FULL_ODDS = 3.0  # log odds of 0.95
_GAP, _SLIVER = 8, 15  # frames: a gap between two sounds is no closure of a consonant; no music is so short
_QUIET_DBFS, _QUIET_DB = -58.0, 30.0  # below either: an idle line, or the gap between two sounds


class Sounds(NamedTuple):
    """What an edge is judged by, one value a frame: level, (n, 20) bands, the event detector's
    speech (singing taken off) and silero's voice, 0–1."""

    level_dbfs: NDArray[np.float32]
    bands: NDArray[np.uint8]
    speech: NDArray[np.float32]
    voice: NDArray[np.float32]


class _Edge(NamedTuple):
    """A guess at one edge of speech: speech lies after it where `way` is 1, before it where it is −1.

    `other` is the nearest edge of other speech on the music's side, `opposite` this speech's other edge.
    """

    at: int
    other: int
    opposite: int
    way: int


def refined(active: Activity, sounds: Sounds, beside: NDArray[np.bool_] | None = None) -> Activity:
    """Speech and music with the edges between them moved to where one sound gives way to the other.

    `beside`: only the edges beside these frames of music.
    """
    said, played = active.speech.copy(), active.music.copy()
    alone = active.music & ~active.speech
    beside = alone if beside is None else beside & alone
    runs = runs_of(active.speech)
    for number, (start, end) in enumerate(runs):
        before = runs[number - 1][1] if number else 0
        after = runs[number + 1][0] if number + 1 < len(runs) else len(said)
        for guess in (_Edge(start, before, end, 1), _Edge(end, after, start, -1)):
            place = _placed(guess, active.speech, alone, sounds) if _adjoins(guess, beside) else None
            if place is not None:
                _move(said, played, guess, place)
    return active._replace(speech=said, music=played)


def _move(said: NDArray[np.bool_], played: NDArray[np.bool_], guess: _Edge, place: tuple[int, int]) -> None:
    """`place`: where the music ends and the speech begins, or the other way round; a gap may lie between."""
    first, last = place
    low, high = min(guess.at, first), max(guess.at, last)
    before, after = slice(low, first), slice(last, high)
    speech, music = (after, before) if guess.way > 0 else (before, after)
    under = played[speech].copy()
    said[low:high] = played[low:high] = False
    said[speech], played[speech] = True, under
    played[music] = True


def _adjoins(guess: _Edge, music: NDArray[np.bool_]) -> bool:
    at = guess.at
    beside = music[max(0, at - _BESIDE) : at] if guess.way > 0 else music[at : at + _BESIDE]
    return int(beside.sum()) >= _LEAST_BESIDE


def _placed(
    guess: _Edge, speech: NDArray[np.bool_], music: NDArray[np.bool_], sounds: Sounds
) -> tuple[int, int] | None:
    """The frames between which the one sound has ended and the other begins; `None`: nothing to go by."""
    import numpy as np

    at, other, opposite, way = guess
    far = max(at - REACH, other) if way > 0 else min(at + REACH, other)
    inner = at + way * min(REACH, abs(opposite - at) // 2)
    outside, inside = _known(far, -way, music, sounds), _known(inner, way, speech, sounds)
    low, high = min(far, inner), max(far, inner)
    if len(outside) < _LEAST_KNOWN or len(inside) < _LEAST_KNOWN or high - low < 2:
        return None
    levels, bands = sounds.level_dbfs, sounds.bands
    loudness = min(float(np.median(levels[inside])), float(np.median(levels[outside])))
    hush_dbfs = max(_QUIET_DBFS, loudness - _QUIET_DB)
    quiet = levels[low:high] < hush_dbfs
    ratio = np.clip(_ratio(bands[low:high], bands[inside], bands[outside]), -_MOST, _MOST)
    ratio = np.where(quiet, 0.0, ratio) + _DETECTOR * _settled(sounds, low, high)
    summed = np.concatenate(([0.0], np.cumsum(ratio)))
    # speech after the edge: least sum before it; speech before it: greatest
    place = low + _without_sliver(int(np.argmin(summed) if way > 0 else np.argmax(summed)), quiet, way)
    return _gap(place, levels < hush_dbfs)


def _without_sliver(place: int, quiet: NDArray[np.bool_], way: int) -> int:
    """The edge at a gap where less sound than music ever lasts lies between gap and edge: it is a soft
    first or last consonant."""
    import numpy as np

    if way > 0:
        before = np.flatnonzero(quiet[max(0, place - _SLIVER) : place])
        end = max(0, place - _SLIVER) + int(before[-1]) + 1 if len(before) else 0
        return end if end >= _GAP and quiet[end - _GAP : end].all() else place
    after = np.flatnonzero(quiet[place : place + _SLIVER])
    start = place + int(after[0]) if len(after) else len(quiet)
    return start if start + _GAP <= len(quiet) and quiet[start : start + _GAP].all() else place


def _gap(place: int, quiet: NDArray[np.bool_]) -> tuple[int, int]:
    """The quiet frames on both sides of a place; none: the place twice."""
    first = last = place
    while first > 0 and quiet[first - 1]:
        first -= 1
    while last < len(quiet) and quiet[last]:
        last += 1
    return first, last


def _known(start: int, way: int, mask: NDArray[np.bool_], sounds: Sounds) -> NDArray[np.intp]:
    """The nearest frames of one sound on that way, its pauses left out: at most `KNOWN` within `_LOOK`."""
    import numpy as np

    low, high = (start, start + _LOOK) if way > 0 else (max(0, start - _LOOK), start)
    frames = low + np.flatnonzero(mask[low:high])
    if len(frames) == 0:
        return frames
    levels = sounds.level_dbfs[frames]
    frames = frames[levels >= np.percentile(levels, 90) - _QUIET_DB]
    return frames[:KNOWN] if way > 0 else frames[-KNOWN:]


def _settled(sounds: Sounds, low: int, high: int) -> NDArray[np.float64]:
    """From 1, speech is heard and will go on being heard, to −1: none is, nor will be.

    The detector is late at both ends: before speech it has yet to answer, after it it still does.
    """
    import numpy as np

    def sure(places: NDArray[np.intp]) -> NDArray[np.float64]:
        inside = np.clip(places, 0, len(sounds.speech) - 1)
        spoken, voice = sounds.speech[inside], sounds.voice[inside]
        doubtful = (spoken < _SURE) & (voice < _NO_VOICE)
        odds: NDArray[np.float64] = np.where(doubtful, 0.5, 1.0) * spoken
        odds = np.clip(odds, 0.05, 0.95)
        return np.log(odds / (1 - odds)) / _FULL_ODDS

    now = np.arange(low, high)
    return 0.5 * (sure(now) + sure(now + _LATE))


def _ratio(
    here: NDArray[np.uint8], speech: NDArray[np.uint8], music: NDArray[np.uint8]
) -> NDArray[np.float64]:
    """log p(speech) − log p(music) of each frame."""
    import numpy as np

    levels = _shape(here)
    likelihoods = []
    for sample in (speech, music):
        known = _shape(sample)
        mean, variance = known.mean(axis=0), known.var(axis=0) + _VARIANCE
        likelihoods.append((-0.5 * ((levels - mean) ** 2 / variance + np.log(variance))).sum(axis=1))
    ratio: NDArray[np.float64] = likelihoods[0] - likelihoods[1]
    return ratio


def _shape(steps: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Band levels without the frame's own level: music that is turned down is the same music."""
    levels = decibels(steps).astype("float64")
    shape: NDArray[np.float64] = levels - levels.mean(axis=1, keepdims=True)
    return shape
