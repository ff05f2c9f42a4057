"""The ledger as rows to look through: filtered, sorted, by the page, without building whole complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from auditor.core.resolution import deadline_statuses
from auditor.i18n import N_
from metrics.complaints.deadlines import DeadlineStatus, Timeliness
from metrics.complaints.times import DAY_S, seconds
from metrics.complaints.values import VALUABLE, Complaint

if TYPE_CHECKING:
    from auditor.core.app import App

PAGE = 200
CENSORED_DAYS = 30
"""The longest of the usual windows for a repeat contact: inside it nobody can say that a case is resolved."""
LOOKED_UP = ("segment", "topic", "channel", "operator", "customer")
"""The fields that the store itself looks up."""
NOBODY = "-"
"""The owner of a filter that wants what nobody owns."""


class RowState(StrEnum):
    """How a complaint stands to being resolved; `CENSORED` is asked for only, beside any of the others."""

    OPEN = "open"
    NEAR = "near"
    LATE = "late"
    RESOLVED = "resolved"
    CENSORED = "censored"


class Sort(StrEnum):
    """What comes first; of equals, the newest."""

    IMPORTANCE = "importance"
    NEWEST = "newest"
    OLDEST = "oldest"


STATE_LABELS = {
    RowState.OPEN: N_("is open"),
    RowState.NEAR: N_("about to be late"),
    RowState.LATE: N_("late"),
    RowState.RESOLVED: N_("is resolved"),
    RowState.CENSORED: N_("still inside the window of 30 days (censored)"),
}
SORT_LABELS = {
    Sort.IMPORTANCE: N_("the most important first"),
    Sort.NEWEST: N_("the newest first"),
    Sort.OLDEST: N_("the oldest first"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One line of the ledger. `state` is one of `RowState` but `CENSORED`; `day` counts from the opening.

    `due_at` and `working_days_left` are those of the nearest deadline of the rule pack that concerns it while
    it is open, `rule` its id, `binding` whether the rule bound when the complaint was opened; `None` without.
    `owned` is `None` where ownership is not recorded, else whether somebody owns it.
    """

    id: str
    opened_at: str
    day: int
    state: RowState
    topic: str | None
    importance: int | None
    segment: str | None
    channel: str | None
    operator: str | None
    owner: str | None
    owned: bool | None
    reopened: bool
    resolved_at: str | None
    due_at: str | None = None
    working_days_left: int | None = None
    rule: str | None = None
    binding: bool | None = None

    @property
    def alarming(self) -> bool:
        """A valuable customer's complaint that is open and that nobody is known to own."""
        return self.state is not RowState.RESOLVED and self.segment in VALUABLE and not self.owned


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """What is wanted; an empty field lets everything pass. `text` looks in ids, keys, topic and text.

    `ids` limits it to certain complaints. `owner` is a name, or `NOBODY`; `customer` a key.
    """

    text: str = ""
    state: str = ""
    segment: str = ""
    topic: str = ""
    channel: str = ""
    operator: str = ""
    owner: str = ""
    customer: str = ""
    ids: frozenset[str] | None = None

    def __bool__(self) -> bool:
        """Whether a person narrowed it (`ids` are the list itself)."""
        who = (self.segment, self.channel, self.operator, self.owner, self.customer)
        return any((self.text, self.state, self.topic, *who))


