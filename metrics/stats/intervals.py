"""A share with its confidence interval: Wilson by default, Jeffreys and Clopper–Pearson beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from metrics.errors import DataError
from metrics.stats.values import LEVEL, Rate

Method = Literal["wilson", "jeffreys", "beta"]
"""Of statsmodels' `proportion_confint`; "beta" is Clopper–Pearson."""


def rate(hits: float, n: float, *, method: Method = "wilson", level: float = LEVEL) -> Rate:
    """`hits` of `n` with the interval. `n` 0 gives a rate that was not measured.

    Wilson (1927) keeps its coverage in small samples and near 0 and 1 (Brown, Cai & DasGupta 2001).
    Raises `DataError` when `hits` lies outside 0…n.
    """
    check(hits, n, level)
    if n == 0:
        return Rate(hits, n, None, None, None, method, level)
    value = hits / n
    low, high = _interval(hits, n, method, level)
    return Rate(hits, n, value, low, high, method, level)


def rate_of(outcomes: Sequence[bool | None], *, method: Method = "wilson", level: float = LEVEL) -> Rate:
    """The rate of `True` among those that are known; `None` is left out."""
    known = [outcome for outcome in outcomes if outcome is not None]
    return rate(sum(known), len(known), method=method, level=level)


def rate_on(
    value: float, hits: float, n: float, *, n_effective: float, method: str, level: float = LEVEL
) -> Rate:
    """A rate whose interval is Wilson's on another n than the observed (weights, clusters)."""
    value = min(1.0, max(0.0, value))
    low, high = _interval(value * n_effective, n_effective, "wilson", level)
    return Rate(hits, n, value, low, high, method, level, n_effective)


def weighted_rate(hits: Sequence[bool], weights: Sequence[float], *, level: float = LEVEL) -> Rate:
    """Σwx ÷ Σw, with Wilson's interval on Kish's effective n = (Σw)² ÷ Σw² (Kish 1965).

    Weights of 1 give the plain rate. Raises `DataError` on weights below 0 or of another number than `hits`.
    """
    if len(hits) != len(weights):
        raise DataError("{hits} outcomes and {weights} weights", hits=len(hits), weights=len(weights))
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise DataError("a weight must be a number from 0")
    kept = [(hit, weight) for hit, weight in zip(hits, weights, strict=True) if weight > 0]
    if not kept:
        return Rate(0, 0, None, None, None, "wilson_kish", level)
    heaviest = max(weight for _hit, weight in kept)  # scaled: tiny weights must not vanish when squared
    total = math.fsum(weight / heaviest for _hit, weight in kept)
    value = math.fsum(weight / heaviest for hit, weight in kept if hit) / total
    effective = total**2 / math.fsum((weight / heaviest) ** 2 for _hit, weight in kept)
    return rate_on(
        value,
        sum(hit for hit, _w in kept),
        len(kept),
        n_effective=effective,
        method="wilson_kish",
        level=level,
    )


def check(hits: float, n: float, level: float) -> None:
    """Raises `DataError` on counts that no share can have."""
    if not (math.isfinite(hits) and math.isfinite(n)) or n < 0 or not 0 <= hits <= n:
        raise DataError("{hits} of {n} is not a share", hits=hits, n=n)
    if not 0 < level < 1:
        raise DataError("the confidence level {level} must lie between 0 and 1", level=level)


def _interval(hits: float, n: float, method: str, level: float) -> tuple[float, float]:
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(hits, n, alpha=1 - level, method=method)
    value = hits / n
    # Rounding must not push a bound past its rate, nor past 0 and 1.
    return max(0.0, min(float(low), value)), min(1.0, max(float(high), value))
