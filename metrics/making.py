"""Small makers of figures that every part of scoring uses."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from metrics.values import Evidence, Figure


def none(id: str, unit: str, why: str | None, **counts: float) -> Figure:
    """A figure that was not measured."""
    return Figure(id, None, unit, n=0, counts=counts, why=why or "not_known")


def count(id: str, n: int, evidence: tuple[Evidence, ...] = ()) -> Figure:
    """A number of things."""
    return Figure(id, float(n), "count", n=n, evidence=evidence)


def total(id: str, times: Iterable[tuple[float, float]]) -> Figure:
    """The seconds of several stretches; 0 where there are none."""
    listed = tuple(times)
    return Figure(id, sum((b - a for a, b in listed), 0.0), "s", n=len(listed), evidence=spans(listed))


def mean(id: str, values: list[float], unit: str, why: str, evidence: tuple[Evidence, ...] = ()) -> Figure:
    """The mean, with least and most in `counts`; not measured without values."""
    if not values:
        return none(id, unit, why)
    counts = {"min": min(values), "max": max(values)}
    return Figure(id, fmean(values), unit, n=len(values), counts=counts, evidence=evidence)


def longest(id: str, times: Iterable[tuple[float, float]], why: str) -> Figure:
    """The longest of several stretches; not measured without any."""
    listed = tuple(times)
    if not listed:
        return none(id, "s", why)
    start_s, end_s = max(listed, key=lambda pair: pair[1] - pair[0])
    return Figure(id, end_s - start_s, "s", n=len(listed), evidence=(Evidence(start_s, end_s),))


def spans(times: Iterable[tuple[float, float]]) -> tuple[Evidence, ...]:
    """Evidence of bare seconds."""
    return tuple(Evidence(a, b) for a, b in times)
