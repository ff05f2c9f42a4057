"""How well the moment a person answers, and who speaks, were told: counts and seconds of many recordings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.listening.human_scene import Said
from transcripts.roles import first_human, human_moments
from transcripts.timeline import Kind, Timeline

WITHIN_S = 1.0
FRAMES_PER_S = 100

_WHO = {
    Kind.IVR: "machine",
    Kind.HOLD_MESSAGE: "machine",
    Kind.AGENT: "agent",
    Kind.CALLER: "caller",
    Kind.SPEECH: "unknown",
}
NAMES = ("", "machine", "agent", "caller", "unknown")


@dataclass
class Score:
    """`first`: outcomes of the first moment by recording; `every`: of each moment; `frames`: true × told."""

    first: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)
    errors_s: list[float] = field(default_factory=list)
    frames: NDArray[np.int64] = field(default_factory=lambda: np.zeros((len(NAMES), len(NAMES)), np.int64))

    def add(self, other: Score) -> None:
        self.first += other.first
        self.every += other.every
        self.errors_s += other.errors_s
        self.frames = self.frames + other.frames


def score_call(said: list[Said], humans_s: list[float], timeline: Timeline) -> Score:
    """One recording against its truth."""
    score = Score()
    score.first[first_outcome(humans_s, timeline)] += 1
    found = human_moments(timeline)
    for true_s in humans_s:
        near = [at for at in found if at is not None and abs(at - true_s) <= WITHIN_S]
        score.every["right" if near else "not said"] += 1
        score.errors_s += [abs(near[0] - true_s)] if near else []
    for at_s in found:
        if at_s is not None and not any(abs(at_s - true_s) <= WITHIN_S for true_s in humans_s):
            score.every["said wrongly"] += 1
    score.frames = _frames(said, timeline)
    return score


def first_outcome(humans_s: list[float], timeline: Timeline) -> str:
    """`right`, `wrong`, `none said` (a person was missed), `said though none`, or `not known`."""
    answer = first_human(timeline)
    if answer.why == "speaker_not_known":
        return "not known"
    if not humans_s:
        return "right" if answer.at_s is None else "said though none"
    if answer.at_s is None:
        return "none said"
    return "right" if abs(answer.at_s - humans_s[0]) <= WITHIN_S else "wrong"


def _frames(said: list[Said], timeline: Timeline) -> NDArray[np.int64]:
    """Frames of 10 ms: who really spoke × who was told. Where two speak at once neither counts."""
    length = round(timeline.duration_s * FRAMES_PER_S) + 1
    true, many = np.zeros(length, int), np.zeros(length, int)
    for one in said:
        for start_s, end_s in one.speech:
            place = slice(round(start_s * FRAMES_PER_S), round(end_s * FRAMES_PER_S))
            true[place] = NAMES.index(one.who)
            many[place] += 1
    told = np.zeros(length, int)
    for span in timeline:
        if span.kind in _WHO:
            told[round(span.start_s * FRAMES_PER_S) : round(span.end_s * FRAMES_PER_S)] = NAMES.index(
                _WHO[span.kind]
            )
    frames = np.zeros((len(NAMES), len(NAMES)), np.int64)
    np.add.at(frames, (true[many < 2], told[many < 2]), 1)
    return frames
