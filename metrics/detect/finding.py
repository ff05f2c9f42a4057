"""What a detector returns, and the one rule that separates "no" from "not heard"."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.hold import Hold
from metrics.lexicon import Hit
from metrics.routing import Route
from metrics.values import Answer, Evidence
from metrics.view import CallView, quote
from transcripts.contact import Outcome
from transcripts.timeline import Kind, Span
from transcripts.transcript import Segment, Speaker

PAUSE_S = 1.5
"""Pauses between words up to this long are the speaker's own, not speech that was missed."""
HEARD_SHARE = 0.9
"""A person was heard well enough to conclude absence when sure words cover this share of their speech."""


@dataclass(frozen=True, slots=True)
class Scored:
    """All that detectors may look at."""

    call: CallView
    hold: Hold
    route: Route


@dataclass(frozen=True, slots=True)
class Result:
    """A detector's answer. `why` is a key; `confidence` is that of the words, 0–1."""

    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    why: str | None = None
    confidence: float | None = None


def yes(*evidence: Evidence, confidence: float | None = None) -> Result:
    return Result(Answer.YES, evidence, confidence=confidence)


def no(why: str, *evidence: Evidence) -> Result:
    return Result(Answer.NO, evidence, why)


def not_heard(why: str) -> Result:
    return Result(Answer.NOT_HEARD, why=why)


def not_applicable(why: str) -> Result:
    return Result(Answer.NOT_APPLICABLE, why=why)


def not_assessable(why: str) -> Result:
    return Result(Answer.NOT_ASSESSABLE, why=why)


def hits(call: CallView, segments: tuple[Segment, ...], *labels: str) -> list[tuple[Segment, Hit]]:
    """The phrases of these labels in sure segments."""
    return [(s, hit) for s in segments if not s.low_confidence for hit in call.find(s.text, *labels)]


def said(pairs: list[tuple[Segment, Hit]]) -> Result:
    """Yes, with every place where it was said; as sure as the surest of them."""
    sure = [s.confidence for s, _ in pairs if s.confidence is not None]
    evidence = tuple(quote(segment, hit.start, hit.end) for segment, hit in pairs)
    return yes(*evidence, confidence=max(sure, default=None))


def agent_segments(call: CallView) -> tuple[Segment, ...]:
    """What a person of the company said."""
    return call.transcript.by(Speaker.AGENT)


def agent_missing(call: CallView) -> Result | None:
    """The answer of every question about a person when none answered, or nobody knows whether one did."""
    if call.human.by_s is not None and (agent_segments(call) or call.theirs(Kind.AGENT)):
        return None
    if call.human.by_s is not None or call.human.why == "speaker_not_known":
        return not_assessable("speaker_not_known")
    return not_applicable("no_agent")


def absent(call: CallView, *weak: str) -> Result:
    """The answer where a person's phrase was not found: "no" only if absence can be concluded.

    It can when the person's speech was heard whole and sure, no speech is unattributed, and not even the
    weak words of the matter fell.
    """
    why = _why_not_whole(call)
    if why is not None:
        return not_heard(why)
    if weak and hits(call, agent_segments(call), *weak):
        return not_heard("related_words_heard")
    spans = call.theirs(Kind.AGENT)
    return no("not_said", Evidence(spans[0].start_s, spans[-1].end_s))


def _why_not_whole(call: CallView) -> str | None:
    if call.lexicon is None:
        return "no_phrases"
    if call.contact.outcome in (Outcome.CANCELLED, Outcome.INTERRUPTED, Outcome.FAILED):
        return "call_cut_short"
    segments = agent_segments(call)
    if any(s.low_confidence for s in segments):
        return "low_confidence"
    human = call.human.at_s or 0.0
    if any(s.end_s > human for s in call.theirs(Kind.SPEECH)):
        return "speaker_not_known"
    spans = call.theirs(Kind.AGENT)
    total = sum(s.length_s for s in spans)
    covered = sum(_covered_s(span, segments) for span in spans)
    return None if total > 0 and covered >= HEARD_SHARE * total else "not_all_heard"


def _covered_s(span: Span, segments: tuple[Segment, ...]) -> float:
    """Seconds of a span with words in them; a speaker's own pauses count as heard."""
    covered, at = 0.0, span.start_s
    for segment in sorted(segments, key=lambda s: s.start_s):
        shared = span.overlap_s(segment.start_s, segment.end_s)
        if shared > 0:
            covered += shared
            pause = segment.start_s - at
            covered += pause if 0 < pause <= PAUSE_S else 0.0
            at = max(at, segment.end_s)
    rest = span.end_s - at
    return covered + (rest if at > span.start_s and 0 < rest <= PAUSE_S else 0.0)
