"""Voices made of numbers: a person is a mean and a spread of cepstra, and a pitch."""

from __future__ import annotations

import numpy as np

from transcripts.speakers.features import Voice
from transcripts.speakers.two import Spoken


def voice(person: int, length_s: float, seed: int, apart: float = 1.2) -> Voice:
    """A stretch of this person's; `apart` is how far people lie from each other, in spreads."""
    rng = np.random.default_rng([seed, person])
    middle = np.random.default_rng(person).standard_normal(16) * apart
    frames = rng.standard_normal((round(length_s * 100), 16)) * 2 + 2 * middle + rng.standard_normal(16) * 0.3
    pitch = np.log(110 + 60 * person) + 0.08 * rng.standard_normal(round(length_s * 60))
    return Voice(frames.astype(np.float32), pitch.astype(np.float32))


def talk(people: str, length_s: float = 2.0, apart: float = 1.2) -> list[Spoken]:
    """One stretch for each digit, a second apart."""
    step = length_s + 1.0
    return [
        Spoken(i * step, i * step + length_s, voice(int(p), length_s, i, apart)) for i, p in enumerate(people)
    ]
