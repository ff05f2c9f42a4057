"""Moments as people write them on a command line: with an offset, or by the company's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from auditor.errors import CommandError
from auditor.i18n import N_

if TYPE_CHECKING:
    from auditor.core.app import App


def moment(app: App, text: str | None) -> str:
    """An instant in UTC out of "2026-03-02T10:15", "2026-03-02" or with an offset; now for `None`."""
    from auditor.core.resolution import company_zone

    if text is None:
        return datetime.now(UTC).isoformat(timespec="milliseconds")
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            found = found.replace(tzinfo=ZoneInfo(company_zone(app)))
        return found.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        raise CommandError(N_("“{text}” is no moment; write it as 2026-03-02T10:15."), text=text) from None


def deadline(app: App, text: str | None) -> str | None:
    """A day ("2026-03-06": until its end) or a moment; `None` stays `None`."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return moment(app, text)


def as_of(app: App, text: str | None) -> datetime | None:
    """The moment that figures are asked for; a day alone is its end, where the company is."""
    from auditor.core.resolution import company_zone
    from metrics.complaints.times import deadline_instant

    found = deadline(app, text)
    return None if found is None else deadline_instant(found, company_zone(app))
