"""Reads the ledger for the figures, telling how far it is, and selects from it what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditor.codec import load
from auditor.core.figures.values import BYS, Choices, Read, Wanted
from auditor.core.resolution import company_zone
from auditor.ledger.ledger import TABLE
from metrics.complaints.cases import Case, cases
from metrics.complaints.ownership import owner_at
from metrics.complaints.times import local_day
from metrics.complaints.values import Complaint

if TYPE_CHECKING:
    from auditor.core.app import App

TOLD_EVERY = 500
Tell = Callable[[int, int], None]
"""Gets how many of how many are done."""


class Abandoned(Exception):
    """Raised by a `Tell` to end a reading that nobody waits for."""


def silent(_done: int, _of: int) -> None:
    """Tells nobody."""


def read(app: App, as_of: datetime | None = None, tell: Tell = silent) -> Read:
    """The whole ledger as it stood at an aware instant (`None`: now).

    Raises `StoreError`, and `DataError` for instants that cannot be read.
    """
    at = as_of or datetime.now(UTC)
    complaints = _complaints(app, tell)
    now = at.timestamp()
    owners = {each.id: owner_at(each, now) or "" for each in complaints}
    found = cases(complaints, as_of=at)
    return Read(complaints, found, at, company_zone(app), owners, _choices(complaints, owners))


def _complaints(app: App, tell: Tell) -> tuple[Complaint, ...]:
    """All of them from one reading of the table, so that a write in between neither doubles nor hides any."""
    if TABLE not in app.store.tables():
        return ()
    docs = app.complaints.ledger.table.where(order_by="opened_at")
    found: list[Complaint] = []
    for number, doc in enumerate(docs):
        if number % TOLD_EVERY == 0:
            tell(number, len(docs))
        found.append(load(Complaint, doc))
    tell(len(docs), len(docs))
    return tuple(found)


def _choices(complaints: Iterable[Complaint], owners: dict[str, str]) -> Choices:
    seen: dict[str, set[str]] = {name: set() for name in BYS}
    for each in complaints:
        for name in BYS:
            seen[name].add(owners[each.id] if name == "owner" else _text(getattr(each, name)))
    return Choices({name: tuple(sorted(values, key=lambda v: (not v, v))) for name, values in seen.items()})


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes the filters: cases by their first contact, complaints by their opening."""

    read: Read
    wanted: Wanted
    cases: tuple[Case, ...]
    complaints: tuple[Complaint, ...]

    def group_of(self, case: Case, by: str) -> str:
        """The name of a case's group, "" where it is not recorded."""
        return _case_owner(case, self.read.owners) if by == "owner" else _text(getattr(case, by))

    def complaint_group(self, complaint: Complaint, by: str) -> str:
        """The same of a complaint."""
        return self.read.owners[complaint.id] if by == "owner" else _text(getattr(complaint, by))

    def by(self, by: str) -> dict[str, tuple[Case, ...]]:
        """The cases in groups by name, what is not recorded last."""
        found: dict[str, list[Case]] = {}
        for case in self.cases:
            found.setdefault(self.group_of(case, by), []).append(case)
        return {name: tuple(found[name]) for name in ordered(found, by)}

    def complaints_by(self, by: str) -> dict[str, tuple[Complaint, ...]]:
        """The complaints in groups by name, what is not recorded last."""
        found: dict[str, list[Complaint]] = {}
        for each in self.complaints:
            found.setdefault(self.complaint_group(each, by), []).append(each)
        return {name: tuple(found[name]) for name in ordered(found, by)}


def select(read: Read, wanted: Wanted) -> Selection:
    """Applies period and filters."""
    selection = Selection(read, wanted, (), ())

    chosen = (case for case in read.cases if inside(case.opened_at, read.zone, wanted))
    opened = (each for each in read.complaints if inside(each.opened_at, read.zone, wanted))
    filters = wanted.filters.items()
    return Selection(
        read,
        wanted,
        tuple(c for c in chosen if all(selection.group_of(c, by) == value for by, value in filters)),
        tuple(c for c in opened if all(selection.complaint_group(c, by) == value for by, value in filters)),
    )


def inside(opened_at: str, zone: str, wanted: Wanted) -> bool:
    """Whether it was opened in the period."""
    if wanted.first is None and wanted.last is None:
        return True
    day = local_day(opened_at, zone)
    return (wanted.first is None or day >= wanted.first) and (wanted.last is None or day <= wanted.last)


SEGMENT_ORDER = ("most_valuable", "A", "B", "C")


def ordered(names: Iterable[str], by: str) -> list[str]:
    """Group names in the order in which they are shown: segments by value, others by name."""
    if by == "segment":
        return sorted(names, key=lambda n: SEGMENT_ORDER.index(n) if n in SEGMENT_ORDER else 9)
    return sorted(names, key=lambda name: (not name, name != "in_house", name))


def ids_of(found: Sequence[Case] | Sequence[Complaint]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(each.id for each in found)


def _case_owner(case: Case, owners: dict[str, str]) -> str:
    """The owner of a case of several complaints: of its latest that has one."""
    return next((owner for id in reversed(case.complaints) if (owner := owners[id])), "")


def _text(value: object) -> str:
    return "" if value is None else str(value)
