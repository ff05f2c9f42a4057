"""One-sided bounds for verdicts over a sample: of a share (exact) and of a mean, also of the fastest part."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from metrics.stats.clusters import clustered_rate


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value, and its two one-sided bounds; all `None` where they cannot be had."""

    value: float | None
    low: float | None = None
    high: float | None = None


def share_bounds(hits: Sequence[bool], clusters: Sequence[Hashable], level: float) -> Bounds:
    """The share with exact binomial bounds (Clopper & Pearson 1934), each one-sided at `level`.

    Where answers vary, they are made on the effective n of the clusters (days), never larger than n (Korn &
    Graubard 1998). When all answers agree the data say nothing on clusters: calls then count as independent.
    """
    from scipy.stats import beta

    n, total = len(hits), sum(hits)
    if not n:
        return Bounds(None)
    value = total / n
    effective = float(n)
    if 0 < total < n and len(set(clusters)) > 1:
        effective = min(effective, clustered_rate(hits, clusters).n_effective or effective)
    x = value * effective
    low = 0.0 if total == 0 else float(beta.ppf(1 - level, x, effective - x + 1))
    high = 1.0 if total == n else float(beta.ppf(level, x + 1, effective - x))
    return Bounds(value, min(low, value), max(high, value))


def mean_bounds(values: Sequence[float], kept: int, level: float) -> Bounds:
    """The mean of the first `kept` of some values in order, with t bounds, each one-sided at `level`.

    For all values it is the mean; for fewer, a mean trimmed from above, with its winsorized standard error
    s_w·√n ÷ kept and kept − 1 degrees of freedom (Tukey & McLaughlin 1963).
    """
    from statistics import fmean, stdev

    from scipy.stats import t

    n = len(values)
    if not 0 < kept <= n:
        return Bounds(None)
    value = fmean(values[:kept])
    if kept < 2:
        return Bounds(value)
    winsorized = [*values[:kept], *[values[kept - 1]] * (n - kept)]
    reach = float(t.ppf(level, kept - 1)) * stdev(winsorized) * n**0.5 / kept
    return Bounds(value, max(0.0, value - reach), value + reach)
