"""Repeats: planted copies are found however they are damaged, and nothing else is."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.acoustic.heard import theirs
from tests.transcripts.acoustic.made import activity, colour, features
from tests.transcripts.acoustic.synth import Floats, hold_music, joined, silence, speech
from transcripts.acoustic.repeats import agreed, grouped, matches_of, speech_matches

MESSAGE = "Todos nuestros agentes están ocupados. Por favor, manténgase a la espera."
OTHER = "Sabía que puede consultar sus facturas en nuestra página web, a cualquier hora del día."


def _random_words(frames: int, seed: int) -> np.ndarray:
    """As correlated from frame to frame as real sub-fingerprints are."""
    rng = np.random.default_rng(seed)
    fresh = rng.integers(0, 2**32, frames // 4 + 1, np.uint32)
    return np.repeat(fresh, 4)[:frames]


def _flipped(words: np.ndarray, rate: float, seed: int) -> np.ndarray:
    bits = np.random.default_rng(seed).random((len(words), 32)) < rate
    return words ^ np.packbits(bits, axis=1, bitorder="little").view(np.uint32)[:, 0]


@settings(max_examples=15, deadline=None)
@given(
    length=st.integers(250, 2000),
    lag=st.integers(300, 9000),
    rate=st.floats(0.0, 0.18),
    seed=st.integers(0, 10**6),
)
def test_a_planted_copy_is_found(length: int, lag: int, rate: float, seed: int) -> None:
    lag = max(lag, length + 200)
    words = _random_words(1000 + lag + length + 1000, seed)
    words[1000 + lag :][:length] = _flipped(words[1000:][:length], rate, seed)
    voiced = np.zeros(len(words), np.bool_)
    voiced[1000:][:length] = True
    voiced[1000 + lag :][:length] = True
    (match,) = matches_of(words, voiced)
    assert match.lag == lag
    assert match.start == pytest.approx(1000, abs=30)
    assert match.end == pytest.approx(1000 + length, abs=30)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 1.0))
def test_random_speech_never_matches(seed: int, share: float) -> None:
    words = _random_words(20_000, seed)
    voiced = np.random.default_rng(seed).random(200) < share
    assert matches_of(words, np.repeat(voiced, 100)) == []


def test_three_hours_cost_seconds() -> None:
    """Half an hour of speech in three hours: the cost must not be quadratic."""
    words = _random_words(1_080_000, 1)
    voiced = np.repeat(np.random.default_rng(1).random(10_800) < 0.2, 100)
    words[900_000:901_000] = words[100_000:101_000]
    voiced[900_000:901_000] = voiced[100_000:101_000] = True
    began = time.process_time()
    matches = matches_of(words, voiced)
    assert any(m.lag == 800_000 for m in matches)
    assert time.process_time() - began < 40


def test_empty() -> None:
    assert matches_of(np.empty(0, np.uint32), np.empty(0, np.bool_)) == []


def test_messages_between_music_are_paired(tmp_path: Path) -> None:
    music, one, two = hold_music(), speech(MESSAGE), speech(OTHER)
    parts: list[Floats] = [silence(0.5)]
    times: dict[str, list[float]] = {"one": [], "two": []}
    for number, name in enumerate(("one", "two", "one", "two", "one")):
        parts.append(music[number * 70_000 :][:65_000])
        times[name].append(sum(map(len, parts)) / 8000)
        parts.append(one if name == "one" else two)
    sound = theirs(tmp_path, joined(*parts, music[:60_000]))
    starts = [[t[0] for t in r.times] for r in sound.repeats]
    assert starts == [pytest.approx(times["one"], abs=0.3), pytest.approx(times["two"], abs=0.3)]
    assert [r.id for r in sound.repeats] == ["m1", "m2"]


def test_messages_over_ducked_music_are_paired(tmp_path: Path) -> None:
    """The music is at another place each time the message is spoken over it."""
    bed, voice = hold_music(length_s=90.0).copy(), speech(MESSAGE)
    starts = [12.0, 37.3, 61.7]
    for start_s in starts:
        a = round(start_s * 8000)
        bed[a - 2000 : a + len(voice) + 2000] *= 0.2
        bed[a : a + len(voice)] += voice
    sound = theirs(tmp_path, joined(bed))
    (repeat,) = sound.repeats
    assert [t[0] for t in repeat.times] == pytest.approx(starts, abs=0.4)
    for start_s in starts:
        end_s = start_s + len(voice) / 8000
        assert sum(s.overlap_s(start_s, end_s) for s in sound.speech_over_music) > 0.6 * (end_s - start_s)


def test_a_loop_of_the_music_is_no_message(tmp_path: Path) -> None:
    loop = hold_music()[: 15 * 8000]
    sound = theirs(tmp_path, joined(loop, loop, loop, loop))
    assert sound.repeats == ()
    assert sum(s.length_s for s in sound.music) == pytest.approx(60, abs=1)


def test_different_sentences_of_one_voice_do_not_match(tmp_path: Path) -> None:
    texts = (
        "Ha llamado usted al servicio de atención al cliente.",
        "Esta conversación puede ser grabada por motivos de calidad.",
        "Si lo desea, puede dejar un mensaje después de la señal.",
        "Nuestro horario es de nueve a dieciocho, de lunes a viernes.",
        "Introduzca los ocho dígitos de su documento, sin la letra.",
        "En breve le pasaremos con uno de nuestros especialistas.",
    )
    parts = itertools.chain.from_iterable((speech(text), silence(1.0)) for text in texts)
    assert theirs(tmp_path, joined(*parts)).repeats == ()


def test_hearings_of_one_message_never_overlap(tmp_path: Path) -> None:
    """A synthetic voice says the same words with the same waveform: parts of sentences repeat."""
    texts = [f"Su turno en la cola es el número {n}, y quedan {60 - n} personas." for n in range(6)]
    parts = itertools.chain.from_iterable((speech(text), silence(1.0)) for text in texts)
    repeats = theirs(tmp_path, joined(*parts)).repeats
    assert repeats
    for repeat in repeats:
        assert len(repeat.times) > 1
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(repeat.times))


def test_a_recording_that_repeats_bit_for_bit_is_one_however_often() -> None:
    """Its half words are as common as any: they still tie each hearing to the next ones."""
    length, step, hearings = 600, 2_100, 100
    message = _random_words(length, 1)
    words = _random_words(step * hearings, 2)
    voiced = np.zeros(len(words), np.bool_)
    for number in range(hearings):
        words[number * step :][:length] = message
        voiced[number * step :][:length] = True
    (repeat,) = grouped(matches_of(words, voiced))
    assert len(repeat.times) == hearings


@pytest.mark.parametrize(("believed", "known"), [(1.0, True), (0.4, True), (0.1, False)])
def test_a_hearing_that_music_half_hides_is_one(believed: float, known: bool) -> None:
    """The words are the same; of the second hearing the detectors believed only the end, or next to nothing."""
    length, first, second, count = 600, 500, 2_500, 4_000
    words = _random_words(count, 7)
    words[second:][:length] = _flipped(words[first:][:length], 0.1, 8)
    speech = np.zeros(count, np.bool_)
    speech[first : first + length] = True
    speech[second + round((1 - believed) * length) : second + length] = True
    sound = features(colour(1, count), speech=speech)._replace(words=words)
    told, matches = speech_matches(sound, activity(speech, ~speech))
    assert len(matches) == known
    if known:
        assert agreed(told, matches)[first : first + length].mean() > 0.9
