"""First-call resolution as a function of the window: how the answer hangs on how long one waits to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.complaints.cases import Case
from metrics.stats.intervals import rate
from metrics.stats.survival import Survival, survival
from metrics.values import Figure

DAYS = range(1, 31)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One window. `closed` is the plain rate of cases whose window has closed (as `fcr.no_repeat`).

    `all_cases` uses the open ones too for as long as they were seen (one minus Kaplan–Meier's share of
    repeats): it can only fall as the window grows. `censored` were still inside the window.
    """

    window_days: int
    closed: Figure
    all_cases: Figure
    censored: int


def fcr_curve(cases: Sequence[Case], days: Iterable[int] = DAYS) -> tuple[CurvePoint, ...]:
    """One point for each window, in days. Cases whose repeats are not known are left out, as in `fcr`."""
    import numpy as np

    known = [case for case in cases if case.repeats_known]
    ends = [case.observed_days if case.repeat_days is None else case.repeat_days for case in known]
    repeated = [case.repeat_days is not None for case in known]
    curve = survival(ends, repeated)
    observed = np.array([case.observed_days for case in known], dtype=float)
    repeat = np.where(repeated, np.array(ends, dtype=float), np.inf)
    points: list[CurvePoint] = []
    for day in days:
        closed = observed >= day
        n = int(closed.sum())
        kept = rate(int((closed & (repeat > day)).sum()), n)
        censored = len(known) - n
        counts = {"window_days": float(day), "censored": float(censored)}
        plain = kept.figure(f"fcr.no_repeat_{day}d", counts, "window_open" if known else "not_recorded")
        points.append(CurvePoint(day, plain, _estimate(day, curve, counts), censored))
    return tuple(points)


def _estimate(day: int, curve: Survival, counts: dict[str, float]) -> Figure:
    """The share without a repeat after `day` days, from closed and open windows together."""
    id = f"fcr.no_repeat_{day}d.all_cases"
    step = curve.at(day)
    if step is None:
        return Figure(
            id, None, "ratio", n=curve.n, counts=counts, why="window_open" if curve.n else "not_recorded"
        )
    interval = None if step.low is None or step.high is None else (step.low, step.high)
    return Figure(id, step.open, "ratio", n=curve.n, counts=counts, interval=interval)
