"""The programme: a plan's dated shops. The same plan gives the same shops, whichever days are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from scenarios.plan import Period, Plan
from scenarios.rotation import Rotation
from scenarios.windows import Window, instant, parse_window

__all__ = ["Period", "Plan", "PlannedShop", "Window", "dated_shops", "parse_window"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShop:
    """One shop to come: it may begin at `due_at` and no longer at `window_end` (aware, UTC).

    `day` is the local date it belongs to and `ordinal` its place in it, from 1: with the plan's id they are
    its `key`. `local_time` is what the clock there shows at `due_at`. `seed` is for the persona.
    """

    plan_id: str
    day: date
    ordinal: int
    local_time: str
    due_at: datetime
    window_end: datetime
    scenario_id: str
    channel_id: str
    seed: int

    @property
    def key(self) -> str:
        """The idempotency key: "plan/2026-03-02/1"."""
        return f"{self.plan_id}/{self.day.isoformat()}/{self.ordinal}"


def dated_shops(plan: Plan, from_date: date, to_date: date) -> tuple[PlannedShop, ...]:
    """The plan's shops of the local days from `from_date` to `to_date`, both included, in order of time."""
    return tuple(shop for shop in _until(plan, to_date) if from_date <= shop.day <= to_date)


def _until(plan: Plan, last: date) -> Iterator[PlannedShop]:
    """All shops from the plan's first day to the end of the period that holds `last`."""
    rotation = Rotation(plan)
    count = 0
    if plan.end is not None:
        last = min(last, plan.end)
    for days in _periods(plan, last):
        draw = Random(f"{plan.seed}|{plan.id}|{days[0].isoformat()}")  # noqa: S311 (not for secrets)
        for shop in _of_period(plan, days, rotation, draw):
            count += 1
            if plan.quota is not None and count > plan.quota:
                return
            yield shop


def _periods(plan: Plan, last: date) -> Iterator[list[date]]:
    """The days of each period, from the one that holds the plan's first day to the one that holds `last`."""
    day = plan.start
    if plan.every is Period.WEEK:
        day -= timedelta(days=day.isoweekday() - 1)
    elif plan.every is Period.MONTH:
        day = day.replace(day=1)
    while day <= last:
        if plan.every is Period.DAY:
            after = day + timedelta(days=1)
        elif plan.every is Period.WEEK:
            after = day + timedelta(days=7)
        else:
            after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield [day + timedelta(days=n) for n in range((after - day).days)]
        day = after


def _of_period(plan: Plan, period: list[date], rotation: Rotation, draw: Random) -> Iterator[PlannedShop]:
    """The shops of one period. One that the plan only partly covers gets its share, rounded."""
    whole = [day for day in period if plan.open_on(day)]
    days = [day for day in whole if plan.takes_place_on(day)]
    if not days:
        return
    count = (2 * plan.times * len(days) + len(whole)) // (2 * len(whole))
    picked = rotation.days(count, days, draw)
    for day in sorted(set(picked)):
        yield from _of_day(plan, day, picked.count(day), rotation, draw)


def _of_day(plan: Plan, day: date, count: int, rotation: Rotation, draw: Random) -> Iterator[PlannedShop]:
    zone = plan.zone
    timed = [(instant(day, minute, zone), minute, piece) for minute, piece in rotation.minutes(count, draw)]
    for ordinal, (due_at, minute, piece) in enumerate(sorted(timed), start=1):
        scenario_id, channel_id = rotation.turn(piece, draw)
        yield PlannedShop(
            plan_id=plan.id,
            day=day,
            ordinal=ordinal,
            local_time=f"{due_at.astimezone(zone):%H:%M}",
            due_at=due_at,
            window_end=_window_end(plan, day, minute, due_at),
            scenario_id=scenario_id,
            channel_id=channel_id,
            seed=_seed(plan, day, ordinal),
        )


def _window_end(plan: Plan, day: date, minute: int, due_at: datetime) -> datetime:
    """When the window closes in which `minute` lies; where the clock jumped over its end, as much later."""
    window = next(each for each in plan.windows if each.start_min <= minute < each.end_min)
    end = instant(day, window.end_min, plan.zone)
    return end if end > due_at else due_at + timedelta(minutes=window.end_min - minute)


def _seed(plan: Plan, day: date, ordinal: int) -> int:
    text = f"{plan.seed}|{plan.id}|{day.isoformat()}|{ordinal}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
