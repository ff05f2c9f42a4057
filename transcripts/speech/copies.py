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
_LOCAL_RATE = 0.42
"""Share of differing bits in 0.3 s above which two hearings differ there, as one number does in "you are
number three". Unrelated speech lies at 0.5, the same recording through G.711 under 0.3 (ours, measured)."""

_DRIFT = 2


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
                shift_s = _shift(turns[original], turns[index], repeat, sound.prints)
                if shift_s is not None:
                    copies[index] = Copy(index, original, shift_s, repeat.id)
                    break
            else:
                originals.append(index)
    return copies


def _shift(original: Turn, other: Turn, repeat: Repeat, prints: NDArray[np.uint32] | None) -> float | None:
    """How much later `other` says the same throughout, `None` when it does not."""
    first, second = _hearing(original, repeat), _hearing(other, repeat)
    if first is None or second is None or prints is None:
        return None
    inside_s = max(0.0, min(other.end_s, second[1]) - max(other.start_s, second[0]))
    if other.length_s - inside_s > _UNCOVERED_S:
        return None
    start = round(max(other.start_s, second[0]) * FRAMES_PER_S)
    lag = round((second[0] - first[0]) * FRAMES_PER_S)
    frames = round(inside_s * FRAMES_PER_S)
    best = same_throughout(prints, start - lag, start, frames)
    return None if best is None else (lag + best) / FRAMES_PER_S


def same_throughout(prints: NDArray[np.uint32], one: int, other: int, frames: int) -> int | None:
    """Drift in frames at which the stretches from `one` and `other` agree in every 0.3 s, or `None`."""
    import numpy as np
    from scipy.ndimage import uniform_filter1d

    best: tuple[float, int] | None = None
    for drift in range(-_DRIFT, _DRIFT + 1):
        a, b = prints[max(one - drift, 0) :][:frames], prints[other : other + frames]
        size = min(len(a), len(b))
        if size < _WINDOW:
            continue
        wrong = np.bitwise_count(a[:size] ^ b[:size]).astype(np.float64) / 32
        local = float(uniform_filter1d(wrong, _WINDOW)[_WINDOW // 2 : size - _WINDOW // 2].max())
        if best is None or local < best[0]:
            best = (local, drift)
    return best[1] if best is not None and best[0] <= _LOCAL_RATE else None


def _hearing(turn: Turn, repeat: Repeat) -> tuple[float, float] | None:
    """The hearing of the message that shares most time with the turn."""
    best = max(repeat.times, key=lambda time: min(turn.end_s, time[1]) - max(turn.start_s, time[0]))
    return best if min(turn.end_s, best[1]) > max(turn.start_s, best[0]) else None
