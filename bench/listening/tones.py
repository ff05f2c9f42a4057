"""Tones, keys, special information and fax tones as the networks play them. Our own synthesis."""

from __future__ import annotations

import numpy as np

from bench.listening.material import RATE, Floats
from transcripts.acoustic.plans import Cadence

ROWS, COLUMNS, KEYS = (697, 770, 852, 941), (1209, 1336, 1477, 1633), "123A456B789C*0#D"


def tone(hz: tuple[float, ...], length_s: float, dbfs: float = -18.0) -> Floats:
    """The sum of sines at this RMS level, with edges of 4 ms."""
    t = np.arange(round(length_s * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * f * t) for f in hz) / np.sqrt(len(hz) / 2)
    edge = np.minimum(1, np.minimum(np.arange(len(t)), np.arange(len(t))[::-1]) / 32)
    return (10 ** (dbfs / 20) * wave * edge).astype(np.float32)


def silence(length_s: float) -> Floats:
    return np.zeros(round(length_s * RATE), np.float32)


def cadence(plan: Cadence, bursts: int, dbfs: float = -18.0) -> Floats:
    """So many bursts of a tone, with the pauses between them and none after the last."""
    parts: list[Floats] = []
    for number in range(bursts):
        place = 2 * number % len(plan.pattern)
        parts.append(tone(plan.hz, plan.pattern[place], dbfs))
        if number < bursts - 1:
            parts.append(silence(plan.pattern[place + 1]))
    return np.concatenate(parts)


def key(digit: str, length_s: float = 0.1, dbfs: float = -14.0) -> Floats:
    row, column = divmod(KEYS.index(digit), 4)
    return tone((ROWS[row], COLUMNS[column]), length_s, dbfs)


def sit(dbfs: float = -18.0) -> Floats:
    return np.concatenate([tone((hz,), 0.33, dbfs) for hz in (950, 1400, 1800)])
