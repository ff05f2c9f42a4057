"""A redacted transcript scores as the words that were said: every answer, every purpose, every step."""

from __future__ import annotations

import pytest

from metrics.marks import legible
from metrics.score import score
from metrics.values import Scorecard
from tests.metrics.calls import GOOD, GOOD_MARKS, Said, call, scenario
from tests.metrics.test_detectors import HELLO
from transcripts.heard import Heard, Repeat
from transcripts.redaction import redact
from transcripts.redaction.hearing import redact_heard
from transcripts.redaction.values import MARKS
from transcripts.timeline import Kind

PERSONAL: list[Said] = [
    (Kind.IVR, 1.0, 6.0, "Bienvenido. Introduzca su DNI seguido de almohadilla."),
    *[(Kind.DTMF, 7.0 + i, 7.2 + i, digit) for i, digit in enumerate("48291736")],
    (Kind.HOLD_MUSIC, 16.0, 25.0, ""),
    (Kind.HOLD_MESSAGE, 25.0, 31.0, "También puede llamarnos al 912 345 678 o en la calle Mayor, 12.", "m1"),
    (Kind.HOLD_MUSIC, 31.0, 40.0, ""),
    (Kind.HOLD_MESSAGE, 40.0, 46.0, "También puede llamarnos al 912 345 678 o en la calle Mayor, 12.", "m1"),
    (Kind.HOLD_MUSIC, 46.0, 50.0, ""),
    (Kind.AGENT, 51.0, 55.0, "Buenos días, le atiende Marta Ruiz. ¿Me dice su nombre y su DNI?"),
    (Kind.CALLER, 56.0, 66.0, "Soy Carmen López, cuatro ocho dos nueve uno siete tres seis, letra cu."),
    (Kind.AGENT, 67.0, 72.0, "Gracias, Carmen. ¿Me repite su DNI? ¿Y un teléfono?"),
    (Kind.CALLER, 73.0, 80.0, "48291736Q, y el móvil seis cero uno, veintitrés, cuarenta y cinco, 67."),
    (Kind.AGENT, 81.0, 88.0, "Le mando la copia a carmen.lopez@gmail.com."),
    (Kind.AGENT, 89.0, 96.0, "Su número de incidencia es el cuatro cinco siete ocho dos uno nueve."),
    (Kind.AGENT, 97.0, 102.0, "Le llamaremos el día 3 de marzo. Serán 14,90 euros. ¿Algo más, Carmen?"),
]
SPANISH = (
    [HELLO],
    [(Kind.AGENT, 0, 4, "Marta Ruiz al habla, dígame.")],
    [(Kind.AGENT, 0, 4, "Hola, me llamo ana, dígame.")],
    [(Kind.AGENT, 0, 4, "Buenos días, Antonio le atiende.")],
    [(Kind.AGENT, 0, 6, "Le habla Pedro Gil. Apunte la clave: 612 345 678.")],
    [(Kind.AGENT, 0, 6, "Buenas. Entonces su móvil es el 612 345 678, ¿verdad?")],
    [(Kind.AGENT, 0, 6, "Buenas. La referencia es 4539578048271941.")],
    [(Kind.IVR, 0, 6, "Para hablar con Marta, pulse uno."), (Kind.AGENT, 9, 12, "Dígame, soy Luis.")],
)


def cards(sounds: list[Said], end_s: float, *, named: bool = False, **more: object) -> tuple[Scorecard, ...]:
    """The scorecard of the words, and that of the redacted words; messages played twice are recordings."""
    contact, timeline, transcript = call(sounds, end_s, **more)  # type: ignore[arg-type]
    plays = [(s[1], s[2]) for s in sounds if s[0] is Kind.HOLD_MESSAGE and s[4] == "m1"]  # type: ignore[misc]
    heard = Heard(timeline, transcript, (Repeat("m1", tuple(plays)),) if len(plays) > 1 else ())
    hidden = redact_heard(heard, agents_named=named)
    script = scenario(("nombre", "agent_identifies_self"), ("clave", "case_key_given"))
    return tuple(
        score(contact, each.timeline, each.transcript, script, country="ES") for each in (heard, hidden)
    )


def figures(card: Scorecard) -> dict[str, object]:
    """Everything but the quotes."""
    return {
        "figures": [(f.id, f.value, f.n, f.counts, f.why, len(f.evidence)) for f in card.figures],
        "checks": [(c.id, c.answer, c.why, len(c.evidence)) for c in (*card.checks, *card.detected)],
        "score": card.score and card.score.value,
        "messages": [(m.id, m.times, m.purposes, m.wpm, m.readability_huerta) for m in card.messages],
        "route": [(s.kind, s.start_s, s.end_s, s.useless, s.matches) for s in card.route],
    }


@pytest.mark.parametrize("named", [False, True])
def test_a_call_full_of_personal_data_scores_the_same(named: bool) -> None:
    said, hidden = cards(PERSONAL, 103.0, named=named)
    assert figures(said) == figures(hidden)
    assert [c.answer for c in hidden.checks] == ["yes", "yes"]
    name, key = (c.evidence[0].quote for c in hidden.checks)
    assert name == ("atiende Marta" if named else "atiende [nombre]")
    assert key is not None
    assert key.endswith("cuatro cinco siete")
    assert "912 345 678" in hidden.messages[0].text
    keyed = hidden.route[0].key
    assert keyed == "•" * 8


def test_the_good_call_scores_the_same() -> None:
    said, hidden = cards(GOOD, 112.0, marks=GOOD_MARKS)
    assert figures(said) == figures(hidden)


@pytest.mark.parametrize("sounds", SPANISH)
def test_each_detector_answers_the_same(sounds: list[Said]) -> None:
    said, hidden = cards(sounds, 20.0)
    assert figures(said) == figures(hidden)


@pytest.mark.parametrize(
    "words",
    ["Hello, this is John Smith.", "John speaking.", "My name is peter.", "Your reference is A B 4 5 6."],
)
def test_each_detector_answers_the_same_in_english(words: str) -> None:
    said, hidden = cards([(Kind.AGENT, 0, 5, words)], 6.0, language="en")
    assert figures(said) == figures(hidden)


def test_a_customers_mail_box_is_no_channel_that_was_offered() -> None:
    """The one answer that redaction changes, for the better: "punto com" of an e-mail is no web page."""
    said, hidden = cards([HELLO, (Kind.AGENT, 5, 9, "Es ana arroba gmail punto com.")], 10.0)
    answers = [
        next(c for c in card.detected if c.id == "alternative_channel_offered") for card in (said, hidden)
    ]
    assert [a.answer for a in answers] == ["yes", "no"]


def test_a_mark_is_read_as_what_it_stands_for_and_nothing_moves() -> None:
    for marks in MARKS.values():
        for mark in marks.values():
            assert len(legible(f"a {mark} b")) == len(f"a {mark} b")
    assert legible("le atiende [nombre], y [teléfono]").split() == [
        "le",
        "atiende",
        "Nombre",
        ",",
        "y",
        "0" * 10,
    ]
    assert legible(redact("Me llamo ana.").text) == "Me llamo [nombre?]."
