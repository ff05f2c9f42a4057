"""Moments and days as people write them: with an offset or by the company's clock, ISO or as Spain writes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from auditor.core.resolution import company_zone
from auditor.errors import CommandError
from auditor.i18n import N_, language

if TYPE_CHECKING:
    from auditor.core.app import App

_SPANISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)", re.DOTALL)


def moment(app: App, text: str | None) -> str:
    """An instant in UTC out of "2026-03-02T10:15", "2026-03-02" or with an offset; now for `None` and "".

    In Spanish "2/3/2026 10:15" is read too. Raises `CommandError`.
    """
    if text is None or not text.strip():
        return datetime.now(UTC).isoformat(timespec="milliseconds")
    try:
        found = datetime.fromisoformat(_iso(text))
        if found.tzinfo is None:
            found = found.replace(tzinfo=ZoneInfo(company_zone(app)))
        return found.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        raise CommandError(N_("“{text}” is no moment; write it as 2026-03-02T10:15."), text=text) from None


def deadline(app: App, text: str | None) -> str | None:
    """A day ("2026-03-06": until its end) or a moment; `None` for `None` and ""."""
    if text is None or not text.strip():
        return None
    try:
        return date.fromisoformat(_iso(text)).isoformat()
    except ValueError:
        return moment(app, text)


def _iso(text: str) -> str:
    """The text in ISO's order where it is written day first, as only Spanish is read."""
    given = text.strip()
    found = _SPANISH.fullmatch(given) if language() == "es" else None
    if found is None:
        return given
    day, month, year, rest = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}{rest}"
