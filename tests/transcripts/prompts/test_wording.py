"""Words against words: what is misheard, what tells another number, what is new; and the diff between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.prompts.wording import Op, diff, same_but_numbers, same_words, words_of

WORDS = st.lists(st.text("abcñáé", min_size=1, max_size=6), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Para entrar en la conferencia, pulse uno.", "para entrar en la coherencia pulse uno", True),
        ("Para facturas, pulse dos.", "Para facturas, pulse 2.", True),
        ("Para facturas, pulse dos.", "Para facturas, pulse tres.", False),
        ("Para averías, pulse dos.", "Para facturas, pulse dos.", False),
        ("Buenos días. Ha llamado a Luz Clara.", "Buenas tardes. Ha llamado a Luz Clara.", False),
        ("", "", True),
        ("", "Hola.", False),
    ],
)
def test_the_same_words_misheard_or_others(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
    assert same_words(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Es usted el número tres de la cola.", "Es usted el número 14 de la cola.", True),
        ("Su turno es el segundo.", "Su turno es el primero.", True),
        ("Para averías, pulse dos.", "Para facturas, pulse tres.", False),
        ("Gracias por esperar.", "Gracias por esperar.", False),
        ("Le atiende [nombre].", "Le atiende [nombre].", True),
    ],
)
def test_one_prompt_that_tells_another_number(one: str, other: str, same: bool) -> None:
    assert same_but_numbers(one, other) is same


@settings(max_examples=150)
@given(WORDS, WORDS)
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = diff(old, new)
    kept = [piece.text for piece in pieces if piece.op is not Op.OUT]
    assert " ".join(kept).split() == new.split()
    before = [piece.text for piece in pieces if piece.op is not Op.IN]
    assert words_of(" ".join(before)) == words_of(old)
