"""The plan: which scenarios, on which channels, how often and when. A value, checked when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scenarios.errors import Fault, ScenarioFaults
from scenarios.scalars import KEBAB
from scenarios.windows import Window

MAX_TIMES = 500
"""Shops of one plan in one period: a bound against slips of the pen, not a norm."""

T = TypeVar("T")
_FIRST, _LAST = date(1970, 1, 1), date(2200, 1, 1)


class Period(StrEnum):
    """What "so many times" counts in: local days, ISO weeks, calendar months."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """So many shops a period, on these weekdays, inside these windows, from `start` to `end` (both included).

    `scenarios` and `channels` are ids that take turns; `weekdays` count from 1 (Monday) to 7; `windows` are
    local times of `time_zone` (IANA). `quota` ends the plan after so many shops. On `holidays` nothing is
    done. The same `seed` gives the same programme. Raises `ScenarioFaults` with everything that is wrong.
    """

    id: str
    scenarios: tuple[str, ...]
    channels: tuple[str, ...]
    start: date
    times: int = 1
    every: Period = Period.DAY
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    windows: tuple[Window, ...] = (Window("09:00", "18:00"),)
    time_zone: str = "Europe/Madrid"
    end: date | None = None
    quota: int | None = None
    holidays: tuple[date, ...] = ()
    seed: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        faults = [*_faults_of_what(self), *_faults_of_when(self)]
        if faults:
            raise ScenarioFaults(self.id[:80] or "plan", tuple(faults))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.time_zone)

    def takes_place_on(self, day: date) -> bool:
        """Whether shops may be planned for that local day."""
        inside = self.start <= day and (self.end is None or day <= self.end)
        return inside and self.open_on(day)

    def open_on(self, day: date) -> bool:
        """Whether the day is one of the weekdays and no holiday, whenever the plan begins and ends."""
        return day.isoweekday() in self.weekdays and day not in self.holidays


def _fault(path: str, template: str, **params: object) -> Fault:
    return Fault(1, path, template, params)


def _faults_of_what(plan: Plan) -> list[Fault]:
    found = []
    if not KEBAB.fullmatch(plan.id) or len(plan.id) > 80:
        said = "“{value}” is not a name: small letters, digits and single hyphens, 80 at most"
        found.append(_fault("id", said, value=plan.id[:80]))
    for path, ids in (("scenarios", plan.scenarios), ("channels", plan.channels)):
        if not ids:
            found.append(_fault(path, "the list is empty"))
        found += [_fault(path, "“{value}” stands twice", value=id) for id in sorted(_twice(ids))]
    if not 1 <= plan.times <= MAX_TIMES:
        said = "{value} times: 1 to {most} are possible"
        found.append(_fault("times", said, value=plan.times, most=MAX_TIMES))
    if plan.quota is not None and plan.quota < 1:
        found.append(
            _fault("quota", "{value} is too small: at least {bound} is needed", value=plan.quota, bound=1)
        )
    return found


def _faults_of_when(plan: Plan) -> list[Fault]:
    found = []
    if not plan.weekdays or not set(plan.weekdays) <= set(range(1, 8)) or _twice(plan.weekdays):
        found.append(_fault("weekdays", "weekdays are numbers from 1 (Monday) to 7 (Sunday), each once"))
    if not plan.windows:
        found.append(_fault("windows", "the list is empty"))
    ordered = sorted(plan.windows, key=lambda window: window.start_min)
    for one, other in pairwise(ordered):
        if one.end_min > other.start_min:
            said = "the windows {one} and {other} overlap"
            texts = {"one": f"{one.start}–{one.end}", "other": f"{other.start}–{other.end}"}
            found.append(_fault("windows", said, **texts))
    try:
        ZoneInfo(plan.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        said = "there is no time zone “{value}”; a name like Europe/Madrid is needed"
        found.append(_fault("time_zone", said, value=plan.time_zone[:80]))
    if not _FIRST <= plan.start < _LAST or (plan.end is not None and plan.end >= _LAST):
        found.append(_fault("start", "the dates have to lie between 1970 and 2200"))
    if plan.end is not None and plan.end < plan.start:
        found.append(_fault("end", "the plan ends before it begins ({start})", start=plan.start.isoformat()))
    return found


def _twice(values: Sequence[T]) -> set[T]:
    return {value for value in values if values.count(value) > 1}
