"""How times, numbers and dates are written on the screen, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from auditor.i18n import _, language, number

_THIN = "\u00a0"  # between a number and its unit, so that no line breaks there


def clock(seconds: float | None, *, tenths: bool = False) -> str:
    """Seconds as a call's clock: 65 → "1:05", 3725 → "1:02:05"; "not measured" for `None`."""
    if seconds is None:
        return _("not measured")
    sign = "-" if seconds < 0 else ""
    tick = round(abs(seconds) * 10) if tenths else round(abs(seconds)) * 10
    whole, tenth = divmod(tick, 10)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    if tenths:
        text += ("," if language() == "es" else ".") + str(tenth)
    return sign + text


def duration(seconds: float | None) -> str:
    """A length of time: under a minute with its unit ("3,4 s"), from there as a clock ("1:05")."""
    if seconds is None:
        return _("not measured")
    if abs(seconds) < 59.95:
        return f"{number(seconds)}{_THIN}s"
    return clock(seconds)


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 1 as per cent: 0.45 → "45 %" in Spanish, "45%" in English."""
    if share is None:
        return _("not measured")
    return number(share * 100, digits) + (f"{_THIN}%" if language() == "es" else "%")


def count(n: int) -> str:
    """A whole number with the language's thousands separator."""
    return number(n, 0)


def local(iso: str | None, *, own_offset: bool = False) -> datetime | None:
    """An ISO 8601 moment in this machine's time zone (`own_offset`: in its own); without offset it is UTC."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware if own_offset else aware.astimezone()


def moment(iso: str | None, *, own_offset: bool = False) -> str:
    """Date and time: "22 nov 2026 16:05"; `own_offset` keeps the hour of the place that it happens in."""
    when = local(iso, own_offset=own_offset)
    if when is None:
        return _("no date")
    from babel.dates import format_datetime

    return str(format_datetime(when.replace(tzinfo=None), "d MMM y HH:mm", locale=language()))


def brief(iso: str | None, this_year: int) -> str:
    """Date and time in 12 columns: "02 nov 16:05" of this year, "02 nov 2025" of another."""
    when = local(iso)
    if when is None:
        return _("no date")
    from babel.dates import format_date

    month = str(format_date(when, "MMM", locale=language()))[:3]  # "sept" would not fit
    return f"{when:%d} {month} " + (f"{when:%H:%M}" if when.year == this_year else f"{when.year}")


def day(when: date) -> str:
    """A day as a heading: "domingo, 22 de noviembre" or "Sunday, 22 November"."""
    from babel.dates import format_date

    pattern = "EEEE, d 'de' MMMM" if language() == "es" else "EEEE, d MMMM"
    return str(format_date(when, pattern, locale=language()))


def date_words(when: date) -> str:
    """A date: "22 nov 2026"."""
    from babel.dates import format_date

    return str(format_date(when, "d MMM y", locale=language()))


def weekdays(days: Sequence[int]) -> str:
    """Days of the week, 1 for Monday: (1, 2, 3, 6) → "lun–mié, sáb"."""
    from babel.dates import get_day_names

    names = get_day_names("abbreviated", locale=language())
    wanted = sorted(set(days))
    words = []
    while wanted:
        last = 0
        while last + 1 < len(wanted) and wanted[last + 1] == wanted[last] + 1:
            last += 1
        first_name, last_name = names[wanted[0] - 1], names[wanted[last] - 1]
        words.append(first_name if last == 0 else f"{first_name}{'–' if last > 1 else ', '}{last_name}")
        wanted = wanted[last + 1 :]
    return ", ".join(words)
