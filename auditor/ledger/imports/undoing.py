"""Takes an import back: what it added and nobody touched since goes, what it changed becomes as it was."""

from __future__ import annotations

from auditor.codec import load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.imports.records import check_idle, table
from auditor.ledger.ledger import Ledger, now_text
from auditor.ledger.values import ImportRecord


def undo_import(ledger: Ledger, import_id: str, by: str) -> tuple[int, int]:
    """How many complaints were taken out or put back, and how many stay since they were changed by hand.

    Of an import that was broken off, what it had stored. Raises `CommandError` for one that is running.
    """
    imports = table(ledger.store)
    record = imports.get(import_id)
    if record is None or record.get("undone_at"):
        raise CommandError(N_("There is no import “{id}” to take back."), id=import_id)
    check_idle(ledger.store, load(ImportRecord, record))
    with ledger.store.transaction():
        undone, kept = take_back(ledger, import_id, by)
        imports.put(import_id, {**record, "undone_at": now_text(), "undone_by": by})
    return undone, kept


def take_back(ledger: Ledger, import_id: str, by: str) -> tuple[int, int]:
    """The same of what an import has stored so far, whether it came to its end or not."""
    undone = kept = 0
    with ledger.store.transaction():
        for doc in ledger.table.where(import_id=import_id):
            if any(change.undone_at is None for change in ledger.history(doc.id)):
                kept += 1
            else:
                ledger.table.delete(doc.id)
                undone += 1
        for id in ledger.changed_by(import_id):
            last = [change for change in ledger.history(id) if change.undone_at is None][-1:]
            if last and last[0].note == import_id:
                ledger.undo(id, by)
                undone += 1
            else:
                kept += 1
    return undone, kept
