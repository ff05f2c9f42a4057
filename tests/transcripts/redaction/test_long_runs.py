"""A text of nothing but numbers is redacted in seconds, and what follows a cue is taken out whole."""

from __future__ import annotations

import time

import pytest

from transcripts.redaction import redacted


@pytest.mark.parametrize("text", ["uno dos " * 2500, "12 " * 3000, "1" * 20_000])
def test_twenty_thousand_characters_of_numbers_take_seconds(text: str) -> None:
    before = time.process_time()
    redacted(text, "es")
    assert time.process_time() - before < 15  # it was minutes


def test_a_card_that_goes_on_and_on_leaves_no_digit() -> None:
    assert not any(c.isdigit() for c in redacted("mi tarjeta es " + "12 " * 500, "es"))
