"""Durations of ISO 8601 ("P2D", "PT4H"): calendar days by the local clock, hours by the absolute one."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scenarios.errors import ScenariosError

_FORM = re.compile(
    r"P(?=[\dT])(?:(?P<w>\d{1,4})W|(?:(?P<y>\d{1,2})Y)?(?:(?P<mo>\d{1,3})M)?(?:(?P<d>\d{1,4})D)?"
    r"(?:T(?=\d)(?:(?P<h>\d{1,5})H)?(?:(?P<mi>\d{1,6})M)?(?:(?P<s>\d{1,7})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """`months` and `days` are of the calendar (a day may have 23 or 25 hours), `seconds` are exact."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    def after(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """The instant (UTC) this long after an aware `instant`, counted on the clock of `zone`.

        A day of the month that does not exist becomes the month's last; a local time that does not exist
        moves forward by the gap.
        """
        local = instant.astimezone(zone)
        month = local.year * 12 + local.month - 1 + self.months
        year, month = divmod(month, 12)
        day = min(local.day, calendar.monthrange(year, month + 1)[1])
        shifted = local.replace(year=year, month=month + 1, day=day, fold=0) + timedelta(days=self.days)
        if not self.months and not self.days:
            shifted = local
        return shifted.astimezone(UTC) + timedelta(seconds=self.seconds)


def parse_duration(text: str) -> Duration:
    """The duration that `text` says in ISO 8601; longer than nothing. Raises `ScenariosError`."""
    found = _FORM.fullmatch(text)
    if not found:
        raise ScenariosError(
            "“{text}” is not a duration like P2D (two days) or PT4H (four hours)", text=text[:40]
        )
    part = {name: int(value or 0) for name, value in found.groupdict().items()}
    duration = Duration(
        months=part["y"] * 12 + part["mo"],
        days=part["w"] * 7 + part["d"],
        seconds=part["h"] * 3600 + part["mi"] * 60 + part["s"],
    )
    if duration == Duration():
        raise ScenariosError("“{text}” is no time at all", text=text)
    return duration
