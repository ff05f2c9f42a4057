"""Syllables by rule, and both formulas against textstat's vector (its counts for its Spanish text)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.readability import Counts, counts, fernandez_huerta, inflesz, syllables

BY_HAND = {
    "es": 1, "muy": 1, "y": 1, "ley": 1, "día": 2, "guía": 2, "guion": 1, "agua": 2, "aéreo": 4, "idea": 3,
    "ahora": 3, "que": 1, "queja": 2, "guerra": 2, "pingüino": 3, "ciudad": 2, "construcción": 3, "cola": 2,
    "gracias": 2, "paciencia": 3, "averías": 4, "línea": 3, "oír": 2, "búho": 2, "leyes": 2, "atenderemos": 5,
    "buey": 1, "reclamación": 4, "teléfono": 4, "AÑO": 2, "nº": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "number"), BY_HAND.items())
def test_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


def test_formulas_against_textstats_vector() -> None:
    vector = Counts(syllables=306, words=162, sentences=6)
    assert fernandez_huerta(vector) == pytest.approx(65.967, abs=0.001)
    # textstat rounds INFLESZ's constant to 206.84, hence 62.162 there.
    assert inflesz(vector) == pytest.approx(62.162, abs=0.006)


def test_nothing_to_read_is_not_measured() -> None:
    assert fernandez_huerta(counts("123 456.")) is None
    assert inflesz(counts("")) is None


def test_counts_by_hand() -> None:
    assert counts("Usted es el 3. Gracias por esperar.") == Counts(syllables=4 + 6, words=6, sentences=2)


@given(st.text(max_size=200))
def test_any_text_counts_at_least_a_syllable_a_word(text: str) -> None:
    found = counts(text)
    assert found.syllables >= found.words >= 0
