"""Calls by one shopper or on one day resemble each other: intervals that know it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from metrics.errors import DataError
from metrics.stats.intervals import rate, rate_on
from metrics.stats.values import LEVEL, Rate

Label = Hashable


def design_effect(cluster_size: float, icc: float) -> float:
    """1 + (m − 1)·ICC (Kish 1965): how many times more calls it takes when they come in clusters of m."""
    return 1 + (cluster_size - 1) * icc


def intraclass_correlation(hits: Sequence[bool], clusters: Sequence[Label]) -> float | None:
    """ICC by one-way analysis of variance (Donner 1986); `None` where it is not defined.

    That is: one cluster alone, no cluster of two, or no variation at all.
    """
    _same_length(hits, clusters)
    groups: dict[Label, list[bool]] = defaultdict(list)
    for hit, cluster in zip(hits, clusters, strict=True):
        groups[cluster].append(hit)
    n, k = len(hits), len(groups)
    if k < 2 or n == k:
        return None
    mean = sum(hits) / n
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups.values()) / (k - 1)
    within = sum(sum(g) * (1 - sum(g) / len(g)) for g in groups.values()) / (n - k)
    size = (n - sum(len(g) ** 2 for g in groups.values()) / n) / (k - 1)
    spread = between + (size - 1) * within
    return None if spread == 0 else (between - within) / spread


def clustered_rate(hits: Sequence[bool], *clusterings: Sequence[Label], level: float = LEVEL) -> Rate:
    """The plain rate with an interval that is robust to one or two clusterings (by shopper, by day).

    Sandwich variance with the factor G ÷ (G − 1); for two clusterings V₁ + V₂ − V₁₂ (Cameron, Gelbach &
    Miller 2011). It becomes an effective n, shrunk by (z ÷ t)² for few clusters (Korn & Graubard 1998), on
    which Wilson's interval is made. Never narrower than the plain interval. When everybody gives the same
    answer the variance says nothing: then each cluster counts as one call. One cluster alone has no interval.
    """
    for clusters in clusterings:
        _same_length(hits, clusters)
    n, total = len(hits), sum(hits)
    plain = rate(total, n, level=level)
    if not clusterings or plain.value is None:
        return plain
    few = min(len(set(clusters)) for clusters in clusterings)
    if few < 2:
        return Rate(total, n, plain.value, None, None, "wilson_cluster", level)
    variance = _variance(hits, plain.value, clusterings)
    spread = plain.value * (1 - plain.value)
    effective = spread / variance if spread > 0 and variance > 0 else float(few)
    effective = min(float(n), effective * _few_clusters(few, level))
    return rate_on(plain.value, total, n, n_effective=effective, method="wilson_cluster", level=level)


def _variance(hits: Sequence[bool], mean: float, clusterings: Sequence[Sequence[Label]]) -> float:
    """The largest of the clusterings' variances, and of their two-way combination."""
    ways = [_one_way(hits, mean, clusters) for clusters in clusterings]
    if len(clusterings) == 2:
        both = _one_way(hits, mean, list(zip(*clusterings, strict=True)))
        ways.append(ways[0] + ways[1] - both)
    return max(ways)


def _one_way(hits: Sequence[bool], mean: float, clusters: Sequence[Label]) -> float:
    sizes: Counter[Label] = Counter(clusters)
    positive: Counter[Label] = Counter(c for hit, c in zip(hits, clusters, strict=True) if hit)
    groups, n = len(sizes), len(hits)
    residuals = math.fsum((positive[c] - size * mean) ** 2 for c, size in sizes.items())
    return residuals / n**2 * groups / (groups - 1)


def _few_clusters(groups: int, level: float) -> float:
    from scipy.stats import norm, t

    upper = (1 + level) / 2
    return float((norm.ppf(upper) / t.ppf(upper, groups - 1)) ** 2)


def _same_length(hits: Sequence[bool], clusters: Sequence[Label]) -> None:
    if len(hits) != len(clusters):
        raise DataError("{hits} outcomes and {clusters} clusters", hits=len(hits), clusters=len(clusters))