@dataclass
class LedgerPages:
    """Reads the rows of a filter piece by piece and remembers how far it has read.

    `go_on` is asked before each read: a search that nobody waits for any more ends.
    """

    app: App
    filter: RowFilter = field(default_factory=RowFilter)
    sort: Sort = Sort.IMPORTANCE
    as_of: datetime = field(default_factory=lambda: datetime.now(UTC))
    found: list[LedgerRow] = field(default_factory=list)
    read: int = 0
    whole: bool = False

    def page(self, number: int, go_on: Callable[[], bool] = lambda: True) -> list[LedgerRow]:
        """The rows of the page, counting from 0; empty after the last."""
        while len(self.found) < (number + 1) * PAGE + 1 and not self.whole and go_on():
            self._read_on()
        return self.found[number * PAGE : (number + 1) * PAGE]

    def first(self, n: int) -> list[LedgerRow]:
        """The first n rows."""
        while len(self.found) < n and not self.whole:
            self._read_on()
        return self.found[:n]

    def total(self) -> int | None:
        """How many rows there are in all; `None` while they have not been read to the end."""
        if self.whole:
            return len(self.found)
        if self.filter:
            return None
        return self.app.complaints.ledger.count() if self.filter.ids is None else len(self.filter.ids)

    def _read_on(self) -> None:
        limit = max(2 * PAGE, 2 * self.read)  # ever larger: each read sorts anew
        ledger, fields = self.app.complaints.ledger, self._fields()
        order = "importance" if self.sort is Sort.IMPORTANCE else "opened_at"
        docs = ledger.table.where(
            order_by=order,
            newest_first=self.sort is not Sort.OLDEST,
            limit=limit,
            offset=self.read,
            **fields,
        )
        self.read += len(docs)
        self.whole = len(docs) < limit
        wanted = [(doc.id, doc) for doc in docs if self._may_pass(doc.id, doc)]
        self.found += self._with_deadlines(wanted)

    def _fields(self) -> dict[str, Any]:
        """What the store itself can look up."""
        asked = self.filter
        fields = {name: getattr(asked, name) for name in LOOKED_UP}
        return {name: value for name, value in fields.items() if value}

    def _may_pass(self, id: str, doc: dict[str, Any]) -> bool:
        asked = self.filter
        wanted = asked.text.casefold().split()
        return (
            (asked.ids is None or id in asked.ids)
            and (not asked.owner or _owned_by(doc, asked.owner))
            and (not wanted or all(word in _words(id, doc) for word in wanted))
            and (not asked.state or self._stands_so(doc))
        )

    def _stands_so(self, doc: dict[str, Any]) -> bool:
        if self.filter.state == RowState.CENSORED:
            return (self.as_of.timestamp() - seconds(doc["opened_at"])) / DAY_S < CENSORED_DAYS
        return is_closed(doc) == (self.filter.state == RowState.RESOLVED)

    def _with_deadlines(self, docs: Sequence[tuple[str, dict[str, Any]]]) -> list[LedgerRow]:
        """The rows, the open ones with the deadline that is nearest; late and near are filtered here."""
        opened = [_skeleton(id, doc) for id, doc in docs if not is_closed(doc)]
        nearest = nearest_deadlines(deadline_statuses(self.app, opened, self.as_of))
        rows = [row_of(id, doc, self.as_of, nearest.get(id)) for id, doc in docs]
        if self.filter.state in (RowState.LATE, RowState.NEAR):
            rows = [row for row in rows if row.state == self.filter.state]
        return rows


def nearest_deadlines(statuses: Iterable[DeadlineStatus]) -> dict[str, DeadlineStatus]:
    """complaint → the deadline that runs out first (they come by due date)."""
    nearest: dict[str, DeadlineStatus] = {}
    for status in statuses:
        nearest.setdefault(status.complaint, status)
    return nearest


def row_of(id: str, doc: dict[str, Any], as_of: datetime, status: DeadlineStatus | None) -> LedgerRow:
    """The row of a complaint's document."""
    closed = is_closed(doc)
    end = seconds(doc["resolved_at"]) if closed else as_of.timestamp()
    owners = doc.get("owners")
    owner = owner_of(doc)
    row = LedgerRow(
        id=id,
        opened_at=doc["opened_at"],
        day=int((end - seconds(doc["opened_at"])) // DAY_S),
        state=RowState.RESOLVED if closed else RowState.OPEN,
        owner=owner,
        owned=None if owners is None else owner is not None,
        reopened=bool(doc.get("reopened")) and not closed,
        resolved_at=doc.get("resolved_at") if closed else None,
        **{name: doc.get(name) for name in ("topic", "importance", "segment", "channel", "operator")},
    )
    if status is None:
        return row
    states = {Timeliness.LATE: RowState.LATE, Timeliness.NEAR: RowState.NEAR}
    return replace(
        row,
        state=states.get(status.state, row.state),
        due_at=status.due_at,
        working_days_left=status.working_days_left,
        rule=status.rule.id,
        binding=status.in_force,
    )


def is_closed(doc: dict[str, Any]) -> bool:
    """As `auditor.ledger.acts.is_closed`, on a document: its instants are texts that sort as times do."""
    resolved = doc.get("resolved_at")
    return resolved is not None and all(again < resolved for again in doc.get("reopened") or ())


def owner_of(doc: dict[str, Any]) -> str | None:
    """As `Complaint.owner`, on a document."""
    owners = doc.get("owners") or ()
    return max(owners, key=lambda change: change["at"])["owner"] if owners else None


def values_of(app: App, field_name: str) -> list[str]:
    """The different values of a field (topic, channel, operator, owner) among the newest complaints."""
    docs = app.complaints.ledger.table.where(order_by="opened_at", newest_first=True, limit=2000)
    found = (owner_of(doc) if field_name == "owner" else doc.get(field_name) for doc in docs)
    return sorted({str(value) for value in found if value})


def _owned_by(doc: dict[str, Any], owner: str) -> bool:
    """Nobody is somebody wrote down that nobody is; not recorded is neither."""
    if owner == NOBODY:
        return doc.get("owners") is not None and owner_of(doc) is None
    return owner_of(doc) == owner


def _words(id: str, doc: dict[str, Any]) -> str:
    parts = (id, *(doc.get(name) or "" for name in ("case_key", "topic", "customer", "text")))
    return " ".join(parts).casefold()


def _skeleton(id: str, doc: dict[str, Any]) -> Complaint:
    """As much of a complaint as a deadline asks for."""
    return Complaint(
        id=id,
        opened_at=doc["opened_at"],
        topic=doc.get("topic"),
        channel=doc.get("channel"),
        resolved_at=doc.get("resolved_at"),
        reopened=tuple(doc.get("reopened") or ()),
    )
