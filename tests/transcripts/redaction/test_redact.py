"""Personal data goes, everything else stays: single rules, the checksums, and what may never happen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.redaction.sets import sentences, tallies
from bench.redaction.survivors import lost
from bench.scoring.sets import FILE as SENTENCES
from transcripts.redaction import Personal, names_in, redact, redacted
from transcripts.redaction.checks import identity_letter, is_card, is_iban
from transcripts.redaction.numbers import runs_of
from transcripts.redaction.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Mi móvil es seis cero uno, veintitrés, cuarenta y cinco, sesenta y siete.",
            "Mi móvil es [teléfono].",
        ),
        ("Es el uno dos tres cuatro cinco seis siete ocho zeta.", "Es el [DNI]."),
        ("Mi cuenta es ES91 2100 0418 4502 0005 1332.", "Mi cuenta es [IBAN]."),
        ("La tarjeta es la 4539 5780 4827 1941.", "La tarjeta es la [tarjeta]."),
        ("Escriba a juan punto pérez arroba gmail punto com. Gracias.", "Escriba a [correo]. Gracias."),
        ("Me llamo Ana López y tengo un problema.", "Me llamo [nombre] y tengo un problema."),
    ],
)
def test_spoken_and_written(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "El cargo es de 1.234,56 euros.",
        "La factura del 12/03/2026 está mal.",
        "Su clave de incidencia es 601 234 567.",
        "Su clave de incidencia es cuatro, siete, dos, nueve, uno.",
        "Llame gratis al 900 123 456.",
        "Soy cliente desde 2019.",
        "",
    ],
)
def test_what_must_stay(text: str) -> None:
    assert redact(text).text == text
    assert redact(text).spans == ()


def test_one_wrong_check_digit_is_no_identifier() -> None:
    assert redact("La serie 4539 5780 4827 1942 no vale.").spans == ()
    assert redact("El modelo 12345678A no vale.").spans == ()


def test_a_misheard_letter_after_the_cue_still_goes() -> None:
    assert redact("Mi DNI es 12345678A.").text == "Mi DNI es [DNI]."


def test_kinds_can_be_kept() -> None:
    kept = redact("Me llamo Ana, 612 345 678.", keep=frozenset({Personal.NAME}))
    assert kept.text == "Me llamo Ana, [teléfono]."


def test_marks_follow_the_language() -> None:
    assert redact("My name is Anna Smith.", "en", "GB").text == "My name is [name]."


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("dos mil veintiséis", ["2026"]),
        ("seiscientos uno, veintitrés", ["601", "23"]),
        ("cuarenta y cinco", ["45"]),
        ("doble seis siete", ["66", "7"]),
        ("mil doscientos treinta y cuatro", ["1234"]),
        ("0034 91", ["0034", "91"]),
    ],
)
def test_number_words(text: str, digits: list[str]) -> None:
    (run,) = runs_of(tokens_of(text), "es")
    assert [item.digits for item in run] == digits


def test_published_check_digits() -> None:
    assert identity_letter("12345678") == "Z"
    assert identity_letter("X1234567") == "L"
    assert is_iban("GB82WEST12345698765432")
    assert not is_iban("GB82WEST12345698765433")
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")


@settings(max_examples=60, deadline=None)
@given(st.integers(10_000_000, 99_999_999))
def test_every_identity_number_is_found_digit_by_digit(number: int) -> None:
    words = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
    spoken = " ".join(words[int(digit)] for digit in str(number))
    text = f"Apunte: {spoken}, letra {identity_letter(str(number))}."
    assert redact(text).text == "Apunte: [DNI]."


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=80)
    | st.from_regex(r"([a-z]{1,6}|\d{1,9}|arroba|punto|calle|[,.@-])( ([a-z]{1,5}|\d+))*")
)
def test_any_text_keeps_what_lies_outside_its_spans(text: str) -> None:
    done = redact(text)
    assert all(a.end <= b.start for a, b in zip(done.spans, done.spans[1:], strict=False))
    outside, at = "", 0
    for span in done.spans:
        assert 0 <= span.start < span.end <= len(text)
        outside += text[at : span.start]
        at = span.end
    outside += text[at:]
    if not done.spans:
        assert done.text == text
    assert len(outside) <= len(done.text)


def test_the_sentences_of_the_bench_hold_their_level() -> None:
    """Both halves together; `python -m bench.redaction` prints them apart."""
    every = tuple(sentences())
    assert len(every) >= 200
    total = tallies(every)["all"]
    assert total.recall is not None
    assert total.recall >= 0.93
    assert total.precision is not None
    assert total.precision >= 0.97


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (
            "¿Me dice su nombre, por favor? Sí, Wenceslao Quintana.",
            "¿Me dice su nombre, por favor? Sí, [nombre].",
        ),
        ("Remigia Soto al habla.", "[nombre] al habla."),
        ("Hablé con Zacarías y con Zacarías quedé.", "Hablé con [nombre] y con [nombre] quedé."),
        ("Ayer vino Marta a mirarlo.", "Ayer vino [nombre] a mirarlo."),
        ("Quiero hablar con Facturación.", "Quiero hablar con Facturación."),
        ("Mi Dnl es el 4, 8, 2, 9, 1, 7, letra cu.", "Mi Dnl es el [DNI]."),
        ("Es ana.ruiz@correo.es.", "Es [correo]."),
        ("Es jota punto de la torre arroba gmail com.", "Es [correo]."),
        ("me llamo ana y ya", "me llamo [nombre?] y ya"),
        ("En San Fernando hay una avería.", "En San Fernando hay una avería."),
    ],
)
def test_names_and_mail_by_what_is_around_them(said: str, left: str) -> None:
    assert redact(said).text == left


def test_names_of_one_matter_go_from_all_of_its_texts() -> None:
    texts = ["Me llamo Wenceslao Quintana.", "Llamar a Wenceslao mañana."]
    known = names_in(texts)
    assert known == {"Wenceslao Quintana"}
    assert redacted(texts[1], known=known) == "Llamar a [nombre] mañana."


@pytest.mark.parametrize("sentence", [s.text for s in sentences() if s.half == "tuning"])
def test_redacting_again_changes_nothing(sentence: str) -> None:
    once = redact(sentence).text
    assert redact(once).text == once


def test_amounts_dates_times_and_case_keys_survive() -> None:
    assert {kind: gone for kind, (_n, gone) in lost().items() if gone} == {}


def test_hold_messages_hold_nothing_personal() -> None:
    """323 messages written for another bench: redaction touches none of them."""
    lines = [line for line in SENTENCES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) > 300
    assert [line for line in lines if redact(line.split("\t")[-1], line[:2]).spans] == []
