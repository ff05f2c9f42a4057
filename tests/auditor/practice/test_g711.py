"""G.711 against an independent codec, over all 65536 values."""

from __future__ import annotations

import io

import numpy as np
import pytest

from auditor.practice.g711 import PCMA, PCMU, encode

ALL = np.arange(-32768, 32768).astype(np.int16)


def decoded(payload: bytes, subtype: str) -> np.ndarray:
    """By libsndfile."""
    import soundfile

    samples, _ = soundfile.read(
        io.BytesIO(payload), channels=1, samplerate=8000, format="RAW", subtype=subtype, dtype="int16"
    )
    return samples.astype(int)


@pytest.mark.parametrize(("kind", "subtype"), [(PCMA, "ALAW"), (PCMU, "ULAW")])
def test_what_comes_back_is_within_a_step_of_what_went_in(kind: int, subtype: str) -> None:
    back = decoded(encode(ALL, kind), subtype)
    error = np.abs(back - ALL.astype(int))
    step = np.maximum(16, np.abs(ALL.astype(int)) / 16)
    inside = np.abs(ALL.astype(int)) < 32000
    assert (error[inside] <= step[inside]).all()


@pytest.mark.parametrize(("kind", "subtype"), [(PCMA, "ALAW"), (PCMU, "ULAW")])
def test_every_code_is_its_own_encoding(kind: int, subtype: str) -> None:
    codes = bytes(range(256))
    again = np.frombuffer(encode(decoded(codes, subtype).astype(np.int16), kind), np.uint8)
    differing = [code for code in range(256) if again[code] != code]
    assert differing in ([], [0x7F])  # µ-law has two zeros
