"""Two voices told apart, one voice left whole, and nothing promised of too little."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.speakers.made import talk, voice
from transcripts.roles.voices import MAYBE_TWO, TWO_VOICES
from transcripts.speakers.features import Voice
from transcripts.speakers.two import Spoken, differ, part


def test_two_people_are_told_apart() -> None:
    people = "0110100110"
    parted = part(talk(people))
    assert parted.gain > TWO_VOICES
    assert ["0" if p > 0.5 else "1" for p in parted.first] == list(people)
    assert all(abs(p - 0.5) > 0.4 for p in parted.first)


def test_one_person_is_one_voice() -> None:
    assert part(talk("00000000")).gain < TWO_VOICES


def test_the_first_stretch_is_of_the_first_voice_by_convention() -> None:
    assert part(talk("1000110")).first[0] > 0.5


def test_groups_of_one_person_do_not_differ_and_of_two_do() -> None:
    spoken = talk("000000") + talk("111")
    assert differ(spoken[:3], spoken[3:6]) < MAYBE_TWO
    assert differ(spoken[:6], spoken[6:]) > TWO_VOICES


def test_nothing_and_one_stretch() -> None:
    assert part([]).first == ()
    assert part(talk("0")).first == (1.0,)
    assert part(talk("0")).gain < 0


def test_stretches_without_a_frame_are_left_open() -> None:
    empty = Voice(np.zeros((0, 16), np.float32), np.zeros(0, np.float32))
    spoken = talk("0101")
    gap = Spoken(20.0, 20.01, empty)
    chances = part([*spoken, gap]).first
    assert len(chances) == 5
    assert 0.1 < chances[-1] < 0.9
    assert len(part([gap, gap]).first) == 2


@settings(max_examples=25, deadline=None)
@given(st.text("01", min_size=1, max_size=8), st.floats(0.02, 3.0), st.floats(0.0, 2.0))
def test_chances_are_chances(people: str, length_s: float, apart: float) -> None:
    parted = part(talk(people, length_s, apart))
    assert len(parted.first) == len(people)
    assert all(0.0 <= p <= 1.0 for p in parted.first)
    assert np.isfinite(parted.gain)


def test_the_same_answer_every_time() -> None:
    assert part(talk("01101")) == part(talk("01101"))
    assert voice(0, 1.0, 3).frames.tolist() == voice(0, 1.0, 3).frames.tolist()
