"""Holds a sample of calls against a rule that no single call can show: “95 % … under 3 minutes on average”.

The law can be read in three ways and on two clocks. Each is judged; only what all of them say is said.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.packs.bounds import Bounds, mean_bounds, share_bounds
from metrics.packs.values import Rule, Shows, Verdict
from metrics.stats.samples import clean_calls_needed

LEVEL = 0.95
"""Each bound is one-sided at this level: then 59 clean calls claim more than 95 %, and 58 do not."""


class Reading(StrEnum):
    """What “95 % of calls in under 3 minutes on average” may mean (Ley 10/2025 art. 8.2, 10.3)."""

    SHARE = "share"  # of all calls, the share under the limit
    MEAN = "mean"  # of all calls, the mean wait
    FASTEST = "fastest"  # the mean wait of the fastest 95 %


@dataclass(frozen=True, slots=True)
class Wait:
    """One call on one clock: `reached_s` until a person, or `waited_s` without one (it was at least that).

    `ended_by_line`: the company ended the call or did not answer, so that nobody would have come. Neither
    second known, and not ended by the line: the call does not show the wait. `day` groups calls that resemble
    each other.
    """

    reached_s: float | None
    waited_s: float | None = None
    ended_by_line: bool = False
    day: date | None = None

    def under(self, limit_s: float) -> bool | None:
        """Whether a person came within the limit; `None` where the call cannot show it."""
        if self.reached_s is not None:
            return self.reached_s < limit_s
        if self.ended_by_line or (self.waited_s is not None and self.waited_s >= limit_s):
            return False
        return None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """One reading: its value ("ratio" or "s"), the two one-sided 95 % bounds, and what they allow to say.

    `at_least`: calls that never reached a person count with what they waited, so the true value is higher.
    """

    reading: Reading
    value: float | None
    unit: str
    n: int
    low: float | None
    high: float | None
    verdict: Verdict
    why: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class ClockResult:
    """The three readings on one clock. `not_reached` of the `n` calls reached nobody; `unknown` are not in n.

    `verdict` is that of the readings where they agree; else not assessable, with `why`.
    """

    clock: str
    n: int
    not_reached: int
    unknown: int
    readings: tuple[ReadingResult, ...]
    verdict: Verdict
    why: str | None


@dataclass(frozen=True, slots=True)
class SampleFinding:
    """A rule over a sample of calls. `needed` clean calls are the fewest that can show compliance.

    `bound` counts the calls of days on which the rule was in force: with fewer than all, the finding says
    what it would be. `verdict` is that of all clocks where they agree.
    """

    pack: str
    pack_version: int
    rule: Rule
    limit_s: float
    share: float
    needed: int
    clocks: tuple[ClockResult, ...]
    calls: int
    bound: int
    verdict: Verdict
    why: str | None


def is_sample_rule(rule: Rule) -> bool:
    """Whether `judge_sample` can hold calls against it: a share of calls under a limit on a clock."""
    limit = rule.limit.below if rule.limit else None
    return rule.shows is Shows.SAMPLE and rule.figure is not None and rule.share is not None and bool(limit)


def judge_sample(
    pack: str, version: int, rule: Rule, waits: Mapping[str, Sequence[Wait]], days: Sequence[date] = ()
) -> SampleFinding:
    """The rule against the waits on each of its clocks; `days` are those of all calls of the sample.

    No verdict below `clean_calls_needed(share)` calls (norms: 20 clean calls of 20 happen in 36 % of samples
    of a line that keeps 95 %), and none that rests on the choice of a reading or of a clock.
    """
    limit_s = (rule.limit.below if rule.limit else None) or 0.0
    share = rule.share or LEVEL
    needed = clean_calls_needed(share)
    clocks = tuple(
        _clock(clock, waits.get(clock, ()), limit_s, share, needed)
        for clock in (rule.figure or "", *rule.clocks)
    )
    verdict, why = _common([(c.verdict, c.why) for c in clocks], "clocks_differ")
    bound = sum(rule.in_force(day) for day in days)
    return SampleFinding(pack, version, rule, limit_s, share, needed, clocks, len(days), bound, verdict, why)


def _clock(clock: str, waits: Sequence[Wait], limit_s: float, share: float, needed: int) -> ClockResult:
    known = [wait for wait in waits if wait.under(limit_s) is not None]
    unreached = sum(wait.reached_s is None for wait in known)
    readings = (
        _share(known, limit_s, share, needed),
        _mean(Reading.MEAN, known, 1.0, limit_s, needed),
        _mean(Reading.FASTEST, known, share, limit_s, needed),
    )
    verdict, why = _common([(r.verdict, r.why) for r in readings], "readings_differ")
    return ClockResult(clock, len(known), unreached, len(waits) - len(known), readings, verdict, why)


def _common(found: Sequence[tuple[Verdict, str | None]], differ: str) -> tuple[Verdict, str | None]:
    """What all of them say. Where some cannot say anything, their reason."""
    verdicts = {verdict for verdict, _why in found}
    if len(verdicts) == 1 and Verdict.NOT_ASSESSABLE not in verdicts:
        return verdicts.pop(), None
    reasons = [why for verdict, why in found if verdict is Verdict.NOT_ASSESSABLE and why]
    small = "sample_too_small" in reasons
    return Verdict.NOT_ASSESSABLE, "sample_too_small" if small else differ if len(verdicts) > 1 else reasons[
        0
    ]


def _share(known: Sequence[Wait], limit_s: float, share: float, needed: int) -> ReadingResult:
    hits = [bool(wait.under(limit_s)) for wait in known]
    bounds = share_bounds(hits, [wait.day for wait in known], LEVEL)
    verdict, why = _verdict(len(hits), needed, above=bounds.low, below=bounds.high, target=share)
    return ReadingResult(
        Reading.SHARE, bounds.value, "ratio", len(hits), bounds.low, bounds.high, verdict, why
    )


def _mean(
    reading: Reading, known: Sequence[Wait], share: float, limit_s: float, needed: int
) -> ReadingResult:
    """The mean of the fastest `share`. Who reached nobody is slowest and waited at least so long."""
    reached = sorted(wait.reached_s for wait in known if wait.reached_s is not None)
    others = sorted(wait.waited_s or 0.0 for wait in known if wait.reached_s is None)
    kept = math.ceil(share * len(known))
    bounds: Bounds = mean_bounds([*reached, *others], kept, LEVEL)
    open_ = kept > len(reached)
    high = None if open_ else bounds.high
    under = None if high is None else -high
    low = None if bounds.low is None else -bounds.low
    verdict, why = _verdict(len(known), needed, above=under, below=low, target=-limit_s)
    if why == "sample_undecided" and open_:
        why = "not_all_reached"
    return ReadingResult(reading, bounds.value, "s", kept, bounds.low, high, verdict, why, open_)


def _verdict(
    n: int, needed: int, *, above: float | None, below: float | None, target: float
) -> tuple[Verdict, str | None]:
    """Kept when even the lower bound lies above the target, broken when even the upper one lies below."""
    if n < needed:
        return Verdict.NOT_ASSESSABLE, "sample_too_small"
    if above is not None and above > target:
        return Verdict.PASS, None
    if below is not None and below < target:
        return Verdict.FAIL, None
    return Verdict.NOT_ASSESSABLE, "sample_undecided"
