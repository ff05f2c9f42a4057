"""A message is copied when it is the same wave throughout, and never when a number in it differs."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from auditor.practice.music import tune
from auditor.voice import speech
from transcripts.acoustic import Turn
from transcripts.heard import Repeat
from transcripts.speech.clips import Clip
from transcripts.speech.copies import copies_of, copy_candidates
from transcripts.speech.messages import split_messages
from transcripts.timeline import Kind, Side

RATE = 8000
BUSY = "En este momento todos nuestros agentes están ocupados. Disculpe las molestias."


def announcement(number: int) -> NDArray[np.float64]:
    """The same prompt with another word cut in near its end, as a queue puts its numbers together."""
    prompt = speech(BUSY, "es", "announcer").samples.astype(np.float64)
    words = speech("Hola, buenas. Le atiende Marta Ruiz, del servicio de facturación. ¿En qué puedo ayudarle?",
                   "es", "agent").samples.astype(np.float64)  # fmt: skip
    if number:
        start = int(4.9 * RATE)
        prompt[start : start + 3200] = words[number * 6000 : number * 6000 + 3200]
    return prompt


def recording(path: Path, numbers: list[int], *, subtype: str, music: float) -> list[tuple[float, float]]:
    """Announcements between music, through a codec; returns when each begins and ends."""
    random, parts, times, at = np.random.default_rng(2), [], [], 0
    loop = tune("paseo")
    for turn, number in enumerate(numbers):
        said = announcement(number)
        gap = int(RATE * (2 + 0.3701 * turn))
        bed = np.resize(np.roll(loop, -at), gap + len(said)).astype(np.float64)
        bed[gap:] = bed[gap:] * music + said
        times.append(((at + gap) / RATE, (at + gap + len(said)) / RATE))
        parts.append(bed)
        at += len(bed)
    sound = np.concatenate([*parts, np.zeros(RATE)])
    sound += random.normal(0, 2, len(sound))
    soundfile.write(path, np.clip(sound / 32768, -1, 1), RATE, subtype=subtype)
    return times


@pytest.mark.parametrize(("subtype", "music"), product(["ALAW", "GSM610"], [0.0, 0.125]))
def test_only_the_same_number_is_copied(tmp_path: Path, subtype: str, music: float) -> None:
    numbers = [0, 1, 0, 2, 1, 0]
    times = recording(tmp_path / "queue.wav", numbers, subtype=subtype, music=music)
    turns = [Turn(a, b, Side.THEIRS, Kind.HOLD_MESSAGE, repeat="m1") for a, b in times]
    clips = {index: Clip(turn.start_s, turn.end_s, 0, index) for index, turn in enumerate(turns)}
    spoken = {index: (a + 0.05, b - 0.05) for index, (a, b) in enumerate(times)}
    for of in (0, 1):
        others = dict.fromkeys(range(of + 1, len(turns)), of)
        copies = copies_of(tmp_path / "queue.wav", turns, clips, others, spoken)
        assert sorted(copies) == [index for index in others if numbers[index] == numbers[of]]
        for index, copy in copies.items():
            assert copy.shift_s == pytest.approx(times[index][0] - times[of][0], abs=0.01)


def test_a_longer_hearing_says_more(tmp_path: Path) -> None:
    times = recording(tmp_path / "queue.wav", [0, 0], subtype="ALAW", music=0.0)
    turns = [Turn(a, b, Side.THEIRS, Kind.HOLD_MESSAGE, repeat="m1") for a, b in times]
    longer = [turns[0], Turn(turns[1].start_s, turns[1].end_s + 0.6, Side.THEIRS, repeat="m1")]
    clips = {index: Clip(turn.start_s, turn.end_s, 0, index) for index, turn in enumerate(longer)}
    assert copies_of(tmp_path / "queue.wav", longer, clips, {1: 0}, {0: times[0]}) == {}
    assert 1 in copies_of(tmp_path / "queue.wav", turns, clips, {1: 0}, {0: times[0]})


def test_candidates_are_later_hearings_of_some_length() -> None:
    times = ((0.0, 5.0), (10.0, 15.0), (20.0, 25.0))
    turns = [Turn(a, b, Side.THEIRS, repeat="m1") for a, b in times]
    turns += [Turn(30, 31, Side.THEIRS, repeat="m2"), Turn(40, 41, Side.THEIRS, repeat="m2")]
    repeats = [Repeat("m1", times), Repeat("m2", ((30, 31), (40, 41)))]
    assert copy_candidates(turns, repeats) == {1: 0, 2: 0}


def message(start_s: float, end_s: float, repeat: str | None = None) -> Turn:
    return Turn(start_s, end_s, Side.THEIRS, Kind.HOLD_MESSAGE, repeat=repeat, detail=repeat)


def test_two_messages_back_to_back_are_two() -> None:
    turns = [message(0, 6, "a"), message(20, 25, "b"), message(40, 51, "a")]
    repeats = [Repeat("a", ((0, 6), (40, 46))), Repeat("b", ((20, 25), (46.2, 51)))]
    cut = split_messages(turns, repeats)
    assert [(turn.start_s, turn.end_s, turn.repeat) for turn in cut] == [
        (0, 6, "a"),
        (20, 25, "b"),
        (40, 46, "a"),
        (46.2, 51, "b"),
    ]


def test_the_moment_between_two_messages_is_neither() -> None:
    """Music that comes up for half a second between them sounds as speech that goes on; it is nobody's."""
    turns = [message(0, 6, "a"), message(20, 25, "b"), message(40, 51.7, "a")]
    repeats = [Repeat("a", ((0, 6), (40, 46))), Repeat("b", ((20, 25), (46.6, 51.7)))]
    cut = split_messages(turns, repeats)
    assert [(turn.start_s, turn.end_s) for turn in cut[2:]] == [(40, 46), (46.6, 51.7)]


def test_a_shared_beginning_is_no_message() -> None:
    """ "You are number three / two in the queue": the parts are heard twice, but neither is ever a whole turn."""
    turns = [message(0, 5), message(20, 25)]
    repeats = [Repeat("a", ((0, 2), (20, 22))), Repeat("b", ((3, 5), (23, 25)))]
    assert split_messages(turns, repeats) == turns
