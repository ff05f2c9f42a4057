"""Whether judges agree beyond chance: Krippendorff's α, Gwet's AC1, Fleiss' κ, on ratings with gaps.

Own implementations of the published formulas: the libraries that have them are GPL, or pin an old SciPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from metrics.errors import DataError
from metrics.stats.values import LEVEL, Agreement

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
Ratings = Sequence[Sequence[Any]]
"""One row a rater, one column a unit; `None` where the rater did not judge the unit."""

RESAMPLES = 1000
_SEED = 20040101


def krippendorff_alpha(ratings: Ratings, *, scale: Scale = "nominal", level: float = LEVEL) -> Agreement:
    """α = 1 − observed ÷ expected disagreement (Krippendorff 2011), units rated once left out.

    Values of "interval" and "ratio" are numbers, of "ordinal" anything that sorts. The interval is a
    bootstrap over units (`RESAMPLES`, fixed seed), `None` with fewer than two units.
    """
    import numpy as np

    table, values = _table(ratings)
    pairable = table[table.sum(axis=1) >= 2]
    units = len(pairable)
    coincidences = _coincidences(pairable)
    rank = coincidences.sum(axis=(0, 1))
    distances = _distances(values, rank, scale)
    found = _alpha(coincidences.sum(axis=0), distances)
    if found is None:
        return Agreement(f"alpha_{scale}", None, None, None, units)
    low = high = None
    if units >= 2:
        random = np.random.default_rng(_SEED)
        drawn = [
            _alpha(coincidences[random.integers(units, size=units)].sum(axis=0), distances)
            for _ in range(RESAMPLES)
        ]
        defined = [value for value in drawn if value is not None]
        if defined:
            tail = (1 - level) / 2
            low, high = (float(q) for q in np.quantile(defined, (tail, 1 - tail)))
            low, high = min(low, found), max(high, found)
    return Agreement(f"alpha_{scale}", found, low, high, units)


def gwet_ac1(ratings: Ratings, *, level: float = LEVEL) -> Agreement:
    """Gwet's AC1 (2008) for nominal ratings, with the standard error over units and Student's t.

    Unlike κ and α it does not collapse when nearly all ratings are the same.
    """
    import numpy as np

    table, values = _table(ratings)
    n, q, rated = len(table), len(values), table.sum(axis=1)
    twice = rated >= 2
    if not twice.any():
        return Agreement("ac1", None, None, None, 0)
    each, observed = _observed(table)
    prevalence = (table / rated[:, None]).mean(axis=0)
    if q == 1:
        return Agreement("ac1", 1.0, None, None, int(twice.sum()), 1.0, 0.0)
    expected = float((prevalence * (1 - prevalence)).sum() / (q - 1))
    value = (observed - expected) / (1 - expected)
    own = n / twice.sum() * (each - expected * twice) / (1 - expected)
    chance = (table @ (1 - prevalence)) / rated / (q - 1)
    scores = own - 2 * (1 - value) * (chance - expected) / (1 - expected)
    low, high = _student(value, float(np.sqrt(((scores - value) ** 2).sum() / (n * max(1, n - 1)))), n, level)
    return Agreement("ac1", value, low, high, int(twice.sum()), observed, expected)


def fleiss_kappa(ratings: Ratings) -> Agreement:
    """Fleiss' κ (1971) in Gwet's form for ratings with gaps; without an interval."""
    table, _values = _table(ratings)
    rated = table.sum(axis=1)
    if not (rated >= 2).any():
        return Agreement("fleiss", None, None, None, 0)
    _each, observed = _observed(table)
    expected = float(((table / rated[:, None]).mean(axis=0) ** 2).sum())
    value = None if expected == 1 else (observed - expected) / (1 - expected)
    return Agreement("fleiss", value, None, None, int((rated >= 2).sum()), observed, expected)


def _table(ratings: Ratings) -> tuple[Array, list[Any]]:
    """Units × values with how many raters gave each; units that nobody rated are left out."""
    import numpy as np

    if len({len(row) for row in ratings}) > 1:
        raise DataError("every rater needs a rating or a gap for each unit")
    known = {value for row in ratings for value in row if value is not None}
    try:
        values = sorted(known)
    except TypeError:
        raise DataError(
            "ratings of one kind cannot be sorted: {values}", values=sorted(map(str, known))
        ) from None
    place = {value: i for i, value in enumerate(values)}
    units = [[place[v] for v in unit if v is not None] for unit in zip(*ratings, strict=True)]
    rows = [np.bincount(unit, minlength=len(values)) for unit in units if unit]
    return np.array(rows, dtype=float).reshape(len(rows), len(values)), values


def _observed(table: Array) -> tuple[Array, float]:
    """The share of agreeing pairs in each unit (0 where fewer than two rated), and its mean."""
    import numpy as np

    rated = table.sum(axis=1)
    pairs = rated * (rated - 1)
    each = np.divide((table * (table - 1)).sum(axis=1), pairs, out=np.zeros(len(table)), where=pairs > 0)
    return each, float(each[pairs > 0].mean())


def _coincidences(table: Array) -> Array:
    """One value × value matrix a unit: its ordered pairs of ratings, each unit weighing its ratings."""
    import numpy as np

    rated = table.sum(axis=1)
    pairs = table[:, :, None] * table[:, None, :]
    index = np.arange(table.shape[1])
    pairs[:, index, index] -= table
    return np.asarray(pairs / (rated - 1)[:, None, None])


def _distances(values: list[Any], totals: Array, scale: Scale) -> Array:
    """Squared differences between values on the scale."""
    import numpy as np

    if scale == "nominal":
        return np.asarray(1 - np.eye(len(values)))
    if scale == "ordinal":
        middle: Array = np.cumsum(totals) - totals / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    try:
        numbers = np.array(values, dtype=float)
    except (TypeError, ValueError):
        raise DataError("the scale {scale} needs numbers", scale=scale) from None
    differences = numbers[:, None] - numbers[None, :]
    if scale == "interval":
        return np.asarray(differences**2)
    sums = numbers[:, None] + numbers[None, :]
    return np.asarray(np.divide(differences, sums, out=np.zeros_like(differences), where=sums != 0) ** 2)


def _alpha(coincidences: Array, distances: Array) -> float | None:
    import numpy as np

    totals = coincidences.sum(axis=0)
    n = totals.sum()
    if n < 2:
        return None
    chance = (np.outer(totals, totals) - np.diag(totals)) / (n - 1)
    expected = float((chance * distances).sum())
    return None if expected == 0 else 1 - float((coincidences * distances).sum()) / expected


def _student(value: float, error: float, n: int, level: float) -> tuple[float | None, float | None]:
    if n < 2:
        return None, None
    from scipy.stats import t

    reach = float(t.ppf((1 + level) / 2, n - 1)) * error
    return max(-1.0, value - reach), min(1.0, value + reach)
