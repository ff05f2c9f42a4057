"""Speech between two holds that neither words nor voices explain: nobody knows whose it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.transcripts.roles.calls import Script
from tests.transcripts.speakers.made import voice
from transcripts.acoustic import Stretch, speech_turns, timeline_of
from transcripts.roles import attribute
from transcripts.roles.voices import MAYBE_TWO, TWO_VOICES
from transcripts.speakers.features import Voice
from transcripts.speakers.two import Spoken, part
from transcripts.timeline import Kind, Timeline

ALIKE, APART = 0.0, 0.15
"""How far two voices lie apart: not at all, and so far that nobody can be sure of two."""

MENU_S = 12.0


def _voices(stretches: Sequence[Stretch], apart: float) -> list[Voice]:
    """Two people in turn."""
    talk = [s for s in stretches if s.start_s > MENU_S]
    return [
        voice(talk.index(s) % 2 if s in talk else 2, s.length_s, round(s.start_s * 10), apart)
        for s in stretches
    ]


def _timeline(apart: float, confidence: float, stretches: int = 4) -> Timeline:
    script = Script(one_channel=True).they("Para facturas, pulse uno.").key().hold(20)
    for text in ("Pues sí.", "Ya.", "Bueno.", "Eso es.")[:stretches]:
        script.they(text)
    acoustics = script.hold(12).acoustics()
    turns = speech_turns(acoustics)
    sentences = [s for n, turn in enumerate(turns) for s in script._sentences(n, turn, confidence)]
    said = attribute(acoustics, turns, sentences, hear=lambda parts: _voices(parts, apart))
    held = timeline_of(acoustics, said.turns).between(MENU_S, acoustics.duration_s)
    return Timeline(held, acoustics.duration_s)


def _gain(apart: float) -> float:
    parts = [Stretch(20 + 4.2 * n, 23 + 4.2 * n) for n in range(4)]
    voices = _voices(parts, apart)
    return part([Spoken(p.start_s, p.end_s, v) for p, v in zip(parts, voices, strict=True)]).gain


def test_the_voices_of_these_tests_are_what_they_are_said_to_be() -> None:
    assert _gain(ALIKE) < MAYBE_TWO < _gain(APART) < TWO_VOICES


def test_what_cannot_be_read_nor_told_by_its_voices_is_not_known() -> None:
    timeline = _timeline(APART, 0.3)
    assert not timeline.of(Kind.HOLD_MESSAGE)
    assert timeline.of(Kind.SPEECH)


@pytest.mark.parametrize(
    ("apart", "confidence", "stretches"), [(APART, 0.9, 4), (ALIKE, 0.3, 4), (APART, 0.3, 2)]
)
def test_what_can_be_read_or_has_one_voice_or_is_short_stays_a_message(
    apart: float, confidence: float, stretches: int
) -> None:
    timeline = _timeline(apart, confidence, stretches)
    assert timeline.of(Kind.HOLD_MESSAGE)
    assert not timeline.of(Kind.SPEECH)
