"""A whole transcript without personal data, and the stretches of its recording to mute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from transcripts.redaction.finding import Found, found_in
from transcripts.redaction.values import Mute, Personal, mark_of
from transcripts.transcript import Segment, Speaker, Transcript, Word

BEFORE_S, AFTER_S = 0.2, 0.3
"""An alignment is off by about a tenth of a second, more at its ends, and a voice fades after its last word:
so much more is muted on either side."""

Kept = Callable[[Segment], frozenset[Personal]]
"""The kinds that stay in a segment."""


@dataclass(frozen=True, slots=True)
class RedactedTranscript:
    """The transcript with marks in place of the data, and what to mute, in order of start."""

    transcript: Transcript
    mutes: tuple[Mute, ...]


def redact_transcript(
    transcript: Transcript,
    country: str = "ES",
    *,
    keep: frozenset[Personal] = frozenset(),
    keep_in: Kept | None = None,
    agents_named: bool = False,
) -> RedactedTranscript:
    """Redacts what was said, also where a number runs over several segments; see `redact`.

    A name that was announced once goes wherever it is said again. Words within a redacted stretch become one
    word, the mark, with the time of the whole; a segment without word times is muted whole. `keep_in` names
    kinds that stay in a segment, `agents_named` keeps the names by which agents introduce themselves.
    """

    def kept(segment: Segment) -> frozenset[Personal]:
        return keep | keep_in(segment) if keep_in else keep

    segments: list[Segment] = []
    mutes: list[Mute] = []
    finds = found_in(transcript, country, kept, agents_named=agents_named)
    for segment, found in zip(transcript.segments, finds, strict=True):
        done, muted = _redacted(segment, found, transcript.language)
        segments.append(done)
        mutes += muted
    return RedactedTranscript(
        replace(transcript, segments=tuple(segments)),
        tuple(sorted(mutes, key=lambda mute: (mute.start_s, mute.end_s))),
    )


def _redacted(segment: Segment, found: list[Found], language: str) -> tuple[Segment, list[Mute]]:
    """The segment with its marks; one that goes on from the segment before leaves no second mark."""
    if not found:
        return segment, []
    places = _places(segment)
    pieces: list[str] = []
    words = list(segment.words)
    mutes: list[Mute] = []
    at = 0
    for span in found:
        said = segment.text[span.start : span.end]
        mark = mark_of(span.kind, said, language) if span.opens else ""
        pieces += [segment.text[at : span.start], mark]
        at = span.end
        hit = [i for i, (start, end) in enumerate(places) if start < span.end and end > span.start]
        mutes.append(_mute(segment, hit, span.kind))
        for number, index in enumerate(hit):
            whole = replace(words[index], text=mark, end_s=words[hit[-1]].end_s)
            words[index] = whole if number == 0 else replace(words[index], text="")
    pieces.append(segment.text[at:])
    left = tuple(word for word in words if word.text)
    return replace(segment, text=" ".join("".join(pieces).split()), words=left), mutes


def _places(segment: Segment) -> list[tuple[int, int]]:
    """Characters of the text that each word fills."""
    places: list[tuple[int, int]] = []
    at = 0
    for word in segment.words:
        bare = word.text.strip()
        start = segment.text.find(bare, at)
        start = at if start < 0 else start
        places.append((start, start + len(bare)))
        at = start + len(bare)
    return places


def _mute(segment: Segment, hit: list[int], kind: Personal) -> Mute:
    """The words' seconds and a little more; at a segment's ends voice activity knows better than they do."""
    ours = {Speaker.CALLER: True, Speaker.UNKNOWN: None}.get(segment.speaker, False)
    first: Word | None = segment.words[hit[0]] if hit else None
    last: Word | None = segment.words[hit[-1]] if hit else None
    if first is None or last is None:
        start_s, end_s = segment.start_s, segment.end_s
    else:
        start_s = min(first.start_s, segment.start_s) if hit[0] == 0 else first.start_s
        end_s = max(last.end_s, segment.end_s) if hit[-1] == len(segment.words) - 1 else last.end_s
    return Mute(round(max(0.0, start_s - BEFORE_S), 3), round(end_s + AFTER_S, 3), kind, ours)
