"""Backup and restore of a whole data folder, and the removal of recordings past their retention."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from auditor.errors import StoreError
from auditor.i18n import N_
from auditor.store import archive, schema
from auditor.store.connection import looks_sound
from auditor.store.errors import LockedError, from_os, from_sqlite
from auditor.store.store import DATA_FILE, Store, open_store

LEFT_OUT = frozenset({"models", "exports", "backups"})
"""Folders of a data folder that no backup holds: models can be fetched again, the others are copies."""
ASIDE = "set-aside-"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A finished backup: the archive, what it holds, and recordings that should be there but are not."""

    path: Path
    files: int
    recordings: int
    size_bytes: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A finished restore; `set_aside` is where what was there before is now."""

    home: Path
    files: int
    recordings: int
    created_at: str
    set_aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Purged:
    """One recording that was removed, or would be."""

    id: str
    path: str
    recorded_at: str
    size_bytes: int

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What a purge removed (or would, when `dry_run`); `kept` recordings are still within their retention."""

    removed: tuple[Purged, ...]
    kept: int
    dry_run: bool
    before: str

    @property
    def size_bytes(self) -> int:
        """Room that was made, or would be."""
        return sum(item.size_bytes for item in self.removed)


def backup(home: Path, target: Path, *, now: datetime | None = None) -> BackupReport:
    """Writes one verified archive of the data folder; others may go on working meanwhile.

    `target` is the file, or a folder in which a dated one is made; an existing file is never written over.
    Raises `StoreError`.
    """
    moment = now or datetime.now(UTC)
    if target.is_dir():
        target = target / f"auditor-{moment:%Y%m%d-%H%M%S}.zip"
    if target.exists():
        raise StoreError(N_("{path} exists already; a backup is never written over."), path=target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    copy = target.with_name(f".{target.name}.{os.getpid()}.db.part")
    try:
        with open_store(home) as store:
            # Documents first: a recording made meanwhile may lack its document, never the reverse.
            _copy_database(store, copy)
            missing = store.recordings.check().missing
        made = archive.write_archive(part, _files(Path(home), copy), moment.isoformat())
        with archive.open_archive(part) as opened:
            archive.unpack(opened, part, archive.read_manifest(opened, part), None)
        part.replace(target)
    except OSError as error:
        raise from_os(error, target) from error
    finally:
        for left in (part, copy):
            with suppress(OSError):
                left.unlink()
    return BackupReport(target, len(made.files), _recordings(made), target.stat().st_size, missing)


def verify_backup(path: Path) -> archive.Manifest:
    """Reads the whole archive; raises `CorruptError` unless every file is what the manifest says."""
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder, archive.open_archive(path) as opened:
        manifest = _manifest(opened, path)
        archive.unpack(opened, path, manifest, None)
        only = archive.Manifest(manifest.created_at, {DATA_FILE: manifest.files[DATA_FILE]})
        archive.unpack(opened, path, only, Path(folder))
        _check_database(Path(folder) / DATA_FILE, path)
    return manifest


def _manifest(opened: zipfile.ZipFile, path: Path) -> archive.Manifest:
    manifest = archive.read_manifest(opened, path)
    if DATA_FILE not in manifest.files:
        raise archive.not_ours(path, DATA_FILE)
    return manifest


def restore(path: Path, home: Path, *, replace: bool = False) -> RestoreReport:
    """Brings a backup back, after checking all of it. With `replace` what is there is set aside, not deleted.

    Raises `StoreError` when the folder holds data (and not `replace`), is in use, or the backup is not whole.
    """
    home = Path(home).expanduser().absolute()
    if not replace and any((home / name).exists() for name in (DATA_FILE, "recordings")):
        raise StoreError(
            N_("{home} holds data already. Restore into another folder with --home, or move that one away."),
            home=home,
        )
    fresh = home / f".restoring-{os.getpid()}"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.mkdir(mode=0o700)
        with archive.open_archive(path) as opened:
            manifest = _manifest(opened, path)
            archive.unpack(opened, path, manifest, fresh)
        _check_database(fresh / DATA_FILE, path)
        aside = _set_aside(home, {item.name for item in fresh.iterdir()})
        for item in sorted(fresh.iterdir()):
            item.rename(home / item.name)
    except OSError as error:
        raise from_os(error, home) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return RestoreReport(home, len(manifest.files), _recordings(manifest), manifest.created_at, aside)


def purge(
    store: Store, retention: timedelta, *, dry_run: bool = True, now: datetime | None = None
) -> PurgeReport:
    """Removes recordings older than `retention` (a day at least); their documents stay, with a tombstone.

    Unless `dry_run` is false nothing is removed and the report says what would be.
    """
    if retention < timedelta(days=1):
        raise ValueError("retention must be a day at least")
    now = now or datetime.now(UTC)
    limit = (now - retention).astimezone(UTC).isoformat()
    recordings, removed, kept = store.recordings, [], 0
    for document in recordings.documents.all():
        file = store.home / document["path"]
        gone = document.get("purged_at") is not None and not file.exists()
        if gone or document["recorded_at"] >= limit:
            kept += 0 if gone else 1
            continue
        if not dry_run:
            # The tombstone first: a crash in between leaves a file that the next purge removes.
            recordings.documents.update_if(document.id, lambda doc: _tombstone(doc, now, retention))
            _remove(file)
        removed.append(Purged(document.id, document["path"], document["recorded_at"], document["size_bytes"]))
    return PurgeReport(tuple(removed), kept, dry_run, limit)


def _tombstone(document: dict[str, Any], now: datetime, retention: timedelta) -> dict[str, Any]:
    if document.get("purged_at"):
        return document
    return {**document, "purged_at": now.isoformat(), "purged_after_days": retention.days}


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, file) from error


