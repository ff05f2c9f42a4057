"""Talk between two holds is told from a message: two voices take turns in it, and nothing of it is heard twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.transcripts.acoustic.heard import heard
from tests.transcripts.acoustic.made import activity, colour, features
from tests.transcripts.acoustic.synth import Floats, hold_music, joined, silence, speech
from transcripts.acoustic import Acoustics, ChannelSound, Stretch, acoustic_timeline, hold_stretches
from transcripts.acoustic.activity import Activity
from transcripts.acoustic.voices import conversations
from transcripts.timeline import Kind

MUSIC_FRAMES = 800


def _call(voices: list[int], length: int = 250) -> tuple[Activity, NDArray[np.uint8]]:
    """Music, one stretch of each of these voices with pauses of 0.5 s, music."""
    parts = [colour(99, MUSIC_FRAMES)]
    said = [np.zeros(MUSIC_FRAMES, np.bool_)]
    for number, voice in enumerate(voices):
        parts += [colour(98, 50, -70.0), colour(voice, length + number)]
        said += [np.zeros(50, np.bool_), np.ones(length + number, np.bool_)]
    parts += [colour(98, 50, -70.0), colour(99, MUSIC_FRAMES)]
    mask = np.concatenate([*said, np.zeros(50 + MUSIC_FRAMES, np.bool_)])
    music = np.zeros_like(mask)
    music[:MUSIC_FRAMES] = music[-MUSIC_FRAMES:] = True
    return activity(mask, music), np.concatenate(parts)


def _found(voices: list[int], *, recorded: bool = False, length: int = 250) -> tuple[Stretch, ...]:
    active, bands = _call(voices, length)
    heard_twice = np.full(len(bands), recorded)
    return conversations(active, heard_twice, features(bands, speech=active.speech))


@pytest.mark.parametrize("voices", [[1, 2, 1, 2], [1, 2, 1, 2, 1], [1, 1, 2, 1, 2, 2], [1, 2] * 6])
def test_two_voices_in_turn_are_talk(voices: list[int]) -> None:
    (talk,) = _found(voices)
    assert talk.start_s == pytest.approx((MUSIC_FRAMES + 50) / 100, abs=0.02)


@pytest.mark.parametrize("voices", [[1], [1, 1, 1, 1, 1], [1, 2], [1, 1, 2, 2], [1, 1, 2, 1]])
def test_one_voice_or_one_change_of_voice_is_none(voices: list[int]) -> None:
    """A notice in two languages has two voices too: the second does not come back."""
    assert _found(voices) == ()


def test_what_is_heard_twice_is_a_recording() -> None:
    assert _found([1, 2, 1, 2, 1], recorded=True) == ()


def test_words_of_half_a_second_tell_nothing() -> None:
    assert _found([1, 2, 1, 2, 1], length=40) == ()


def test_talk_ends_the_hold() -> None:
    music, talk = (Stretch(10, 30), Stretch(50, 70)), Stretch(32, 48)
    held = Acoustics((ChannelSound(speech=(talk,), music=music),), 100.0)
    talked = Acoustics((ChannelSound(speech=(talk,), music=music, talk=(talk,)),), 100.0)
    assert hold_stretches(held) == (Stretch(10, 70),)
    assert hold_stretches(talked) == music
    assert acoustic_timeline(held).of(Kind.HOLD_MESSAGE)
    assert not acoustic_timeline(talked).of(Kind.HOLD_MESSAGE)


def test_a_notice_of_several_sentences_stays_a_message(tmp_path: Path) -> None:
    """One voice, once, with pauses: nothing but its voice tells that nobody answers it."""
    texts = (
        "Le recordamos que puede consultar sus facturas en nuestra página web.",
        "Nuestro horario de atención es de nueve de la mañana a ocho de la tarde.",
        "Si lo prefiere, puede escribirnos un correo y le contestaremos en un día.",
        "También puede acudir a una de nuestras oficinas, con cita previa.",
        "Gracias por su paciencia. En breve le atenderá uno de nuestros agentes.",
    )
    music: Floats = hold_music()
    parts = [part for text in texts for part in (speech(text), silence(0.6))]
    acoustics = heard(tmp_path, joined(music[:100_000], *parts, music[100_000:220_000]))
    assert acoustics.theirs.talk == ()
    assert acoustic_timeline(acoustics).of(Kind.HOLD_MESSAGE)
