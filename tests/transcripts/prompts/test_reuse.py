"""Which words of a call come from the catalogue: only those whose sound is the same, through any line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.prompts.made import Floats, call, heard, joined, on_the_line, prints, said
from transcripts.acoustic import Acoustics, ChannelSound, Turn
from transcripts.heard import Repeat
from transcripts.prompts import PromptBook
from transcripts.prompts.learn import learnt
from transcripts.prompts.reuse import MOST_TRIES, Known, known_in, named
from transcripts.timeline import Side

WELCOME = "Bienvenido a Luz Clara. Esta llamada puede ser grabada."
MODEL = "made by hand"


def book_of(sound: Floats, text: str) -> PromptBook:
    return learnt(PromptBook("luz"), call(heard(on_the_line(sound), text)), "c1", "2026-03-01T10:00:00+00:00")


def acoustics_of(signal: Floats) -> Acoustics:
    words, _ = prints(signal)
    whole = np.pad(signal, (0, -len(signal) % 80)).reshape(-1, 80)
    level = (10 * np.log10(np.square(whole).mean(axis=1) + 1e-9)).astype(np.float32)
    return Acoustics((ChannelSound(prints=words, frame_dbfs=level),), len(level) / 100)


def known(signal: Floats, book: PromptBook, *, model: str = MODEL, side: Side = Side.THEIRS) -> Known:
    sound = acoustics_of(signal)
    turn = Turn(0.0, sound.duration_s, side)
    return known_in(sound, [turn], book.prompts, model=model, language="es")


@pytest.mark.parametrize("noise", [0.0002, 0.002])
@pytest.mark.parametrize("gain_db", [-12.0, 0.0, 5.0])
def test_the_same_recording_gives_its_words_with_where_they_come_from(noise: float, gain_db: float) -> None:
    found = known(
        on_the_line(said(WELCOME), seed=4, noise=noise, gain_db=gain_db), book_of(said(WELCOME), WELCOME)
    )
    (sentence,) = found.sentences
    assert sentence.text == WELCOME
    assert sentence.same_as == "p1@1"
    assert sentence.reuse is not None
    assert (sentence.reuse.contact, sentence.reuse.engine) == ("c1", "made 1 by hand")
    assert found.left == {0: ()}
    assert found.whole == {0: "p1@1"}


def test_another_text_another_voice_and_our_own_side_are_left_to_be_heard() -> None:
    book = book_of(said(WELCOME), WELCOME)
    assert known(on_the_line(said("Contrate la nueva tarifa total y ahorre.")), book) == Known()
    assert known(on_the_line(said(WELCOME, "caller")), book) == Known()
    assert known(on_the_line(said(WELCOME)), book, side=Side.OURS) == Known()
    assert known(on_the_line(said(WELCOME)), book, model="another") == Known()


def test_a_sentence_with_another_number_is_left_whole() -> None:
    three, seven = (
        joined("Es usted el número", number, "de la cola de atención al cliente.", pause_s=0.05)
        for number in ("tres", "siete")
    )
    book = book_of(three, "Es usted el número tres de la cola de atención al cliente.")
    assert known(on_the_line(three, seed=2), book).sentences
    assert known(on_the_line(seven, seed=2), book).sentences == ()


def test_what_a_key_cut_off_keeps_the_words_that_were_heard() -> None:
    whole = on_the_line(said(WELCOME), seed=5)
    found = known(whole[: int(0.6 * len(whole))], book_of(said(WELCOME), WELCOME))
    (sentence,) = found.sentences
    assert WELCOME.startswith(sentence.text)
    assert 0 < len(sentence.text) < len(WELCOME)


def test_personal_data_and_unsure_words_are_heard_anew() -> None:
    assert known(on_the_line(said(WELCOME)), book_of(said(WELCOME), "Su DNI es [DNI].")).sentences == ()
    (prompt,) = book_of(said(WELCOME), WELCOME).prompts
    version = prompt.versions[0]
    unsure = replace(version, lines=(replace(version.lines[0], low_confidence=True),))
    for tries, taken in ((1, 0), (MOST_TRIES, 1)):
        book = PromptBook("luz", (replace(prompt, versions=(replace(unsure, tries=tries),)),))
        assert len(known(on_the_line(said(WELCOME)), book).sentences) == taken


def test_a_repeated_message_has_the_catalogue_s_name_where_all_of_its_hearings_agree() -> None:
    turns = [Turn(float(at), at + 4.0, Side.THEIRS, repeat="m1") for at in (0, 10)]
    repeats = (Repeat("m1", ((0.0, 4.0), (10.0, 14.0))),)
    both, renamed = named(turns, repeats, Known(whole={0: "p1@1", 1: "p1@1"}))
    assert [turn.repeat for turn in both] == ["p1@1", "p1@1"]
    assert renamed[0].id == "p1@1"
    one, same = named(turns, repeats, Known(whole={0: "p1@1"}))
    assert [turn.repeat for turn in one] == ["m1", "m1"]
    assert same == repeats


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.floats(0.0, 3.0), st.floats(0.2, 5.0))
def test_noise_and_any_turn_never_break_it(seed: int, start_s: float, length_s: float) -> None:
    random = np.random.default_rng(seed)
    signal = random.normal(0, 0.1, 8000 * 6).astype(np.float32)
    signal[8000 : 8000 + len(said(WELCOME))] += said(WELCOME)[: len(signal) - 8000]
    sound = acoustics_of(signal)
    turn = Turn(start_s, start_s + length_s, Side.THEIRS)
    found = known_in(sound, [turn], BOOK.prompts, model=MODEL, language="es")
    for sentence in found.sentences:
        assert sentence.end_s > turn.start_s - 0.2
        assert sentence.start_s < turn.end_s + 0.2
    for part in found.left.get(0, ()):
        assert turn.start_s - 0.02 <= part.start_s < part.end_s <= turn.end_s + 0.02


BOOK = book_of(said(WELCOME), WELCOME)
