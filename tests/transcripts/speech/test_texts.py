"""Punctuation, loops and inventions: small rules over texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.speech.fallback import Attempt, decode, most_tokens
from transcripts.speech.inventions import believable, is_invention, plain
from transcripts.speech.punctuation import merged
from transcripts.transcript import Word


def attempt(text: str, log_probability: float = -0.2, silence: float = 0.0) -> Attempt:
    return Attempt((1,), text, log_probability, silence)


def test_a_good_text_is_taken_at_once() -> None:
    asked: list[float] = []

    def say(temperature: float) -> Attempt:
        asked.append(temperature)
        return attempt("Buenos días.")

    assert decode(say, fallback=True) == attempt("Buenos días.")
    assert asked == [0.0]


def test_a_loop_is_tried_again_and_dropped_when_it_stays() -> None:
    loop = attempt("no, " * 60)
    assert decode(lambda _t: loop, fallback=True) is None
    assert decode(lambda t: loop if t < 0.4 else attempt("Hola."), fallback=True) == attempt("Hola.")
    assert decode(lambda t: loop if t < 0.4 else attempt("Hola."), fallback=False) is None


def test_the_most_probable_of_improbable_texts() -> None:
    tries = {0.0: attempt("a", -1.5), 0.2: attempt("b", -1.2), 0.4: attempt("c", -3.0)}
    assert decode(lambda t: tries.get(t, attempt("d", -4.0)), fallback=True) == attempt("b", -1.2)


def test_silence_is_nothing() -> None:
    assert decode(lambda _t: attempt("Gracias.", -1.4, 0.9), fallback=True) is None


def test_a_short_clip_gets_few_tokens() -> None:
    assert most_tokens(1) < 40
    assert most_tokens(1000) == 224


@pytest.mark.parametrize(
    "text",
    [
        "Subtítulos realizados por la comunidad de Amara.org",
        "¡Suscríbete al canal!",
        "[Música]",
        "...",
        "",
        "Thanks for watching!",
    ],
)
def test_known_inventions(text: str) -> None:
    assert is_invention(text)


@pytest.mark.parametrize("text", ["Gracias por esperar.", "Música clásica, pulse uno.", "Sí."])
def test_what_people_say_is_none(text: str) -> None:
    assert not is_invention(text)
    assert believable(text, 0.8, 2.0)


def test_too_many_words_for_the_time() -> None:
    assert not believable("uno dos tres cuatro cinco seis siete ocho", 0.9, 0.5)


@given(st.text(max_size=60))
def test_plain_is_lower_case_and_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def word(text: str, at_s: float) -> Word:
    return Word(text, at_s, at_s + 1, 0.9)


def test_marks_go_back_to_their_words() -> None:
    words = merged(word(text, i) for i, text in enumerate([" ¿", "Puedo", " ayudarle", "?", " Sí", ".", " "]))
    assert [w.text for w in words] == [" ¿Puedo", " ayudarle?", " Sí."]
    assert words[0].start_s == 1
    assert words[1].end_s == 3
