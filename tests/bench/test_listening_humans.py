"""The calls with people in them: sets that share nothing, parts that are all there, a truth inside its sounds.

A failure names sets and parts and never a sentence: who sets rules may run these tests.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest

pytest.importorskip("bench.listening.human_calls")

import numpy as np

from bench.listening import human_scene
from bench.listening.human_calls import DRAMAS, EXTRA_DRAMAS, LANGUAGES, Scene, scenes_of
from bench.listening.human_dramas_held import cut_off, identified
from bench.listening.human_voices import OTHERS, PEOPLE, SETS, Person, texts
from bench.listening.material import RATE, Floats, Prompt

TAKES = range(2)
PER_LETTER = 120
LATER = {"held": "h-", "last": "l-", "unseen": "n-"}
"""The sets that share not even a word of greeting with another, and how their people's names begin."""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _said(of: str) -> list[str]:
    return [text for parts in texts()[of].values() for group in parts.values() for text in group]


def _shared(one: set[str], other: set[str]) -> int:
    """How many; a failure that shows a number shows no sentence."""
    return len(one & other)


@pytest.fixture
def quiet_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tone as long as the text, with a pause in it, for each voice, and noise for music: no synthesiser."""
    noise = np.random.default_rng(0).standard_normal(5 * RATE).astype(np.float32) * 0.05

    def spoken(person: Person, text: str) -> Prompt:
        n = PER_LETTER * len(text)
        signal = (0.1 * np.sin(np.arange(2 * n + RATE // 2))).astype(np.float32)
        signal[n : n + RATE // 2] = 0
        return Prompt(f"{person.name}/{len(text)}", signal, ((0, n), (n + RATE // 2, 2 * n + RATE // 2)))

    monkeypatch.setattr(human_scene, "spoken", spoken)
    monkeypatch.setattr(human_scene, "recorded", lambda half, language, part: [])
    monkeypatch.setattr(human_scene, "music", lambda half: (("noise", noise),))


def _level(sound: Floats, start_s: float, end_s: float) -> float:
    return float(np.sqrt(np.square(sound[round(start_s * RATE) : round(end_s * RATE)]).mean()))


@pytest.mark.parametrize("pair", combinations(SETS, 2), ids="-".join)
def test_no_text_of_one_set_is_in_another(pair: tuple[str, str]) -> None:
    """Of the earlier sets, texts of three words and more: two of them say a bare hello alike."""
    least = 1 if set(pair) & set(LATER) else 3
    one, other = ({_words(t) for t in _said(half) if len(_words(t).split()) >= least} for half in pair)
    shared = _shared(one, other)
    assert shared == 0


@pytest.mark.parametrize(
    "pair", [pair for pair in combinations(SETS, 2) if set(pair) & set(LATER)], ids="-".join
)
def test_no_part_of_a_text_that_is_held_out_is_in_another_set(pair: tuple[str, str]) -> None:
    """Sentences of five words and more within the texts; how one may help is asked in all."""
    pieces = [[_words(s) for text in _said(half) for s in re.split(r"[.?!]", text)] for half in pair]
    one, two = ({piece for piece in half if len(piece.split()) >= 5} for half in pieces)
    shared = _shared(one, two)
    assert shared == 0


@pytest.mark.parametrize("prefix", LATER.values())
def test_no_speaker_of_one_set_is_in_another(prefix: str) -> None:
    everybody = [*(p for people in PEOPLE.values() for p in people), *OTHERS.values()]
    voices = [(p.engine, p.formants, p.pitch) for p in everybody]
    assert len(set(voices)) == len(voices)
    held = {(p.engine, p.formants) for p in everybody if p.name.startswith(prefix)}
    assert held
    assert not held & {(p.engine, p.formants) for p in everybody if not p.name.startswith(prefix)}


@pytest.mark.parametrize("half", SETS)
@pytest.mark.usefixtures("quiet_voices")
def test_each_set_has_every_part_that_its_dramas_say_and_no_other(half: str) -> None:
    said: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for take in TAKES:
        for scene in scenes_of(half, take):
            said[scene.language] |= set(scene._used)
    for language, parts in texts()[half].items():
        written = sorted(parts)
        assert written == sorted(said[language])
        counts = {part: (len(group), len({_words(t) for t in group} - {""})) for part, group in parts.items()}
        assert all(number == distinct > 0 for number, distinct in counts.values()), counts


@pytest.mark.parametrize("half", SETS)
@pytest.mark.usefixtures("quiet_voices")
def test_the_truth_lies_inside_the_sounds(half: str) -> None:
    for scene in scenes_of(half, 1):
        theirs, ours = scene.sounds()
        assert len(theirs) == len(ours)
        for one in scene.said:
            sound = ours if one.who == "caller" else theirs
            for start_s, end_s in one.speech:
                assert 0 <= start_s < end_s <= len(sound) / RATE, scene.name
                assert _level(sound, start_s, end_s) == pytest.approx(0.0707, rel=0.05), scene.name
        assert scene.humans_s == _comes_on(scene), scene.name


def _comes_on(scene: Scene) -> list[float]:
    """Where an agent speaks first, or after a machine, or after music or ringing on their line."""
    away = sorted(
        [label.start_s for label in scene.theirs.labels if label.kind in ("music", "ringback")]
        + [one.speech[0][0] for one in scene.said if one.who == "machine"]
    )
    starts, last = [], -1.0
    for one in scene.said:
        if one.who == "agent":
            at_s = one.speech[0][0]
            if last < 0 or any(last < other < at_s for other in away):
                starts.append(at_s)
            last = at_s
    return starts


@pytest.mark.usefixtures("quiet_voices")
def test_only_the_sets_that_own_them_have_the_extra_dramas() -> None:
    names = {half: [scene.name for scene in scenes_of(half)] for half in SETS}
    for half in set(SETS) - set(EXTRA_DRAMAS):
        assert len(names[half]) == len(DRAMAS) * len(LANGUAGES)
    assert set(EXTRA_DRAMAS) == set(LATER)
    for half in EXTRA_DRAMAS:
        assert len(names[half]) == len(set(names[half])) == (len(DRAMAS) + len(EXTRA_DRAMAS[half])) * 2


def _scene(language: str = "en") -> Scene:
    return Scene("a", "held", language, np.random.default_rng(1), 1)


@pytest.mark.usefixtures("quiet_voices")
def test_a_message_that_breaks_off_is_true_to_its_end_and_a_person_follows_at_once() -> None:
    scene = _scene()
    cut_off(scene)
    machine = [one for one in scene.said if one.who == "machine"][-1]
    start_s, end_s = machine.speech[0][0], machine.speech[-1][1]
    assert end_s - start_s <= 0.7 * (2 * PER_LETTER * len(machine.text) / RATE + 0.5)
    assert 0.05 <= scene.humans_s[0] - end_s <= 0.9  # it may break off in its pause of half a second
    theirs, _ = scene.sounds()
    assert _level(theirs, end_s + 0.01, scene.humans_s[0] - 0.01) < 0.001


@pytest.mark.usefixtures("quiet_voices")
def test_the_number_that_is_read_back_is_the_number_keyed_in() -> None:
    scene = _scene()
    identified(scene)
    keyed = [label.id for label in scene.ours.labels if label.kind == "dtmf"]
    names = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    assert len(keyed) == 1 + 8 + 1  # the menu's, the number, the confirmation
    number = ", ".join(names[int(digit)] for digit in keyed[1:-1])
    assert [number in one.text for one in scene.said if one.who == "machine"].count(True) == 1
