"""The timeline of a recording: what sounded when. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a span of a recording is. `SPEECH` is speech that no one could attribute."""

    RINGBACK = "ringback"
    BUSY = "busy"
    CONGESTION = "congestion"
    SIT = "sit"
    DTMF = "dtmf"
    IVR = "ivr"
    HOLD_MUSIC = "hold_music"
    HOLD_MESSAGE = "hold_message"
    SILENCE = "silence"
    AGENT = "agent"
    CALLER = "caller"
    SPEECH = "speech"


class Side(StrEnum):
    """Whose sound it is: the shopper's (`ours`), the company's (`theirs`), or nobody's (`both`: silence)."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of sound; seconds count from the recording's zero (see `Timeline`).

    `detail` is a key's digit, a hold message's catalogue id, or a tone's plan ("ES", "plan unknown").
    """

    kind: Kind
    start_s: float
    end_s: float
    side: Side
    detail: str | None = None

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    def overlap_s(self, start_s: float, end_s: float) -> float:
        """Seconds shared with [start_s, end_s), never negative."""
        return max(0.0, min(self.end_s, end_s) - max(self.start_s, start_s))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans in order of start. Zero is the INVITE of a placed call, the first sample of an imported file.

    The spans of one side never overlap each other, except that a key (`dtmf`) may sound inside another
    span. `silence` (side `both`) means that neither side sounds; it is the complement of everything else,
    from 0 to `duration_s`. A hold message over ducked music is one `hold_message` span, not two.
    """

    spans: tuple[Span, ...]
    duration_s: float

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def of(self, *kinds: Kind) -> tuple[Span, ...]:
        """The spans of these kinds, in order."""
        return tuple(span for span in self.spans if span.kind in kinds)

    def between(self, start_s: float, end_s: float) -> tuple[Span, ...]:
        """The spans that share any time with [start_s, end_s)."""
        return tuple(span for span in self.spans if span.overlap_s(start_s, end_s) > 0)

    def total_s(self, *kinds: Kind) -> float:
        """Summed length of the spans of these kinds, in seconds."""
        return sum(span.length_s for span in self.of(*kinds))


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted by start, then end, then kind: the order in which a `Timeline` keeps its spans."""
    return tuple(sorted(spans, key=lambda span: (span.start_s, span.end_s, span.kind)))
