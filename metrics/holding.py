"""Where the caller was on hold: the stretches, and what sounded in each. Definition in docs/figures.md."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.view import CallView
from transcripts.timeline import Kind, Side, Span, Timeline

DEAD_SILENCE_S = 3.0
"""Silence longer than this after a menu already counts as waiting (IV-05, ivrsworld)."""
JINGLE_S = 8.0
"""Music shorter than a greeting, before a menu voice, belongs to the greeting (IV-02, cyara)."""
RINGBACK_PAUSE_S = 5.0
"""The longest pause inside one ringing (norms: 4.65 s in EC); ringback bursts nearer than this are one."""

HOLD_KINDS = (Kind.HOLD_MUSIC, Kind.HOLD_MESSAGE, Kind.RINGBACK)
_ENDING = (Kind.AGENT, Kind.BUSY, Kind.CONGESTION, Kind.SIT)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One time on hold. `parts` are the company's sounds in it, cut to it, in order.

    `queue` is true before the first human. `answered` is true where a person ended it.
    """

    start_s: float
    end_s: float
    parts: tuple[Span, ...]
    queue: bool
    answered: bool

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(slots=True)
class _Open:
    start_s: float
    spans: list[Span]


def stretches(call: CallView) -> tuple[Stretch, ...]:
    """Every time on hold, in order."""
    sounds = [s for s in call.timeline if s.side is not Side.OURS and s.kind is not Kind.SILENCE]
    sounds = [s for s in _joined_ringback(sounds) if s.kind is not Kind.DTMF and s.start_s < call.end_s]
    found: list[Stretch] = []
    current: _Open | None = None
    for i, span in enumerate(sounds):
        if current is None:
            if _begins(call, sounds, i):
                current = _Open(_start(call, sounds, i), [span])
            elif _silent_wait(call, sounds, i):
                found.append(_close(call, _Open(_start(call, sounds, i), []), span.start_s, answered=True))
        elif span.kind in HOLD_KINDS or _is_announcement(call, sounds, i):
            current.spans.append(span)
        else:
            answered = span.kind is Kind.AGENT or span.start_s == call.human.at_s
            stretch = _close(call, current, span.start_s, answered=answered)
            if not _is_jingle(stretch, span):
                found.append(stretch)
            current = None
    if current is not None:
        found.append(_close(call, current, call.end_s, answered=False))
    return tuple(found)


def _begins(call: CallView, sounds: list[Span], i: int) -> bool:
    """Music and messages begin a hold anywhere; ringback only after the call was answered."""
    span = sounds[i]
    if span.kind not in HOLD_KINDS:
        return False
    if span.kind is not Kind.RINGBACK:
        return True
    return any(s.kind not in (Kind.RINGBACK, Kind.SIT) for s in sounds[:i])


def _start(call: CallView, sounds: list[Span], i: int) -> float:
    """A long dead silence before the first sound is part of the wait already."""
    before = _quiet_since(call, sounds, i)
    return before if sounds[i].start_s - before > DEAD_SILENCE_S else sounds[i].start_s


def _quiet_since(call: CallView, sounds: list[Span], i: int) -> float:
    """The last sound, key or word of ours before a sound of theirs; its own start if it is first."""
    start_s = sounds[i].start_s
    if i == 0:
        return start_s
    keys = [key.at_s for key in call.keys if key.at_s <= start_s]
    words = [s.end_s for s in call.timeline.of(Kind.CALLER) if s.start_s < start_s]
    return min(start_s, max([sounds[i - 1].end_s, *keys, *words]))


def _silent_wait(call: CallView, sounds: list[Span], i: int) -> bool:
    """A person who answers after a menu and nothing but silence, more than three seconds, was waited for."""
    if i == 0 or sounds[i].kind is not Kind.AGENT or sounds[i - 1].kind is not Kind.IVR:
        return False
    return sounds[i].start_s - _quiet_since(call, sounds, i) > DEAD_SILENCE_S


def _is_announcement(call: CallView, sounds: list[Span], i: int) -> bool:
    """Menu voice or unattributed speech in a hold: nobody reacts to it, and the hold goes on."""
    span = sounds[i]
    if span.kind in _ENDING or span.start_s == call.human.at_s:
        return False
    reactions = [k.at_s for k in call.keys] + [s.start_s for s in call.timeline.of(Kind.CALLER)]
    for later in sounds[i + 1 :]:
        if any(span.start_s <= at < later.start_s for at in reactions):
            return False
        if later.kind in HOLD_KINDS:
            return True
        if later.kind in _ENDING:
            return span.kind is Kind.IVR and later.kind is Kind.AGENT
    return False


def _is_jingle(stretch: Stretch, after: Span) -> bool:
    """Short music alone before a menu voice is part of the greeting, not a hold."""
    only_music = all(part.kind is Kind.HOLD_MUSIC for part in stretch.parts)
    return after.kind is Kind.IVR and only_music and stretch.length_s < JINGLE_S


def _close(call: CallView, current: _Open, end_s: float, *, answered: bool) -> Stretch:
    parts = tuple(
        Span(s.kind, max(s.start_s, current.start_s), min(s.end_s, end_s), s.side, s.detail)
        for s in current.spans
    )
    human = call.human.by_s
    queue = human is None or current.start_s < human
    return Stretch(current.start_s, max(end_s, current.start_s), parts, queue, answered)


def _joined_ringback(sounds: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sounds:
        last = joined[-1] if joined else None
        if last and last.kind is span.kind is Kind.RINGBACK and span.start_s - last.end_s <= RINGBACK_PAUSE_S:
            joined[-1] = Span(span.kind, last.start_s, span.end_s, span.side, span.detail)
        else:
            joined.append(span)
    return joined


def silences(timeline: Timeline, start_s: float, end_s: float) -> tuple[tuple[float, float], ...]:
    """The stretches in [start_s, end_s) in which neither side sounds."""
    sounds = [s for s in timeline if s.kind is not Kind.SILENCE]
    theirs = _joined_ringback([s for s in sounds if s.side is not Side.OURS])
    ours = [s for s in sounds if s.side is Side.OURS]
    sounding = sorted(
        (max(s.start_s, start_s), min(s.end_s, end_s))
        for s in (*theirs, *ours)
        if s.overlap_s(start_s, end_s) > 0
    )
    gaps: list[tuple[float, float]] = []
    at = start_s
    for first, last in sounding:
        if first > at:
            gaps.append((at, first))
        at = max(at, last)
    if end_s > at:
        gaps.append((at, end_s))
    return tuple(gaps)
