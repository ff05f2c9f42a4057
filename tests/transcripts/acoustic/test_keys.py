"""DTMF: every key once, at its time; speech, music and noise press none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.acoustic.synth import KEYS, Floats, hold_music, joined, key, silence, speech, tone
from transcripts.acoustic import Key
from transcripts.acoustic.framing import Framer
from transcripts.acoustic.keys import keys_of
from transcripts.acoustic.spectrum import WINDOW, peaks_of


def _keys(signal: Floats) -> tuple[Key, ...]:
    framer = Framer(WINDOW)
    frames = np.concatenate((framer.push(signal), framer.finish()))
    level = 10 * np.log10(np.mean(frames[:, 120:200] ** 2, axis=1) + 1e-10)
    return keys_of(peaks_of(frames), level.astype(np.float32))


@settings(max_examples=40, deadline=None)
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(KEYS), st.floats(0.05, 0.4), st.floats(0.08, 0.6), st.floats(-30, -8)),
        min_size=1,
        max_size=12,
    )
)
def test_reads_back_any_sequence(presses: list[tuple[str, float, float, float]]) -> None:
    parts: list[Floats] = [silence(0.2)]
    starts: list[float] = []
    for digit, length_s, gap_s, dbfs in presses:
        starts.append(sum(map(len, parts)) / 8000)
        parts += [key(digit, length_s, dbfs), silence(gap_s)]
    found = _keys(joined(*parts))
    assert [k.digit for k in found] == [p[0] for p in presses]
    assert [k.start_s for k in found] == pytest.approx(starts, abs=0.03)
    lengths = [k.end_s - k.start_s for k in found]
    assert lengths == pytest.approx([p[1] for p in presses], abs=0.04)


@pytest.mark.parametrize("digit", KEYS)
@pytest.mark.parametrize("twist_db", [-6, 6])
def test_twist_and_detuning(digit: str, twist_db: float) -> None:
    """ITU-T Q.24: 1.5 % off and 6 dB of twist must be taken."""
    row, column = divmod(KEYS.index(digit), 4)
    low = tone((ROWS[row] * 1.014,), 0.1, -18 + twist_db / 2)
    high = tone((COLUMNS[column] * 0.986,), 0.1, -18 - twist_db / 2)
    (found,) = _keys(joined(silence(0.2), low + high, silence(0.2)))
    assert found.digit == digit


def test_keys_under_speech() -> None:
    voice = speech()
    signal = joined(silence(0.3), voice, silence(0.3))
    at = [0.8, 1.7, 2.6]
    for digit, start_s in zip("507", at, strict=True):
        pressed = key(digit, 0.15, -12)
        signal[round(start_s * 8000) :][: len(pressed)] += pressed
    found = _keys(signal)
    assert [k.digit for k in found] == list("507")
    assert [k.start_s for k in found] == pytest.approx(at, abs=0.04)


@pytest.mark.parametrize(
    "signal",
    [
        tone((697,), 1.0),  # a row alone
        tone((697, 770), 1.0),
        tone((697 * 1.04, 1209), 1.0),
        tone((440, 554, 659), 3.0),
        key("5", 0.02),
        key("5", 0.1, -60.0),
        np.random.default_rng(5).standard_normal(400_000).astype(np.float32) * 0.1,
    ],
)
def test_what_is_no_key(signal: Floats) -> None:
    assert _keys(joined(silence(0.2), signal, silence(0.2))) == ()


def test_speech_and_music_press_no_key() -> None:
    words = [f"Ha marcado el número {n}, la cuenta {n * 37} y el recibo {n * 911}." for n in range(12)]
    assert _keys(joined(*(speech(text, 80 + 5 * n) for n, text in enumerate(words)))) == ()
    assert _keys(hold_music()) == ()


ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
