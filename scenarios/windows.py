"""Windows of local time in which shops may begin, and the instants that local times mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from scenarios.errors import ScenariosError

DAY_MIN = 24 * 60
_FORM = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00", re.ASCII)


def minutes_of(text: str) -> int:
    """Minutes since midnight of "HH:MM"; "24:00" is the end of the day. Raises `ScenariosError`."""
    if not _FORM.fullmatch(text):
        raise ScenariosError("“{text}” is not a time like 09:30 (00:00 to 24:00)", text=text[:20])
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` up to, not including, `end`: local times "HH:MM" of one day, `end` up to "24:00"."""

    start: str
    end: str

    def __post_init__(self) -> None:
        if minutes_of(self.start) >= minutes_of(self.end):
            said = "the window {start}–{end} ends before it begins; split one that passes midnight in two"
            raise ScenariosError(said, start=self.start, end=self.end)

    @property
    def start_min(self) -> int:
        """Minutes since midnight."""
        return minutes_of(self.start)

    @property
    def end_min(self) -> int:
        """Minutes since midnight, up to 1440."""
        return minutes_of(self.end)

    def bins(self) -> tuple[tuple[int, int], ...]:
        """The window cut at whole hours, as (first minute, minute after the last)."""
        cuts = [self.start_min, *range((self.start_min // 60 + 1) * 60, self.end_min, 60), self.end_min]
        return tuple(pairwise(cuts))


def parse_window(text: str) -> Window:
    """The window that "09:00-14:00" says. Raises `ScenariosError`."""
    start, _, end = text.replace("–", "-").partition("-")
    return Window(start.strip(), end.strip())


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a local time, given in minutes after midnight (0 to 1440).

    A time that the clock jumps over is moved forward by the jump, one that comes twice is its first
    occurrence (PEP 495, fold 0).
    """
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
