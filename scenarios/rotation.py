"""Who takes the next turn: days, hours, and scenarios on channels, each used as often as the others.

The rotation remembers what was used so far, so it is always walked from the plan's first day on. Ties are
drawn: staff cannot foresee the times, while the same seed gives the same ones again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import product
from random import Random
from typing import TypeVar

from scenarios.plan import Plan

T = TypeVar("T")
Bin = tuple[int, int]
Pair = tuple[str, str]


class Rotation:
    """What one plan used so far. Call its methods period by period, in order."""

    def __init__(self, plan: Plan) -> None:
        self._bins = tuple(piece for window in plan.windows for piece in window.bins())
        self._pairs = tuple(product(plan.scenarios, plan.channels))
        self._weekdays: Counter[int] = Counter()
        self._hours: Counter[Bin] = Counter()
        self._turns: Counter[Pair] = Counter()
        self._scenarios: Counter[str] = Counter()
        self._channels: Counter[str] = Counter()
        self._where: Counter[tuple[Pair, Bin]] = Counter()

    def days(self, count: int, days: Sequence[date], draw: Random) -> list[date]:
        """`count` days out of `days`, none more than once oftener than another, far from each other."""
        each, rest = divmod(count, len(days))
        picked: list[date] = []
        for _ in range(rest):
            free = [day for day in days if day not in picked]
            others = [day.toordinal() for day in picked]
            ranks = [(self._weekdays[day.isoweekday()], -_gap(day.toordinal(), others)) for day in free]
            day = _best(free, ranks, draw)
            picked.append(day)
            self._weekdays[day.isoweekday()] += 1
        for day in days:
            self._weekdays[day.isoweekday()] += each
        return sorted([*picked, *(day for day in days for _ in range(each))])

    def minutes(self, count: int, draw: Random) -> list[tuple[int, Bin]]:
        """`count` local times of one day (minutes after midnight), in order, with the hours they lie in."""
        taken: dict[int, Bin] = {}
        crowded: list[tuple[int, Bin]] = []
        for _ in range(count):
            others = [piece[0] for piece in taken.values()]
            ranks = [(self._hours[b] / (b[1] - b[0]), -_gap(b[0], others)) for b in self._bins]
            piece = _best(self._bins, ranks, draw)
            self._hours[piece] += 1
            free = [minute for minute in range(*piece) if minute not in taken]
            if free:
                taken[_one_of(free, draw)] = piece
            else:
                crowded.append((_one_of(range(*piece), draw), piece))
        return sorted([*taken.items(), *crowded])

    def turn(self, piece: Bin, draw: Random) -> Pair:
        """The next scenario and channel, for a shop in those hours."""
        ranks = [
            (self._turns[p], self._scenarios[p[0]], self._channels[p[1]], self._where[p, piece])
            for p in self._pairs
        ]
        pair = _best(self._pairs, ranks, draw)
        self._turns[pair] += 1
        self._scenarios[pair[0]] += 1
        self._channels[pair[1]] += 1
        self._where[pair, piece] += 1
        return pair


def _best(of: Sequence[T], ranks: Sequence[tuple[float, ...]], draw: Random) -> T:
    """The one of lowest rank; among equals one is drawn."""
    lowest = min(ranks)
    return _one_of([each for each, its in zip(of, ranks, strict=True) if its == lowest], draw)


def _one_of(of: Sequence[T], draw: Random) -> T:
    """Drawn by `random()` alone: the one method whose results Python keeps the same between versions."""
    return of[int(draw.random() * len(of))]


def _gap(place: int, others: Sequence[int]) -> int:
    """How far the nearest of the others is; a great deal when there are none."""
    return min((abs(place - other) for other in others), default=10**6)
