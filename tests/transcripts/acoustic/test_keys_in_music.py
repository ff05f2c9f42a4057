"""A key under other sound stands still; two notes that happen to lie near a key's tones do not make one."""

from __future__ import annotations

import numpy as np
import pytest

from transcripts.acoustic import spectrum
from transcripts.acoustic.keys import keys_of

RATE = 8000
FRAMES_S = 0.01


def heard(sound: np.ndarray) -> list[str]:
    count = (len(sound) - spectrum.WINDOW) // 80
    frames = np.stack([sound[i * 80 : i * 80 + spectrum.WINDOW] for i in range(count)]).astype(np.float32)
    level = (10 * np.log10((frames**2).mean(axis=1) + 1e-12)).astype(np.float32)
    return [key.digit for key in keys_of(spectrum.peaks_of(frames), level)]


def under(low_hz: float, high_hz: float, waver: float) -> np.ndarray:
    """0.25 s of two tones with a third, independent one under them; the higher one wavers 6 times a second."""
    t = np.arange(int(0.25 * RATE)) / RATE
    phase = 2 * np.pi * high_hz * (t - waver * np.cos(2 * np.pi * 6 * t) / (2 * np.pi * 6))
    tones = 0.2 * np.sin(2 * np.pi * low_hz * t) + 0.2 * np.sin(phase) + 0.2 * np.sin(2 * np.pi * 262 * t)
    return np.pad(tones, 800)


def test_a_key_under_another_tone_is_heard() -> None:
    assert heard(under(770, 1336, 0)) == ["5"]


@pytest.mark.parametrize("off", [-0.015, 0.015])
def test_a_key_as_far_off_as_exchanges_must_accept_is_heard(off: float) -> None:
    assert heard(under(770 * (1 + off), 1336 * (1 + off), 0)) == ["5"]


def test_a_wavering_chord_is_no_key() -> None:
    assert heard(under(775, 1330, 0.008)) == []


def test_notes_beside_the_tones_are_no_key() -> None:
    assert heard(under(784, 1318.5, 0)) == []
