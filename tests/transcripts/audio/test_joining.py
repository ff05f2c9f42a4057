"""Frames joined are the same samples in the same order, fewer frames, and never two formats in one."""

from __future__ import annotations

from collections.abc import Sequence

import av
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcripts.audio.joining import joined


def frames_of(lengths: Sequence[tuple[int, int]]) -> list[av.AudioFrame]:
    """(samples, rate) each; the samples count up through all of them."""
    frames, at = [], 0
    for length, rate_hz in lengths:
        samples = np.arange(at, at + length).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.pts = rate_hz, at
        frames.append(frame)
        at += length
    return frames


@given(st.lists(st.tuples(st.integers(1, 5000), st.sampled_from([8_000, 16_000])), max_size=30))
def test_samples_stay_and_stay_at_their_rate(lengths: list[tuple[int, int]]) -> None:
    found = list(joined(frames_of(lengths)))
    total = sum(length for length, _ in lengths)
    samples = np.concatenate([np.empty(0, np.int16), *(frame.to_ndarray()[0] for frame in found)])
    assert (samples == np.arange(total).astype(np.int16)).all()
    rates = [rate_hz for length, rate_hz in lengths for _ in range(length)]
    assert [frame.sample_rate for frame in found for _ in range(frame.samples)] == rates


def test_small_frames_become_half_seconds() -> None:
    found = list(joined(frames_of([(160, 8_000)] * 101)))
    assert [frame.samples for frame in found] == [4_000, 4_000, 4_000, 4_000, 160]


def test_two_layouts_are_not_mixed() -> None:
    mono, stereo = frames_of([(100, 8_000)])[0], av.AudioFrame(format="s16", layout="stereo", samples=50)
    stereo.sample_rate = 8_000
    assert [frame.layout.name for frame in joined([mono, stereo, mono])] == ["mono", "stereo", "mono"]
