"""Time to resolution, in days: survival curves with open cases censored, overall and by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from metrics.complaints.times import DAY_S, seconds
from metrics.complaints.values import Complaint
from metrics.errors import DataError
from metrics.stats.survival import Survival, survival
from metrics.values import Figure

By = Literal["topic", "channel", "operator", "segment", "owner", "importance", "scenario"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How long complaints took. Times of the curve are days from opening to the last resolution.

    `inconsistent` are the complaints left out: resolved before they were opened.
    """

    survival: Survival
    complaints: tuple[str, ...]
    inconsistent: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        """Quartiles and median as figures of unit "days"; not reached is not measured, and says so."""
        names = {0.25: "first_quartile", 0.5: "median", 0.75: "third_quartile"}
        first, middle, third = (
            self._figure(f"resolution.{names[quantile.q]}_days", quantile.value, quantile.low, quantile.high)
            for quantile in self.survival.quartiles
        )
        return first, middle, third

    def _figure(self, id: str, value: float | None, low: float | None, high: float | None) -> Figure:
        """A bound that the data do not give is left out of `counts`, and then there is no interval."""
        counts = {"resolved": float(self.survival.ended), "open": float(self.survival.censored)}
        counts |= {key: bound for key, bound in (("low", low), ("high", high)) if bound is not None}
        return Figure(
            id,
            value,
            "days",
            n=self.survival.n,
            counts=counts,
            interval=None if low is None or high is None else (low, high),
            why=None if value is not None else "not_reached" if self.survival.n else "no_cases",
        )


def resolved_s(complaint: Complaint, now_s: float) -> float | None:
    """When it was resolved for good, in seconds since 1970; `None` while it is open (or open again)."""
    if complaint.resolved_at is None:
        return None
    at = seconds(complaint.resolved_at)
    if at > now_s or any(at < seconds(again) <= now_s for again in complaint.reopened):
        return None
    return at


def is_open(complaint: Complaint, as_of: datetime) -> bool:
    """Whether it had been opened by then and was not resolved."""
    now = moment_s(as_of)
    return seconds(complaint.opened_at) <= now and resolved_s(complaint, now) is None


def moment_s(as_of: datetime) -> float:
    """Seconds since 1970 of an aware instant; raises `DataError` for one without a time zone."""
    if as_of.tzinfo is None:
        raise DataError("the time {text} has no time zone", text=as_of.isoformat())
    return as_of.timestamp()


def resolution_time(complaints: Iterable[Complaint], *, as_of: datetime) -> Resolution:
    """The survival curve of these complaints; those opened after `as_of` do not exist yet."""
    now = moment_s(as_of)
    durations: list[float] = []
    ended: list[bool] = []
    ids: list[str] = []
    inconsistent: list[str] = []
    for complaint in complaints:
        opened = seconds(complaint.opened_at)
        if opened > now:
            continue
        at = resolved_s(complaint, now)
        if at is not None and at < opened:
            inconsistent.append(complaint.id)
            continue
        durations.append(((now if at is None else at) - opened) / DAY_S)
        ended.append(at is not None)
        ids.append(complaint.id)
    return Resolution(survival(durations, ended), tuple(sorted(ids)), tuple(sorted(inconsistent)))


def resolution_times(
    complaints: Iterable[Complaint], *, by: By, as_of: datetime
) -> dict[str | None, Resolution]:
    """One curve a group, by name; `None` is the group where it is not known (for "owner": nobody, or not
    recorded)."""
    groups: dict[str | None, list[Complaint]] = {}
    for complaint in complaints:
        value = getattr(complaint, by)
        groups.setdefault(None if value is None else str(value), []).append(complaint)
    order = sorted(groups, key=lambda name: (name is None, name or ""))
    return {name: resolution_time(groups[name], as_of=as_of) for name in order}
