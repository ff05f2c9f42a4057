"""Hold messages are scored twice: by sound alone, and as the whole of `listen` tells them."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("bench.listening.score")

from bench.listening.report import figures
from bench.listening.score import score_call
from bench.listening.truth import Label
from transcripts.acoustic import (
    Acoustics,
    ChannelSound,
    Stretch,
    acoustic_timeline,
    speech_turns,
    timeline_of,
)
from transcripts.timeline import Kind

MESSAGE, TALK = Stretch(30, 36), Stretch(62, 80)
TRUTH = [
    Label("music", 8, 30),
    Label("message", 30, 36, "wait"),
    Label("speech", 30, 36, "wait"),
    Label("music", 36, 60),
    Label("utterance", 62, 80, "talk", role="agent"),
    Label("speech", 62, 80, "talk"),
    Label("music", 82, 100),
]
HEARD = Acoustics(
    (ChannelSound(speech=(MESSAGE, TALK), music=(Stretch(8, 30), Stretch(36, 60), Stretch(82, 100))),), 101.0
)


def test_what_is_told_is_what_counts() -> None:
    """Talk between two holds is a message to the ear; whoever knows the words says otherwise."""
    turns = [
        replace(turn, kind=Kind.SPEECH) if turn.start_s == TALK.start_s else turn
        for turn in speech_turns(HEARD)
    ]
    score = score_call("call", TRUTH, HEARD, 1.0, timeline_of(HEARD, turns))
    found = figures(score)
    assert found["messages"] == [1, 1, 0]
    assert found["messages by sound"] == [1, 1, 1]
    assert ("call", "hold messages", 6.0, 6.0) in score.totals


def test_without_the_words_only_the_sound_is_scored() -> None:
    score = score_call("call", TRUTH, HEARD, 1.0)
    assert figures(score)["messages"] is None
    assert ("call", "hold messages", 6.0, 24.0) in score.totals


def test_a_message_lost_by_its_words_is_missed() -> None:
    turns = [replace(turn, kind=Kind.SPEECH) for turn in speech_turns(HEARD)]
    found = figures(score_call("call", TRUTH, HEARD, 1.0, timeline_of(HEARD, turns)))
    assert found["messages"] == [0, 1, 0]
    assert acoustic_timeline(HEARD).of(Kind.HOLD_MESSAGE)
