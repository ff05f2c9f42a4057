"""What keeps hours of sound small changes nothing that is heard: everything here is held against the plain way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.transcripts.acoustic.synth import Floats, cadence, joined, key, silence, speech, tone
from tests.transcripts.audio.encode import write_wav
from transcripts.acoustic import hear, hear_acoustics
from transcripts.acoustic.bursts import bursts_of
from transcripts.acoustic.column import Column
from transcripts.acoustic.framing import Framer
from transcripts.acoustic.keys import keys_of
from transcripts.acoustic.plans import plan_of
from transcripts.acoustic.spectrum import WINDOW, Peaks, peaks_of
from transcripts.acoustic.tonal import PeakKeeper
from transcripts.acoustic.votes import BLOCK, LAG_BIN, ballots
from transcripts.heard import ListenOptions

SPANISH = plan_of("ES")
CROWD, NEXT, LEAST_LAG = 64, 16, 200


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.integers(0, 40_000), max_size=6), width=st.sampled_from([None, 3]))
def test_a_column_is_its_parts_joined(parts: list[int], width: int | None) -> None:
    column = Column("int32", width)
    rows = np.arange(sum(parts) * (width or 1), dtype=np.int32).reshape(-1, *((width,) if width else ()))
    at = 0
    for count in parts:
        column.push(rows[at : at + count])
        at += count
    assert np.array_equal(column.taken(), rows)
    assert len(column.taken()) == 0


def _notes(length_s: float) -> Floats:
    """Three at a time, dying away: some of their frames are nearly a tone, or nearly a key."""
    rng = np.random.default_rng(5)
    time_s = np.arange(round(0.25 * 8000)) / 8000
    played = [
        sum(0.1 * np.sin(2 * np.pi * hz * time_s) for hz in 110 * 2 ** (rng.integers(12, 48, 3) / 12))
        * np.exp(-6 * time_s)
        for _ in range(round(length_s / 0.25))
    ]
    return np.concatenate(played).astype(np.float32)


def _sound() -> Floats:
    assert SPANISH is not None
    ring = cadence(SPANISH.cadences[0], 2)
    lost = tone((425.0,), 1.0)
    lost[3200:4000] = 0  # five packets: two bursts or one, whichever, it must be the same
    spoken = speech("Pulse uno para facturas, o espere.")[: 4 * 8000]
    under = spoken.copy()
    under[8000 : 8000 + 4000] += key("7", 0.5)
    return joined(
        tone((440.0,), 0.2), silence(1.0), ring, _notes(8.0), key("1"), key("2"), silence(0.1), key("#"),
        under, lost, silence(2.0), tone((1100.0,), 0.5), spoken, key("9"),
    )  # fmt: skip


def _frames(signal: Floats) -> tuple[Peaks, NDArray[np.float32]]:
    framer = Framer(WINDOW)
    frames = np.concatenate((framer.push(signal), framer.finish()))
    level = 10 * np.log10(np.mean(frames[:, 120:200] ** 2, axis=1) + 1e-10)
    return peaks_of(frames), level.astype(np.float32)


def _part(peaks: Peaks, start: int, end: int) -> Peaks:
    parts: tuple[NDArray[Any], ...] = peaks
    return Peaks(*(part[start:end] for part in parts))


@pytest.mark.parametrize("size", [1, 7, 16, 100, 10_000])
def test_the_frames_left_out_change_no_burst_and_no_key(size: int) -> None:
    peaks, level = _frames(_sound())
    keeper = PeakKeeper()
    for at in range(0, len(level), size):
        keeper.push(_part(peaks, at, at + size))
    frames, kept = keeper.taken()
    assert 0 < len(frames) < 0.8 * len(level)
    assert np.all(np.diff(frames) > 0)
    assert bursts_of(kept, level[frames], frames) == bursts_of(peaks, level)
    voice = np.linspace(0.0, 1.0, len(level), dtype=np.float32)
    found = keys_of(kept, level[frames], voice, frames)
    assert found == keys_of(peaks, level, voice)
    assert len(found) >= 4


def _all_pairs(words: NDArray[np.uint32], voiced: NDArray[np.bool_]) -> Counter[int]:
    votes: Counter[int] = Counter()
    for shift in (0, 16):
        places: dict[int, list[int]] = {}
        for frame in np.flatnonzero(voiced):
            places.setdefault(int(words[frame]) >> shift & 0xFFFF, []).append(int(frame))
        for same in places.values():
            most = NEXT if len(same) > CROWD else len(same)
            pairs = ((a, b) for i, a in enumerate(same) for b in same[i + 1 : i + 1 + most])
            votes.update(a // BLOCK << 32 | (b - a) // LAG_BIN for a, b in pairs if b - a >= LEAST_LAG)
    return votes


@settings(max_examples=25, deadline=None)
@given(
    frames=st.integers(0, 3000),
    alphabet=st.integers(1, 400),
    share=st.floats(0.0, 1.0),
    seed=st.integers(0, 10**6),
    at_once=st.sampled_from([1, 500, 1 << 18]),
)
def test_votes_are_those_of_all_pairs(
    frames: int, alphabet: int, share: float, seed: int, at_once: int
) -> None:
    rng = np.random.default_rng(seed)
    words = rng.integers(0, alphabet, frames, np.uint32) | (rng.integers(0, 97, frames, np.uint32) << 16)
    voiced = rng.random(frames) < share
    found: Counter[int] = Counter()
    last = -1
    for votes in ballots(words, voiced, at_once):
        if len(votes):
            assert int(votes.min() >> 32) > last  # no block is split: its votes are counted together
            last = int(votes.max() >> 32)
        found.update(votes.tolist())
    assert found == _all_pairs(words, voiced)


def test_votes_come_a_few_at_a_time() -> None:
    words = np.random.default_rng(3).integers(0, 2**11, 60_000, np.uint32) * np.uint32(65537)
    sizes = [len(votes) for votes in ballots(words, np.ones(len(words), np.bool_), 50_000)]
    assert sum(sizes) > 20 * 50_000
    assert max(sizes) < 50_000 + 2 * BLOCK * CROWD


def test_channel_by_channel_hears_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = _sound()
    ours = np.roll(joined(speech("Quiero hablar con una persona."), key("5")), 8000)
    both = np.zeros((2, len(theirs)), np.float32)
    both[0], both[1, : len(ours)] = theirs, ours[: len(theirs)]
    path = write_wav(tmp_path / "two.wav", np.clip(both, -1, 1), subtype="PCM_16")
    options = ListenOptions(country="ES", ours_channel=1)
    once = hear_acoustics(path, options)
    monkeypatch.setattr(hear, "LONG_S", 10.0)
    shares: list[float] = []
    twice = hear_acoustics(path, options, lambda _stage, share: shares.append(share))
    assert once == twice
    assert len(once.channels) == 2
    assert once.channels[1].speech
    for a, b in zip(once.channels, twice.channels, strict=True):
        assert a.prints is not None
        assert b.prints is not None
        assert np.array_equal(a.prints, b.prints)
        assert a.frame_dbfs is not None
        assert b.frame_dbfs is not None
        assert np.array_equal(a.frame_dbfs, b.frame_dbfs)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
