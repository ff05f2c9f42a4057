"""What the summary says of operators, promises, alerts, answers and samples, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reports.figures import Cited, Measure


@dataclass(frozen=True, slots=True)
class CurveRow:
    """First-call resolution for one window: `closed` of cases whose window has closed, `all_cases` estimated
    with the open ones (Kaplan–Meier); `censored` are still inside the window."""

    window_days: int
    closed: Measure
    all_cases: Measure
    censored: int


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A contractor beside the company's own staff, on the scenarios that both had and on no other.

    `theirs` and `own` are standardised to one mix of scenarios (Cochran–Mantel–Haenszel weights).
    `difference` is theirs minus own, with its 95 % interval; `words` is a key as in `Change`. `left_out` are
    the contractor's cases on other scenarios, or with an outcome that is not known.
    """

    figure: str
    operator: str
    base: str
    scenarios: tuple[str, ...]
    theirs: Measure
    own: Measure
    difference: float | None
    interval: tuple[float, float] | None
    words: str
    left_out: int


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What customers said on one topic to one operator. `weight` is their summed importance; `silent` left no
    word. `quotes` are the weightiest."""

    topic: str | None
    operator: str | None
    complaints: int
    weight: float
    silent: int
    quotes: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the facts: how it was said, in how many answers, by which operators, where to hear."""

    facts: tuple[str, ...]
    answers: int
    operators: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Answers to one question of one scenario that cannot all be true; the first two versions are opposed.

    `kind` and `unit` say of what ("amount", "EUR"). `answers` counts all that told such a fact.
    """

    scenario: str
    question: str
    kind: str
    unit: str
    answers: int
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One open alert. `params` fill its sentence; `who` is whom the rule names, else the owner.

    `in_force` is false for the deadline of a rule that did not bind when the complaint was opened.
    """

    kind: str
    complaint: str
    since: str
    segment: str | None
    importance: int | None
    due_at: str | None
    who: str | None
    params: dict[str, str | float]
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Alerts:
    """The alerts of the whole ledger when it was looked at; `rows` are the weightiest of each kind."""

    total: int
    by_kind: dict[str, int]
    rows: tuple[AlertRow, ...]


@dataclass(frozen=True, slots=True)
class OperatorPromises:
    """Promises kept of those checked, by who made them (`None`: not recorded)."""

    operator: str | None
    kept: Measure


@dataclass(frozen=True, slots=True)
class Spread:
    """How many complaints had so many of something (hand-overs, departments): (how many, complaints)."""

    id: str
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SampleReading:
    """One reading of “95 % of calls under the limit on average”: "share", "mean" or "fastest".

    `low` and `high` are bounds, each one-sided at 95 %. `at_least`: some calls never reached a person, so the
    true value is higher.
    """

    reading: str
    value: float | None
    unit: str
    n: int
    low: float | None
    high: float | None
    verdict: str
    why: str | None
    at_least: bool


@dataclass(frozen=True, slots=True)
class SampleClock:
    """The readings on one clock; `unknown` calls did not show the wait and are not in n."""

    clock: str
    n: int
    not_reached: int
    unknown: int
    readings: tuple[SampleReading, ...]
    verdict: str
    why: str | None


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A rule that only a sample of calls shows. `needed` clean calls are the fewest that can show it kept.

    `bound` of the `calls` were on days on which the rule bound.
    """

    pack: str
    id: str
    title: dict[str, str]
    source: str
    url: str | None
    note: dict[str, str] | None
    since: str | None
    limit_s: float
    share: float
    needed: int
    calls: int
    bound: int
    clocks: tuple[SampleClock, ...]
    verdict: str
    why: str | None
