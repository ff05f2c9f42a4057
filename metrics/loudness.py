"""Jumps in loudness between a hold message and the music beside it, from levels that others measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.holding import Stretch
from metrics.messages import Message
from metrics.playings import Played
from transcripts.timeline import Kind


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of [start_s, end_s) in LUFS (ITU-R BS.1770), e.g. one value every 400 ms."""

    start_s: float
    end_s: float
    lufs: float


def jumps(
    message: Message, holds: tuple[Stretch, ...], levels: tuple[Level, ...]
) -> list[tuple[Played, float]]:
    """For each playing with music beside it: message minus music, in LU (EBU R128 judges only the jump)."""
    found = []
    for playing in message.playings:
        music = _beside(playing, holds[playing.stretch])
        ours = _mean_lufs(levels, [(playing.start_s, playing.end_s)])
        theirs = _mean_lufs(levels, music)
        if ours is not None and theirs is not None:
            found.append((playing, ours - theirs))
    return found


def _beside(playing: Played, hold: Stretch) -> list[tuple[float, float]]:
    """The music before and after a playing, in the same hold."""
    music = [(p.start_s, p.end_s) for p in hold.parts if p.kind is Kind.HOLD_MUSIC]
    before = [span for span in music if span[1] <= playing.start_s + 0.5]
    after = [span for span in music if span[0] >= playing.end_s - 0.5]
    return before[-1:] + after[:1]


def _mean_lufs(levels: tuple[Level, ...], times: list[tuple[float, float]]) -> float | None:
    """The energy mean over the levels wholly in these times: one across an edge mixes both sounds."""
    inside = [
        10 ** (level.lufs / 10)
        for level in levels
        if any(level.start_s >= start_s and level.end_s <= end_s for start_s, end_s in times)
    ]
    return 10 * math.log10(sum(inside) / len(inside)) if inside else None


def levels_of(step_s: float, lufs: Sequence[float | None]) -> tuple[Level, ...]:
    """Levels from a value every `step_s` from the recording's start; silence (`None`) has none."""
    return tuple(Level(i * step_s, (i + 1) * step_s, v) for i, v in enumerate(lufs) if v is not None)
