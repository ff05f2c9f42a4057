"""First-call resolution and time to resolution of the ledger, for a period and by group: `auditor fcr`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from metrics.complaints.cases import Case, cases
from metrics.complaints.curve import CurvePoint, fcr_curve
from metrics.complaints.deadlines import DeadlineStatus, DeadlineSummary, deadlines, summarise
from metrics.complaints.durations import Resolution, resolution_time, resolution_times
from metrics.complaints.fcr import WINDOWS, Fcr, fcr, grouped
from metrics.complaints.times import local_day
from metrics.complaints.values import Complaint

if TYPE_CHECKING:
    from auditor.core.app import App
    from metrics.packs import Pack

By = Literal["topic", "channel", "operator", "segment"]
COUNTRIES = {"UK": "GB"}
"""Names that people give to countries beside the one of ISO 3166."""
DEFAULT_ZONE = "Europe/Madrid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked. Days are local and inclusive; `as_of` is `None` for now, `by` for no groups.

    `pack` is `None` for the rule packs of the country and of `sector` (`None`: the settings'); `region` is
    the part of the country whose holidays count too.
    """

    windows: tuple[int, ...] = WINDOWS
    by: By | None = None
    first: date | None = None
    last: date | None = None
    as_of: datetime | None = None
    pack: str | None = None
    region: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class ResolutionPage:
    """The answer. `groups` has `None` → all cases first, then each group by name, a figure set a window.

    `times` has the same keys. A case is in the period by the day of its first contact; contacts after the
    period count as what they are.
    """

    asked: Asked
    as_of: datetime
    zone: str
    cases: tuple[Case, ...]
    groups: tuple[tuple[str | None, tuple[Fcr, ...]], ...]
    curve: tuple[CurvePoint, ...]
    times: tuple[tuple[str | None, Resolution], ...]
    deadlines: tuple[DeadlineSummary, ...]
    statuses: tuple[DeadlineStatus, ...]


def resolution_page(app: App, asked: Asked) -> ResolutionPage:
    """The figures of the ledger. Raises `DataError` for a window, country or region that cannot be."""
    as_of = asked.as_of or datetime.now(UTC)
    zone = company_zone(app)
    ledger = app.complaints.ledger.complaints()
    inside = _inside(asked, zone)
    found = tuple(case for case in cases(ledger, as_of=as_of) if inside(case.opened_at))
    opened = [complaint for complaint in ledger if inside(complaint.opened_at)]
    statuses = deadline_statuses(
        app, opened, as_of, pack=asked.pack, region=asked.region, sector=asked.sector
    )
    return ResolutionPage(
        asked=asked,
        as_of=as_of,
        zone=zone,
        cases=found,
        groups=tuple((name, _windows(group, asked)) for name, group in _groups(found, asked.by)),
        curve=fcr_curve(found),
        times=_times(opened, asked.by, as_of),
        deadlines=summarise(statuses),
        statuses=statuses,
    )


def company_zone(app: App) -> str:
    """Where the company is: the time zone of its first channel."""
    return next((channel.time_zone for channel in app.channels.list()), DEFAULT_ZONE)


def deadline_statuses(
    app: App,
    complaints: list[Complaint],
    as_of: datetime,
    *,
    pack: str | None = None,
    region: str | None = None,
    sector: str | None = None,
) -> tuple[DeadlineStatus, ...]:
    """Each complaint against the deadlines of one rule pack, or of all that are for the country and sector.

    In the country's working days. `sector` is the settings' where it is `None`. Raises `CommandError` for a
    pack that there is none of.
    """
    from metrics.complaints.calendar import WorkingDays

    packs = deadline_packs(app, pack, sector)
    if not packs:
        return ()
    calendar, zone = WorkingDays(app.settings.country, region), company_zone(app)
    found = [
        status
        for each in packs
        for status in deadlines(complaints, each, as_of=as_of, zone=zone, calendar=calendar)
    ]
    return tuple(sorted(found, key=lambda status: (status.due_at, status.complaint, status.rule.id)))


def deadline_packs(app: App, pack: str | None = None, sector: str | None = None) -> tuple[Pack, ...]:
    """The rule packs whose deadlines count: the one named, else those for country and sector."""
    from auditor.core.rules import shelf
    from metrics.packs import packs_for

    known = shelf(app.settings.home)
    if pack is not None:
        return (known.pack(pack),)
    country = COUNTRIES.get(app.settings.country, app.settings.country)
    found = packs_for(known.packs.values(), (country,), sector or app.settings.sector)
    return tuple(each for each in found if any(rule.deadline for rule in each.rules))


def _inside(asked: Asked, zone: str) -> Callable[[str], bool]:
    def inside(at: str) -> bool:
        if asked.first is None and asked.last is None:
            return True
        day = local_day(at, zone)
        return (asked.first is None or day >= asked.first) and (asked.last is None or day <= asked.last)

    return inside


def _windows(group: tuple[Case, ...], asked: Asked) -> tuple[Fcr, ...]:
    return tuple(fcr(group, window_days=days) for days in asked.windows)


def _groups(found: tuple[Case, ...], by: By | None) -> list[tuple[str | None, tuple[Case, ...]]]:
    groups: list[tuple[str | None, tuple[Case, ...]]] = [(None, found)]
    if by is not None:
        named = grouped(found, lambda case: _name(getattr(case, by)))
        groups += sorted(named.items(), key=lambda pair: pair[0] or "")
    return groups


def _times(
    opened: list[Complaint], by: By | None, as_of: datetime
) -> tuple[tuple[str | None, Resolution], ...]:
    everything: list[tuple[str | None, Resolution]] = [(None, resolution_time(opened, as_of=as_of))]
    if by is not None:
        groups = resolution_times(opened, by=by, as_of=as_of)
        everything += [(_name(name), times) for name, times in groups.items()]
    return tuple(everything)


def _name(value: object) -> str:
    """A group's name; "" where it is not recorded."""
    return "" if value is None else str(value)
