"""Reading the instants of complaints: aware UTC out of ISO 8601 texts, and days where the company is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from metrics.errors import DataError

DAY_S = 86_400.0


def instant(text: str) -> datetime:
    """The aware instant in UTC; raises `DataError` for a text without an offset, or that is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise DataError("{text} is not a date and time like 2026-03-02T09:15:00+00:00", text=text) from None
    if found.tzinfo is None:
        raise DataError("the time {text} has no time zone", text=text)
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise DataError("the time {text} lies outside the calendar", text=text) from None


def seconds(text: str) -> float:
    """Seconds since 1970 of an instant's text."""
    return instant(text).timestamp()


def deadline_instant(text: str, zone: str) -> datetime:
    """The instant by which something was promised: a date alone lasts until its end in that zone."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return instant(text)
    return end_of_day(day, zone)


def end_of_day(day: date, zone: str) -> datetime:
    """The last moment of that day in a zone (IANA name), as an instant in UTC: the next day's midnight."""
    try:
        return datetime.combine(day + timedelta(days=1), time(), place(zone)).astimezone(UTC)
    except OverflowError:
        raise DataError("the time {text} lies outside the calendar", text=day.isoformat()) from None


def local_day(text: str, zone: str) -> date:
    """The day on which an instant fell, where the company is."""
    return instant(text).astimezone(place(zone)).date()


def place(zone: str) -> ZoneInfo:
    """The zone of an IANA name; raises `DataError` for one that there is not."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DataError("there is no time zone {zone}", zone=zone) from None
