"""The data folder, opened: its tables of documents, and the same tables through TinyDB's interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from auditor.i18n import N_
from auditor.store import schema
from auditor.store.connection import BUSY_S, Connection
from auditor.store.documents import Documents
from auditor.store.errors import CorruptError, from_os

if TYPE_CHECKING:
    from auditor.store.recordings import Recordings
    from auditor.store.tiny import Database

DATA_FILE = "auditor.db"


class Store:
    """One data folder. Safe to share between threads; several processes may open the same folder."""

    def __init__(self, home: Path, connection: Connection) -> None:
        self.home = home
        self._connection = connection
        self._tinydb: Database | None = None

    def table(self, name: str, *, index: Iterable[str] = ()) -> Documents:
        """The documents of that table, made when the first one is stored; `index`: fields to look up by."""
        return Documents(self._connection, name, index)

    def tables(self) -> list[str]:
        """The names of the tables that exist."""
        with self._connection.reading() as raw:
            return schema.names(raw)

    @property
    def recordings(self) -> Recordings:
        """The recordings folder."""
        from auditor.store.recordings import Recordings

        return Recordings(self.home, self.table("recordings", index=("recorded_at",)))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are stored together or not at all; other processes wait meanwhile: be quick."""
        with self._connection.writing():
            yield

    @property
    def tinydb(self) -> Database:
        """A `tinydb.TinyDB` over the same tables: Query, search, upsert… as its documentation has them."""
        if self._tinydb is None:
            from auditor.store.tiny import Database, SqliteStorage

            self._tinydb = Database(storage=lambda: SqliteStorage(connection=self._connection))
        return self._tinydb

    def stamp(self) -> tuple[int, int]:
        """A token that changes whenever anyone stored something: cheap to ask, for screens that refresh."""
        with self._connection.reading() as raw:
            return int(raw.execute("PRAGMA data_version").fetchone()[0]), raw.total_changes

    def check(self) -> list[str]:
        """SQLite's own faults of the data file, in its words; empty when it is sound. Reads all of it."""
        with self._connection.reading() as raw:
            rows = [str(row[0]) for row in raw.execute("PRAGMA integrity_check")]
        return [] if rows == ["ok"] else rows

    def close(self) -> None:
        """Closes the data file; using the store again opens it again."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    home: Path,
    *,
    busy_s: float = BUSY_S,
    durable: bool = True,
    migrations: tuple[schema.Migration, ...] = schema.MIGRATIONS,
) -> Store:
    """Opens the data folder, makes it if it is new, and brings an older data file up to date.

    Raises `StoreError`: no permission, a full disk, a newer data file, locked for longer than `busy_s`
    seconds, or a damaged file, which is kept under another name.
    """
    home = Path(home).expanduser().absolute()
    connection = Connection(home / DATA_FILE, busy_s=busy_s, durable=durable)
    try:
        schema.migrate(connection, migrations)
    except CorruptError as error:
        connection.close()
        raise _set_aside(connection.path, error.params["why"]) from error
    except BaseException:
        connection.close()
        raise
    return Store(home, connection)


def _set_aside(path: Path, why: object) -> CorruptError:
    """Renames the damaged file and what belongs to it, so that nothing overwrites the evidence."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        try:
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))
        except OSError as error:
            raise from_os(error, part) from error
    return CorruptError(
        N_(
            "The data file {path} is damaged ({why}). It was kept as {kept}; nothing was deleted. "
            "Bring back a backup with “auditor restore”, "
            "or run the command again to begin with an empty one."
        ),
        path=path,
        why=why,
        kept=kept,
    )
