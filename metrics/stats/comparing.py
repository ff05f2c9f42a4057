"""Two rates side by side, and many in a league table: nothing is ranked that cannot be told apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations

from metrics.stats.intervals import rate
from metrics.stats.strata import stratified_rate
from metrics.stats.values import LEVEL, Comparison, League, Rate, Standing

MINIMUM_N = 97
"""No rank below this many cases: with fewer, a share may be off by more than 10 points (95 %, p = 0.5)."""

Counts = tuple[int, int]
"""Hits and n."""


def compare(first: Counts, second: Counts, *, level: float = LEVEL) -> Comparison:
    """The difference of two independent rates with Newcombe's interval from two Wilson scores (1998)."""
    one, two = rate(*first, level=level), rate(*second, level=level)
    if one.value is None or two.value is None:
        return Comparison(one, two, None, None, None, level)
    low, high = _newcombe(one, two)
    return Comparison(one, two, one.value - two.value, low, high, level)


def league(
    groups: Mapping[str, Counts],
    *,
    minimum_n: int = MINIMUM_N,
    higher_is_better: bool = True,
    level: float = LEVEL,
) -> League:
    """A table of rates in which a rank is a range: every place that the intervals do not rule out.

    A group of fewer than `minimum_n` cases has its rate and interval but no rank. Each pair is compared at
    1 − (1 − level) ÷ pairs (Bonferroni), so that chance alone makes a difference in one table of twenty at
    most (Goldstein & Spiegelhalter 1996 on why league tables need intervals).
    """
    large = sorted(name for name, (_hits, n) in groups.items() if n >= max(1, minimum_n))
    pairs = list(combinations(large, 2))
    strict = 1 - (1 - level) / max(1, len(pairs))
    better: dict[str, set[str]] = {name: set() for name in large}
    worse: dict[str, set[str]] = {name: set() for name in large}
    for one, two in pairs:
        words = compare(groups[one], groups[two], level=strict).words
        if words in ("first_higher", "first_lower"):
            up, down = (one, two) if (words == "first_higher") is higher_is_better else (two, one)
            better[down].add(up)
            worse[up].add(down)
    rates = {name: rate(*counts, level=level) for name, counts in groups.items()}
    sign = -1 if higher_is_better else 1
    ordered = sorted(large, key=lambda name: (sign * (rates[name].value or 0.0), name))
    ranked = [
        Standing(
            name,
            rates[name],
            (len(better[name]) + 1, len(large) - len(worse[name])),
            tuple(other for other in ordered if other != name and other not in better[name] | worse[name]),
        )
        for name in ordered
    ]
    small = [Standing(name, rates[name], None) for name in sorted(set(groups) - set(large))]
    return League((*ranked, *small), minimum_n, strict)


def _newcombe(one: Rate, two: Rate) -> tuple[float, float]:
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        one.hits, one.n, two.hits, two.n, method="newcomb", compare="diff", alpha=1 - one.level
    )
    difference = (one.value or 0.0) - (two.value or 0.0)
    return max(-1.0, min(float(low), difference)), min(1.0, max(float(high), difference))


def compare_strata(strata: Mapping[str, tuple[Counts, Counts]], *, level: float = LEVEL) -> Comparison:
    """Two groups on the same strata (scenarios), so that neither gains by having had the easier ones.

    Both rates are standardised to the same mix, share ∝ n₁·n₂ ÷ (n₁ + n₂) (Cochran–Mantel–Haenszel), with
    MOVER intervals; so is the difference, which with one stratum is Newcombe's. A stratum that one of the two
    lacks is left out; with none left nothing is measured.
    """
    shared = {name: pair for name, pair in strata.items() if pair[0][1] > 0 and pair[1][1] > 0}
    shares = {name: one[1] * two[1] / (one[1] + two[1]) for name, (one, two) in shared.items()}
    one = stratified_rate({name: pair[0] for name, pair in shared.items()}, shares, level=level)
    two = stratified_rate({name: pair[1] for name, pair in shared.items()}, shares, level=level)
    if one.value is None or two.value is None or one.interval is None or two.interval is None:
        return Comparison(one, two, None, None, None, level)
    difference = one.value - two.value
    down = math.hypot(one.value - one.interval[0], two.interval[1] - two.value)
    up = math.hypot(one.interval[1] - one.value, two.value - two.interval[0])
    return Comparison(one, two, difference, max(-1.0, difference - down), min(1.0, difference + up), level)
