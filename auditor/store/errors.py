"""The store's errors, and the one place where SQLite's and the system's errors become ours.

StoreError (auditor.errors)
├── NotJsonError       a document holds what JSON cannot keep; the text names the value's path
├── DiskFullError      no room left, or a size limit was reached
├── NoPermissionError  the data folder or its file cannot be opened or written
├── LockedError        another process held the data file for too long
├── CorruptError       the data file is damaged (kept, never deleted)
├── NewerDataError     the data file was written by a newer version
└── RecordingError     a recording is there already, is missing, or is not what it was
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from auditor.errors import StoreError
from auditor.i18n import N_


class NotJsonError(StoreError, ValueError):
    """A document cannot be kept as JSON; `params["path"]` names the value."""


class DiskFullError(StoreError):
    """Nothing more fits; what was acknowledged before is safe."""


class NoPermissionError(StoreError):
    """The data folder cannot be opened or written by this user."""


class LockedError(StoreError):
    """Another process kept the data file locked for longer than the time allowed."""


class CorruptError(StoreError):
    """The data file is damaged; `params["kept"]` says where it was kept, where it was moved."""


class NewerDataError(StoreError):
    """The data file has a newer format than this version knows."""


class RecordingError(StoreError):
    """A recording exists already, is missing, or differs from its checksum."""


_FULL = {"SQLITE_FULL"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_DENIED = {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"}
_CORRUPT = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


def primary(error: sqlite3.Error) -> str:
    """The primary result code's name ("SQLITE_BUSY" for SQLITE_BUSY_SNAPSHOT too), "" when unknown."""
    name: str = getattr(error, "sqlite_errorname", "") or ""
    return "_".join(name.split("_")[:2])


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the same statement may succeed a little later."""
    return primary(error) in _BUSY


def from_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    """Our error for one of SQLite's, with the way out."""
    code = primary(error)
    if code in _FULL or (code == "SQLITE_IOERR" and out_of_room(path)):
        return disk_full(path.parent)
    if code in _BUSY:
        return LockedError(
            N_(
                "{path} has been locked by another process for too long. "
                "Close the other Auditor, or wait until it is done, and try again."
            ),
            path=path,
        )
    if code in _DENIED:
        return no_permission(path)
    if code in _CORRUPT:
        return corrupt(path, error)
    if "decode to UTF-8" in str(error):  # its words quote the document, which is private
        return corrupt(path, "text that is not UTF-8")
    return StoreError(
        N_(
            "The data file {path} could not be read or written ({why}). "
            "What was acknowledged before is safe; check the disk and try again."
        ),
        path=path,
        why=error,
    )


def corrupt(path: Path, why: object) -> CorruptError:
    """The data file is damaged and was left where it is."""
    return CorruptError(
        N_(
            "The data file {path} is damaged ({why}). Nothing was deleted. "
            "Keep a copy of it and bring back a backup with “auditor restore”."
        ),
        path=path,
        why=why,
        kept=path,
    )


def from_os(error: OSError, path: Path) -> StoreError:
    """Our error for one of the system's, with the way out."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return disk_full(path.parent)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return no_permission(path)
    return StoreError(
        N_("{path} could not be read or written ({why}). Check the disk and the path, and try again."),
        path=path,
        why=error.strerror or error,
    )


def disk_full(folder: Path) -> DiskFullError:
    """No room; the text says how to make some."""
    return DiskFullError(
        N_(
            "No room left on the disk of {folder}. What was acknowledged before is safe. "
            "Free some space, remove recordings past their retention with “auditor purge”, "
            "or move the folder with --home, and try again."
        ),
        folder=folder,
    )


def no_permission(path: Path) -> NoPermissionError:
    """No permission; the text says how to get it."""
    return NoPermissionError(
        N_(
            "No permission to write {path}. "
            "Give your user write permission on its folder, "
            "or choose another data folder with --home or AUDITOR_HOME."
        ),
        path=path,
    )


def out_of_room(path: Path) -> bool:
    """Whether a failed write is explained by a full disk or by a limit on the size of files."""
    import shutil

    try:
        free = shutil.disk_usage(path.parent).free
        size = max(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())
    except (OSError, ValueError):
        return False
    return free < 64 * 1024 or _size_limit() - size < 64 * 1024


def _size_limit() -> float:
    """The largest file that this process may write, in bytes."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return float("inf")
    soft, _hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    return float("inf") if soft == resource.RLIM_INFINITY else float(soft)
