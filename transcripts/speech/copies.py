"""Which stretches need no transcription because the same recording was heard before, wave for wave."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING

from transcripts.acoustic import Turn
from transcripts.heard import Repeat
from transcripts.speech.clips import LONGEST_S, Clip, read_clips
from transcripts.speech.engine import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples

LEAST_CORRELATION = 0.4
"""In every quarter of a second the two waves must correlate at least so much. Measured on announcements that
differ by one number, through G.711 and GSM, over nothing and over music 18 dB down: the same recording 0.59
and more, another number 0.0 and less (docs/speech.md)."""

_WINDOW_S = 0.25
_EDGE_S = 0.25
"""The ends are not compared: there an engine's word times reach into what is not the message."""

_LOUD_DB = 20.0
"""Windows more than this under the loudest are pauses."""

_SHORTEST_S = 2.0
"""A shorter stretch is as soon transcribed."""

_MORE_S = 0.25
"""A hearing that is longer than the first one by this may say something more."""

_MARGIN_S = 0.1
"""How exactly an engine times a first and a last word."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Turn `index` says what turn `of` says, `shift_s` later."""

    index: int
    of: int
    shift_s: float
    message: str


def copy_candidates(
    turns: Sequence[Turn], repeats: Sequence[Repeat], *, without: Container[int] = ()
) -> dict[int, int]:
    """Turn index → the turn that it may be a copy of: the first hearing of the same message."""
    candidates: dict[int, int] = {}
    for repeat in repeats:
        members = [
            index
            for index, turn in enumerate(turns)
            if turn.repeat == repeat.id and _SHORTEST_S <= turn.length_s <= LONGEST_S and index not in without
        ]
        members.sort(key=lambda index: turns[index].end_s)
        if members:
            candidates |= dict.fromkeys(members[1:], members[0])
    return candidates


def copies_of(
    path: str | PathLike[str],
    turns: Sequence[Turn],
    clips: Mapping[int, Clip],
    candidates: Mapping[int, int],
    spoken: Mapping[int, tuple[float, float]],
) -> dict[int, Copy]:
    """Turn index → the turn that it repeats throughout, of the candidates. One pass over the file.

    `spoken` has the seconds of the first word's start and the last word's end of the turns that were
    transcribed. What lies outside of them is music or room, and may differ; between them nothing may.
    Raises `AudioError`.
    """
    wanted = {index for index in (*candidates, *candidates.values()) if index in clips}
    models: dict[int, tuple[Samples, float]] = {}
    copies: dict[int, Copy] = {}
    for clip, samples, at_s in read_clips(path, [clips[index] for index in sorted(wanted)]):
        index = clip.key
        if index in spoken and index not in candidates:
            start = max(0, _frames(spoken[index][0] - _MARGIN_S - at_s))
            model = samples[start : _frames(spoken[index][1] + _MARGIN_S - at_s)]
            models[index] = model, at_s + start / SAMPLE_RATE_HZ
        elif (of := candidates.get(index, -1)) in models:
            model, model_at_s = models[of]
            found_s = find_same(model, samples)
            shift_s = at_s + (found_s or 0.0) - model_at_s
            if found_s is not None and not _says_more(turns[index], turns[of], shift_s):
                copies[index] = Copy(index, of, round(shift_s, 4), turns[of].repeat or "")
    return copies


def find_same(model: Samples, samples: Samples) -> float | None:
    """Second of `samples` at which `model` begins, when all of its loud parts sound the same there."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d
    from scipy.signal import fftconvolve

    size = len(model)
    if size > len(samples) or size < 3 * _frames(_EDGE_S):
        return None
    model64, samples64 = model.astype(np.float64), samples.astype(np.float64)
    likeness = fftconvolve(samples64, model64[::-1], mode="valid")
    power = np.cumsum(np.concatenate([[0.0], samples64**2]))
    at = int((likeness / np.sqrt(np.maximum(power[size:] - power[:-size], 1e-9))).argmax())
    other = samples64[at : at + size]
    window = _frames(_WINDOW_S)
    ours, theirs, both = (
        uniform_filter1d(product, window) for product in (model64**2, other**2, model64 * other)
    )
    loud = ours > ours.max() * 10 ** (-_LOUD_DB / 10)
    edge = _frames(_EDGE_S)
    loud[:edge] = loud[-edge:] = False
    if not loud.any():
        return None
    worst = (both[loud] / np.sqrt(np.maximum(ours[loud] * theirs[loud], 1e-12))).min()
    return at / SAMPLE_RATE_HZ if worst >= LEAST_CORRELATION else None


def _says_more(other: Turn, original: Turn, shift_s: float) -> bool:
    before_s = original.start_s + shift_s - other.start_s
    after_s = other.end_s - original.end_s - shift_s
    return max(before_s, after_s) > _MORE_S


def _frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)
