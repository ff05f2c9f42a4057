"""Which rule packs are for a line, or for the lines of several countries."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.packs.values import Pack

PRACTICE = "good-practice"


def packs_for(packs: Iterable[Pack], countries: Iterable[str], sector: str | None = None) -> tuple[Pack, ...]:
    """The packs of these countries (ISO 3166) and of the company's sector, and those for every country.

    Good practice, which is no duty, comes last.
    """
    wanted = {country.upper() for country in countries}
    found = [p for p in packs if p.sector in (None, sector) and p.country in (None, *wanted)]
    return tuple(sorted(found, key=lambda p: (p.id == PRACTICE, p.country is None, p.id)))
