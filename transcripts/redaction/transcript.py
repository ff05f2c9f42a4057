"""A whole transcript without personal data, and the stretches of its recording to mute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcripts.redaction.redact import redact
from transcripts.redaction.values import MARKS, Mute, Personal, PersonalSpan
from transcripts.transcript import Segment, Speaker, Transcript, Word

_TOGETHER_S = 4.0
"""Sentences of one speaker this close are read as one text: a number does not end where a sentence does."""

_BEFORE_S, _AFTER_S = 0.1, 0.2
"""An alignment is off by about a tenth of a second: a little more is muted."""


@dataclass(frozen=True, slots=True)
class RedactedTranscript:
    """The transcript with marks in place of the data, and what to mute, in order of start."""

    transcript: Transcript
    mutes: tuple[Mute, ...]


def redact_transcript(
    transcript: Transcript, country: str = "ES", *, keep: frozenset[Personal] = frozenset()
) -> RedactedTranscript:
    """Redacts each speaker's words, also where a number runs over several segments; see `redact`.

    Words within a redacted stretch are replaced by the mark, with the time of the whole. A segment without
    word times is muted whole.
    """
    segments: list[Segment] = list(transcript.segments)
    mutes: list[Mute] = []
    for group in _groups(transcript.segments):
        text = " ".join(segments[index].text for index in group)
        spans = redact(text, transcript.language, country, keep=keep).spans
        at = 0
        for index in group:
            segment = segments[index]
            inside = [span for span in spans if span.start < at + len(segment.text) and span.end > at]
            local = [_local(span, at, len(segment.text)) for span in inside]
            opened = [span.start >= at for span in inside]
            segments[index], found = _redacted(segment, local, opened, transcript.language)
            mutes += found
            at += len(segment.text) + 1
    return RedactedTranscript(
        replace(transcript, segments=tuple(segments)),
        tuple(sorted(mutes, key=lambda mute: (mute.start_s, mute.end_s))),
    )


def _groups(segments: Sequence[Segment]) -> list[list[int]]:
    groups: list[list[int]] = []
    latest: dict[Speaker, int] = {}
    for index, segment in enumerate(segments):
        before = latest.get(segment.speaker)
        if before is not None and segment.start_s - segments[groups[before][-1]].end_s <= _TOGETHER_S:
            groups[before].append(index)
        else:
            latest[segment.speaker] = len(groups)
            groups.append([index])
    return groups


def _local(span: PersonalSpan, at: int, length: int) -> PersonalSpan:
    return PersonalSpan(max(0, span.start - at), min(length, span.end - at), span.kind)


def _redacted(
    segment: Segment, spans: list[PersonalSpan], opened: list[bool], language: str
) -> tuple[Segment, list[Mute]]:
    """The segment with its marks; one that goes on from the segment before leaves no second mark."""
    if not spans:
        return segment, []
    marks = MARKS.get(language, MARKS["es"])
    places = _places(segment)
    pieces: list[str] = []
    words = list(segment.words)
    mutes: list[Mute] = []
    at = 0
    for span, first in zip(spans, opened, strict=True):
        pieces += [segment.text[at : span.start], marks[span.kind] if first else ""]
        at = span.end
        hit = [i for i, (start, end) in enumerate(places) if start < span.end and end > span.start]
        mutes.append(_mute(segment, hit, span.kind))
        for number, index in enumerate(hit):
            mark = marks[span.kind] if number == 0 and first else ""
            words[index] = replace(words[index], text=mark)
    pieces.append(segment.text[at:])
    kept = tuple(word for word in words if word.text)
    return replace(segment, text=" ".join("".join(pieces).split()), words=kept), mutes


def _places(segment: Segment) -> list[tuple[int, int]]:
    """Characters of the text that each word fills."""
    places: list[tuple[int, int]] = []
    at = 0
    for word in segment.words:
        start = segment.text.find(word.text, at)
        start = at if start < 0 else start
        places.append((start, start + len(word.text)))
        at = start + len(word.text)
    return places


def _mute(segment: Segment, hit: list[int], kind: Personal) -> Mute:
    ours = {Speaker.CALLER: True, Speaker.UNKNOWN: None}.get(segment.speaker, False)
    if not hit:
        return Mute(segment.start_s, segment.end_s, kind, ours)
    first: Word = segment.words[hit[0]]
    last: Word = segment.words[hit[-1]]
    return Mute(max(0.0, first.start_s - _BEFORE_S), last.end_s + _AFTER_S, kind, ours)
