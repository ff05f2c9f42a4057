"""The timeline keeps its rules whatever the tracks are; turns and holds are what their docstrings say."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.acoustic import (
    Acoustics,
    ChannelSound,
    Key,
    Stretch,
    Tone,
    Turn,
    acoustic_timeline,
    hold_stretches,
    speech_turns,
    timeline_of,
)
from transcripts.heard import Repeat
from transcripts.timeline import Kind, Side, Timeline

DURATION_S = 60.0


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Stretch, ...]:
    edges = sorted(draw(st.lists(st.integers(0, 6000), max_size=10, unique=True)))
    return tuple(Stretch(a / 100, b / 100) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def sounds(draw: st.DrawFn) -> ChannelSound:
    tones = tuple(Tone(Kind.BUSY, s.start_s, s.end_s, "ES", 3, (425.0,)) for s in draw(tracks()))
    keys = tuple(Key("5", s.start_s, s.end_s) for s in draw(tracks()))
    return ChannelSound(
        tones=tones, keys=keys, speech=draw(tracks()), music=draw(tracks()), speech_over_music=draw(tracks())
    )


def _check_rules(timeline: Timeline) -> None:
    assert list(timeline.spans) == sorted(timeline.spans, key=lambda s: (s.start_s, s.end_s, s.kind))
    for span in timeline:
        assert 0 <= span.start_s < span.end_s <= timeline.duration_s
    for side in (Side.OURS, Side.THEIRS):
        mine = [s for s in timeline if s.side is side and s.kind is not Kind.DTMF]
        assert all(a.end_s <= b.start_s for a, b in itertools.pairwise(mine))
    silent = timeline.of(Kind.SILENCE)
    assert all(s.side is Side.BOTH for s in silent)
    sounding = [s for s in timeline if s.kind is not Kind.SILENCE]
    assert all(s.overlap_s(q.start_s, q.end_s) == 0 for s in sounding for q in silent)
    edges = sorted({0.0, timeline.duration_s, *(s.start_s for s in timeline), *(s.end_s for s in timeline)})
    for a, b in itertools.pairwise(edges):
        assert timeline.between(a, b), f"nothing at {a}–{b}"


@given(sounds(), sounds(), st.sampled_from([None, 0, 1]))
def test_rules_hold_on_two_channels(one: ChannelSound, two: ChannelSound, ours: int | None) -> None:
    _check_rules(acoustic_timeline(Acoustics((one, two), DURATION_S, ours)))


@given(sounds(), st.lists(st.tuples(st.floats(0, 60), st.floats(0.01, 20)), max_size=8))
def test_rules_hold_for_any_turns(sound: ChannelSound, given_turns: list[tuple[float, float]]) -> None:
    turns = [Turn(a, a + length, Side.THEIRS, Kind.AGENT) for a, length in given_turns]
    _check_rules(timeline_of(Acoustics((sound,), DURATION_S), turns))


def _call(**tracks_of: object) -> Acoustics:
    return Acoustics((ChannelSound(**tracks_of),), 200.0)  # type: ignore[arg-type]


MUSIC = (Stretch(20, 40), Stretch(48, 70), Stretch(80, 100))


def test_speech_between_music_is_a_message_and_speech_around_it_is_not() -> None:
    speech = (Stretch(2, 10), Stretch(41, 44), Stretch(44.8, 47), Stretch(71, 79), Stretch(102, 110))
    turns = speech_turns(_call(speech=speech, music=MUSIC))
    assert [(t.start_s, t.end_s, t.kind) for t in turns] == [
        (2, 10, Kind.SPEECH),
        (41, 47, Kind.HOLD_MESSAGE),
        (71, 79, Kind.HOLD_MESSAGE),
        (102, 110, Kind.SPEECH),
    ]


def test_a_known_message_is_one_outside_the_music_too() -> None:
    repeat = Repeat("m1", ((12.0, 19.0), (41.0, 47.0)))
    speech = (Stretch(12, 19), Stretch(41, 47))
    turns = speech_turns(_call(speech=speech, music=MUSIC, repeats=(repeat,)))
    assert [(t.kind, t.detail) for t in turns] == [(Kind.HOLD_MESSAGE, "m1")] * 2


def test_holds() -> None:
    assert hold_stretches(_call(music=MUSIC)) == (Stretch(20, 100),)
    assert hold_stretches(_call(music=(Stretch(20, 40), Stretch(90, 100)))) == (
        Stretch(20, 40),
        Stretch(90, 100),
    )
    assert hold_stretches(_call(music=(Stretch(3, 5),))) == ()
    two = Acoustics((ChannelSound(speech=(Stretch(42, 46),)), ChannelSound(music=MUSIC)), 200.0, 0)
    assert hold_stretches(two) == (Stretch(20, 40), Stretch(48, 100))


def test_our_channel_is_the_caller() -> None:
    ours = ChannelSound(speech=(Stretch(5, 8),), keys=(Key("2", 10, 10.2),))
    their = ChannelSound(speech=(Stretch(1, 4), Stretch(7, 9)))
    timeline = acoustic_timeline(Acoustics((their, ours), 20.0, 1))
    assert [(s.kind, s.side) for s in timeline if s.kind is not Kind.SILENCE] == [
        (Kind.SPEECH, Side.THEIRS),
        (Kind.CALLER, Side.OURS),
        (Kind.SPEECH, Side.THEIRS),
        (Kind.DTMF, Side.OURS),
    ]
    assert timeline.total_s(Kind.SILENCE) == pytest.approx(20 - 3 - 4 - 0.2)


def test_two_channels_of_unknown_sides_are_both_heard() -> None:
    one, two = ChannelSound(speech=(Stretch(1, 4),)), ChannelSound(speech=(Stretch(6, 9),))
    timeline = acoustic_timeline(Acoustics((one, two), 20.0))
    assert [(s.start_s, s.end_s) for s in timeline.of(Kind.SPEECH)] == [(1, 4), (6, 9)]


def test_a_fax_says_that_it_is_one() -> None:
    tone = Tone(None, 3.0, 6.0, "fax answering", 1, (2100.0,))
    (span,) = [s for s in acoustic_timeline(_call(tones=(tone,))) if s.kind is not Kind.SILENCE]
    assert (span.kind, span.detail) == (Kind.SIT, "fax answering")
