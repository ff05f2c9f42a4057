"""The live ear on the call's clock: gaps are silence, late audio does not shift what follows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from auditor.channels.phone.hearing.sound import SoundEar
from auditor.channels.phone.hearing.values import Now
from auditor.voice import speech
from tests.auditor.channels.phone import sounds
from transcripts.timeline import Kind


@pytest.fixture(scope="module")
def voice() -> Any:
    """A shipped phrase at 8 kHz, from its first sound on."""
    from scipy.signal import resample_poly

    said = speech(
        "Hola. En mi última factura hay un cargo de catorce euros que no reconozco.", "es", "caller"
    )
    line = resample_poly(said.samples.astype(np.float32), 8000, said.rate_hz).astype(np.int16)
    return line[int(np.argmax(np.abs(line) > 300)) :]


def fed(ear: SoundEar, line: Any, from_s: float = 0.0) -> list[Now]:
    told: list[Now] = []
    for at in range(0, len(line) - 159, 160):
        told += ear.feed(from_s + (at + 160) / 8000, 8000, line[at : at + 160])
    return told


def first_speech(told: list[Now]) -> float:
    return next(now.speech_start_s for now in told if now.speech_start_s is not None)


def test_speech_begins_where_its_first_sound_is(voice: Any) -> None:
    """The first word is short and a breath follows: the detector alone would miss it."""
    told = fed(SoundEar(), sounds.join(sounds.silence(2.0), voice, sounds.silence(2.0)))
    assert first_speech(told) == pytest.approx(2.0, abs=0.15)
    assert told[-1].speech_end_s == pytest.approx(2.0 + len(voice) / 8000, abs=0.5)
    assert not told[-1].speaking


def test_lost_packets_are_silence(voice: Any) -> None:
    ear = SoundEar()
    told = fed(ear, sounds.silence(1.0)) + fed(ear, sounds.join(voice, sounds.silence(1.0)), from_s=5.0)
    assert first_speech(told) == pytest.approx(5.0, abs=0.15)


def test_what_came_late_after_all_shifts_nothing(voice: Any) -> None:
    ear = SoundEar()
    told = fed(ear, sounds.silence(3.0))
    for at_s in (3.0, 3.5, 4.0):  # half a second each, fed as silence and then again as what it was
        told += fed(ear, sounds.silence(0.5), from_s=at_s)
        told += fed(ear, sounds.silence(0.5), from_s=at_s)
    told += fed(ear, sounds.join(voice, sounds.silence(1.0)), from_s=4.5)
    assert first_speech(told) == pytest.approx(4.5, abs=0.15)


def test_wideband_is_heard_like_narrowband(voice: Any) -> None:
    from scipy.signal import resample_poly

    wide = resample_poly(sounds.join(sounds.silence(2.0), voice).astype(np.float32), 2, 1).astype(np.int16)
    ear, told = SoundEar(), []
    for at in range(0, len(wide) - 319, 320):
        told += ear.feed((at + 320) / 16000, 16000, wide[at : at + 320])
    assert first_speech(told) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (sounds.tone(425, 0.2, 0.2, 5), Kind.BUSY),
        (sounds.tone(425, 1.5, 3.0, 12), Kind.RINGBACK),
        (sounds.silence(3), Kind.SILENCE),
    ],
)
def test_tones_have_their_names(line: Any, kind: Kind) -> None:
    assert kind in {now.kind for now in fed(SoundEar("ES"), line)}
