"""Each time that a message was played on hold, told apart and grouped into distinct messages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from metrics.holding import Stretch
from metrics.view import CallView, Heard, joined
from metrics.words import NUMBERS, normal, tokens
from transcripts.timeline import Kind, Span
from transcripts.transcript import Segment, Speaker

SAME_TEXT = 92.0
"""Messages without a catalogue id are one when their words agree by this much (rapidfuzz ratio, 0–100)."""
_SILENT = (Kind.HOLD_MUSIC, Kind.RINGBACK)


@dataclass(frozen=True, slots=True)
class Played:
    """One time that a message was played: seconds, the hold it was in, its words, its id if it has one."""

    start_s: float
    end_s: float
    stretch: int
    heard: Heard
    id: str | None = None

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def groups(call: CallView, holds: tuple[Stretch, ...]) -> dict[str, list[Played]]:
    """Id → playings, messages in the order of their first playing.

    Two that follow each other without a pause are parted where one of them is played alone elsewhere.
    """
    played = [
        _playing(call, part, index)
        for index, hold in enumerate(holds)
        for part in hold.parts
        if part.kind not in _SILENT
    ]
    alone = [p for p in played if p.heard.known]
    pieces = [piece for playing in played for piece in _parted(playing, alone)]
    found: dict[str, list[Played]] = {}
    for piece in sorted(pieces, key=lambda p: (p.id is None, p.start_s)):
        found.setdefault(piece.id or _like(piece, found), []).append(piece)
    for playings in found.values():
        playings.sort(key=lambda p: p.start_s)
    return dict(sorted(found.items(), key=lambda item: item[1][0].start_s))


def _playing(call: CallView, part: Span, index: int) -> Played:
    said = call.text(part.start_s, part.end_s, Speaker.HOLD, Speaker.IVR, *call.nobody)
    copies = {segment.same_as for segment in said.segments}
    id = part.detail if part.kind is Kind.HOLD_MESSAGE else None
    return Played(part.start_s, part.end_s, index, said, id or (copies.pop() if len(copies) == 1 else None))


def _parted(playing: Played, alone: list[Played]) -> list[Played]:
    """The playing, cut where a run of its segments is another message that is played alone."""
    segments = playing.heard.segments
    if len(segments) < 2 or playing.heard.unsure:
        return [playing]
    alone = [p for p in alone if not same_words(p.heard.text, playing.heard.text)]
    for size in range(len(segments) - 1, 0, -1):
        for first in range(len(segments) - size + 1):
            run = segments[first : first + size]
            if any(same_words(_text(run), p.heard.text) for p in alone):
                return [
                    piece
                    for part in (segments[:first], run, segments[first + size :])
                    if part
                    for piece in _parted(_piece(playing, part), alone)
                ]
    return [playing]


def _text(segments: tuple[Segment, ...]) -> str:
    return " ".join(segment.text.strip() for segment in segments)


def _piece(playing: Played, segments: tuple[Segment, ...]) -> Played:
    """The part of a playing that these segments are; the outer ends stay where they were."""
    every = playing.heard.segments
    start_s = playing.start_s if segments[0] is every[0] else segments[0].start_s
    end_s = playing.end_s if segments[-1] is every[-1] else segments[-1].end_s
    return Played(start_s, end_s, playing.stretch, joined(segments))


def _like(piece: Played, found: dict[str, list[Played]]) -> str:
    """The id of the group with the same words, or a new one."""
    for id, playings in found.items():
        if any(same_words(piece.heard.text, p.heard.text) for p in playings):
            return id
    return f"message-{len(found) + 1}"


def same_words(one: str, other: str) -> bool:
    """Whether two texts are one message misheard: their letters agree, and so do the numbers in them."""
    if not one or not other:
        return False
    from rapidfuzz.fuzz import ratio

    plain, second = normal(one), normal(other)
    return ratio(plain, second) >= SAME_TEXT and _numbers(plain) == _numbers(second)


def _numbers(text: str) -> Counter[str]:
    words = (token.norm for token in tokens(text))
    known = NUMBERS["es"].keys() | NUMBERS["en"].keys()
    return Counter(word for word in words if word.isdecimal() or word in known)
