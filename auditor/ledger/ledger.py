"""The complaints of one data folder: added, listed, changed, and every change kept with who and when."""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.checking import tidy
from auditor.ledger.values import Change, What
from auditor.store import Store
from metrics.complaints.values import Complaint
from transcripts.redaction import redacted

TABLE = "complaints"
INDEX = ("opened_at", "customer", "case_key", "topic", "segment", "operator", "import_id")
FILTERS = ("customer", "case_key", "topic", "segment", "channel", "operator", "importance", "import_id")

Act = Callable[[Complaint], Complaint]
"""Gets the complaint as stored now; returns it changed, or raises."""


def now_text() -> str:
    """This moment in UTC, as documents hold it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Ledger:
    """Complaints by id. Every write is one transaction with its change; several processes may write."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.table = store.table(TABLE, index=INDEX)
        self._changes = store.table("complaint_changes", index=("complaint",))

    def add(self, complaint: Complaint, by: str, note: str = "") -> Complaint:
        """Stores a new complaint. Raises `CommandError` for a taken id or a field that cannot be."""
        made = tidy(complaint)
        with self.store.transaction():
            if not self.table.insert_new(made.id, document(made)):
                raise CommandError(N_("There is a complaint “{id}” already."), id=made.id)
            self.keep_change(made.id, by, What.ADDED, None, note)
        return made

    def find(self, id: str) -> Complaint | None:
        """The complaint of exactly that id, or `None`."""
        doc = self.table.get(id)
        return None if doc is None else load(Complaint, doc)

    def get(self, id: str) -> Complaint:
        """One complaint; a unique beginning of an id is enough. Raises `CommandError` when there is none."""
        found = self.find(id)
        if found is not None:
            return found
        near = [doc for doc in self.table.where() if doc.id.startswith(id)] if id else []
        if len(near) != 1:
            raise CommandError(
                N_("No complaint is “{id}” (or several begin so): see `auditor complaints list`."),
                id=id,
            )
        return load(Complaint, near[0])

    def list(self, *, limit: int | None = None, offset: int = 0, **fields: Any) -> builtins.list[Complaint]:
        """The newest first; `fields` are looked up as the store's `where` takes them (see `FILTERS`)."""
        docs = self.table.where(order_by="opened_at", newest_first=True, limit=limit, offset=offset, **fields)
        return [load(Complaint, doc) for doc in docs]

    def complaints(
        self, opened_from: str | None = None, opened_before: str | None = None, **fields: Any
    ) -> tuple[Complaint, ...]:
        """Those opened from one instant (inclusive) until before another, in order of opening."""
        if opened_from is not None:
            fields["opened_at__gte"] = opened_from
        if opened_before is not None:
            fields["opened_at__lt"] = opened_before
        return tuple(load(Complaint, doc) for doc in self.table.where(order_by="opened_at", **fields))

    def count(self, **fields: Any) -> int:
        """How many there are, or how many have these values."""
        return self.table.count(**fields)

    def change(self, id: str, by: str, what: What, act: Act, note: str = "") -> Complaint:
        """Changes one complaint; change and history are stored together. An act without effect keeps none."""
        id = self.get(id).id
        with self.store.transaction():
            doc = self.table.get(id)
            if doc is None:
                raise CommandError(N_("There is no complaint “{id}”."), id=id)
            before = load(Complaint, doc)
            after = tidy(act(before))
            if after == before:
                return before
            self.table.put(id, {**doc, **document(replace(after, id=id))})
            self.keep_change(id, by, what, dict(doc), note)
        return after

    def history(self, id: str) -> tuple[Change, ...]:
        """Every change of a complaint, undone ones too, oldest first."""
        return tuple(load(Change, doc) for doc in self._changes.where(complaint=id))

    def undo(self, id: str, by: str) -> Change:
        """Takes back the last change that still counts; a complaint added by hand is taken out again.

        Raises `CommandError` when there is none: what an import brought is not undone one by one.
        """
        with self.store.transaction():
            left = [change for change in self.history(id) if change.undone_at is None]
            if not left:
                raise CommandError(N_("Nothing was changed by hand in “{id}” that can be undone."), id=id)
            undone = replace(left[-1], undone_at=now_text(), undone_by=by)
            if undone.before is None:
                self.table.delete(id)
            else:
                self.table.put(id, undone.before)
            self._changes.put(undone.id, dump(undone))
        return undone

    def changed_by(self, import_id: str) -> builtins.list[str]:
        """The complaints that an import changed (those that it added are found by `import_id`)."""
        found = self._changes.where(note=import_id, what=What.IMPORTED.value, undone_at=None)
        return [str(doc["complaint"]) for doc in found]

    def keep_change(
        self, id: str, by: str, what: What, before: dict[str, Any] | None, note: str = ""
    ) -> None:
        """Writes a change into the history; for those who store the complaint in the same transaction."""
        at = now_text()
        change = Change(
            id=f"{id[:150]}-{at}-{secrets.token_hex(2)}",
            complaint=id,
            at=at,
            by=by,
            what=what,
            note=note if what is What.IMPORTED else redacted(note),  # an import's id: dates look like DNIs
            before=before,
        )
        self._changes.put(change.id, dump(change))


def document(complaint: Complaint) -> dict[str, Any]:
    """A complaint as it is stored."""
    made: dict[str, Any] = dump(complaint)
    return made


def by_id(complaints: Iterable[Complaint]) -> dict[str, Complaint]:
    """Complaints by their id."""
    return {complaint.id: complaint for complaint in complaints}
