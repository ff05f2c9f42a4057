"""What the live ear says. Values only; seconds count from the INVITE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from transcripts.timeline import Kind


@dataclass(frozen=True, slots=True)
class Now:
    """What sounds at `at_s`, several times a second.

    `kind` is SILENCE, SPEECH, HOLD_MUSIC or a tone; "fax" is told in `fax`. `speech_start_s` and
    `speech_end_s` are the last stretch of speech (an end before its start: it goes on). `music_s` is when
    music was last heard, `tone_s` when a tone was; `None` when never. `busy_cycles` counts a busy or
    congestion tone's repetitions so far.
    """

    at_s: float
    level_dbfs: float
    kind: Kind = Kind.SILENCE
    speech_start_s: float | None = None
    speech_end_s: float | None = None
    music_s: float | None = None
    tone_s: float | None = None
    busy_cycles: int = 0
    fax: bool = False
    sounded_s: float | None = None

    @property
    def speaking(self) -> bool:
        """Whether a stretch of speech goes on."""
        if self.speech_start_s is None:
            return False
        return self.speech_end_s is None or self.speech_end_s < self.speech_start_s

    def quiet_s(self) -> float | None:
        """Seconds since speech ended; `None` while it goes on or when there was none."""
        if self.speaking or self.speech_end_s is None:
            return None
        return self.at_s - self.speech_end_s


@dataclass(frozen=True, slots=True)
class Words:
    """What was recognised of [start_s, end_s]; `final` when the stretch of speech is over."""

    text: str
    start_s: float
    end_s: float
    final: bool


Observation = Now | Words


class Ear(Protocol):
    """Hears their side as it comes."""

    def feed(self, at_s: float, rate_hz: int, samples: Any) -> list[Observation]:
        """Takes int16 mono samples that ended at `at_s`; returns what is new."""
        ...


class Understands(Protocol):
    """Turns a stretch of speech into text."""

    def text(self, samples: Any) -> str:
        """The words in float32 mono at 16 kHz; "" when there are none."""
        ...
