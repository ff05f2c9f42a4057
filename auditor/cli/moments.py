"""Moments as people write them on a command line: with an offset, or by the company's own clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from auditor.core.moments import deadline, moment

if TYPE_CHECKING:
    from auditor.core.app import App

__all__ = ["as_of", "deadline", "moment"]


def as_of(app: App, text: str | None) -> datetime | None:
    """The moment that figures are asked for; a day alone is its end, where the company is."""
    from auditor.core.resolution import company_zone
    from metrics.complaints.times import deadline_instant

    found = deadline(app, text)
    return None if found is None else deadline_instant(found, company_zone(app))
