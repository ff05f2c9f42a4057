"""Holds what was measured of a practice call against the line's own truth. Values in, values out.

Both sides count seconds from the INVITE. The truth is the line's; it is never corrected by what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.practice.matching import matched
from auditor.practice.truth import Truth, TruthEvent
from metrics.values import Scorecard
from transcripts.contact import Contact, MarkName
from transcripts.roles.moments import first_human
from transcripts.timeline import Kind, Timeline
from transcripts.transcript import Speaker, Transcript

TOLERANCE_S = 0.5
"""The product's own promise for a demo call: every time within half a second of the truth."""

_WAITS = ("wait.dial_to_human_s", "wait.ivr_to_human_s", "wait.request_to_human_s")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. `measured` and `true` are seconds, counts or texts; `None` is "not measured".

    `error` is measured − true for numbers, 0.0 or 1.0 for texts (same, or not), `None` where one is missing.
    `ok` is false, too, for what is true and was not measured, and for what was measured and is not true; what
    neither side has gives no row. `unit` is "s", "count" or "text".
    """

    id: str
    measured: float | str | None
    true: float | str | None
    error: float | None
    unit: str
    ok: bool


def compare(
    truth: Truth,
    timeline: Timeline | None,
    contact: Contact,
    scorecard: Scorecard | None = None,
    transcript: Transcript | None = None,
) -> tuple[Row, ...]:
    """Every row that this call allows.

    Ids: "keys", "answered", "ended", "ended_by", "agent_answered", the three "wait.…" of the scorecard,
    "hold.count", "hold.N.start", "hold.N.end", "hold.total", "message.count", "message.N.start" (N counts
    from 1; what was measured and is not true comes after the true ones), "text_off_speech": stretches of
    text of which less than half lies within `TOLERANCE_S` of anything that was really said.
    """
    rows = [*_signalling(truth, contact)]
    if timeline is not None:
        rows += _agent(truth, timeline, contact)
    if scorecard is not None:
        rows += _waits(truth, scorecard)
        rows += _holds(truth, scorecard)
    if timeline is not None:
        rows += _messages(truth, timeline, scorecard)
    if transcript is not None:
        rows.append(_text_off_speech(truth, transcript))
    return tuple(rows)


def _times(id: str, measured: float | None, true: float | None) -> Iterator[Row]:
    """A row of two times, unless neither side knows one."""
    if measured is None and true is None:
        return
    error = None if measured is None or true is None else measured - true
    yield Row(id, measured, true, error, "s", error is not None and abs(error) <= TOLERANCE_S)


def _texts(id: str, measured: str | None, true: str) -> Row:
    same = measured == true
    return Row(id, measured, true, None if measured is None else float(not same), "text", same)


def _counts(id: str, measured: int, true: int) -> Row:
    return Row(id, float(measured), float(true), float(measured - true), "count", measured == true)


def _signalling(truth: Truth, contact: Contact) -> Iterator[Row]:
    sent = "".join(mark.detail or "" for mark in contact.marks if mark.name is MarkName.KEY)
    yield _texts("keys", sent, "".join(key.digit for key in truth.keys))
    answered = contact.first(MarkName.ANSWERED)
    yield from _times("answered", answered.at_s if answered else None, truth.answered_s)
    if truth.answered_s is None:
        return
    ours, theirs = contact.first(MarkName.BYE_OURS), contact.first(MarkName.BYE_THEIRS)
    end = ours or theirs
    yield from _times("ended", end.at_s if end else None, truth.ended_s)
    yield _texts("ended_by", "caller" if ours else "line" if theirs else None, truth.ended_by)


def _agent(truth: Truth, timeline: Timeline, contact: Contact) -> Iterator[Row]:
    found = first_human(timeline, contact.marks)
    yield from _times("agent_answered", found.at_s, truth.agent_answered_s)


def _waits(truth: Truth, scorecard: Scorecard) -> Iterator[Row]:
    for id in _WAITS:
        figure = scorecard.figure(id)
        yield from _times(id, figure.value if figure else None, true_wait_s(truth, id))


def true_wait_s(truth: Truth, id: str) -> float | None:
    """One of the wait clocks as it really was; `None` when no person answered, or nothing started it."""
    human_s = truth.agent_answered_s
    if human_s is None:
        return None
    if id == "wait.dial_to_human_s":
        return human_s
    if id == "wait.ivr_to_human_s":
        starts = [event.end_s for event in truth.of("ivr") if event.start_s < human_s]
    else:
        starts = [key.at_s for key in truth.keys if key.at_s < human_s]
    return human_s - starts[-1] if starts else None


def _holds(truth: Truth, scorecard: Scorecard) -> Iterator[Row]:
    figure = scorecard.figure("hold.total_s")
    measured = sorted((e.start_s, e.end_s) for e in figure.evidence) if figure else []
    true = [(stretch.start_s, stretch.end_s) for stretch in truth.hold]
    yield _counts("hold.count", len(measured), len(true))
    for n, (ours, theirs) in enumerate(matched(measured, true), 1):
        yield from _times(f"hold.{n}.start", ours and ours[0], theirs and theirs[0])
        yield from _times(f"hold.{n}.end", ours and ours[1], theirs and theirs[1])
    if true or measured:
        total_s = figure.value if figure else None
        yield from _times("hold.total", total_s, sum((end - start for start, end in true), 0.0))


def _messages(truth: Truth, timeline: Timeline, scorecard: Scorecard | None) -> Iterator[Row]:
    if scorecard is not None:
        measured = sorted(time for message in scorecard.messages for time in message.times)
    else:
        measured = [(span.start_s, span.end_s) for span in timeline.of(Kind.HOLD_MESSAGE)]
    true = [(message.start_s, message.end_s) for message in truth.messages]
    yield _counts("message.count", len(measured), len(true))
    for n, (ours, theirs) in enumerate(matched(measured, true), 1):
        yield from _times(f"message.{n}.start", ours and ours[0], theirs and theirs[0])


def _text_off_speech(truth: Truth, transcript: Transcript) -> Row:
    spoken = {
        "ours": _widened(truth.of("caller")),
        "theirs": _widened(truth.of("ivr", "hold_message", "agent")),
    }
    astray = 0
    for segment in transcript.segments:
        side = spoken["ours" if segment.speaker is Speaker.CALLER else "theirs"]
        length_s = segment.end_s - segment.start_s
        if segment.text.strip() and _shared_s(segment.start_s, segment.end_s, side) < 0.5 * length_s:
            astray += 1
    return _counts("text_off_speech", astray, 0)


def _widened(events: Sequence[TruthEvent]) -> list[tuple[float, float]]:
    """The events' stretches, each `TOLERANCE_S` longer at either end; those that then touch are one."""
    stretches: list[tuple[float, float]] = []
    for event in sorted(events, key=lambda event: event.start_s):
        start_s, end_s = event.start_s - TOLERANCE_S, event.end_s + TOLERANCE_S
        if stretches and start_s <= stretches[-1][1]:
            start_s, end_s = stretches[-1][0], max(end_s, stretches.pop()[1])
        stretches.append((start_s, end_s))
    return stretches


def _shared_s(start_s: float, end_s: float, stretches: Sequence[tuple[float, float]]) -> float:
    return sum(max(0.0, min(end_s, end) - max(start_s, start)) for start, end in stretches)
