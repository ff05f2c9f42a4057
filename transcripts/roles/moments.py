"""The moments at which a person answers: known, or known to be unknown."""

from __future__ import annotations

from transcripts.timeline import Kind, Timeline

UNSURE_S = 6.0
"""Speech of nobody this close before a person may have been that person already."""

_MACHINE = (Kind.IVR, Kind.HOLD_MESSAGE, Kind.HOLD_MUSIC, Kind.RINGBACK)


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
        elif span.kind is Kind.SPEECH:
            unsure_s = span.end_s
        elif span.kind is Kind.AGENT and away:
            moments.append(None if span.start_s - unsure_s < UNSURE_S else span.start_s)
            away = False
    return tuple(moments)
