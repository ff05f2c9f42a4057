"""Who owns a complaint: shares without an owner, hand-overs from one to the next, departments touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import fmean, median

from metrics.complaints.durations import is_open, moment_s
from metrics.complaints.times import seconds
from metrics.complaints.values import Complaint
from metrics.stats.intervals import rate
from metrics.values import Figure


@dataclass(frozen=True, slots=True)
class Ownerships:
    """Who owns the complaints of a ledger, as it stood at a moment.

    `without_owner`: open complaints that nobody owns ÷ open ones with ownership recorded. `never_owned`: all
    complaints that nobody ever owned ÷ all with ownership recorded. `hand_overs` and `departments` are means
    a complaint (unit "count") with median and most in `counts`, and `distribution` of each: how many
    complaints had so many. `unowned` are the ids of the open ones that nobody owns.
    """

    without_owner: Figure
    never_owned: Figure
    hand_overs: Figure
    departments: Figure
    hand_over_distribution: tuple[tuple[int, int], ...]
    department_distribution: tuple[tuple[int, int], ...]
    unowned: tuple[str, ...]


def ownerships(complaints: Iterable[Complaint], *, as_of: datetime) -> Ownerships:
    """The ownership figures of the complaints that were opened by `as_of`."""
    now = moment_s(as_of)
    opened = [complaint for complaint in complaints if seconds(complaint.opened_at) <= now]
    recorded = [complaint for complaint in opened if complaint.owners is not None]
    waiting = [complaint for complaint in recorded if is_open(complaint, as_of)]
    unowned = sorted(complaint.id for complaint in waiting if owner_at(complaint, now) is None)
    never = [complaint for complaint in recorded if not any(_owners(complaint, now))]
    counts = {"not_recorded": float(len(opened) - len(recorded))}
    passed = [hand_overs(complaint, now) for complaint in recorded]
    touched = [len(found) for complaint in opened if (found := departments(complaint, now)) is not None]
    unknown = {"not_recorded": float(len(opened) - len(touched))}
    return Ownerships(
        without_owner=rate(len(unowned), len(waiting)).figure(
            "ownership.without_owner", counts, _why(opened, waiting)
        ),
        never_owned=rate(len(never), len(recorded)).figure(
            "ownership.never_owned", counts, _why(opened, recorded)
        ),
        hand_overs=_mean("ownership.hand_overs", passed, counts),
        departments=_mean("ownership.departments", touched, unknown),
        hand_over_distribution=tuple(sorted(Counter(passed).items())),
        department_distribution=tuple(sorted(Counter(touched).items())),
        unowned=tuple(unowned),
    )


def owner_at(complaint: Complaint, now_s: float) -> str | None:
    """Who owned it at a moment (seconds since 1970); `None` for nobody and for not recorded."""
    owners = _owners(complaint, now_s)
    return owners[-1] if owners else None


def hand_overs(complaint: Complaint, now_s: float) -> int:
    """Changes from one owner to another; the first owner, and losing one, are none."""
    named = [owner for owner in _owners(complaint, now_s) if owner is not None]
    return sum(one != other for one, other in pairwise(named))


def departments(complaint: Complaint, now_s: float) -> frozenset[str] | None:
    """The departments that had contact with the customer or owned the case; `None` where none is recorded."""
    contacts = [(contact.department, contact.at) for contact in complaint.contacts or ()]
    owners = [(change.department, change.at) for change in complaint.owners or ()]
    found = {name for name, at in contacts + owners if name is not None and seconds(at) <= now_s}
    return frozenset(found) or None


def _owners(complaint: Complaint, now_s: float) -> list[str | None]:
    """The owners in order of time, up to a moment."""
    changes = [(seconds(change.at), change.owner) for change in complaint.owners or ()]
    return [owner for at, owner in sorted(changes, key=lambda change: change[0]) if at <= now_s]


def _mean(id: str, values: Sequence[int], counts: dict[str, float]) -> Figure:
    if not values:
        return Figure(id, None, "count", n=0, counts=counts, why="not_recorded")
    spread = {"median": float(median(values)), "most": float(max(values))}
    return Figure(id, fmean(values), "count", n=len(values), counts=counts | spread)


def _why(opened: Sequence[Complaint], kept: Sequence[Complaint]) -> str:
    if not opened:
        return "no_cases"
    return "not_recorded" if all(complaint.owners is None for complaint in opened) else "none_open"
