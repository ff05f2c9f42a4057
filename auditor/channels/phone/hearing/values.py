"""What the live ear says. Values only; seconds count from the INVITE."""

from __future__ import annotations

from dataclasses import dataclass

from transcripts.timeline import Kind


@dataclass(frozen=True, slots=True)
class Now:
    """What sounds at `at_s`, ten times a second.

    `kind` is SILENCE, SPEECH, HOLD_MUSIC or a tone; `tone` names the tone that sounds now ("busy", "fax"…),
    pauses of its rhythm included. `speech_start_s` and `speech_end_s` are those of the last stretch of speech
    (an end before its start: it goes on). `music_s`, `tone_s` and `sounded_s` are when music, a tone,
    anything at all was last heard; `None` when never. While `music` is true it may have stopped 1.4 s ago.
    """

    at_s: float
    level_dbfs: float
    kind: Kind = Kind.SILENCE
    speech_start_s: float | None = None
    speech_end_s: float | None = None
    music: bool = False
    music_s: float | None = None
    tone: str | None = None
    tone_s: float | None = None
    tone_start_s: float | None = None
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
    """What was recognised of [start_s, end_s]; `final` when the stretch of speech is over.

    `turn`: not of one stretch but of all since the last pause of more than a breath.
    """

    text: str
    start_s: float
    end_s: float
    final: bool
    turn: bool = False


Observation = Now | Words
