"""What a summary is made of: calls with their scorecards, complaints, own channels, the period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.reports.figures import Cited
from metrics.complaints.contradictions import Answered
from metrics.complaints.values import Complaint
from metrics.complaints.watch import WatchRules
from metrics.packs import Pack
from metrics.values import Scorecard
from scenarios.scenario import Scenario
from transcripts.contact import Contact


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One shop that was carried out. `at` is ISO 8601 in UTC, `day` the local day at the channel.

    `scorecard` is `None` where it was not scored (yet), `script` where no scenario (or an unreadable one) was
    played. `recording` is where the recording lies, `None` when there is none (any more).
    `invented`: a sample made it up.
    """

    id: str
    at: str
    day: date
    title: str
    channel: str | None
    contact: Contact
    scorecard: Scorecard | None = None
    script: Scenario | None = None
    scenario: str | None = None
    recording: Path | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class PromptChange:
    """A recording of a line that changed: `kind` "ivr" or "hold_message", `what` "words" or "recording".

    `old` is where the old version was heard last, `new` where the new one was heard first (`at`), in
    `calls` calls since. Not `sure`: words that nobody should quote without listening.
    """

    channel: str
    kind: str
    what: str
    at: str | None
    old: Cited
    new: Cited
    calls: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A figure before or after an action: mean or share with its 95 % interval, over `n` shops."""

    value: float | None
    interval: tuple[float, float] | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionResult:
    """What came of an action, on the same scenario and channel; `difference` is after minus before."""

    figure: str
    unit: str
    before: Side
    after: Side
    difference: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionInput:
    """One action out of a finding: who does what by when (local date), how it stands, what came of it.

    `state` is "open", "done" or "dropped". `result` is `None` where nothing was measured again yet.
    """

    what: str
    who: str | None = None
    due: str | None = None
    done_at: str | None = None
    state: str = "open"
    finding: str | None = None
    result: ActionResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that one summary rests on.

    `calls` are of the period, `calls_before` of the one before, `history` of the weeks up to its end.
    `complaints` are the whole ledger, `None` where there is none. `as_of` is the aware instant at which it is
    looked at: a case whose window is open then is censored. `zone` is IANA, `country` ISO 3166.
    `unread` counts documents that could not be read. `answers` are what the company answered in the calls of
    the period, redacted. `watch` are the alert rules (`None`: no alerts). `sector` adds the rules of its own.
    `packs` are the rule packs to choose from (`None`: those that are shipped). `prompt_changes` are those of
    all time.
    """

    period: Period
    before: Period
    calls: tuple[Call, ...]
    calls_before: tuple[Call, ...]
    history: tuple[Call, ...]
    as_of: datetime
    zone: str
    country: str = "ES"
    complaints: tuple[Complaint, ...] | None = None
    channels: dict[str, OwnChannel] = field(default_factory=dict)
    window_days: int = 30
    actions: tuple[ActionInput, ...] | None = None
    unread: int = 0
    answers: tuple[Answered, ...] = ()
    watch: WatchRules | None = None
    sector: str | None = None
    packs: tuple[Pack, ...] | None = None
    prompt_changes: tuple[PromptChange, ...] = ()
