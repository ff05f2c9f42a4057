"""The truth set's totals: the true call has the true figures, and what is off shows in the right one."""

from __future__ import annotations

import pytest

pytest.importorskip("bench.listening.totals")

from bench.listening.totals import totals
from bench.listening.truth import Label
from transcripts.acoustic import Acoustics, ChannelSound, Stretch, acoustic_timeline

TRUTH = [
    Label("utterance", 2, 6, "menu", role="ivr"),
    Label("speech", 2, 6, "menu"),
    Label("dtmf", 7, 7.1, "1"),
    Label("music", 8, 30),
    Label("message", 30, 36, "wait"),
    Label("speech", 30, 36, "wait"),
    Label("music", 36, 60),
    Label("utterance", 61, 66, "hello", role="agent"),
    Label("speech", 61, 66, "hello"),
]


def _rows(speech: tuple[Stretch, ...], music: tuple[Stretch, ...]) -> dict[str, tuple[float, float]]:
    heard = Acoustics((ChannelSound(speech=speech, music=music),), 70.0)
    return {
        what: (true, got) for _, what, true, got in totals("call", TRUTH, heard, acoustic_timeline(heard))
    }


SPEECH = (Stretch(2, 6), Stretch(30, 36), Stretch(61, 66))
MUSIC = (Stretch(8, 30), Stretch(36, 60))


def test_what_is_heard_right_is_right() -> None:
    rows = _rows(SPEECH, MUSIC)
    assert rows["hold music"] == pytest.approx((46, 46))
    assert rows["hold messages"] == pytest.approx((6, 6))
    assert rows["hold.total_s"] == pytest.approx((53, 53))  # to the agent's first word
    assert rows["wait.ivr_to_human_s"] == pytest.approx((55, 55))
    assert "ringback" not in rows


def test_music_that_begins_late_shortens_the_hold() -> None:
    rows = _rows(SPEECH, (Stretch(8.7, 30), Stretch(36, 60)))
    assert rows["hold music"] == pytest.approx((46, 45.3))
    assert rows["hold.total_s"] == pytest.approx((53, 52.3))
    assert rows["wait.ivr_to_human_s"] == pytest.approx((55, 55))


def test_a_human_heard_late_lengthens_the_waits() -> None:
    rows = _rows((Stretch(2, 6), Stretch(30, 36), Stretch(63, 66)), MUSIC)
    assert rows["hold.total_s"] == pytest.approx((53, 55))
    assert rows["wait.ivr_to_human_s"] == pytest.approx((55, 57))


def test_a_human_not_heard_at_all_is_no_perfect_wait() -> None:
    rows = _rows(SPEECH[:2], MUSIC)
    assert rows["wait.ivr_to_human_s"] == pytest.approx((55, 0))