def _copy_database(store: Store, target: Path) -> None:
    """A consistent copy, found sound before it counts as one."""
    try:
        schema.copy_database(store._connection, target)
    except sqlite3.Error as error:
        raise from_sqlite(error, target) from error
    _check_database(target, target)


def _check_database(database: Path, named: Path) -> None:
    """Raises unless this is a sound data file of ours that this version can open."""
    try:
        opened = sqlite3.connect(database)
        try:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
            opened.execute("PRAGMA journal_mode=DELETE")  # leaves no -wal beside it
            version = schema.version_of(opened, database, len(schema.MIGRATIONS))
        finally:
            opened.close()
    except sqlite3.Error as error:
        raise archive.not_ours(named, str(error)) from error
    if found != "ok" or version == 0:
        raise archive.not_ours(named, str(found))


def _files(home: Path, database: Path) -> Iterator[tuple[str, Path]]:
    """Name in the archive and file, the database's copy first."""
    yield DATA_FILE, database
    for path in sorted(home.rglob("*")):
        relative = path.relative_to(home)
        if (
            path.is_symlink()
            or not path.is_file()
            or relative.parts[0] in LEFT_OUT
            or relative.parts[0].startswith((DATA_FILE, ASIDE, ".restoring-"))
            or path.name.endswith(".part")
        ):
            continue
        yield relative.as_posix(), path


def _recordings(manifest: archive.Manifest) -> int:
    return sum(name.startswith("recordings/") for name in manifest.files)


def _set_aside(home: Path, coming: set[str]) -> Path | None:
    """Moves what has the names of what is coming into a dated folder; where it is now."""
    if not any((home / name).exists() for name in coming):
        return None
    _check_unused(home / DATA_FILE)
    # What a damaged data file left beside it goes with it: SQLite would take it for the new one's.
    beside = {path.name for path in home.glob(f"{DATA_FILE}-*")}
    aside = home / f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    aside.mkdir(mode=0o700)
    for name in sorted(coming | beside):
        if (home / name).exists():
            (home / name).rename(aside / name)
    return aside


def _check_unused(database: Path) -> None:
    """Raises `LockedError` while any other process has the data file open."""
    if not database.exists() or not looks_sound(database):
        return  # a damaged file is set aside as it is
    try:
        opened = sqlite3.connect(database, timeout=1.0, isolation_level=None)
        try:
            # Leaving WAL needs the file alone: it fails while anyone else has it open, idle or not.
            opened.execute("PRAGMA journal_mode=DELETE").fetchone()
        finally:
            opened.close()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LockedError(
                N_("{path} is in use by another Auditor. Close it and try again."), path=database
            ) from error
    except sqlite3.DatabaseError:
        return  # a damaged file is set aside as it is
