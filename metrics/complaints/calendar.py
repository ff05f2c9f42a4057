"""The days on which a company works: weekends and public holidays by country and region."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from metrics.errors import DataError

if TYPE_CHECKING:
    from holidays import HolidayBase


class WorkingDays:
    """Counts working days in a country (ISO 3166) and, if given, a region of it ("MD": Madrid).

    Without a region only national holidays count. A town's own holidays are in nobody's data: give them as
    `extra`.
    Saturdays and Sundays, or the country's own weekend, are no working days (in Spain Ley 39/2015 art. 30.2).
    """

    def __init__(self, country: str, region: str | None = None, extra: tuple[date, ...] = ()) -> None:
        self.country, self.region = country, region
        self._holidays = _holidays(country, region)
        self._extra = frozenset(extra)

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        return day not in self._extra and bool(self._holidays.is_working_day(day))

    def after(self, day: date, working_days: int) -> date:
        """The last day of a term of so many working days that begins on the day after `day`."""
        found, left = day, working_days
        while left > 0:
            found += timedelta(days=1)
            left -= self.works(found)
        return found

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative when `last` lies before `first`."""
        if last < first:
            return -self.between(last, first)
        return sum(self.works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@lru_cache(maxsize=16)
def _holidays(country: str, region: str | None) -> HolidayBase:
    """Raises `DataError` for a country or region that the library does not know, naming those it does."""
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise DataError("no public holidays are known for the country {country}", country=country)
    if region is not None and region not in known[country]:
        regions = ", ".join(known[country]) or "-"
        raise DataError(
            "no public holidays are known for the region {region} of {country}; there are {regions}",
            region=region,
            country=country,
            regions=regions,
        )
    return holidays.country_holidays(country, subdiv=region)
