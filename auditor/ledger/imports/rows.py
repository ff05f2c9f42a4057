"""One row of a file to one complaint, by a mapping; or to its faults, each with line and column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from auditor.codec import dump, load
from auditor.errors import AuditorError
from auditor.i18n import N_
from auditor.ledger.checking import MAX_TEXT, tidy
from auditor.ledger.imports import cells
from auditor.ledger.imports.fields import plain
from auditor.ledger.imports.mapping import Mapping
from auditor.ledger.imports.printable import cleaned
from auditor.ledger.imports.values import Cell, CellFault, Row, RowFault
from auditor.ledger.pseudonyms import Pseudonyms
from metrics.complaints.values import (
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Segment,
    Source,
)
from metrics.errors import MetricsError
from transcripts.redaction import redacted

T = TypeVar("T")
Made = Complaint | tuple[RowFault, ...]


class RowReader:
    """Reads the rows of one file. `file` is its name, kept as where each complaint comes from."""

    def __init__(self, mapping: Mapping, headers: tuple[str, ...], pseudonyms: Pseudonyms, file: str) -> None:
        self._mapping = mapping
        self._zone = ZoneInfo(mapping.time_zone)
        self._pseudonyms = pseudonyms
        self._file = file
        self._at = {
            name: headers.index(header) for name, header in mapping.columns.items() if header in headers
        }
        self._words = {name: mapping.translations(name) for name in (*self._at, *mapping.constants)}
        self._row = Row(0)
        self._faults: list[RowFault] = []

    def read(self, row: Row) -> Made:
        """The complaint, or every fault of the row at once."""
        if row.fault is not None:
            return (row.fault,)
        self._row, self._faults = row, []
        made = self._complaint()
        if made is None or self._faults:
            return tuple(self._faults)
        try:
            return tidy(made)
        except (AuditorError, MetricsError) as error:
            return (RowFault(row.line, None, error.template, error.params),)

    def _complaint(self) -> Complaint | None:
        opened, customer = self._instant("opened_at"), self._customer()
        importance, segment = self._importance(), self._segment()
        resolved, reopened = self._later("resolved_at", opened), self._later("reopened_at", opened)
        if opened is None:  # the rest is read all the same, so that its faults are told too
            opened = ""
            if not self._faults:
                self._fault("opened_at", N_("The day of opening is missing."))
        text = self._take("text", cells.text)
        made = Complaint(
            id="",
            opened_at=opened,
            customer=customer,
            segment=segment,
            topic=self._word("topic"),
            importance=importance,
            channel=self._word("channel"),
            operator=self._word("operator"),
            case_key=self._word("case_key"),
            contacts=self._contacts(opened),
            contacts_complete=self._mapping.contacts_complete,
            owners=self._owners(opened),
            promises=self._promises(opened),
            resolved_at=resolved,
            reopened=(reopened,) if reopened else (),
            confirmed=self._confirmed(opened),
            source=Source(file=self._file, row=self._row.line),
            language=self._word("language"),
            text=text[:MAX_TEXT] if text else None,
        )
        return None if self._faults else replace(made, id=self._id(made))

    def _id(self, made: Complaint) -> str:
        """The file's own id; without one, a digest of what the row says, so that it is the same again."""
        own = self._word("id")
        if own is not None:
            return self._mapping.id_prefix + own
        return f"i-{digest(dump(made))[:24]}"

    def _contacts(self, opened: str) -> tuple[CaseContact, ...] | None:
        """The row's contact; without one, the opening where something is known of it; else not recorded."""
        at = self._later("contact_at", opened)
        claimed = self._take("claimed", cells.yes_no)
        agent, outcome = self._word("agent"), self._word("contact_outcome")
        inbound = self._take("inbound", lambda cell: cells.yes_no(self._ours("inbound", cell)))
        if at is None and not self._mapping.all_contacts and claimed is None and agent is None:
            return None
        first = at is None or at == opened
        contact = CaseContact(
            at=at or opened,
            channel=self._word("contact_channel") or (self._word("channel") if first else None),
            agent=agent and self._pseudonyms.of(agent),
            operator=self._word("operator"),
            department=self._word("department"),
            outcome=outcome,
            agent_claimed_resolved=claimed,
            inbound=inbound,
        )
        return (contact,)

    def _owners(self, opened: str) -> tuple[Ownership, ...] | None:
        """An empty cell of a column of owners says that there is none; no such column says nothing."""
        if "owner" not in self._at and "owner" not in self._mapping.constants:
            return None
        owner = self._word("owner")
        return (Ownership(opened, owner, self._word("department")),) if owner else ()

    def _promises(self, opened: str) -> tuple[Promise, ...] | None:
        what = self._word("promise")
        by = self._take(
            "promise_by", lambda cell: cells.day_or_moment(cell, self._format("promise_by"), self._zone)
        )
        kept = self._take("promise_kept", cells.yes_no)
        if what is None and by is None:
            return () if {"promise", "promise_by"} & set(self._at) else None
        id = hashlib.sha256(f"{what}|{by}".encode()).hexdigest()[:8]
        return (Promise(id=id, what=what or "", by=by, made_at=opened, kept=kept),)

    def _confirmed(self, opened: str) -> Confirmation | None:
        resolved = self._take("confirmed", cells.yes_no)
        at = self._later("confirmed_at", opened)
        return None if resolved is None else Confirmation(resolved, at)

    def _customer(self) -> str | None:
        given = self._word("customer")
        if given is None or self._mapping.pseudonymous:
            return given
        return self._pseudonyms.of(given)

    def _segment(self) -> Segment | None:
        given = self._word("segment")
        if given is None:
            return None
        try:
            return Segment(given)
        except ValueError:
            self._fault(
                "segment",
                N_("“{text}” is no segment; they are {known}. Translate it in the mapping's values."),
                text=given[:60],
                known=", ".join(Segment),
            )
            return None

    def _importance(self) -> int | None:
        return self._take("importance", lambda cell: cells.whole_number(self._ours("importance", cell), 1, 5))

    def _instant(self, name: str) -> str | None:
        found = self._take(name, lambda cell: cells.moment(cell, self._format(name), self._zone))
        return found[0] if found else None

    def _later(self, name: str, opened: str | None) -> str | None:
        """A day without a time that is the day of opening is not before it."""
        found = self._take(name, lambda cell: cells.moment(cell, self._format(name), self._zone))
        if found is None or not opened:
            return found[0] if found else None
        at, whole_day = found
        same_day = whole_day and cells.local_day(at, self._zone) == cells.local_day(opened, self._zone)
        return opened if same_day else at

    def _format(self, name: str) -> str | None:
        return self._mapping.date_formats.get(name)

    def _word(self, name: str) -> str | None:
        return self._take(name, lambda cell: cells.word(self._ours(name, cell)))

    def _ours(self, name: str, cell: Cell) -> Cell:
        """The cell in our word for it, where there is one."""
        words = self._words.get(name)
        if not words or cell is None:
            return cell
        return words.get(plain(cells.text(cell)), cell)

    def _take(self, name: str, read: Callable[[Cell], T]) -> T | None:
        """The field's cell, read; a fault is noted with its column."""
        cell = self._cell(name)
        if cell is None or cell == "":
            return None
        try:
            return read(cell)
        except CellFault as fault:
            self._fault(name, fault.template, **fault.params)
            return None

    def _cell(self, name: str) -> Cell:
        index = self._at.get(name)
        cell = None if index is None else self._row.cells[index]
        return self._mapping.constants.get(name) if cell is None or cell == "" else cell

    def _fault(self, name: str, template: str, **params: object) -> None:
        column = self._mapping.columns.get(name, name)
        shown = {key: redacted(value) if isinstance(value, str) else value for key, value in params.items()}
        self._faults.append(RowFault(self._row.line, column, template, shown))


def whole_complaint(row: Row, file: str, pseudonyms: Pseudonyms) -> Made:
    """A complaint out of a line that `auditor complaints export` wrote; its customer may not be in clear."""
    if row.fault is not None:
        return (row.fault,)
    try:
        made = load(Complaint, cleaned(json.loads(str(row.cells[0]))))
        source = made.source if made.source.shop_id else Source(None, file, row.line)
        customer = made.customer and pseudonyms.of(made.customer)
        return tidy(replace(made, customer=customer, source=source))
    except (AuditorError, MetricsError) as error:
        return (RowFault(row.line, None, error.template, error.params),)
    except Exception as error:  # whatever building values from foreign data raises
        why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return (RowFault(row.line, None, N_("The line is no whole complaint: {why}."), {"why": why}),)


def digest(document: dict[str, Any]) -> str:
    """A digest of all that a complaint's document says, but for its id and where it comes from."""
    data = {key: value for key, value in document.items() if key not in ("id", "source")}
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
