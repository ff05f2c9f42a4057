"""Cepstra and pitch of sounds whose pitch is known, and the same through a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from transcripts.acoustic.values import Stretch
from transcripts.speakers.features import RATE_HZ, Floats, voice_of
from transcripts.speakers.hear import voices_at


def _buzz(hz: float, length_s: float) -> Floats:
    """A vowel-like sound: partials up to 3.4 kHz, falling 6 dB an octave."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    partials = [np.sin(2 * np.pi * k * hz * t) / k for k in range(1, int(3400 / hz))]
    return np.asarray(0.2 * np.sum(partials, axis=0), np.float32)


@pytest.mark.parametrize("hz", [80.0, 120.0, 210.0, 320.0])
def test_pitch_within_three_percent(hz: float) -> None:
    voice = voice_of(_buzz(hz, 1.0))
    assert len(voice.pitch) > 80
    assert np.exp(np.median(voice.pitch)) == pytest.approx(hz, rel=0.03)


def test_noise_has_no_pitch_and_pauses_no_frames() -> None:
    noise = np.random.default_rng(1).standard_normal(RATE_HZ).astype(np.float32) * 0.1
    assert len(voice_of(noise).pitch) < 10
    half = np.concatenate([_buzz(120, 0.5), np.zeros(RATE_HZ // 2, np.float32)])
    assert len(voice_of(half).frames) == pytest.approx(50, abs=4)


@pytest.mark.parametrize("count", [0, 1, 399])
def test_too_short_to_tell(count: int) -> None:
    voice = voice_of(np.zeros(count, np.float32))
    assert voice.frames.shape == (0, 16)
    assert voice.pitch.shape == (0,)


def test_digital_silence_is_finite() -> None:
    assert np.isfinite(voice_of(np.zeros(RATE_HZ, np.float32)).frames).all()


def test_stretches_of_a_file_are_heard_in_their_order(tmp_path: Path) -> None:
    import soundfile

    sound = np.concatenate([_buzz(110, 2.0), np.zeros(RATE_HZ, np.float32), _buzz(220, 2.0)])
    soundfile.write(tmp_path / "two.wav", sound, RATE_HZ)
    late, early = voices_at(tmp_path / "two.wav", [Stretch(3.1, 4.9), Stretch(0.1, 1.9)])
    assert np.exp(np.median(early.pitch)) == pytest.approx(110, rel=0.03)
    assert np.exp(np.median(late.pitch)) == pytest.approx(220, rel=0.03)
    assert len(early.frames) == pytest.approx(180, abs=4)
