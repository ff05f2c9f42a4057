"""Signals for tests: our own tones and noise, a Spanish voice, Debian's prompts and hold music."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from transcripts.acoustic.plans import Cadence
from transcripts.audio import blocks

Floats = NDArray[np.float32]
RATE = 8000
ROWS, COLUMNS, KEYS = (697, 770, 852, 941), (1209, 1336, 1477, 1633), "123A456B789C*0#D"
PROMPTS = Path("/usr/share/asterisk/sounds/es_MX_f_Allison")
MUSIC = Path("/usr/share/asterisk/moh")


def tone(hz: Sequence[float], length_s: float, dbfs: float = -18.0) -> Floats:
    t = np.arange(round(length_s * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * f * t) for f in hz) / np.sqrt(len(hz) / 2)
    return np.asarray(10 ** (dbfs / 20) * wave, np.float32)


def key(digit: str, length_s: float = 0.1, dbfs: float = -14.0) -> Floats:
    row, column = divmod(KEYS.index(digit), 4)
    return tone((ROWS[row], COLUMNS[column]), length_s, dbfs)


def silence(length_s: float) -> Floats:
    return np.zeros(round(length_s * RATE), np.float32)


def cadence(plan: Cadence, bursts: int, dbfs: float = -18.0) -> Floats:
    """So many bursts and the pauses between them."""
    parts: list[Floats] = []
    for number in range(bursts):
        place = 2 * number % len(plan.pattern)
        parts += [tone(plan.hz, plan.pattern[place], dbfs), silence(plan.pattern[place + 1])]
    return np.concatenate(parts[:-1])


def joined(*parts: Floats, noise_dbfs: float | None = -70.0) -> Floats:
    """One after another, with the hiss of a line under them."""
    signal = np.concatenate(parts)
    if noise_dbfs is not None:
        hiss = np.random.default_rng(7).standard_normal(len(signal)) * 10 ** (noise_dbfs / 20)
        signal = signal + hiss
    return signal.astype(np.float32)


@cache
def speech(
    text: str = "Buenos días, gracias por llamar. Para facturas, pulse uno.",
    pitch: int = 100,
    voice: str = "es-ES",
) -> Floats:
    """A synthetic voice (ttspico), Spanish unless told; at about −20 dBFS."""
    try:
        from ttspico import TtsEngine
    except ImportError:
        pytest.skip("needs ttspico (pip install auditor[voice])")
    engine = TtsEngine(voice)
    engine.pitch = pitch
    samples = np.frombuffer(engine.speak(text), np.int16).astype(np.float32) / 32768
    half = np.convolve(samples, np.hanning(9) / np.hanning(9).sum(), mode="same")[::2]
    loud = np.flatnonzero(np.abs(half) > 0.01)
    half = half[loud[0] : loud[-1]]
    return np.asarray(half * 0.1 / np.sqrt(np.mean(half**2)), np.float32)


@cache
def hold_music(
    name: str = "reno_project-system.wav", start_s: float = 20.0, length_s: float = 60.0
) -> Floats:
    """Debian's hold music (package asterisk-moh-opsound-wav)."""
    path = MUSIC / name
    if not path.exists():
        pytest.skip("needs Debian's asterisk-moh-opsound-wav")
    signal = np.concatenate(list(blocks(path, RATE)), axis=1)[0]
    part = signal[round(start_s * RATE) : round((start_s + length_s) * RATE)]
    return np.asarray(part * 0.07 / np.sqrt(np.mean(part**2)), np.float32)
