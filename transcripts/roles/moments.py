"""The moments at which a person answers: known, or known to be unknown. Everyone who needs one asks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.contact import Mark, MarkName
from transcripts.timeline import Kind, Side, Span, Timeline

UNSURE_S = 6.0
"""Speech of nobody this close before a person may have been that person already."""

HUMAN_MARK_WINDOW_S = 3.0
"""A `human` mark of the channel is believed only where speech was heard this near to it."""

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
    ringing. `None` where unattributed speech lies right before: that may have been the person too, so the
    moment is not known to the second.
    """
    moments: list[float | None] = []
    away, unsure_s = True, float("-inf")
    for span in timeline:
        if span.kind in _MACHINE:
            away, unsure_s = True, float("-inf")
        elif _unknown(span):
            unsure_s = span.end_s
        elif _person(span) and away:
            moments.append(None if span.start_s - unsure_s < UNSURE_S else span.start_s)
            away = False
    return tuple(moments)


def first_human(timeline: Timeline, marks: Sequence[Mark] = ()) -> HumanAnswer:
    """The first of `human_moments`; without one, unattributed speech at the channel's own `human` mark."""
    moments = human_moments(timeline)
    unknown = [span for span in timeline if _unknown(span)]
    if moments and moments[0] is not None:
        return HumanAnswer(moments[0], None, moments[0], moments[0])
    if moments:
        by_s = next(span.start_s for span in timeline if _person(span))
        return HumanAnswer(None, "speaker_not_known", unknown[0].start_s, by_s)
    mark = next((mark for mark in marks if mark.name is MarkName.HUMAN), None)
    if mark is not None:
        for span in unknown:
            if span.start_s - HUMAN_MARK_WINDOW_S <= mark.at_s <= span.end_s + HUMAN_MARK_WINDOW_S:
                return HumanAnswer(span.start_s, None, span.start_s, span.start_s)
    if unknown:
        return HumanAnswer(None, "speaker_not_known", unknown[0].start_s)
    return HumanAnswer(None, "no_agent")


def _person(span: Span) -> bool:
    return span.kind is Kind.AGENT and span.side is not Side.OURS


def _unknown(span: Span) -> bool:
    return span.kind is Kind.SPEECH and span.side is not Side.OURS
