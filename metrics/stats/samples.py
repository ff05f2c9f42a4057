"""How many calls are enough: sample sizes, the finite population, and what clean calls can prove."""

from __future__ import annotations

import math

from metrics.errors import DataError
from metrics.stats.values import LEVEL


def sample_size(
    margin: float, *, expected: float = 0.5, population: int | None = None, level: float = LEVEL
) -> int:
    """Observations for an interval of ± `margin` (0.05: five points) round an `expected` share.

    `population` applies the finite-population correction n ÷ (1 + (n − 1) ÷ N) (Cochran 1977, §4.4).
    An `expected` of 0.5 is the largest sample; clustered calls need `design_effect` times as many.
    """
    if not 0 < margin < 1 or not 0 < expected < 1:
        raise DataError("the margin {margin} and the expected share {expected} lie between 0 and 1",
                        margin=margin, expected=expected)  # fmt: skip
    if population is not None and population < 1:
        raise DataError("a population has at least one member, not {population}", population=population)
    from statsmodels.stats.proportion import samplesize_confint_proportion

    n = float(samplesize_confint_proportion(expected, margin, alpha=1 - level))
    if population is not None:
        n = n / (1 + (n - 1) / population)
    return math.ceil(n - 1e-9)


def chance_of_clean(n: int, *, true_rate: float) -> float:
    """How likely `n` calls all pass when the true rate is `true_rate`: 20 of 20 happens at 95 % in 0.358."""
    return true_rate**n


def clean_calls_needed(true_rate: float, *, level: float = LEVEL) -> int:
    """Calls without one failure that it takes to claim more than `true_rate` (95 %: 59)."""
    if not 0 < true_rate < 1 or not 0 < level < 1:
        raise DataError(
            "the rate {rate} and the level {level} lie between 0 and 1", rate=true_rate, level=level
        )
    return math.ceil(math.log(1 - level) / math.log(true_rate) - 1e-9)
