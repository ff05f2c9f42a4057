"""The imports on record, and which of them were broken off: begun, not finished, and nobody is at them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.ledger import Ledger, now_text
from auditor.ledger.values import ImportRecord, ImportState
from auditor.store import Store
from auditor.store.documents import Documents

TABLE = "complaint_imports"


@dataclass(frozen=True, slots=True)
class ImportStanding:
    """An import on record. `broken_off`: its process died; `stored` is how many complaints carry its id."""

    record: ImportRecord
    broken_off: bool
    stored: int


def table(store: Store) -> Documents:
    """The documents of imports."""
    return store.table(TABLE, index=("sha256",))


def imports(ledger: Ledger) -> tuple[ImportStanding, ...]:
    """Every import that was not taken back, the newest first."""
    records = [load(ImportRecord, doc) for doc in table(ledger.store).all(newest_first=True)]
    return tuple(_standing(ledger, record) for record in records if record.undone_at is None)


def broken_off(ledger: Ledger) -> tuple[ImportStanding, ...]:
    """The imports whose process died before their end."""
    docs = table(ledger.store).where(state=ImportState.RUNNING.value, undone_at=None)
    found = (_standing(ledger, load(ImportRecord, doc)) for doc in docs)
    return tuple(each for each in found if each.broken_off)


def earlier(ledger: Ledger, sha256: str, mapping: dict[str, Any]) -> ImportRecord | None:
    """The import of this file with this mapping, finished or broken off; `None` when there is none.

    Raises `CommandError` while another process is at it.
    """
    for doc in table(ledger.store).where(sha256=sha256, undone_at=None):
        found = load(ImportRecord, doc)
        if dump(found.mapping) == dump(mapping):
            if found.state is ImportState.RUNNING:
                check_idle(ledger.store, found)
            return found
    return None


def check_idle(store: Store, record: ImportRecord) -> None:
    """Raises `CommandError` while a process is at this import."""
    if record.state is ImportState.RUNNING and _is_held(store, record.id):
        raise CommandError(
            N_("The import of {file} is running in another process (begun {at}, {by})."),
            file=record.file,
            at=record.at,
            by=record.by,
        )


@contextmanager
def running(store: Store, record: ImportRecord) -> Iterator[None]:
    """Puts the record on disk as running, and holds it: the system lets go of it when the process dies."""
    try:
        with _lock(store, record.id).acquire(timeout=0):
            table(store).put(record.id, dump(replace(record, state=ImportState.RUNNING)))
            try:
                yield
            finally:
                _file(store, record.id).unlink(missing_ok=True)
    except Timeout:
        check_idle(store, replace(record, state=ImportState.RUNNING))
        raise


@contextmanager
def alone_with(store: Store, sha256: str, file: str) -> Iterator[None]:
    """Holds the file while it is read and stored. Raises `CommandError` while another process does."""
    name = f"file-{sha256[:16]}"
    try:
        with _lock(store, name).acquire(timeout=0):
            try:
                yield
            finally:
                _file(store, name).unlink(missing_ok=True)
    except Timeout:
        raise CommandError(N_("{file} is being imported by another process."), file=file) from None


def new_id() -> str:
    """By the moment, so that ids sort as imports were begun."""
    return f"{now_text()[:19].replace(':', '').replace('-', '')}-{secrets.token_hex(3)}"


def _standing(ledger: Ledger, record: ImportRecord) -> ImportStanding:
    dead = record.state is ImportState.RUNNING and not _is_held(ledger.store, record.id)
    return ImportStanding(record, dead, ledger.count(import_id=record.id))


def _is_held(store: Store, id: str) -> bool:
    if not _file(store, id).exists():
        return False
    try:
        with _lock(store, id).acquire(timeout=0):
            return False
    except Timeout:
        return True


def _lock(store: Store, id: str) -> FileLock:
    return FileLock(_file(store, id))


def _file(store: Store, id: str) -> Path:
    """Beside the data file; a backup leaves out what ends so."""
    return store.home / f".import-{id}.part"
