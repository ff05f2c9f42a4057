"""Which stretches need no transcription because the same recording was heard before, sound for sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcripts.acoustic import ChannelSound, Turn
from transcripts.acoustic.values import FRAMES_PER_S
from transcripts.heard import Repeat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNCOVERED_S = 0.4
"""A stretch that has more than this outside of the repeated message says something of its own."""

_WINDOW = 30
_LOCAL_RATE = 0.36
"""Share of differing bits in 0.3 s of sound above which two hearings differ there, as one number does in "you
are number three". Unrelated speech lies near 0.5, the same recording under 0.3 (docs/speech.md)."""

_SHORTEST_S = 2.0
"""A shorter stretch is as soon transcribed, and one word of it ("press one", "press three") is too little
sound to be told apart by."""

_LOUD_DB = 25.0
"""Frames more than this under the message's level are pauses: their bits are noise."""

_LEAST_LOUD = 0.4
_OFFSET_S = 0.4
_DRIFT = 25
"""Frames by which the ends of two hearings may have been found differently."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Turn `index` says what turn `of` says, `shift_s` later (earlier when negative)."""

    index: int
    of: int
    shift_s: float
    message: str


def copies_of(turns: Sequence[Turn], sound: ChannelSound) -> dict[int, Copy]:
    """Turn index → the turn that it repeats throughout. The longest hearing of a message is transcribed."""
    copies: dict[int, Copy] = {}
    for repeat in sound.repeats:
        members = [index for index, turn in enumerate(turns) if turn.repeat == repeat.id]
        members.sort(key=lambda index: (turns[index].over_music > 0.5, -turns[index].length_s))
        originals: list[int] = []
        for index in members:
            for original in originals:
                shift_s = _shift(turns[original], turns[index], repeat, sound)
                if shift_s is not None:
                    copies[index] = Copy(index, original, shift_s, repeat.id)
                    break
            else:
                originals.append(index)
    return copies


def _shift(original: Turn, other: Turn, repeat: Repeat, sound: ChannelSound) -> float | None:
    """How much later `other` says the same throughout, `None` when it does not."""
    first, second = _hearing(original, repeat), _hearing(other, repeat)
    if first is None or second is None or sound.prints is None or sound.frame_dbfs is None:
        return None
    if min(original.length_s, other.length_s) < _SHORTEST_S:
        return None
    if first == second or not _same_part(original, first, other, second):
        return None
    inside_s = max(0.0, min(other.end_s, second[1]) - max(other.start_s, second[0]))
    if other.length_s - inside_s > _UNCOVERED_S:
        return None
    start = round(max(other.start_s, second[0]) * FRAMES_PER_S)
    lag = round((second[0] - first[0]) * FRAMES_PER_S)
    frames = round(inside_s * FRAMES_PER_S)
    best = same_throughout(sound.prints, sound.frame_dbfs, (start - lag, start), frames)
    return None if best is None else (lag + best) / FRAMES_PER_S


def _same_part(original: Turn, first: tuple[float, float], other: Turn, second: tuple[float, float]) -> bool:
    """Whether both turns are the same part of the message (a message may span several turns)."""
    starts = (original.start_s - first[0]) - (other.start_s - second[0])
    ends = (original.end_s - first[1]) - (other.end_s - second[1])
    return abs(starts) <= _OFFSET_S and abs(ends) <= _OFFSET_S


def same_throughout(
    prints: NDArray[np.uint32], levels: NDArray[np.float32], starts: tuple[int, int], frames: int
) -> int | None:
    """Drift in frames at which the stretches from both starts agree in every 0.3 s of sound, or `None`."""
    import numpy as np

    def mean_rate(drift: int) -> float:
        one, other = prints[starts[0] - drift :][:frames], prints[starts[1] :][:frames]
        size = min(len(one), len(other))
        return float(np.bitwise_count(one[:size] ^ other[:size]).mean()) if size else 32.0

    drifts = [drift for drift in range(-_DRIFT, _DRIFT + 1) if starts[0] - drift >= 0]
    best = min(drifts, key=mean_rate, default=0)
    worst = _worst(prints, levels, (starts[0] - best, starts[1]), frames)
    return best if worst <= _LOCAL_RATE else None


def _worst(
    prints: NDArray[np.uint32], levels: NDArray[np.float32], starts: tuple[int, int], frames: int
) -> float:
    """The highest share of differing bits in any 0.3 s that holds sound; 1.0 when it is too short to say."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    one, other = (prints[start : start + frames] for start in starts)
    size = min(len(one), len(other))
    if size < _WINDOW:
        return 1.0
    wrong = np.bitwise_count(one[:size] ^ other[:size]).astype(np.float64) / 32
    level = np.maximum(*(levels[start : start + size] for start in starts))
    loud = (level > np.percentile(level, 95) - _LOUD_DB).astype(np.float64)
    sounding = uniform_filter1d(loud, _WINDOW, mode="constant")
    local = uniform_filter1d(wrong * loud, _WINDOW, mode="constant") / np.maximum(sounding, 1e-9)
    told = sounding >= _LEAST_LOUD
    return float(local[told].max()) if told.any() else 1.0


def _hearing(turn: Turn, repeat: Repeat) -> tuple[float, float] | None:
    """The hearing of the message that shares most time with the turn."""
    best = max(repeat.times, key=lambda time: min(turn.end_s, time[1]) - max(turn.start_s, time[0]))
    return best if min(turn.end_s, best[1]) > max(turn.start_s, best[0]) else None
