"""Phrase lists: the shipped ones are whole, a faulty one reports every fault, any text is safe."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import PackError
from metrics.lexicon import lexicon
from metrics.misheard import Ear
from metrics.patterns import PatternFault, compile_phrase
from metrics.phrases import LABELS, load, read_phrases
from scenarios.errors import Fault

SHIPPED = sorted(f.name for f in files("metrics.phrases").iterdir() if f.name.endswith(".yaml"))

FAULTY = """language: fr
version: 0
colour: blue
phrases:
  apology:
    - perdon
    - (sin|cerrar
    - perdon
  nonsense:
    - algo
  courtesy: []
  advertising:
    - 7
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_lists_are_faultless(name: str) -> None:
    text = (files("metrics.phrases") / name).read_text(encoding="utf-8")
    assert read_phrases(text, name).labels


def test_spanish_and_english_have_every_label() -> None:
    for language in ("es", "en"):
        phrases = load(language)
        assert phrases is not None
        wanted = {label for label in LABELS if not label.startswith("not_")} - {"position_or_wait"}
        assert wanted <= set(phrases.labels)


def test_a_country_adds_to_its_language() -> None:
    base, local = load("es"), load("es", "mx")
    assert base is not None
    assert local is not None
    assert set(base.labels["advertising"]) < set(local.labels["advertising"])
    assert load("es", "XX") == base
    assert load("tlh") is None
    assert load("../es") is None


def test_every_fault_is_reported_with_its_line() -> None:
    with pytest.raises(PackError) as caught:
        read_phrases(FAULTY, "mine.yaml")
    assert [(f.line, f.path) for f in caught.value.faults] == [
        (3, "colour"),
        (1, "language"),
        (2, "version"),
        (7, "phrases.apology[1]"),
        (5, "phrases.apology"),
        (9, "phrases.nonsense"),
        (11, "phrases.courtesy"),
        (13, "phrases.advertising[0]"),
    ]
    assert str(caught.value).startswith("mine.yaml:3: colour: unknown key colour")


@pytest.mark.parametrize(
    "text", ["", "[", "- a", "a: &x [*x]", "phrases: {a: b}\nphrases: {}", "7", "? [a]\n: b"]
)
def test_what_is_no_phrase_list_is_refused(text: str) -> None:
    with pytest.raises(PackError) as caught:
        read_phrases(text, "x.yaml")
    assert caught.value.faults


def test_aliases_of_aliases_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    with pytest.raises(PackError, match="more than"):
        read_phrases("\n".join(lines), "bomb.yaml")


def _faults(text: str) -> tuple[Fault, ...] | None:
    try:
        read_phrases(text, "fuzz.yaml")
    except PackError as error:
        return error.faults
    return None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.text("phrases:languageversion {}[]-&*!|>\n 1es", max_size=300))
def test_any_text_gives_a_list_or_its_faults(text: str) -> None:
    faults = _faults(text)
    assert faults is None or (faults and all(fault.line >= 1 for fault in faults))


@settings(max_examples=200, deadline=None)
@given(st.text("abñé()[]|<n>=. ", max_size=40))
def test_any_phrase_compiles_or_is_refused(phrase: str) -> None:
    try:
        patterns = compile_phrase(phrase, "es")
    except PatternFault:
        return
    assert patterns
    assert all(pattern for pattern in patterns)


@pytest.mark.parametrize(
    ("phrase", "text", "heard"),
    [
        ("su llamada es [muy] importante", "Su llamada es importante", True),
        ("su llamada es [muy] importante", "Su llamada es muy inportante", True),
        ("en <n> minutos", "en cuatro minutos", True),
        ("en <n> minutos", "en 14 minutos", True),
        ("en <n> minutos", "en unos minutos", False),
        ("soy <Name>", "soy Marta", True),
        ("soy <Name>", "soy consciente", False),
        ("(pase|pase usted) adelante", "Pase usted, adelante.", True),
        ("tiene ... minutos", "tiene que esperar aún varios minutos", True),
        ("tiene ... minutos", "tiene que esperar aún unos cuantos pocos minutos", False),
    ],
)
def test_the_language_of_phrases(phrase: str, text: str, heard: bool) -> None:
    from metrics.lexicon import Lexicon

    words = phrase.replace('"', "")
    phrases = read_phrases(f'language: es\nversion: 1\nphrases:\n  apology: ["{words}"]\n', "x")
    hits = Lexicon(phrases).find(text)
    assert bool(hits) is heard
    for hit in hits:
        assert text[hit.start : hit.end] == hit.quote


def test_a_misheard_word_is_the_nearest_and_a_known_one_is_itself() -> None:
    ear = Ear(
        frozenset({"conferencia", "contrata", "contrato", "grabada", "descubre", "disculpe"}),
        frozenset(),
        "es",
    )
    assert ear.meant("coherencia") == {"conferencia"}
    assert ear.meant("gravada") == {"grabada"}
    assert ear.meant("desculpe") == {"disculpe"}
    assert ear.meant("contrato") == frozenset()
    assert ear.meant("cosa") == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_hits_quote_the_text(text: str) -> None:
    words = lexicon("es", "ES")
    assert words is not None
    for hit in words.find(text):
        assert text[hit.start : hit.end] == hit.quote
