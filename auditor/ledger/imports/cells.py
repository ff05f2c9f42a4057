"""Cells to values: instants, days, yes and no, importance, words. What cannot be read raises `CellFault`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from auditor.i18n import N_
from auditor.ledger.imports.fields import no_words, plain, yes_words
from auditor.ledger.imports.printable import one_line
from auditor.ledger.imports.values import Cell, CellFault

FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S"),
    *("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y"),
    *("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%d/%m/%y", "%d/%m/%y %H:%M", "%d-%m-%y"),
    *("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%Y %I:%M %p", "%m/%d/%y", "%m/%d/%y %H:%M"),
    *("%d/%m/%Y %I:%M %p", "%Y%m%d", "%Y%m%d%H%M%S"),
)
"""The formats that are tried; day before month where both fit (and the preview says that it is a guess)."""
ISO = "iso"
MIN_YEAR, MAX_YEAR = 1970, 2200
MAX_WORD = 200


def text(cell: Cell) -> str:
    """The cell as text, without control characters; "" for an empty one. Whatever it begins with stays."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return one_line(str(cell))


def word(cell: Cell) -> str | None:
    """A short text; `None` for an empty cell."""
    found = text(cell)
    if len(found) > MAX_WORD:
        raise CellFault(N_("The text is longer than {limit} characters."), limit=MAX_WORD)
    return found or None


def moment(cell: Cell, date_format: str | None, zone: ZoneInfo) -> tuple[str, bool] | None:
    """An instant in UTC, and whether the cell was a day without a time; `None` for an empty cell."""
    if isinstance(cell, datetime | date):
        return _instant(cell, zone)
    given = text(cell)
    if not given:
        return None
    return _instant(_parsed(given, date_format), zone)


def day_or_moment(cell: Cell, date_format: str | None, zone: ZoneInfo) -> str | None:
    """A deadline: "2026-03-06" for a day without a time, else an instant in UTC."""
    found = moment(cell, date_format, zone)
    if found is None:
        return None
    at, whole_day = found
    return datetime.fromisoformat(at).astimezone(zone).date().isoformat() if whole_day else at


def yes_no(cell: Cell) -> bool | None:
    """Yes or no; `None` for an empty cell."""
    if isinstance(cell, bool):
        return cell
    given = plain(text(cell))
    if not given:
        return None
    if given in yes_words() or given in no_words():
        return given in yes_words()
    raise CellFault(N_("“{text}” is neither yes nor no."), text=text(cell)[:60])


def whole_number(cell: Cell, least: int, most: int) -> int | None:
    """A whole number in its bounds; "4,0" and "4.0" are 4. `None` for an empty cell."""
    given = text(cell)
    if not given:
        return None
    if re.fullmatch(r"\d{1,3}(?:[.,]0{1,6})?", given, re.ASCII):
        found = int(re.split("[.,]", given)[0])
        if least <= found <= most:
            return found
    raise CellFault(
        N_("“{text}” is no whole number from {least} to {most}."), text=given[:60], least=least, most=most
    )


def fits(given: str, date_format: str) -> bool:
    """Whether a text is a date in that format."""
    try:
        _parsed(given, date_format)
    except CellFault:
        return False
    return True


def detect_format(samples: list[str]) -> tuple[str | None, bool]:
    """The first format that all samples fit, and whether another reading of day and month fits them too."""
    if not samples:
        return None, False
    fitting = [name for name in (ISO, *FORMATS) if all(fits(sample, name) for sample in samples)]
    if not fitting:
        return None, False
    chosen = fitting[0]
    return chosen, chosen.startswith("%d") and swapped(chosen) in fitting


def swapped(date_format: str) -> str:
    """The format with day and month in each other's place."""
    return date_format.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _parsed(given: str, date_format: str | None) -> datetime | date:
    try:
        if date_format in (None, ISO):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
                return date.fromisoformat(given)
            if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d", given):
                return datetime.fromisoformat(given)
            raise ValueError
        assert date_format is not None  # noqa: S101 - for the type checker
        found = _by_figures(given, date_format) or datetime.strptime(given, date_format)  # noqa: DTZ007 - zone: _instant
    except (ValueError, re.error, OverflowError):
        shown = "2026-03-09T17:30" if date_format in (None, ISO) else date_format
        raise CellFault(N_("“{text}” is no date like {format}."), text=given[:60], format=shown) from None
    has_time = any(part in date_format for part in ("%H", "%I", "%X", "%c", "%T", "%s", "%R"))
    return found if has_time else found.date()


_FIGURES = {"%d": "day", "%m": "month", "%Y": "year", "%H": "hour", "%M": "minute", "%S": "second"}


@lru_cache(maxsize=64)
def _pattern(date_format: str) -> re.Pattern[str] | None:
    """A format of figures with something between them, as a pattern; `None` for any other format."""
    parts = re.split(r"(%.)", date_format)
    if any(not between for between in parts[2:-1:2]) or not set(parts[1::2]) <= _FIGURES.keys():
        return None
    made = [
        f"(?P<{_FIGURES[part]}>[0-9]{{{'4' if part == '%Y' else '1,2'}}})" if i % 2 else re.escape(part)
        for i, part in enumerate(parts)
    ]
    return re.compile("".join(made)) if len(set(parts[1::2])) == len(parts[1::2]) else None


def _by_figures(given: str, date_format: str) -> datetime | None:
    """What strptime reads, several times faster; `None` where strptime has to look itself.

    Raises `ValueError` for figures that are no date.
    """
    pattern = _pattern(date_format)
    found = pattern.fullmatch(given) if pattern else None
    if found is None:
        return None
    of = found.groupdict().get
    day = int(of("year") or 1900), int(of("month") or 1), int(of("day") or 1)
    return datetime(*day, int(of("hour") or 0), int(of("minute") or 0), int(of("second") or 0))  # noqa: DTZ001


def _instant(found: datetime | date, zone: ZoneInfo) -> tuple[str, bool]:
    whole_day = not isinstance(found, datetime)
    if not MIN_YEAR <= found.year <= MAX_YEAR:
        raise CellFault(N_("The year {year} cannot be."), year=found.year)
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.astimezone(UTC).isoformat(timespec="milliseconds"), whole_day


def local_day(at: str, zone: ZoneInfo) -> date:
    """The day on which an instant falls in that zone."""
    return datetime.fromisoformat(at).astimezone(zone).date()
