"""A voice by itself that a detector takes for singing is speech; what sings with a band, or without a pause, is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transcripts.acoustic.heard import theirs
from tests.transcripts.acoustic.made import colour, features
from tests.transcripts.acoustic.synth import hold_music, joined, silence, speech
from transcripts.acoustic.alone import NO_BAND, UNACCOMPANIED, spoken_alone
from transcripts.acoustic.frames import Features

SUNG_TO = "Are you happy for me to open a case and share that with the driver?"
"""Most of it is "singing" for the event detector, in this voice: 2 of its 3.3 s were hold music."""
FRAMES = 400


def _sung(music: float = 0.0, voice: float = 0.97, *, every: int = 5, falls_db: float = 30.0) -> Features:
    """4 s that the event detector calls singing; every fifth of 0.2 s falls by `falls_db`, as between syllables."""
    made = features(colour(1, FRAMES), speech=np.zeros(FRAMES, np.bool_))
    level = np.where(np.arange(FRAMES) // 8 % every == 0, -20.0 - falls_db, -20.0)
    return made._replace(
        level_dbfs=level.astype(np.float32),
        speech=np.full(FRAMES, 0.1, np.float32),
        singing=np.full(FRAMES, 0.85, np.float32),
        music=np.full(FRAMES, music, np.float32),
        voice=np.full(FRAMES, voice, np.float32),
    )


@pytest.mark.parametrize("noise_dbfs", [-70.0, -45.0, -36.0])
def test_a_voice_that_sounds_sung_is_heard_whole(tmp_path: Path, noise_dbfs: float) -> None:
    said = speech(SUNG_TO, voice="en-GB")
    sound = theirs(tmp_path, joined(silence(1.0), said, silence(1.5), noise_dbfs=noise_dbfs))
    assert sound.music == ()
    assert sum(part.length_s for part in sound.speech) >= 0.9 * len(said) / 8000


def test_whoever_answers_after_music_is_heard_from_the_first_word(tmp_path: Path) -> None:
    music, said = hold_music(length_s=15.0), speech(SUNG_TO, voice="en-GB")
    sound = theirs(tmp_path, joined(music, silence(0.4), said, silence(1.0)))
    began_s = len(music) / 8000 + 0.4
    assert sound.music[-1].end_s == pytest.approx(began_s - 0.4, abs=0.3)
    assert sound.speech[0].start_s == pytest.approx(began_s, abs=0.15)


def test_singing_without_a_band_that_falls_as_speech_does_is_speech() -> None:
    sung = _sung()
    spoken = spoken_alone(sung)
    assert spoken.speech.min() >= 0.9
    assert not spoken.singing.any()
    assert sung.singing.min() > 0.8  # what was answered stays as it was: it is kept for later calls


@pytest.mark.parametrize(
    "sung",
    [
        _sung(music=0.3),
        _sung(music=NO_BAND + 0.02),
        _sung(voice=0.2),
        _sung(falls_db=8.0),
        _sung(every=12),
    ],
    ids=["band", "a band in its memory", "no voice", "falls little", "falls seldom"],
)
def test_a_song_stays_a_song(sung: Features) -> None:
    assert spoken_alone(sung) is sung


@given(st.integers(0, 10_000))
def test_only_what_no_instrument_accompanies_is_changed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    length = int(rng.integers(1, FRAMES))
    drawn = [np.repeat(rng.random(9), 50)[:length].astype(np.float32) for _ in range(4)]
    music = (drawn[0] * rng.choice([0.02, 0.2, 1.0])).astype(np.float32)
    made = features(colour(1, length), speech=np.zeros(length, np.bool_))
    level = rng.uniform(-60, -15, length).astype(np.float32)
    made = made._replace(level_dbfs=level, speech=drawn[1], singing=drawn[2], music=music, voice=drawn[3])
    told = spoken_alone(made)
    changed = told.singing != made.singing
    assert (told.singing[changed] == 0).all()
    assert (told.speech == np.where(changed, np.minimum(1, made.speech + made.singing), made.speech)).all()
    assert told.music is made.music
    if (music >= UNACCOMPANIED).all():
        assert told is made


def test_nothing_is_heard_in_nothing() -> None:
    empty = features(colour(1, 0), speech=np.zeros(0, np.bool_))
    assert spoken_alone(empty) is empty
