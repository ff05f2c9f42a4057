"""The transcript: who said what, when, and how sure the engine was. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Speaker(StrEnum):
    """Who speaks: a menu voice, a hold message, a person of the company, our shopper, or not known."""

    IVR = "ivr"
    HOLD = "hold"
    AGENT = "agent"
    CALLER = "caller"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its times (seconds from the recording's zero) and the engine's probability, 0–1."""

    text: str
    start_s: float
    end_s: float
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Reuse:
    """Where the words of a segment come from when they were not transcribed in this call.

    `prompt` is a version in the channel's catalogue ("p12@2"), `contact` the contact from whose recording it
    was transcribed, `engine` what transcribed it (name, version, model).
    """

    prompt: str
    contact: str
    engine: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of speech by one speaker.

    `confidence` is 0–1 (the exponential of the engine's mean log-probability), `None` when the engine gave
    none. `low_confidence` marks text that must not be scored as known.
    `same_as` names the catalogue id of a message whose one transcription this segment repeats; `reuse` says
    so in full where that transcription was made in an earlier contact.
    """

    speaker: Speaker
    start_s: float
    end_s: float
    text: str
    confidence: float | None = None
    low_confidence: bool = False
    same_as: str | None = None
    words: tuple[Word, ...] = ()
    reuse: Reuse | None = None


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What made a transcript: enough to make it again. `options` are plain strings."""

    name: str
    version: str
    model: str
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Segments in order of start; `language` is an ISO 639-1 code."""

    segments: tuple[Segment, ...]
    language: str
    engine: EngineInfo | None = None

    def by(self, *speakers: Speaker) -> tuple[Segment, ...]:
        """The segments of these speakers, in order."""
        return tuple(segment for segment in self.segments if segment.speaker in speakers)

    def between(self, start_s: float, end_s: float) -> tuple[Segment, ...]:
        """The segments that share any time with [start_s, end_s)."""
        return tuple(s for s in self.segments if s.start_s < end_s and s.end_s > start_s)
