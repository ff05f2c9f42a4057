"""From tracks and turns to a `Timeline` that keeps its rules: no overlap on one side, silence is the rest."""

from __future__ import annotations

from collections.abc import Iterable

from transcripts.acoustic.turns import Turn, speech_turns
from transcripts.acoustic.values import Acoustics, ChannelSound, Stretch, Tone
from transcripts.timeline import Kind, Side, Span, Timeline, in_order

SHORTEST_S = 0.1
"""Splinters shorter than this, left between two other spans, are not told apart: they are nobody's."""


def acoustic_timeline(acoustics: Acoustics) -> Timeline:
    """What acoustics alone can say, in seconds from the first sample.

    On one channel, or on two whose sides are not known, speech has side `theirs` and kind `speech`
    until someone attributes it.
    """
    return timeline_of(acoustics, speech_turns(acoustics))


def timeline_of(acoustics: Acoustics, turns: Iterable[Turn]) -> Timeline:
    """The timeline in which these turns are the speech, and everything else is what was heard.

    Where sounds of one side collide, tones win over speech, speech over music. Turns of one side that
    overlap are cut where the later one begins.
    """
    duration_s = acoustics.duration_s
    turns = sorted(turns, key=lambda turn: (turn.start_s, turn.end_s))
    spans: list[Span] = []
    for side, sound in _sides(acoustics, turns):
        own = [turn for turn in turns if turn.side is side]
        spoken = [Span(turn.kind, turn.start_s, turn.end_s, side, turn.detail) for turn in own]
        spans += _one_side(side, sound, spoken, duration_s)
    spans += [
        Span(Kind.SILENCE, start_s, end_s, Side.BOTH)
        for start_s, end_s in _rest([Stretch(s.start_s, s.end_s) for s in spans], 0.0, duration_s)
    ]
    return Timeline(in_order(spans), duration_s)


def _sides(acoustics: Acoustics, turns: Iterable[Turn]) -> list[tuple[Side, ChannelSound]]:
    """Both sides; on one channel ours is nothing but the turns that somebody gave to us."""
    sides = [(Side.THEIRS, acoustics.theirs)]
    if acoustics.ours:
        return [*sides, (Side.OURS, acoustics.ours)]
    return [*sides, (Side.OURS, ChannelSound())] if any(t.side is Side.OURS for t in turns) else sides


def _one_side(side: Side, sound: ChannelSound, spoken: list[Span], duration_s: float) -> list[Span]:
    tones = [_tone_span(tone, side) for tone in sound.tones] if side is Side.THEIRS else []
    music = _music(sound, side) if side is Side.THEIRS else []
    spans: list[Span] = []
    taken: list[Stretch] = []
    for span in (*tones, *spoken, *music):
        for start_s, end_s in _rest(taken, span.start_s, min(span.end_s, duration_s)):
            if end_s - start_s >= min(SHORTEST_S, span.length_s):
                spans.append(Span(span.kind, start_s, end_s, side, span.detail))
                taken.append(Stretch(start_s, end_s))
    keys = [Span(Kind.DTMF, key.start_s, min(key.end_s, duration_s), side, key.digit) for key in sound.keys]
    return spans + keys


def _tone_span(tone: Tone, side: Side) -> Span:
    """A fax has no kind of its own in a timeline: it stands as a special tone whose detail says fax."""
    return Span(tone.kind or Kind.SIT, tone.start_s, tone.end_s, side, tone.plan)


def _music(sound: ChannelSound, side: Side) -> list[Span]:
    return [Span(Kind.HOLD_MUSIC, music.start_s, music.end_s, side) for music in sound.music]


def _rest(taken: Iterable[Stretch], start_s: float, end_s: float) -> list[tuple[float, float]]:
    """The parts of [start_s, end_s) that `taken` leaves free."""
    free: list[tuple[float, float]] = []
    at_s = start_s
    for part in sorted(taken):
        if part.end_s <= at_s or part.start_s >= end_s:
            continue
        if part.start_s > at_s:
            free.append((at_s, part.start_s))
        at_s = max(at_s, part.end_s)
    if at_s < end_s:
        free.append((at_s, end_s))
    return free
