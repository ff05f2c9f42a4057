"""What a voice sounds like, frame by frame: mel cepstra of the telephone band, and its pitch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct

from transcripts.acoustic.products import product

Floats = NDArray[np.float32]

RATE_HZ = 16000
_HOP, _LENGTH, _FFT = 160, 400, 512
_LOW_HZ, _HIGH_HZ, _BANDS, _CEPSTRA = 200.0, 3500.0, 24, 16
_QUIET_DB = 25.0
"""Frames this far under the loudest ones of their stretch are pauses and room."""

_PITCH_HZ = (65.0, 420.0)
_VOICED = 0.55
"""Share of the energy that must repeat with the period: under it a frame is noise or a consonant."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One stretch of speech: `frames` (n, 16) cepstra c1–c16 of its sounding frames, 100 a second;
    `pitch` natural logarithms of the pitch in Hz of its voiced frames."""

    frames: Floats
    pitch: Floats


def voice_of(samples: Floats) -> Voice:
    """The voice in some samples, float32 mono at 16 kHz; without frames where it is too short to tell."""
    if len(samples) < _LENGTH:
        return Voice(np.zeros((0, _CEPSTRA), np.float32), np.zeros(0, np.float32))
    framed = np.lib.stride_tricks.sliding_window_view(samples, _LENGTH)[::_HOP]
    power = np.square(np.abs(np.fft.rfft(framed * np.hanning(_LENGTH), _FFT, axis=1)))
    level_db = 10 * np.log10(power.sum(axis=1) + 1e-10)
    sounding = level_db > np.percentile(level_db, 95) - _QUIET_DB
    bands = np.log(product(power[sounding], _mel_filters().T) + 1e-8)
    cepstra = dct(bands, type=2, norm="ortho", axis=1)[:, 1 : _CEPSTRA + 1]
    return Voice(cepstra.astype(np.float32), _pitch(framed[sounding]))


def joined(parts: Sequence[Voice]) -> Voice:
    """The voice of several parts of one stretch."""
    if not parts:
        return voice_of(np.zeros(0, np.float32))
    return Voice(np.concatenate([p.frames for p in parts]), np.concatenate([p.pitch for p in parts]))


def _mel_filters() -> Floats:
    """(24, 257) triangles, equally wide in mel between 200 and 3500 Hz."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOW_HZ, _HIGH_HZ))
    edges_hz = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    bins = np.arange(_FFT // 2 + 1) * RATE_HZ / _FFT
    rising = (bins - edges_hz[:-2, None]) / (edges_hz[1:-1] - edges_hz[:-2])[:, None]
    falling = (edges_hz[2:, None] - bins) / (edges_hz[2:] - edges_hz[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


def _pitch(framed: Floats) -> Floats:
    """Log pitch of the voiced frames, by the highest peak of the normalised autocorrelation."""
    if not len(framed):
        return np.zeros(0, np.float32)
    centred = framed - framed.mean(axis=1, keepdims=True)
    spectrum = np.square(np.abs(np.fft.rfft(centred, 1024, axis=1)))
    spectrum[:, int(1000 * 1024 / RATE_HZ) :] = 0  # the fundamental and its first partials are enough
    echo = np.fft.irfft(spectrum, axis=1)
    first, last = (round(RATE_HZ / hz) for hz in reversed(_PITCH_HZ))
    lags = np.arange(first, min(last, _LENGTH - 40))
    fair = echo[:, lags] / (echo[:, :1] + 1e-9) / (1 - lags / _LENGTH)
    # the shortest peak that is nearly as high: else half the pitch is found as often as the pitch
    near = fair >= 0.9 * fair.max(axis=1, keepdims=True)
    near[:, 1:-1] &= (fair[:, 1:-1] >= fair[:, :-2]) & (fair[:, 1:-1] >= fair[:, 2:])
    near[:, 0] = False
    best = lags[np.argmax(near, axis=1)]
    return np.asarray(np.log(RATE_HZ / best[fair.max(axis=1) > _VOICED]), np.float32)
