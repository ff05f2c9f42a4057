"""Loudness against BS.1770-4's own coefficients and test signal, and a jump between a message and music."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from metrics.loudness import levels_of
from metrics.score import score
from tests.metrics.calls import call
from transcripts.loudness import RATE_HZ, Meter, _k_weighting, measure, wanted
from transcripts.timeline import Kind


def _sine(amplitude: float, seconds: float, hz: float = 997.0) -> np.ndarray:
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(round(RATE_HZ * seconds)) / RATE_HZ)).astype(
        np.float32
    )


def test_the_filters_are_those_that_the_recommendation_prints_for_48_khz() -> None:
    shelf, high_pass = _k_weighting(48_000)
    assert shelf == pytest.approx(
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585]
    )
    assert high_pass == pytest.approx([1, -2, 1, 1, -1.99004745483398, 0.99007225036621])


@pytest.mark.parametrize(("amplitude", "lufs"), [(1.0, -3.01), (0.1, -23.01), (0.001, -63.01)])
def test_a_sine_of_997_hz_reads_as_the_recommendation_says(amplitude: float, lufs: float) -> None:
    meter = Meter()
    for block in np.array_split(_sine(amplitude, 4), 7):
        meter.push(block)
    found = meter.loudness().lufs
    assert len(found) == 10
    assert found == pytest.approx([lufs] * 10, abs=0.1)


def test_silence_has_no_loudness() -> None:
    meter = Meter()
    meter.push(np.zeros(RATE_HZ, np.float32))
    assert meter.loudness().lufs == (None, None)


def _file(path: Path) -> Path:
    """20 s of a quiet tone, 10 s of one 12 dB louder, 20 s of the quiet one: on the second of two channels."""
    theirs = np.concatenate((_sine(0.05, 20), _sine(0.05 * 10 ** (12 / 20), 10), _sine(0.05, 20)))
    both = np.stack((np.zeros_like(theirs), theirs), axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((both * 32767).astype("<i2").tobytes())
    return path


def test_a_message_louder_than_its_music_is_measured_from_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path / "hold.wav")
    contact, timeline, transcript = call(
        [
            (Kind.HOLD_MUSIC, 0, 20, ""),
            (Kind.HOLD_MESSAGE, 20, 30, "Siga a la espera.", "m1"),
            (Kind.HOLD_MUSIC, 30, 50, ""),
        ],
        50,
    )
    assert wanted(timeline)
    loudness = measure(path, 1)
    card = score(contact, timeline, transcript, levels=levels_of(loudness.step_s, loudness.lufs))
    figure = card.figure("hold.loudness_jump_lu")
    assert figure is not None
    assert figure.value == pytest.approx(12.0, abs=0.2)
    assert card.messages[0].loudness_jump_lu == pytest.approx(12.0, abs=0.2)
    assert all(value is None for value in measure(path, 0).lufs)
    assert measure(path).lufs == loudness.lufs
