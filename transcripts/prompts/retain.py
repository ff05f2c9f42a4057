"""Which stretches of a call its channel keeps as known sounds, and for how long: only what machines play."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from transcripts.acoustic import Acoustics
from transcripts.prompts.values import FORGOTTEN_AFTER, CallPrompts, HeardSound, PromptBook, Sound
from transcripts.timeline import Kind, Side, Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_S = 600.0
"""Of each channel; what was not heard for longest goes first. A minute takes about 45 KB."""
_PLAYED = (
    Kind.IVR,
    Kind.HOLD_MESSAGE,
    Kind.HOLD_MUSIC,
    Kind.RINGBACK,
    Kind.BUSY,
    Kind.CONGESTION,
    Kind.SIT,
)
_NOBODYS_S = 3.0
"""A pause between two of them that is no longer than this is played with them."""
_NEW_S, _LEAST_S, _LEAST_LOUD_S = 0.8, 6.0, 2.0
"""Twice the margin of `sounds` is lost of each: a shorter one would help nowhere."""


def heard_sounds(acoustics: Acoustics, timeline: Timeline) -> tuple[HeardSound, ...]:
    """What machines play in this call and no known sound explains. On one channel our words are left out."""
    import numpy as np

    from transcripts.acoustic.runs import runs_of
    from transcripts.prompts.coding import LONGEST_FRAMES
    from transcripts.prompts.sounds import MARGIN_S, heard_sound, loud_of

    theirs = acoustics.theirs
    if theirs.prints is None or theirs.frame_dbfs is None or theirs.answers is None:
        return ()
    played = _played(timeline, len(theirs.prints), one_channel=acoustics.ours is None)
    new = played if theirs.recalled is None else _around(played & ~theirs.recalled, 2 * MARGIN_S) & played
    loud, found = loud_of(theirs.frame_dbfs), []
    for start, end in runs_of(new):
        for part in np.array_split(np.arange(start, end), -(-(end - start) // LONGEST_FRAMES)):
            here = slice(int(part[0]), int(part[-1]) + 1)
            if len(part) >= 100 * _LEAST_S and loud[here].sum() >= 100 * _LEAST_LOUD_S:
                found.append(heard_sound(theirs.prints[here], theirs.frame_dbfs[here], theirs.answers[here]))
    return tuple(found)


def _played(timeline: Timeline, frames: int, *, one_channel: bool) -> NDArray[np.bool_]:
    from transcripts.acoustic.runs import bridged, mask_of
    from transcripts.acoustic.values import Stretch

    def mask(spans: Iterable[tuple[float, float]]) -> NDArray[np.bool_]:
        return mask_of((Stretch(*times) for times in spans), frames)

    ours = [] if not one_channel else [s for s in timeline.spans if s.side is Side.OURS]
    theirs = [s for s in timeline.spans if s.side is Side.THEIRS]
    others = [*ours, *(s for s in theirs if s.kind not in _PLAYED)]
    played = mask((s.start_s, s.end_s) for s in theirs if s.kind in _PLAYED)
    spoken = mask((s.start_s, s.end_s) for s in others if s.kind is not Kind.SILENCE)
    return bridged(played, _NOBODYS_S) & ~spoken


def _around(new: NDArray[np.bool_], by_s: float) -> NDArray[np.bool_]:
    """What is new, where it is more than a splinter, with what sounds around it."""
    from scipy.ndimage import maximum_filter1d

    from transcripts.acoustic.runs import bridged, without_short

    kept = without_short(bridged(new, by_s), _NEW_S)
    wide: NDArray[np.bool_] = maximum_filter1d(kept, 2 * round(100 * by_s) + 1, mode="constant", cval=0)
    return wide


def with_sounds(book: PromptBook, call: CallPrompts) -> PromptBook:
    """The book with what this call taught of sounds; what helped nobody for long is dropped."""
    from transcripts.prompts.sounds import covered

    # a call that nobody asked the memory about, or that began before another one taught it, has them again
    again, new_ones = covered(book.sounds, call.sounds)
    known = [
        replace(s, contacts=s.contacts + 1, missed=0)
        if s.id in again or s.id in call.recalled
        else replace(s, missed=s.missed + 1)
        for s in book.sounds
    ]
    new = [
        Sound(s.prints, s.levels, s.answers, s.detectors, id=f"s{book.next_sound + number}")
        for number, s in enumerate(new_ones)
    ]
    kept: list[Sound] = []
    left_s = MOST_S
    for sound in sorted([*new, *known], key=lambda s: (s.missed, -s.contacts)):
        worth = sound.contacts > 1 or sound.missed <= FORGOTTEN_AFTER
        if worth and sound.duration_s <= left_s:
            kept.append(sound)
            left_s -= sound.duration_s
    return replace(book, sounds=tuple(kept), next_sound=book.next_sound + len(new))
