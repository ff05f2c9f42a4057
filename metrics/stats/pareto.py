"""Which few causes make most of the weight: the Pareto order, by importance and with the plain count."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from metrics.stats.values import ParetoBar


def pareto(items: Iterable[tuple[str, float | None]]) -> tuple[ParetoBar, ...]:
    """Causes in falling order of summed weight (importance), then of count, then by name.

    An item without a weight counts in `count` and `unweighted` and adds nothing to the weight: it is not
    known to weigh nothing, and the caller says so.
    """
    counts: dict[str, int] = defaultdict(int)
    unweighted: dict[str, int] = defaultdict(int)
    weights: dict[str, list[float]] = defaultdict(list)
    for key, weight in items:
        counts[key] += 1
        if weight is None:
            unweighted[key] += 1
        else:
            weights[key].append(weight)
    sums = {key: math.fsum(weights[key]) for key in counts}
    total = math.fsum(sums.values())
    bars: list[ParetoBar] = []
    running = 0.0
    for key in sorted(counts, key=lambda key: (-sums[key], -counts[key], key)):
        running += sums[key]
        share, so_far = (sums[key] / total, min(1.0, running / total)) if total else (0.0, 0.0)
        bars.append(ParetoBar(key, counts[key], sums[key], share, so_far, unweighted[key]))
    return tuple(bars)


def vital_few(bars: tuple[ParetoBar, ...], share: float = 0.8) -> tuple[ParetoBar, ...]:
    """The first causes that together make `share` of the weight (Juran's vital few; 80 % is a convention)."""
    few: list[ParetoBar] = []
    for bar in bars:
        if few and few[-1].cumulative >= share:
            break
        few.append(bar)
    return tuple(few)
