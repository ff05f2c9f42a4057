"""Sung music: a voice's formants on a melody (linear prediction), over instrumental music."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_toeplitz
from scipy.signal import lfilter

from bench.listening.material import RATE, Floats

_FRAME, _ORDER = 160, 12
_SCALE = (0, 2, 4, 5, 7, 9, 11, 12)


def sung(speech: Floats, backing: Floats, rng: np.random.Generator, base_hz: float = 220.0) -> Floats:
    """The words of `speech`, stretched and sung as loud as `backing`, for its whole length."""
    voice = _vocoded(speech, len(backing), rng, base_hz)
    voice *= np.sqrt(np.mean(backing**2)) / (np.sqrt(np.mean(voice**2)) + 1e-9)
    mixed: Floats = (0.75 * (backing + voice)).astype(np.float32)
    return mixed


def _vocoded(speech: Floats, length: int, rng: np.random.Generator, base_hz: float) -> Floats:
    stretch = 2.0
    pitch = _melody(length, rng, base_hz)
    phase = np.cumsum(pitch / RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0)
    source = pulses * np.sqrt(RATE / pitch) + 0.03 * rng.standard_normal(length)
    out = np.zeros(length)
    state = np.zeros(_ORDER)
    for start in range(0, length - _FRAME, _FRAME):
        at = int(start / stretch) % (len(speech) - 2 * _FRAME)
        piece = speech[at : at + 2 * _FRAME] * np.hanning(2 * _FRAME)
        taps, gain = _prediction(piece)
        part, state = lfilter([gain], taps, source[start : start + _FRAME], zi=state)
        out[start : start + _FRAME] = part
    return np.clip(out, -3, 3).astype(np.float32)


def _prediction(piece: Floats) -> tuple[np.ndarray, float]:
    """Linear-prediction filter and gain of one windowed piece."""
    auto = np.correlate(piece, piece, "full")[len(piece) - 1 : len(piece) + _ORDER]
    if auto[0] < 1e-6:
        return np.concatenate(([1.0], np.zeros(_ORDER))), 0.0
    auto = auto * np.exp(-0.5 * (0.02 * np.arange(_ORDER + 1)) ** 2)
    auto[0] *= 1.0001
    taps = solve_toeplitz(auto[:-1], auto[1:])
    error = max(auto[0] - taps @ auto[1:], 1e-9)
    return np.concatenate(([1.0], -taps)), float(np.sqrt(error / len(piece)))


def _melody(length: int, rng: np.random.Generator, base_hz: float) -> Floats:
    """Notes of 0.25–1 s on a major scale, gliding, with vibrato of 5.5 Hz."""
    pitch = np.empty(length)
    at, degree = 0, 4
    while at < length:
        note = int(RATE * rng.choice([0.25, 0.5, 0.5, 1.0]))
        degree = int(np.clip(degree + rng.integers(-2, 3), 0, len(_SCALE) - 1))
        pitch[at : at + note] = base_hz * 2 ** (_SCALE[degree] / 12)
        at += note
    glide = np.convolve(np.pad(pitch, 400, mode="edge"), np.ones(400) / 400, mode="same")[400:-400]
    vibrato = 1 + 0.012 * np.sin(2 * np.pi * 5.5 * np.arange(length) / RATE)
    return (glide * vibrato).astype(np.float32)
