"""Cases: the rows of a ledger that are one matter, joined, with what first-call resolution asks of each.

Rows belong together by case key, or by customer and topic; never by caller id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from metrics.complaints.times import DAY_S, seconds
from metrics.complaints.values import CaseContact, Complaint, Confirmation, Segment
from metrics.errors import DataError

SAME_MATTER_DAYS = 30
"""A customer's rows on one topic are one matter when no more than this lies between: the longest window."""

Key = Literal["either", "customer", "case"]
"""What joins rows: the case key, customer and topic, or either of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter as it stood at a moment (`as_of`).

    `claimed`: the agent of the first contact said that it was resolved. `repeat_days`: days from the first
    contact to the next one that the customer made (or to a reopening), `None` when there was none so far;
    `further_days` the same for a contact of either side. `observed_days`: days from the first contact to
    `as_of`. `contacts_known` is false where contacts were not recorded: then no repeat proves nothing, and
    a repeat seen by chance does not count either, or only failures would.
    `answer`: what the customer or a follow-up shop said of the resolution, `False` where they disagree
    (`conflict`). `confirmed`: that it was resolved, and by the first contact. `switched`: the further contact
    came through another channel. Of several rows, importance is the highest and segment the most valuable.
    """

    id: str
    complaints: tuple[str, ...]
    opened_at: str
    customer: str | None
    segment: Segment | None
    topic: str | None
    importance: int | None
    channel: str | None
    operator: str | None
    scenario: str | None
    shopper: str | None
    claimed: bool | None
    repeat_days: float | None
    further_days: float | None
    switched: bool | None
    observed_days: float
    contacts_known: bool
    answer: bool | None
    confirmed: bool | None
    conflict: bool = False
    direction_unknown: bool = False

    @property
    def planted(self) -> bool:
        """Planted by a shop of ours. Its shopper does not call again, resolved or not."""
        return self.scenario is not None

    @property
    def repeats_known(self) -> bool:
        """Whether the lack of a further contact says anything: contacts are recorded, of a real customer."""
        return self.contacts_known and not self.planted

    def within(self, window_days: float) -> bool:
        """Whether the window was still open at `as_of`: the case is then censored."""
        return self.observed_days < window_days

    def no_repeat(self, window_days: float) -> bool | None:
        """No repeat contact within the window; `None` while it is open, or where `repeats_known` is false."""
        if self.within(window_days) or not self.repeats_known:
            return None
        return self.repeat_days is None or self.repeat_days > window_days

    def one_contact(self, window_days: float) -> bool | None:
        """No further contact of either side, in any channel, within the window; `None` as in `no_repeat`."""
        if self.within(window_days) or not self.repeats_known:
            return None
        return self.further_days is None or self.further_days > window_days


