"""Whose things a sentence names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.roles.address import address


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [
        ("le abro el expediente con su numero", "es", 1),
        ("mi recibo viene mal", "es", -1),
        ("hace buen tiempo", "es", 0),
        ("can i have your name", "en", 1),
        ("it was taken from my account", "en", -1),
        ("su llamada y mi recibo", "es", 0),
    ],
)
def test_your_and_my(text: str, language: str, sign: int) -> None:
    found = address(text, language)
    assert (found > 0) - (found < 0) == sign


@given(st.text(), st.sampled_from(["es", "en", "fr"]))
def test_never_more_than_a_hint(text: str, language: str) -> None:
    assert -1.0 <= address(text, language) <= 1.0
