"""Sounds for tests, made by arithmetic: chirps that can be found again to the sample, tones, silence."""

from __future__ import annotations

from typing import Any

import numpy as np

RATE_HZ = 8000


def silence(length_s: float) -> Any:
    return np.zeros(round(length_s * RATE_HZ), np.int16)


def chirp(low_hz: float = 400, high_hz: float = 3000, length_s: float = 0.1, level: float = 12000) -> Any:
    """A sweep: its correlation has one sharp peak."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * (low_hz * t + (high_hz - low_hz) * t * t / (2 * length_s))
    return (level * np.sin(phase)).astype(np.int16)


def chirps(every_s: float, total_s: float) -> Any:
    """A chirp at every multiple of `every_s`."""
    line = silence(total_s)
    one = chirp()
    for start in range(0, len(line) - len(one), round(every_s * RATE_HZ)):
        line[start : start + len(one)] = one
    return line


def tone(hz: float, on_s: float, off_s: float, total_s: float, level: float = 8000) -> Any:
    """A tone that sounds `on_s` and is silent `off_s`, again and again."""
    t = np.arange(round(total_s * RATE_HZ)) / RATE_HZ
    sounding = (t % (on_s + off_s)) < on_s if off_s else np.ones_like(t, dtype=bool)
    return (level * np.sin(2 * np.pi * hz * t) * sounding).astype(np.int16)


def join(*parts: Any) -> Any:
    return np.concatenate(parts)


def found(line: Any, pattern: Any, near_s: float, within_s: float = 0.3, rate_hz: int = RATE_HZ) -> float:
    """The second at which the pattern starts in the line, sought around `near_s`."""
    begin = max(0, round((near_s - within_s) * rate_hz))
    part = line[begin : round((near_s + within_s) * rate_hz) + len(pattern)].astype(float)
    score = np.correlate(part, pattern.astype(float), mode="valid")
    return (begin + int(np.argmax(score))) / rate_hz
