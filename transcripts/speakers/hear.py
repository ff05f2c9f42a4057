"""The voices of chosen stretches of a recording, read in one pass; the sound itself is not kept."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from transcripts.speech.clips import Clip, read_clips

if TYPE_CHECKING:
    from transcripts.acoustic.values import Stretch
    from transcripts.speakers.features import Voice


def voices_at(path: str | PathLike[str], stretches: Sequence[Stretch], channel: int = 0) -> list[Voice]:
    """One voice for each stretch, in their order. `channel` as in `Clip`. Raises `AudioError`."""
    from transcripts.speakers.features import RATE_HZ, joined, voice_of

    parts: list[list[Voice]] = [[] for _ in stretches]
    clips = [Clip(one.start_s, one.end_s, channel, index) for index, one in enumerate(stretches)]
    for clip, samples, at_s in read_clips(path, clips):
        wanted = stretches[clip.key]
        first = max(0, round((wanted.start_s - at_s) * RATE_HZ))
        last = max(first, round((wanted.end_s - at_s) * RATE_HZ))
        parts[clip.key].append(voice_of(samples[first:last]))
    return [joined(found) for found in parts]
