"""The moments at which a person answers: known, or known to be unknown. Everyone who needs one asks here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span, Timeline

UNSURE_S = 6.0
"""Speech of nobody this close before a person may have been that person already."""

WORD_S = 0.1
"""Nobody says a word in less: it is the rim of a tone or of music."""

TALK_S, IN_ONE_S = 3.5, 2.8
"""Whoever of us speaks longer than this, in sum or in one go, talks with somebody: "hello, is anybody there?"
is shorter (2.5 s at most in the 28 of bench.listening.humans that may be looked at)."""

LONG_S = 6.0
"""Longer speech of nobody before a person may have been a talk with another one."""

HUMAN_MARK_WINDOW_S = 3.0
"""A `human` mark of the channel is believed only where speech was heard this near to it."""

HELD_S = 4.0
"""Shorter music sends nobody away: it is a tune behind the speaker, or speech that was taken for music."""

SPOKEN_MUSIC_S, AT_ONCE_S = 6.0, 0.15
"""Music shorter than the first that goes over into words within the second may be words itself."""

_MACHINE = (Kind.IVR, Kind.HOLD_MESSAGE, Kind.HOLD_MUSIC, Kind.RINGBACK)


@dataclass(frozen=True, slots=True)
class HumanAnswer:
    """When the first person answered, in seconds; where that is `None`, `why` says why.

    `why` is "no_agent" where nothing heard can have been a person, "speaker_not_known" where something can.
    No person answered before `not_before_s` (`None`: nor later), and one was there `by_s` at the latest
    (`None`: perhaps never).
    """

    at_s: float | None
    why: str | None = None
    not_before_s: float | None = None
    by_s: float | None = None


def human_moments(timeline: Timeline) -> tuple[float | None, ...]:
    """For each time that a person comes on the line, the second at which they begin to speak.

    A person comes on with the first `agent` span, and again after every stretch of menu voice, hold or
    ringing. `None` where that may not be their first word: unattributed speech lies right before, or our
    caller spoke at length, which nobody does to a line that has said nothing.
    """
    return tuple(moment.at_s for moment in _moments(timeline))


def first_human(timeline: Timeline, marks: Sequence[Mark] = ()) -> HumanAnswer:
    """The first of `human_moments`; without one, unattributed speech at the channel's own `human` mark."""
    unknown = [span for span in timeline if _unknown(span)]
    first = next(_moments(timeline), None)
    by_s = first.by_s if first and first.by_s is not None else float("inf")
    talked_s = _talked_before(timeline, by_s)
    if talked_s is None:
        talked_s = _music_like_words(timeline, by_s)
    if first is not None and first.at_s is not None and talked_s is None:
        return first
    if first is not None and first.at_s is not None:
        return HumanAnswer(None, "speaker_not_known", talked_s, first.at_s)
    if first is not None:
        earliest = min([first.not_before_s or 0.0, *(span.start_s for span in unknown)])
        return HumanAnswer(None, first.why, earliest, first.by_s)
    mark = next((mark for mark in marks if mark.name is MarkName.HUMAN), None)
    if mark is not None:
        for span in unknown:
            if span.start_s - HUMAN_MARK_WINDOW_S <= mark.at_s <= span.end_s + HUMAN_MARK_WINDOW_S:
                return HumanAnswer(span.start_s, None, span.start_s, span.start_s)
    if unknown:
        return HumanAnswer(None, "speaker_not_known", unknown[0].start_s)
    return HumanAnswer(None, "no_agent")


def _moments(timeline: Timeline) -> Iterator[HumanAnswer]:
    """Each moment; one that is not known has its bounds."""
    away, since_s = True, 0.0
    unknown: list[Span] = []
    ours: list[Span] = []
    for span in timeline:
        if _machine(span):
            away, since_s = True, max(since_s, span.end_s)
            unknown, ours = [], []
        elif _unknown(span):
            unknown.append(span)
        elif span.kind is Kind.CALLER:
            ours.append(span)
        elif _person(span) and away:
            away = False
            doubt = bool(unknown) and span.start_s - unknown[-1].end_s < UNSURE_S
            talked = sum(one.length_s for one in ours) > TALK_S or any(
                one.length_s > IN_ONE_S for one in ours
            )
            if doubt or talked:
                earliest = min(one.start_s for one in (*unknown, *ours)) if not talked else since_s
                yield HumanAnswer(None, "speaker_not_known", min(earliest, span.start_s), span.start_s)
            else:
                yield HumanAnswer(span.start_s, None, span.start_s, span.start_s)


def _talked_before(timeline: Timeline, by_s: float) -> float | None:
    """Where somebody not known spoke before `by_s`: for long, or our caller answered and they spoke again."""
    at_length = _at_length(timeline, by_s)
    return _in_turns(timeline, by_s) if at_length is None else at_length


def _at_length(timeline: Timeline, by_s: float) -> float | None:
    """Where nobody known spoke for long between two machines, holds or ringing tones, if anywhere."""
    since_s, spoken_s = 0.0, 0.0
    for span in timeline:
        if span.start_s >= by_s or _person(span):
            return None
        if _machine(span):
            spoken_s = 0.0
        elif _unknown(span):
            since_s = span.start_s if not spoken_s else since_s
            spoken_s += span.length_s
        if spoken_s > LONG_S:
            return since_s
    return None


def _in_turns(timeline: Timeline, by_s: float) -> float | None:
    since: Span | None = None
    answered = False
    for span in timeline:
        if span.start_s >= by_s:
            return None
        if span.kind in _MACHINE:
            since, answered = None, False
        elif span.kind is Kind.CALLER:
            answered = since is not None and span.start_s - since.end_s <= UNSURE_S
        elif _unknown(span):
            if since is not None and answered:
                return since.start_s
            since = span
    return None


def _music_like_words(timeline: Timeline, by_s: float) -> float | None:
    """Where music begins that goes over into the person's first words and is short enough to be words."""
    sounds = [span for span in timeline if span.start_s < by_s and span.kind is not Kind.SILENCE]
    if not sounds or sounds[-1].kind is not Kind.HOLD_MUSIC:
        return None
    music = sounds[-1]
    alone = len(sounds) < 2 or music.start_s - sounds[-2].end_s >= AT_ONCE_S  # else a hold that goes on
    short = music.length_s < SPOKEN_MUSIC_S
    return music.start_s if alone and short and by_s - music.end_s < AT_ONCE_S else None


def _machine(span: Span) -> bool:
    return span.kind in _MACHINE and (span.kind is not Kind.HOLD_MUSIC or span.length_s >= HELD_S)


def _person(span: Span) -> bool:
    return span.kind is Kind.AGENT and span.side is not Side.OURS


def _unknown(span: Span) -> bool:
    return span.kind is Kind.SPEECH and span.side is not Side.OURS and span.length_s >= WORD_S