def cases(
    complaints: Iterable[Complaint],
    *,
    as_of: datetime,
    by: Key = "either",
    same_matter_days: float = SAME_MATTER_DAYS,
) -> tuple[Case, ...]:
    """The ledger's rows as cases, in order of their first contact (then of id).

    Nothing after `as_of` (an aware instant) is looked at. The order of the rows does not matter. Raises
    `DataError` for an instant that cannot be read, or an `as_of` without a time zone.
    """
    if as_of.tzinfo is None:
        raise DataError("the time {text} has no time zone", text=as_of.isoformat())
    now = as_of.timestamp()
    rows = sorted(
        (row for row in (_Row(complaint, now) for complaint in complaints) if row.start <= now),
        key=lambda row: (row.start, row.complaint.id),
    )
    found = [_case(group, now) for group in _groups(rows, by, same_matter_days * DAY_S)]
    return tuple(case for _start, case in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


class _Row:
    """A complaint with its contacts up to now, in order, as (second, contact); the opening when none are."""

    __slots__ = ("complaint", "contacts", "end", "start")

    def __init__(self, complaint: Complaint, now: float) -> None:
        self.complaint = complaint
        timed = [(seconds(c.at), c) for c in complaint.contacts or ()]
        self.contacts: list[tuple[float, CaseContact | None]] = [(at, c) for at, c in timed if at <= now]
        self.contacts.sort(key=lambda pair: _order(pair[0], pair[1]))
        opened = seconds(complaint.opened_at)
        if not any(is_customers(contact) for _at, contact in self.contacts):
            self.contacts.insert(0, (opened, None))
            self.contacts.sort(key=lambda pair: pair[0])
        self.start = next(at for at, contact in self.contacts if is_customers(contact))
        self.end = max(at for at, contact in self.contacts if contact is None or not contact.verifies)


def _order(at: float, contact: CaseContact | None) -> tuple[float, str, str, str]:
    """By time; what else there is only makes the order of two at one instant certain."""
    if contact is None:
        return at, "", "", ""
    return at, contact.channel or "", contact.agent or "", str(contact.agent_claimed_resolved)


def is_customers(contact: CaseContact | None) -> bool:
    """Whether the customer made it, of their own accord; the opening of a case (`None`) is one."""
    return contact is None or (contact.inbound is not False and not contact.verifies)


def _groups(rows: Sequence[_Row], by: Key, gap_s: float) -> Iterator[list[_Row]]:
    """Rows joined into matters (union-find over rows in order of time)."""
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_case: dict[str, int] = {}
    latest: dict[tuple[str, str], tuple[int, float]] = {}
    for i, row in enumerate(rows):
        complaint = row.complaint
        if by != "customer" and complaint.case_key is not None:
            parent[root(i)] = root(by_case.setdefault(complaint.case_key, i))
        if by != "case" and complaint.customer is not None and complaint.topic is not None:
            key = (complaint.customer, complaint.topic)
            end = row.end
            if key in latest:
                before, its_end = latest[key]
                if row.start - its_end <= gap_s:
                    parent[root(i)] = root(before)
                end = max(end, its_end)
            latest[key] = (i, end)
    groups: dict[int, list[_Row]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(root(i), []).append(row)
    yield from groups.values()


def _case(rows: list[_Row], now: float) -> tuple[float, Case]:
    first = rows[0].complaint
    contacts = rows[0].contacts if len(rows) == 1 else _joined(rows)
    start, opening = next((at, c) for at, c in contacts if is_customers(c))
    later = [(at, c) for at, c in contacts if at > start and (c is None or not c.verifies)]
    repeats = [(at, c) for at, c in later if is_customers(c)]
    reopened = [at for row in rows for text in row.complaint.reopened if start < (at := seconds(text)) <= now]
    known = all(row.complaint.contacts is not None and row.complaint.contacts_complete for row in rows)
    answers = [answer for row in rows for answer in _answers(row.complaint, now)]
    answer = all(a.resolved for a in answers) if answers else None
    channel = (opening.channel if opening else None) or first.channel
    return start, Case(
        id=first.id,
        complaints=tuple(row.complaint.id for row in rows),
        opened_at=first.opened_at,
        customer=first.customer,
        segment=_most_valuable(rows),
        topic=first.topic,
        importance=_most_important(rows),
        channel=channel,
        operator=(opening.operator if opening else None) or first.operator,
        scenario=first.scenario,
        shopper=first.shopper,
        claimed=opening.agent_claimed_resolved if opening else None,
        repeat_days=_days([at for at, _c in repeats] + reopened, start),
        further_days=_days([at for at, _c in later] + reopened, start),
        switched=_switched(later, channel),
        observed_days=(now - start) / DAY_S,
        contacts_known=known,
        answer=answer,
        confirmed=_by_first(answer, answers, [at for at, _c in repeats], bool(reopened), known),
        conflict=len({a.resolved for a in answers}) > 1,
        direction_unknown=any(c is not None and c.inbound is None for _at, c in repeats),
    )


def _days(times: list[float], start: float) -> float | None:
    """Days from the start to the first of some times, `None` when there is none."""
    return (min(times) - start) / DAY_S if times else None


def _joined(rows: list[_Row]) -> list[tuple[float, CaseContact | None]]:
    """The contacts of several rows in order; one contact listed in two rows is one."""
    seen: dict[tuple[float, CaseContact | None], None] = {}
    for row in rows:
        seen.update(dict.fromkeys(row.contacts))
    return sorted(seen, key=lambda pair: _order(*pair))


def _most_valuable(rows: list[_Row]) -> Segment | None:
    if len(rows) == 1:
        return rows[0].complaint.segment
    held = {row.complaint.segment for row in rows}
    return next((segment for segment in Segment if segment in held), None)


def _most_important(rows: list[_Row]) -> int | None:
    return max((i for row in rows if (i := row.complaint.importance) is not None), default=None)


def _answers(complaint: Complaint, now: float) -> Iterator[Confirmation]:
    for answer in (complaint.confirmed, complaint.verified):
        if answer is not None and (answer.at is None or seconds(answer.at) <= now):
            yield answer


def _switched(further: list[tuple[float, CaseContact | None]], channel: str | None) -> bool | None:
    """Whether a further contact came through another channel; `None` where channels are not recorded."""
    others = [contact.channel if contact else None for _at, contact in further]
    if channel is not None and any(other not in (None, channel) for other in others):
        return True
    return None if channel is None or None in others else False


def _by_first(
    answer: bool | None, answers: list[Confirmation], repeats: list[float], reopened: bool, known: bool
) -> bool | None:
    """Whether what was confirmed came of the first contact: nobody had to ask again before the answer."""
    if answer is None or not known:
        return None
    if not answer:
        return False
    times = [seconds(a.at) for a in answers if a.at is not None]
    until = min(times) if len(times) == len(answers) else float("inf")
    return not reopened and not any(at < until for at in repeats)
