"""What happened on the line: the evidence that a channel brings home. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a contact ended."""

    COMPLETED = "completed"  # every step of the scenario was carried out
    HUNG_UP_BY_THEM = "hung_up_by_them"
    BUSY = "busy"  # SIP 486 or 600, or a busy tone
    REFUSED = "refused"  # any other final refusal (403, 503, 603…)
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"  # no reply at all, or the name does not resolve
    FAX = "fax"
    SILENT = "silent"  # answered, and nothing was ever heard
    WAIT_LIMIT = "wait_limit"  # limits.max_wait_s was reached on hold
    CALL_LIMIT = "call_limit"  # limits.max_call_s was reached
    STEP_TIMEOUT = "step_timeout"  # a step's own timeout passed
    CANCELLED = "cancelled"  # a person stopped it
    INTERRUPTED = "interrupted"  # the machine died; never dialled again by itself
    FAILED = "failed"  # our own equipment failed
    IMPORTED = "imported"  # a recording that existed already


class MarkName(StrEnum):
    """The moments of a contact. SIP marks carry the code in `detail`."""

    INVITE = "invite"
    TRYING = "trying"  # 100
    PROVISIONAL = "provisional"  # 18x; detail "180" or "183"
    ANSWERED = "answered"  # 200
    FAILED = "failed"  # final refusal; detail "486 Busy Here"
    KEY = "key"  # a key left us; detail is the digit
    SAY_START = "say_start"  # detail is the text
    SAY_END = "say_end"
    STEP = "step"  # a step of the scenario began; detail is "index kind", e.g. "4 hold"
    HOLD_START = "hold_start"
    HUMAN = "human"  # the channel took what it heard for a person
    BYE_OURS = "bye_ours"
    BYE_THEIRS = "bye_theirs"
    LIMIT = "limit"  # a limit or timeout ended it; detail names it


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment: `at_s` seconds after the INVITE (of an imported file: from its first sample)."""

    name: MarkName
    at_s: float
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class RtpQuality:
    """What the network did to their voice. `None` means not measured.

    `e_model_mos` is an estimate by ITU-T G.107 from loss and delay, never a measurement of the voice.
    """

    packets: int | None = None
    lost: int | None = None
    jitter_ms: float | None = None
    e_model_mos: float | None = None
    codec: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A file of audio, never altered after it was written.

    `path` is relative to the data folder for stored recordings, absolute for imported ones.
    `ours_channel` is the index of our own voice (0 or 1), `None` where both share one channel.
    """

    path: str
    sha256: str
    duration_s: float
    sample_rate_hz: int
    channels: int
    ours_channel: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the company: outcome, marks in order, and the recording as evidence.

    `started_at` is ISO 8601 in UTC, `None` for an imported file without a date.
    """

    outcome: Outcome
    marks: tuple[Mark, ...] = ()
    recording: Recording | None = None
    quality: RtpQuality | None = None
    started_at: str | None = None
    reason: str | None = None

    def first(self, name: MarkName) -> Mark | None:
        """The first mark of that name, or `None`."""
        return next((mark for mark in self.marks if mark.name is name), None)
