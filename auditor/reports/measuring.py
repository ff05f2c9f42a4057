"""Figures of a period: rates, medians and means as `Measure`, and what changed since the period before."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.reports.inputs import Call
from auditor.reports.values import Change, Cited, Measure
from metrics.stats.values import Rate
from metrics.values import Evidence, Figure


def cited(call: Call, evidence: Evidence) -> Cited:
    """Evidence of a scorecard with the call that it belongs to."""
    return Cited(call.id, evidence.start_s, evidence.end_s, evidence.quote, call.at, call.channel)


def of_rate(
    id: str,
    rate: Rate,
    *,
    counts: dict[str, float] | None = None,
    why: str = "no_cases",
    evidence: Iterable[Cited] = (),
) -> Measure:
    """A rate as a measure; `why` is its reason when nothing was observed."""
    return of_figure(rate.figure(id, {"hits": float(rate.hits), **(counts or {})}, why), evidence)


def of_figure(figure: Figure, evidence: Iterable[Cited] = ()) -> Measure:
    """A figure of the metrics as a measure."""
    return Measure(
        figure.id,
        figure.value,
        figure.unit,
        figure.n,
        dict(figure.counts),
        figure.interval,
        figure.why,
        tuple(evidence),
    )


def against(now: Measure, before: Measure) -> Measure:
    """The measure with its change since the period before.

    The interval of the difference comes from the two intervals (MOVER: Zou & Donner 2008), which for two
    Wilson intervals is Newcombe's; where one of them has none, the difference cannot be told from chance.
    """
    return replace(now, change=_change(now, before))


def _change(now: Measure, before: Measure) -> Change:
    if now.value is None or before.value is None:
        return Change(before.value, before.n, before.interval, None, None, "not_measured")
    difference = now.value - before.value
    interval, words = None, "not_distinguishable"
    if now.interval is not None and before.interval is not None:
        down = math.hypot(now.value - now.interval[0], before.interval[1] - before.value)
        up = math.hypot(now.interval[1] - now.value, before.value - before.interval[0])
        interval = (difference - down, difference + up)
        if interval[0] > 0 or interval[1] < 0:
            words = "first_higher" if difference > 0 else "first_lower"
    return Change(before.value, before.n, before.interval, difference, interval, words)


def mean(values: Sequence[float]) -> float | None:
    """The mean, `None` of nothing."""
    return sum(values) / len(values) if values else None


def channel_groups(calls: Iterable[Call]) -> dict[str | None, list[Call]]:
    """The scored calls by channel, the unknown channel last."""
    found: dict[str | None, list[Call]] = {}
    for call in calls:
        if call.scorecard is not None:
            found.setdefault(call.channel, []).append(call)
    return {name: found[name] for name in sorted(found, key=lambda n: (n is None, n or ""))}
