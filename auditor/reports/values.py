"""The summary as one frozen value: every number with its n, interval and evidence; no word of any language.

Keys ("not_distinguishable", "advertising") are those of `metrics.labels` and `metrics.complaints.labels`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.reports.figures import Change, Cited, Measure
from auditor.reports.inputs import ActionInput, Period, PromptChange
from auditor.reports.ledger_values import (
    Alerts,
    BesideRow,
    ContradictionRow,
    CurveRow,
    OperatorPromises,
    SaidRow,
    SampleRow,
    Spread,
)
from metrics.stats.values import Chart, League, ParetoBar, Quantile, SurvivalStep

__all__ = ["SCHEMA", "Change", "Cited", "Measure", "Summary"]

SCHEMA = "auditor/report/1"


@dataclass(frozen=True, slots=True)
class Headline:
    """The finding that matters for one question: a key, what fills its sentence, where it is heard."""

    key: str
    text: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions ("hold", "route", "complaint"): its figure, those beside it, the finding.

    `trend` has the plain share week by week up to the period's end, with Laney p′ limits.
    """

    key: str
    figure: Measure
    beside: tuple[Measure, ...] = ()
    finding: Headline | None = None
    trend: Chart | None = None


@dataclass(frozen=True, slots=True)
class CatalogueMessage:
    """One hold message of one channel. `change` against the period before: "new", "same", "gone", or
    "first" where the channel had no scored call then.

    `plays` counts every playing, `calls` those that heard it, `seconds` their summed length. `gone` messages
    have the figures of the period before. `cited` is one playing, `None` where the recording is gone.
    """

    channel: str | None
    text: str
    purposes: tuple[str, ...]
    calls: int
    plays: int
    seconds: float
    length_s: float
    low_confidence: bool
    change: str
    first_at: str
    last_at: str
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class ChannelHold:
    """What sounded on hold in one channel, in seconds over `calls` calls with a hold; advertising with n."""

    channel: str | None
    calls: int
    hold_s: float
    music_s: float
    message_s: float
    silence_s: float
    advertising: Measure
    useful: Measure


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One place of a route map, `depth` steps from the beginning; `key` led here. Times in seconds.

    `share` is of all calls of the map, with Wilson's `interval`.
    """

    depth: int
    kind: str
    key: str | None
    prompt: str | None
    calls: int
    share: float
    median_s: float
    mean_s: float
    useless: dict[str, int]
    cited: Cited | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ChannelRoute:
    """The route map of one channel over `calls` calls; `without_route` were left out: no step was heard."""

    channel: str | None
    calls: int
    without_route: int
    rows: tuple[RouteRow, ...]


@dataclass(frozen=True, slots=True)
class Waits:
    """The wait on one clock. Calls that ended before a person answered are censored, never dropped.

    `median` and `quartiles` are Kaplan–Meier's; `mean_s` and `mean_fastest_95_s` are of those reached.
    `within` is the share that reached a person within `limit_s`; `bins` are (from_s, to_s or None, calls).
    """

    clock: str
    reached: int
    not_reached: int
    median: Measure
    quartiles: tuple[Quantile, ...]
    mean_s: float | None
    mean_fastest_95_s: float | None
    limit_s: float
    within: Measure
    bins: tuple[tuple[float, float | None, int], ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question of the questionnaires over the calls of one channel: good answers of those decided."""

    section: str
    channel: str | None
    id: str
    ask: str
    good: Measure
    answers: dict[str, int]
    critical: bool


@dataclass(frozen=True, slots=True)
class SectionScore:
    """Good answers ÷ decided ones of one section in one channel, intervals clustered by call."""

    section: str
    channel: str | None
    good: Measure


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule over all calls: verdicts, its source, and where a breach can be heard.

    `title` and `note` are text by language. `bound` counts findings on days when the rule was in force.
    """

    pack: str
    pack_version: int
    id: str
    title: dict[str, str]
    weight: str
    source: str
    url: str | None
    note: dict[str, str] | None
    since: str | None
    passed: int
    failed: int
    bound: int
    not_assessable: dict[str, int]
    share_failed: Measure
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class PackRows:
    """A rule pack with its status ("in_force", "transitional"…) and rules."""

    id: str
    version: int
    title: dict[str, str]
    status: str
    country: str | None
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """Cases with one combination of claimed, no repeat, confirmed; `None` is not known."""

    claimed: bool | None
    no_repeat: bool | None
    confirmed: bool | None
    n: int


@dataclass(frozen=True, slots=True)
class Complaints:
    """The ledger in the period. Survival times are days; `curve` is the rate as a function of the window.

    `said` are the weightiest groups of topic and operator, `said_left_out` counts the others. `alerts` are of
    the whole ledger when it was looked at, not of the period.
    """

    cases: int
    window_days: int
    fcr: tuple[Measure, ...]
    by_segment: tuple[tuple[str | None, tuple[Measure, ...]], ...]
    overlap: tuple[OverlapRow, ...]
    survival: tuple[SurvivalStep, ...]
    resolution: tuple[Measure, ...]
    chart: Chart | None
    pareto: tuple[ParetoBar, ...]
    league: League | None
    ownership: tuple[Measure, ...]
    promises: Measure
    deadlines: tuple[DeadlineRow, ...] = ()
    curve: tuple[CurveRow, ...] = ()
    spreads: tuple[Spread, ...] = ()
    promises_by: tuple[OperatorPromises, ...] = ()
    said: tuple[SaidRow, ...] = ()
    said_left_out: int = 0
    alerts: Alerts | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A rule's deadline over the ledger of the period: how many late and near, and the share kept."""

    rule: str
    title: dict[str, str]
    source: str
    kept: Measure
    late: int
    near: int


@dataclass(frozen=True, slots=True)
class Method:
    """How it was made: what was counted, what was left out and why, with which versions.

    `staff_notices` has, by channel called, the day on which its staff was told of mystery calls (`None`: not
    recorded, names of staff are then kept nowhere). `invented` calls and complaints were made up. `traffic`
    has the calls of customers a month by which lines are weighed (`None`: every call counts alike).
    """

    made_at: str
    zone: str
    calls: int
    scored: int
    left_out: dict[str, int]
    outcomes: dict[str, int]
    scenarios: dict[str, int]
    channels: tuple[tuple[str, int, str], ...]
    agent_minutes: float | None
    versions: dict[str, dict[str, int]]
    staff_notices: dict[str, str | None] = field(default_factory=dict)
    invented: int = 0
    traffic: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One period against the one before. Everything that any format shows."""

    schema: str
    period: Period
    before: Period
    questions: tuple[Question, ...]
    catalogue: tuple[CatalogueMessage, ...]
    prompt_changes: tuple[PromptChange, ...]
    holds: tuple[ChannelHold, ...]
    routes: tuple[ChannelRoute, ...]
    waits: tuple[Waits, ...]
    sections: tuple[SectionScore, ...]
    checks: tuple[CheckRow, ...]
    league: League
    chart: Chart
    packs: tuple[PackRows, ...]
    samples: tuple[SampleRow, ...]
    beside: tuple[BesideRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    complaints: Complaints | None
    actions: tuple[ActionInput, ...] | None
    method: Method
