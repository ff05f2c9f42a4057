"""Where the personal data of a transcript is: each speaker's words read as one text, then everybody's.

Read by speaker, a number does not end where the other one says "sí"; read together, "¿Su DNI?" announces what
the other one answers, and it does not matter who was taken for whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from transcripts.redaction.redact import spans_of
from transcripts.redaction.values import Personal, PersonalSpan
from transcripts.transcript import Segment, Speaker, Transcript

TOGETHER_S = 4.0
"""Sentences this close are read as one text: a number does not end where a sentence does."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Characters [start, end) of a segment's text; `opens` unless it goes on from an earlier segment."""

    start: int
    end: int
    kind: Personal
    opens: bool = True


def found_in(
    transcript: Transcript,
    country: str,
    kept: Callable[[Segment], frozenset[Personal]],
    *,
    agents_named: bool = False,
) -> list[list[Found]]:
    """For each segment what is to go, in order and disjoint."""
    from transcripts.redaction.naming import again, introductions

    segments = transcript.segments
    found: list[list[Found]] = [[] for _ in segments]
    own = [introductions(s.text) if agents_named and s.speaker is Speaker.AGENT else () for s in segments]
    for group in (*_by_speaker(segments), *_by_time(segments)):
        for index, span in _of_group(segments, group, transcript.language, country):
            stays = span.kind in kept(segments[index]) or (
                span.kind is Personal.NAME and any(_touch(span, each) for each in own[index])
            )
            if not stays:
                found[index].append(span)
    names = {
        segments[index].text[span.start : span.end]
        for index, spans in enumerate(found)
        for span in spans
        if span.kind is Personal.NAME
    }
    for index, segment in enumerate(segments):
        if Personal.NAME not in kept(segment):
            found[index] += [Found(s.start, s.end, s.kind) for s in again(segment.text, names)]
    return [_disjoint(spans) for spans in found]


def _of_group(
    segments: Sequence[Segment], group: Sequence[int], language: str, country: str
) -> Iterator[tuple[int, Found]]:
    """(segment, what was found in it) of the segments read as one text."""
    spans = spans_of(" ".join(segments[index].text for index in group), language, country)
    at = 0
    for index in group:
        length = len(segments[index].text)
        for span in spans:
            if span.start < at + length and span.end > at:
                start, end = max(0, span.start - at), min(length, span.end - at)
                yield index, Found(start, end, span.kind, span.start >= at)
        at += length + 1


def _by_speaker(segments: Sequence[Segment]) -> list[list[int]]:
    groups: list[list[int]] = []
    latest: dict[Speaker, int] = {}
    for index, segment in enumerate(segments):
        before = latest.get(segment.speaker)
        if before is not None and segment.start_s - segments[groups[before][-1]].end_s <= TOGETHER_S:
            groups[before].append(index)
        else:
            latest[segment.speaker] = len(groups)
            groups.append([index])
    return groups


def _by_time(segments: Sequence[Segment]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index, segment in enumerate(segments):
        if groups and segment.start_s - segments[groups[-1][-1]].end_s <= TOGETHER_S:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _touch(found: Found, span: PersonalSpan) -> bool:
    return found.start < span.end and found.end > span.start


def _disjoint(spans: list[Found]) -> list[Found]:
    """Overlapping finds become one; it opens only if every reading says so."""
    rank = tuple(Personal).index
    result: list[Found] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            last = result[-1]
            kind = min(last.kind, span.kind, key=rank)
            result[-1] = Found(last.start, max(last.end, span.end), kind, last.opens and span.opens)
        else:
            result.append(span)
    return result
