"""One SQLite connection, safe for threads, processes and forks: locking, transactions, durability.

Nothing here knows what is stored. Every error leaves as a `StoreError`.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.errors import StoreError
from auditor.i18n import N_
from auditor.store.errors import LockedError, corrupt, disk_full, from_os, from_sqlite, is_busy

BUSY_S = 30.0
"""How long to wait for another process before giving up, in seconds."""


class Connection:
    """The data file at `path`. Threads take turns; `durable` syncs each commit, so it survives power loss."""

    def __init__(self, path: Path, *, busy_s: float = BUSY_S, durable: bool = True) -> None:
        self.path = path
        self.busy_s = busy_s
        self.durable = durable
        self._lock = threading.RLock()
        self._raw: sqlite3.Connection | None = None
        self._doing: str | None = None
        _open_ones.add(self)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the data while the block lasts."""
        with self._held() as raw:
            if self._inside(raw):
                yield raw
                return
            self._begin(raw, "BEGIN")
            self._doing = "reading"
            try:
                yield raw
            finally:
                self._doing = None
                _roll_back(raw)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One IMMEDIATE transaction: all of the block or nothing. Inside another, a part of that one."""
        with self._held() as raw:
            if self._inside(raw):
                if self._doing == "reading":  # it would be rolled back when the reading ends
                    raise RuntimeError("nothing can be written from inside a query")
                with _savepoint(raw):
                    yield raw
                return
            self._begin(raw, "BEGIN IMMEDIATE")
            self._doing = "writing"
            try:
                yield raw
                self._inside(raw)
                raw.execute("COMMIT")
            except BaseException:
                _roll_back(raw)
                raise
            finally:
                self._doing = None

    def _inside(self, raw: sqlite3.Connection) -> bool:
        """Whether a transaction is under way; raises when SQLite broke it off (a full disk does)."""
        if self._doing and not raw.in_transaction:
            raise disk_full(self.path.parent)
        return self._doing is not None

    def close(self) -> None:
        """Closes the file; the next use opens it again."""
        with self._lock:
            raw, self._raw = self._raw, None
            if raw is not None:
                with suppress(sqlite3.Error):
                    raw.close()

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        if not self._lock.acquire(timeout=self.busy_s):
            raise LockedError(
                N_("Another part of this program has kept {path} busy for too long. Try again."),
                path=self.path,
            )
        try:
            if self._raw is None:
                self._raw = self._open()
            yield self._raw
        except sqlite3.Error as error:
            raise from_sqlite(error, self.path) from error
        finally:
            self._lock.release()

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # voices are private
            if not looks_sound(self.path):
                raise corrupt(self.path, "no SQLite header")
        except OSError as error:
            raise from_os(error, self.path) from error
        raw = sqlite3.connect(
            self.path,
            timeout=self.busy_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            self._prepare(raw)
        except BaseException:
            raw.close()
            raise
        return raw

    def _prepare(self, raw: sqlite3.Connection) -> None:
        def pragmas() -> None:
            mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode != "wal":
                raise StoreError(
                    N_(
                        "The disk of {path} cannot share a data file between processes "
                        "(journal mode {mode}). "
                        "Choose a folder on a local disk with --home."
                    ),
                    path=self.path,
                    mode=mode,
                )
            # In WAL mode NORMAL survives a crash of the program, only FULL a loss of power.
            raw.execute(f"PRAGMA synchronous={'FULL' if self.durable else 'NORMAL'}")
            raw.execute("PRAGMA foreign_keys=ON")
            raw.execute("PRAGMA cache_size=-16000")

        self._retry(pragmas)  # the switch to WAL does not wait for other openers by itself

    def _begin(self, raw: sqlite3.Connection, how: str) -> None:
        self._retry(lambda: raw.execute(how))

    def _retry(self, work: object) -> None:
        """Runs `work` again while the file is busy, until `busy_s` have passed."""
        assert callable(work)  # noqa: S101
        give_up = time.monotonic() + self.busy_s
        while True:
            try:
                work()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() >= give_up:
                    raise
                time.sleep(random.uniform(0.002, 0.02))  # noqa: S311 - spreads the waiters
            else:
                return


def looks_sound(path: Path) -> bool:
    """Whether SQLite may be let near the file: over a damaged beginning it would throw away the `-wal`."""
    wal = path.with_name(path.name + "-wal")
    for _try in range(5):  # another process may be writing the first page just now
        with path.open("rb") as file:
            begin = file.read(16)
        if begin == b"SQLite format 3\0" or (not begin and not (wal.exists() and wal.stat().st_size)):
            return True
        time.sleep(0.05)
    return False


def _roll_back(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:  # a full disk rolls back by itself
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")


@contextmanager
def _savepoint(raw: sqlite3.Connection) -> Iterator[None]:
    raw.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK TO part")
            raw.execute("RELEASE part")
        raise
    raw.execute("RELEASE part")


# SQLite must not be carried across a fork: its locks belong to the parent. So every connection is closed
# before one (waiting for transactions to end) and opened again by whoever needs it.

_open_ones: weakref.WeakSet[Connection] = weakref.WeakSet()
_held_for_fork: list[Connection] = []


def _before_fork() -> None:
    for connection in list(_open_ones):
        connection._lock.acquire()
        _held_for_fork.append(connection)
        if connection._raw is not None and not connection._raw.in_transaction:
            connection.close()


def _after_fork() -> None:
    while _held_for_fork:
        _held_for_fork.pop()._lock.release()


def _after_fork_in_child() -> None:
    for connection in _held_for_fork:
        if connection._raw is not None:  # forked inside a transaction: the parent's, never ours to close
            _abandoned.append(connection._raw)
            connection._raw = None
    _after_fork()


_abandoned: list[sqlite3.Connection] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork_in_child)
