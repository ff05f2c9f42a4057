"""Edges between speech and music: to a few hundredths of a second, wherever the detectors put them."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.acoustic.heard import theirs
from tests.transcripts.acoustic.made import activity, colour
from tests.transcripts.acoustic.synth import Floats, hold_music, joined, speech
from transcripts.acoustic.edges import REACH, Sounds, refined

MUSIC, VOICE = 3, 4


def _sounds(start: int, end: int, count: int, ducked_db: float = 0.0) -> Sounds:
    """Music, a message from `start` to `end`, music; the detectors are 0.1 s late."""
    bands = colour(MUSIC, count)
    duck = round(ducked_db / 0.5)
    bands[max(0, start - 30) : end + 30] = np.clip(
        bands[max(0, start - 30) : end + 30].astype(int) - duck, 0, 255
    )
    bands[start:end] = colour(VOICE, end - start)
    answers = np.full(count, 0.02, np.float32)
    answers[start + 10 : end + 10] = 0.98
    return Sounds(np.full(count, -23.0, np.float32), bands, answers, answers)


@settings(max_examples=25, deadline=None)
@given(
    off=st.integers(-REACH + 5, REACH - 5),
    other=st.integers(-REACH + 5, REACH - 5),
    length=st.integers(250, 900),
    ducked_db=st.sampled_from([0.0, 12.0, 18.0]),
)
def test_an_edge_within_reach_is_found(off: int, other: int, length: int, ducked_db: float) -> None:
    """Also where the music is turned down 0.3 s before and after the message."""
    start, end, count = 600, 600 + length, 1200 + length
    speech_mask = np.zeros(count, np.bool_)
    speech_mask[start + off : end + other] = True
    active = refined(activity(speech_mask, ~speech_mask), _sounds(start, end, count, ducked_db))
    found = np.flatnonzero(active.speech)
    assert found[0] == pytest.approx(start, abs=2)
    assert found[-1] + 1 == pytest.approx(end, abs=2)
    assert active.music[:start].all()
    assert active.music[end:].all()


def test_a_silent_gap_belongs_to_neither() -> None:
    start, end, count = 600, 1000, 1600
    sounds = _sounds(start, end, count)
    sounds.level_dbfs[start - 25 : start] = -68.0
    mask = np.zeros(count, np.bool_)
    mask[start - 12 : end] = True
    active = refined(activity(mask, ~mask), sounds)
    assert np.flatnonzero(active.speech)[0] == start
    assert not active.music[start - 25 : start].any()
    assert active.music[: start - 25].all()


def _soft(start: int, end: int, count: int, gap: int) -> Sounds:
    """Music, a gap, six frames that sound like the music, a message, the same the other way round."""
    sounds = _sounds(start + 6, end - 6, count)
    for quiet in (slice(start - gap, start), slice(end, end + gap)):
        sounds.level_dbfs[quiet] = -68.0
    return sounds


@pytest.mark.parametrize("gap", [10, 33, 55])
def test_a_soft_consonant_after_a_gap_is_speech(gap: int) -> None:
    """Music that ends before a gap does not come back for 60 ms; the gap may be wider than the reach."""
    start, end, count = 600, 1000, 1600
    mask = np.zeros(count, np.bool_)
    mask[start:end] = True
    active = refined(activity(mask, ~mask), _soft(start, end, count, gap))
    assert np.flatnonzero(active.speech)[[0, -1]] == pytest.approx([start, end - 1], abs=1)
    assert not active.music[start - gap : end + gap].any()
    assert active.music[: start - gap].all()
    assert active.music[end + gap :].all()


def test_a_closure_of_a_consonant_is_no_gap() -> None:
    start, end, count = 600, 1000, 1600
    sounds = _sounds(start, end, count)
    sounds.level_dbfs[start - 8 : start - 3] = -68.0
    mask = np.zeros(count, np.bool_)
    mask[start - 12 : end] = True
    active = refined(activity(mask, ~mask), sounds)
    assert np.flatnonzero(active.speech)[0] == pytest.approx(start, abs=3)


def test_music_a_little_way_off_is_what_speech_gives_way_to() -> None:
    """The detector took a quarter of a second of music for neither."""
    start, end, count = 600, 1000, 1600
    mask = np.zeros(count, np.bool_)
    mask[start : end + 30] = True
    music = ~mask
    music[end + 30 : end + 50] = False
    active = refined(activity(mask, music), _sounds(start, end, count))
    assert np.flatnonzero(active.speech)[-1] + 1 == pytest.approx(end, abs=2)


def test_only_the_edges_beside_chosen_music_move() -> None:
    start, end, count = 600, 1000, 1600
    mask = np.zeros(count, np.bool_)
    mask[start - 20 : end + 20] = True
    chosen = ~mask
    chosen[:start] = False
    active = refined(activity(mask, ~mask), _sounds(start, end, count), chosen)
    found = np.flatnonzero(active.speech)
    assert found[0] == start - 20
    assert found[-1] + 1 == pytest.approx(end, abs=2)


def test_edges_without_music_stay() -> None:
    mask = np.zeros(1600, np.bool_)
    mask[600:1000] = True
    active = refined(activity(mask, np.zeros_like(mask)), _sounds(650, 950, 1600))
    assert (active.speech == mask).all()


def test_messages_cut_into_music_are_as_long_as_they_are(tmp_path: Path) -> None:
    music, voice = hold_music(), speech("Todos nuestros agentes están ocupados. Por favor, espere.")
    parts: list[Floats] = []
    starts: list[float] = []
    for number in range(3):
        parts.append(music[number * 70_000 :][:65_000])
        starts.append(sum(map(len, parts)) / 8000)
        parts.append(voice)
    sound = theirs(tmp_path, joined(*parts, music[:60_000]))
    music_ends = [part.end_s for part in sound.music[:-1]]
    music_starts = [part.start_s for part in sound.music[1:]]
    length_s = len(voice) / 8000
    assert music_ends == pytest.approx(starts, abs=0.12)
    assert music_starts == pytest.approx([start + length_s for start in starts], abs=0.12)
    assert all(b > a for a, b in itertools.pairwise(starts))
