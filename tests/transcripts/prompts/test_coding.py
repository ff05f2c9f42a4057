"""Stored fingerprints: what was written is read, and nothing else passes for one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.errors import PromptBookError
from transcripts.prompts import Hearing, Version
from transcripts.prompts.coding import decode, encode_mask, encode_prints

FRAMES = st.lists(st.tuples(st.integers(0, 2**32 - 1), st.booleans()), max_size=200)


@given(FRAMES)
def test_what_was_written_is_read(frames: list[tuple[int, bool]]) -> None:
    words = np.array([word for word, _ in frames], np.uint32)
    loud = np.array([mask for _, mask in frames], np.bool_)
    prints, mask = encode_prints(words), encode_mask(loud)
    read = decode(prints, mask)
    np.testing.assert_array_equal(read[0], words)
    np.testing.assert_array_equal(read[1], loud)
    hearing = Hearing("c", None, 0.0, 1.0)
    version = Version(1, prints, mask, (), hearing, hearing, hearing, "es")
    assert version.duration_s == pytest.approx(len(frames) / 100)


@settings(max_examples=200)
@given(
    st.text(max_size=60) | st.text("ABCDabcd0123+/=", max_size=60), st.text("ABCDabcd0123+/=", max_size=20)
)
def test_anything_else_is_a_fingerprint_or_an_error(prints: str, loud: str) -> None:
    try:
        words, mask = decode(prints, loud)
    except PromptBookError:
        return
    assert len(words) == len(mask)
