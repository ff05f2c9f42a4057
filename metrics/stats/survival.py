"""Kaplan–Meier: how long things take when some have not ended yet. Times in whatever unit they are given."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.errors import DataError
from metrics.stats.values import LEVEL, Quantile, SurvivalStep

if TYPE_CHECKING:
    from lifelines import KaplanMeierFitter

QUARTILES = (0.25, 0.5, 0.75)
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Survival:
    """A survival curve: the share still open by time, stepping down where something ended.

    `steps` begin at time 0. `longest` is the longest time under observation: past it nothing is known.
    """

    n: int
    ended: int
    censored: int
    steps: tuple[SurvivalStep, ...]
    quartiles: tuple[Quantile, ...]
    longest: float | None
    level: float = LEVEL

    @property
    def median(self) -> Quantile | None:
        """The time by which half had ended."""
        return next((quantile for quantile in self.quartiles if quantile.q == 0.5), None)

    def at(self, time: float) -> SurvivalStep | None:
        """The share still open at that time; `None` before 0, and past the longest time observed unless all
        had ended by then."""
        if self.longest is None or time < 0 or (time > self.longest and self.steps[-1].open > 0):
            return None
        return self.steps[bisect_right(self.steps, time, key=lambda step: step.time) - 1]


def survival(durations: Sequence[float], ended: Sequence[bool], *, level: float = LEVEL) -> Survival:
    """The Kaplan–Meier curve (1958) by lifelines; what has not `ended` is censored at its duration.

    Intervals of the curve: log-log transformed Greenwood; of the quantiles: where those cross (Brookmeyer &
    Crowley 1982). Raises `DataError` for a duration below 0 or not a number.
    """
    if len(durations) != len(ended):
        raise DataError("{durations} durations and {ended} ends", durations=len(durations), ended=len(ended))
    if any(not math.isfinite(duration) or duration < 0 for duration in durations):
        raise DataError("a duration must be a number from 0")
    if not durations:
        return Survival(0, 0, 0, (), tuple(Quantile(q, None, None, None) for q in QUARTILES), None, level)
    fitter = _fit(durations, ended, level)
    steps = _steps(fitter)
    ends = sum(ended)
    return Survival(
        n=len(durations),
        ended=ends,
        censored=len(durations) - ends,
        steps=steps,
        quartiles=tuple(_quantile(steps, q) for q in QUARTILES),
        longest=float(max(durations)),
        level=level,
    )


def _fit(durations: Sequence[float], ended: Sequence[bool], level: float) -> KaplanMeierFitter:
    import warnings

    from lifelines import KaplanMeierFitter

    with warnings.catch_warnings():
        # log(-log S) at S = 1 and 0: those steps have no interval, which is what is returned.
        warnings.simplefilter("ignore")
        return KaplanMeierFitter(alpha=1 - level).fit(durations, ended)


def _steps(fitter: KaplanMeierFitter) -> tuple[SurvivalStep, ...]:
    """One step for time 0 and for each time at which something ended."""
    table = fitter.event_table
    keep = (table["observed"] > 0) | (table.index == 0)
    band = fitter.confidence_interval_[keep]
    curve = fitter.survival_function_[keep].iloc[:, 0]
    rows = zip(curve.index, curve, band.iloc[:, 0], band.iloc[:, 1], table["at_risk"][keep], strict=True)
    return tuple(
        _step(float(at), float(share), float(low), float(high), int(n)) for at, share, low, high, n in rows
    )


def _step(time: float, share: float, low: float, high: float, at_risk: int) -> SurvivalStep:
    """One step; where all or none is open the log-log interval is not defined."""
    share = 0.0 if share < _TINY else min(1.0, share)
    if share in (0, 1) or not (math.isfinite(low) and math.isfinite(high)):
        return SurvivalStep(time, share, None, None, at_risk)
    return SurvivalStep(time, share, max(0.0, min(low, share)), min(1.0, max(high, share)), at_risk)


def _quantile(steps: tuple[SurvivalStep, ...], q: float) -> Quantile:
    """The first time at which a share `q` had ended, and the times at which the band's edges fall so far."""
    left = 1 - q + _TINY
    return Quantile(
        q,
        next((step.time for step in steps if step.open <= left), None),
        next((step.time for step in steps if step.low is not None and step.low <= left), None),
        next((step.time for step in steps if step.high is not None and step.high <= left), None),
    )
