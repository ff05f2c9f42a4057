"""The samples of chosen stretches of a recording, read in one pass and never held as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING

from transcripts.speech.engine import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

ALL = -1
"""Instead of a channel's number: all channels together."""

LONGEST_S = 28.0
"""An engine hears 30 s at once; this leaves it room for an end."""

_BEFORE_S, _AFTER_S = 0.15, 0.25
"""Voice activity begins late and ends early on soft sounds: a little more is given to the engine."""

_HELD_S = 120.0
_QUIET_S = 0.2


@dataclass(frozen=True, slots=True, order=True)
class Clip:
    """A stretch of one channel of a recording; `key` is its owner's and means nothing here.

    Channel `ALL` is the mean of all of them.
    """

    start_s: float
    end_s: float
    channel: int
    key: int

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def read_clips(path: str | PathLike[str], clips: Sequence[Clip]) -> Iterator[tuple[Clip, Samples, float]]:
    """(clip, samples, second at which the samples begin) of each clip, in order of their ends.

    Samples are float32, mono, 16 kHz, with a little more at both ends. A clip longer than `LONGEST_S` comes
    as several, cut where it is quietest. Raises `AudioError`.
    """
    from transcripts.audio import blocks

    waiting = sorted((part for clip in clips for part in _bounded(clip)), key=lambda clip: clip.end_s)
    if not waiting:
        return
    held: list[tuple[float, Samples]] = []
    stream = blocks(path, SAMPLE_RATE_HZ, 5.0)
    at_s = 0.0
    for block in stream:
        held.append((at_s, block))
        at_s += block.shape[1] / SAMPLE_RATE_HZ
        while waiting and waiting[0].end_s + _AFTER_S <= at_s:
            yield from _short(waiting[0], *_cut(held, waiting.pop(0)))
        if not waiting:
            stream.close()
            return
        needed_s = min(clip.start_s for clip in waiting) - _BEFORE_S
        held = [(start, data) for start, data in held if start + data.shape[1] / SAMPLE_RATE_HZ > needed_s]
    for clip in waiting:
        if clip.start_s < at_s:
            yield from _short(clip, *_cut(held, clip))


def _bounded(clip: Clip) -> list[Clip]:
    """A clip in equal parts that fit in memory."""
    count = int(clip.length_s // _HELD_S) + 1
    step = clip.length_s / count
    return [
        Clip(clip.start_s + i * step, clip.start_s + (i + 1) * step, clip.channel, clip.key)
        for i in range(count)
    ]


def _cut(held: list[tuple[float, Samples]], clip: Clip) -> tuple[Samples, float]:
    import numpy as np

    first_s = held[0][0]
    start = max(0, round((clip.start_s - _BEFORE_S - first_s) * SAMPLE_RATE_HZ))
    end = round((clip.end_s + _AFTER_S - first_s) * SAMPLE_RATE_HZ)
    pieces = []
    at = 0
    for _, block in held:
        size = block.shape[1]
        if at + size > start and at < end:
            part = block[:, max(0, start - at) : max(0, end - at)]
            pieces.append(
                part.mean(axis=0) if clip.channel == ALL else part[min(clip.channel, len(part) - 1)]
            )
        at += size
    samples = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return samples, first_s + start / SAMPLE_RATE_HZ


def _short(clip: Clip, samples: Samples, at_s: float) -> Iterator[tuple[Clip, Samples, float]]:
    """The clip, or its parts where it is longer than an engine hears at once."""
    limit = int(LONGEST_S * SAMPLE_RATE_HZ)
    start_s = clip.start_s
    while len(samples) > limit:
        cut = _quietest(samples, limit)
        cut_s = at_s + cut / SAMPLE_RATE_HZ
        yield Clip(start_s, cut_s, clip.channel, clip.key), samples[:cut], at_s
        samples, at_s, start_s = samples[cut:], cut_s, cut_s
    yield Clip(start_s, clip.end_s, clip.channel, clip.key), samples, at_s


def _quietest(samples: Samples, limit: int) -> int:
    """The middle of the quietest fifth of a second in the second half of the window."""
    import numpy as np

    size = int(_QUIET_S * SAMPLE_RATE_HZ)
    start = limit // 2
    frames = np.square(samples[start:limit])
    energy = np.convolve(frames, np.ones(size, np.float32), mode="valid")[:: size // 4]
    return start + int(energy.argmin()) * (size // 4) + size // 2
