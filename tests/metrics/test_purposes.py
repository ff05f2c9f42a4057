"""What messages are for: floors on the labelled sentences, quotes, promised waits and positions."""

from __future__ import annotations

import pytest

from bench.scoring.sets import HALVES, sentences, tallies, together
from metrics.lexicon import Lexicon, lexicon
from metrics.phrases import PURPOSES
from metrics.purposes import classify, promised_wait_s, told_position


@pytest.fixture(scope="module")
def spanish() -> Lexicon:
    words = lexicon("es", "ES")
    assert words is not None
    return words


def test_the_sentences_are_enough_and_split_in_halves() -> None:
    every = sentences()
    assert len(every) >= 300
    assert len({s.text for s in every}) == len(every)
    sizes = [sum(s.half == half for s in every) for half in HALVES]
    assert min(sizes) >= 0.45 * len(every)
    for half in HALVES:
        assert {p for s in every if s.half == half for p in s.purposes} == set(PURPOSES)


@pytest.mark.parametrize(("half", "floor"), [("tuning", 0.97), ("test", 0.90)])
def test_precision_and_recall(half: str, floor: float) -> None:
    tally = together(tallies(tuple(s for s in sentences() if s.half == half)))
    assert tally.precision is not None
    assert tally.recall is not None
    assert min(tally.precision, tally.recall) >= floor


def test_every_verdict_quotes_the_words(spanish: Lexicon) -> None:
    text = "Sentimos la espera. Usted es el número 3 en la cola. Descubra nuestra oferta."
    verdicts = classify(text, spanish)
    assert [v.purpose for v in verdicts] == ["position_or_wait", "apology", "advertising"]
    assert all(text[v.start : v.end] == v.quote for v in verdicts)


def test_a_cancelling_phrase_counts_in_its_sentence_only(spanish: Lexicon) -> None:
    found = classify("Recibe un descuento de bienvenida. Gracias por esperar.", spanish)
    courtesy = next(v for v in found if v.purpose == "courtesy")
    assert courtesy.quote == "Gracias por"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("El tiempo de espera estimado es de 4 minutos.", 240.0),
        ("Le atenderemos en menos de un minuto.", 60.0),
        ("La espera estimada es de treinta segundos.", 30.0),
        ("El tiempo de espera es de tres a cinco minutos.", 300.0),
        ("El tiempo de espera estimado es de veinticinco minutos.", 1500.0),
        ("El tiempo de espera estimado es de treinta y cinco minutos.", 2100.0),
        ("El tiempo de espera estimado es de un minuto y medio.", 90.0),
        ("El tiempo de espera puede ser mayor de lo habitual.", None),
        ("Su llamada es importante.", None),
    ],
)
def test_promised_wait(spanish: Lexicon, text: str, seconds: float | None) -> None:
    found = promised_wait_s(text, spanish)
    assert (None if found is None else found[0]) == seconds


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Usted es el número dos en la cola.", 2),
        ("Su posición en la cola es la 14.", 14),
        ("Es usted el siguiente en la cola.", 1),
        ("Hay seis personas delante de usted.", 7),
        ("Gracias por esperar.", None),
    ],
)
def test_told_position(spanish: Lexicon, text: str, place: int | None) -> None:
    found = told_position(text, spanish)
    assert (None if found is None else found[0]) == place
