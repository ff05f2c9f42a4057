"""Music that the detectors lose is completed within its hold; idle lines, noise and talk are not music."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.transcripts.acoustic.made import activity
from transcripts.acoustic.fades import continued

Levels = NDArray[np.float32]
IDLE, LOUD = -68.0, -23.0


def _moving(frames: int, dbfs: float, swing_db: float = 5.0) -> Levels:
    return (dbfs + swing_db * np.sin(np.arange(frames) / 7.0)).astype(np.float32)


def _still(frames: int, dbfs: float) -> Levels:
    return np.full(frames, dbfs, np.float32)


def _music(*parts: tuple[Levels, str]) -> tuple[NDArray[np.bool_], list[slice]]:
    """What is music after completion, of parts known as "music", "speech", "other" or "" (nobody knows)."""
    level = np.concatenate([part for part, _ in parts])
    masks = {
        name: np.concatenate([np.full(len(part), kind == name) for part, kind in parts])
        for name in ("music", "speech", "other")
    }
    active = continued(activity(masks["speech"], masks["music"]), masks["other"], level)
    ends = np.cumsum([len(part) for part, _ in parts])
    return active.music, [slice(end - len(part), end) for end, (part, _) in zip(ends, parts, strict=True)]


@pytest.mark.parametrize("first", [True, False])
def test_a_fade_is_music(first: bool) -> None:
    fade = np.linspace(-50, LOUD, 400, dtype=np.float32)
    known = (_moving(1000, LOUD), "music")
    parts = [(fade, ""), known] if first else [known, (fade[::-1], "")]
    music, _ = _music((_still(300, IDLE), ""), *parts, (_still(300, IDLE), ""))
    assert music[320:1680].all()
    assert not music[:295].any()
    assert not music[-295:].any()


def test_steady_noise_is_no_fade() -> None:
    music, (_, noise) = _music((_moving(1000, LOUD), "music"), (_still(500, -45.0), ""))
    assert not music[noise].any()


def test_what_sounds_between_two_messages_of_a_hold_is_its_music() -> None:
    """Even where no detector hears any there: it does elsewhere in the hold."""
    music, (_, _, lost, _) = _music(
        (_moving(1000, LOUD), "music"),
        (_moving(400, -21.0), "speech"),
        (_moving(900, -27.0), ""),
        (_moving(400, -21.0), "speech"),
    )
    assert music[lost].mean() > 0.97


def test_breaths_between_words_are_not() -> None:
    parts = [(_moving(1000, LOUD), "music"), (_still(100, IDLE), "")]
    for _ in range(4):
        parts += [(_moving(200, -21.0), "speech"), (_moving(45, -35.0), "")]
    music, places = _music(*parts, (_moving(200, -21.0), "speech"))
    assert not any(music[place].any() for place in places[1:])


def test_the_pauses_of_talk_are_not() -> None:
    music, (_, talk) = _music((_moving(1000, LOUD), "music"), (_moving(500, -30.0), "other"))
    assert not music[talk].any()


def test_a_long_rest_is_silence_and_a_short_one_is_music() -> None:
    music, (_, short, _, long, _) = _music(
        (_moving(1000, LOUD), "music"),
        (_still(100, IDLE), "music"),
        (_moving(1000, LOUD), "music"),
        (_still(200, IDLE), "music"),
        (_moving(1000, LOUD), "music"),
    )
    assert music[short].all()
    assert music[long].sum() <= 22


def test_nothing_far_from_music() -> None:
    music, (_, _, far) = _music(
        (_moving(500, LOUD), "music"), (_still(4800, IDLE), ""), (_moving(500, LOUD), "")
    )
    assert not music[far].any()


def test_a_call_without_music_has_none() -> None:
    music, _ = _music((_moving(500, LOUD), ""), (_moving(500, LOUD), "speech"))
    assert not music.any()


def test_empty() -> None:
    empty = np.empty(0, np.bool_)
    assert len(continued(activity(empty, empty), empty, np.empty(0, np.float32)).music) == 0
