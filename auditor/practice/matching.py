"""Pairs measured stretches of time with true ones."""

from __future__ import annotations

from collections.abc import Sequence

Times = tuple[float, float]
Pair = tuple[Times | None, Times | None]


def matched(measured: Sequence[Times], true: Sequence[Times]) -> list[Pair]:
    """(measured, true) pairs in the order of `true`, then the measured ones that belong to none.

    Each is used once. The pair that shares the most time is made first; what shares no time is no pair.
    """
    shared = sorted(
        (
            (min(m[1], t[1]) - max(m[0], t[0]), i, k)
            for i, m in enumerate(measured)
            for k, t in enumerate(true)
            if min(m[1], t[1]) > max(m[0], t[0])
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    by_true: dict[int, int] = {}
    used: set[int] = set()
    for _, i, k in shared:
        if i not in used and k not in by_true:
            by_true[k] = i
            used.add(i)
    pairs: list[Pair] = [(measured[by_true[k]] if k in by_true else None, t) for k, t in enumerate(true)]
    return pairs + [(m, None) for i, m in enumerate(measured) if i not in used]
