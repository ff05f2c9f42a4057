"""Waits on both clocks: how long until a person, with the calls that never reached one kept in the count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from auditor.reports.inputs import Call, Inputs
from auditor.reports.measuring import cited, mean, of_rate
from auditor.reports.values import Measure, Waits
from metrics.stats.clusters import clustered_rate
from metrics.stats.intervals import rate
from metrics.stats.strata import stratified_rate
from metrics.stats.survival import Survival, survival
from metrics.stats.values import Rate
from metrics.values import Figure
from transcripts.contact import Outcome

LIMIT_S = 180.0
"""Three minutes to a person: Ley 10/2025 art. 10.3 and 8.2 (norms ES-01, ES-02)."""
EDGES_S = (0.0, 30.0, 60.0, 120.0, 180.0, 300.0, 600.0)
CLOCKS = ("wait.dial_to_human_s", "wait.request_to_human_s")
"""The law does not say whether menus count, so both are kept: from dialling, and from the last key."""

OURS = (Outcome.FAILED, Outcome.INTERRUPTED, Outcome.CANCELLED, Outcome.UNREACHABLE)
"""Ended by us or by our equipment, or perhaps so: they say nothing about the company."""
UNANSWERED = (Outcome.BUSY, Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.FAX, Outcome.SILENT)
"""The line let the caller down: no person, however long one would have waited."""


def seconds_to_person(call: Call, clock: str) -> tuple[float | None, float | None]:
    """(seconds until a person, seconds waited without one); or neither where nothing is known."""
    figure = call.scorecard.figure(clock) if call.scorecard else None
    if figure is not None and figure.value is not None:
        return figure.value, None
    if figure is not None and "waited_at_least_s" in figure.counts:
        return None, figure.counts["waited_at_least_s"]
    length = call.scorecard.figure("call.duration_s") if call.scorecard else None
    human = call.scorecard.figure("call.human_at_s") if call.scorecard else None
    nobody = human is None or (human.value is None and human.why != "speaker_not_known")
    if clock == CLOCKS[0] and length is not None and length.value is not None and nobody:
        return None, length.value
    return None, None  # somebody may have answered: then the call's length is no wait


def within(
    calls: Iterable[Call],
    clock: str = CLOCKS[0],
    limit_s: float = LIMIT_S,
    traffic: Mapping[str, float] | None = None,
) -> Measure:
    """Calls that reached a person within the limit ÷ calls that would have shown it.

    With the lines' `traffic` (calls of customers a month) each line weighs as its customers do, not as often
    as we happened to call it. Otherwise calls of one day count as resembling each other.
    A call that ended earlier without a person counts as not reached when the line ended it (hung up, busy, no
    answer), and is left out when we did: then nobody knows.
    """
    outcomes = [(call, reached_within(call, clock, limit_s)) for call in calls]
    known = [(call, hit) for call, hit in outcomes if hit is not None]
    counts = {"not_known": float(len(outcomes) - len(known)), "limit_s": limit_s}
    late = [c for c, hit in known if not hit and c.scorecard]
    figures = [(c, f) for c in late if c.scorecard and (f := c.scorecard.figure(clock))]
    evidence = [cited(c, e) for c, f in figures for e in f.evidence[-1:]]
    result = _by_traffic(known, traffic) if traffic else _by_day(known)
    return of_rate("report.person_within", result, counts=counts, evidence=evidence[:3])


def _by_traffic(known: Sequence[tuple[Call, bool]], traffic: Mapping[str, float]) -> Rate:
    hits: dict[str, list[bool]] = {}
    for call, hit in known:
        hits.setdefault(call.channel or "", []).append(hit)
    strata = {line: (sum(found), len(found)) for line, found in hits.items()}
    return stratified_rate(strata, {line: traffic[line] for line in strata})


def _by_day(known: Sequence[tuple[Call, bool]]) -> Rate:
    hits, days = [hit for _call, hit in known], [call.day for call, _hit in known]
    return clustered_rate(hits, days) if len(set(days)) > 1 else rate(sum(hits), len(hits))


def traffic_of(inputs: Inputs) -> dict[str, float] | None:
    """The traffic of every line that was called; `None` unless it is known of each of several."""
    lines = {call.channel for call in (*inputs.calls, *inputs.calls_before)}
    known = {
        line: found.traffic
        for line in lines
        if line and (found := inputs.channels.get(line)) and found.traffic is not None
    }
    return known if len(known) == len(lines) > 1 and any(known.values()) else None


def reached_within(call: Call, clock: str = CLOCKS[0], limit_s: float = LIMIT_S) -> bool | None:
    """Whether a person answered within the limit; `None` where the call cannot show it."""
    if call.contact.outcome in OURS:
        return None
    reached, waited = seconds_to_person(call, clock)
    if reached is not None:
        return reached < limit_s
    if waited is not None and waited >= limit_s:
        return False
    if call.contact.outcome in UNANSWERED:
        return False if clock == CLOCKS[0] else None
    return False if call.contact.outcome is Outcome.HUNG_UP_BY_THEM and waited is not None else None


def waits(calls: Sequence[Call], traffic: Mapping[str, float] | None = None) -> tuple[Waits, ...]:
    """Both clocks."""
    return tuple(_waits(calls, clock, traffic) for clock in CLOCKS)


def median(calls: Sequence[Call], clock: str = CLOCKS[0]) -> Measure:
    """The median wait by Kaplan–Meier, calls that ended without a person censored where they ended."""
    return _median(_curve(calls, clock), clock)


def _curve(calls: Sequence[Call], clock: str) -> Survival:
    times = [seconds_to_person(call, clock) for call in calls if call.contact.outcome not in OURS]
    ended = [(r, True) for r, _w in times if r is not None and r >= 0]
    open_ = [(w, False) for r, w in times if r is None and w is not None and w >= 0]
    both = ended + open_
    return survival([t for t, _e in both], [e for _t, e in both])


def _median(curve: Survival, clock: str) -> Measure:
    middle = curve.median
    low, high = (middle.low, middle.high) if middle else (None, None)
    counts = {"reached": float(curve.ended), "not_reached": float(curve.censored)}
    counts |= {key: bound for key, bound in (("low", low), ("high", high)) if bound is not None}
    value = middle.value if middle else None
    why = None if value is not None else "not_reached" if curve.n else "no_cases"
    interval = None if low is None or high is None or value is None else (low, high)
    return Measure(f"{clock}.median", value, "s", curve.n, counts, interval, why)


def _waits(calls: Sequence[Call], clock: str, traffic: Mapping[str, float] | None) -> Waits:
    curve = _curve(calls, clock)
    counted = [call for call in calls if call.contact.outcome not in OURS]
    reached = sorted(r for r, _w in (seconds_to_person(c, clock) for c in counted) if r is not None)
    edges = list(zip(EDGES_S, (*EDGES_S[1:], None), strict=True))
    bins = tuple((a, b, sum(a <= r and (b is None or r < b) for r in reached)) for a, b in edges)
    return Waits(
        clock=clock,
        reached=len(reached),
        not_reached=curve.n - len(reached),
        median=_median(curve, clock),
        quartiles=curve.quartiles,
        mean_s=mean(reached),
        mean_fastest_95_s=mean_of_fastest(reached),
        limit_s=LIMIT_S,
        within=within(calls, clock, traffic=traffic),
        bins=bins,
    )


def mean_of_fastest(waits_s: Sequence[float], share: float = 0.95) -> float | None:
    """The mean of the fastest share, never fewer calls than that share of them."""
    return mean(sorted(waits_s)[: math.ceil(share * len(waits_s))])


def figure_of(call: Call, id: str) -> Figure | None:
    """A figure of the call's scorecard that was measured."""
    found = call.scorecard.figure(id) if call.scorecard else None
    return found if found is not None and found.value is not None else None
