"""Clips come with the right samples, from the right channel, in parts that an engine can hear."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.speech.clips import ALL, LONGEST_S, Clip, read_clips
from transcripts.speech.engine import SAMPLE_RATE_HZ
from transcripts.speech.windows import Window
from transcripts.transcript import Word

SECONDS = 70


@pytest.fixture(scope="module")
def stairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two channels whose level tells the second: n/100 on the first, −n/100 on the second."""
    level = np.repeat(np.arange(SECONDS) / 100, SAMPLE_RATE_HZ)
    path = tmp_path_factory.mktemp("clips") / "stairs.wav"
    soundfile.write(path, np.stack([level, -level], axis=1), SAMPLE_RATE_HZ, subtype="FLOAT")
    return path


def test_each_clip_gets_its_own_seconds(stairs: Path) -> None:
    clips = [Clip(3.5, 4.5, 0, 7), Clip(20.2, 20.8, 1, 8), Clip(4.0, 12.0, ALL, 9)]
    found = {clip.key: (samples, at_s) for clip, samples, at_s in read_clips(stairs, clips)}
    samples, at_s = found[7]
    middle = samples[round((4.25 - at_s) * SAMPLE_RATE_HZ)]
    assert middle == pytest.approx(0.04, abs=0.003)
    assert found[8][0].mean() == pytest.approx(-0.2, abs=0.003)
    assert abs(found[9][0]).max() < 0.003  # the channels cancel out
    assert len(samples) / SAMPLE_RATE_HZ == pytest.approx(1.4, abs=0.01)


def test_a_clip_at_either_end_of_the_file(stairs: Path) -> None:
    ends = list(read_clips(stairs, [Clip(0, 1, 0, 0), Clip(SECONDS - 1, SECONDS, 0, 1)]))
    assert [clip.key for clip, _, _ in ends] == [0, 1]
    assert ends[1][1][-100:].mean() == pytest.approx((SECONDS - 1) / 100, abs=0.01)


def test_a_long_clip_comes_in_parts_without_a_gap(stairs: Path) -> None:
    parts = list(read_clips(stairs, [Clip(1, 66, 0, 5)]))
    assert len(parts) > 2
    assert {clip.key for clip, _, _ in parts} == {5}
    assert parts[0][0].start_s == 1
    assert parts[-1][0].end_s == 66
    for (before, _, _), (after, _, _) in pairwise(parts):
        assert before.end_s == after.start_s
    assert all(len(samples) <= (LONGEST_S + 1) * SAMPLE_RATE_HZ for _, samples, _ in parts)


lengths = st.lists(st.floats(0.2, 9.0), min_size=1, max_size=6)
times = st.lists(st.tuples(st.floats(0, 30), st.floats(0, 5)), max_size=10)


@settings(max_examples=50, deadline=None)
@given(lengths, times)
def test_words_never_leave_their_clip(lengths: list[float], times: list[tuple[float, float]]) -> None:
    window, at_s = Window(), 100.0
    for key, length_s in enumerate(lengths):
        clip = Clip(at_s, at_s + length_s, 0, key)
        window.add(clip, np.zeros(round(length_s * SAMPLE_RATE_HZ), np.float32), at_s)
        at_s += length_s + 5
    words = [Word(" a", start_s, start_s + length_s, 0.9) for start_s, length_s in times]
    for (clip, _, _), found in zip(window.placed, window.words_by_clip(words), strict=True):
        assert all(clip.start_s <= word.start_s <= word.end_s <= clip.end_s for word in found)


def test_a_word_goes_where_it_ends() -> None:
    """Alignment stretches a word over the pause before it."""
    window = Window()
    window.add(Clip(10, 12, 0, 0), np.zeros(2 * SAMPLE_RATE_HZ, np.float32), 10)
    window.add(Clip(50, 52, 0, 1), np.zeros(2 * SAMPLE_RATE_HZ, np.float32), 50)
    first, second = window.words_by_clip([Word(" uno.", 0.1, 1.9, 0.9), Word(" Si", 1.9, 2.8, 0.9)])
    assert [word.text for word in first] == [" uno."]
    assert (second[0].text, second[0].start_s) == (" Si", 50)


def test_a_word_between_two_clips_is_nobodys() -> None:
    window = Window()
    window.add(Clip(0, 1, 0, 0), np.zeros(SAMPLE_RATE_HZ, np.float32), 0)
    assert window.words_by_clip([Word(" gracias", 5, 6, 0.9)]) == [[]]
