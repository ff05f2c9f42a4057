"""The layout of the data file and its migrations, from the first version on.

Each table of documents is an SQL table of its own, `docs_N`; `tables` maps names to numbers, because SQLite's
own names ignore case. `seq` is the order of insertion, `key` the application's text id.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from auditor.errors import StoreError
from auditor.i18n import N_
from auditor.store.connection import Connection
from auditor.store.errors import NewerDataError

APPLICATION_ID = 0x41554449  # "AUDI": tells our file from anyone else's SQLite file

Migration = Callable[[sqlite3.Connection], None]


def _version_1(raw: sqlite3.Connection) -> None:
    raw.execute(
        "CREATE TABLE tables (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next_id INTEGER NOT NULL)"
    )


MIGRATIONS: tuple[Migration, ...] = (_version_1,)
"""`MIGRATIONS[v]` takes a file from version v to v + 1. Never edit one that was released: append."""


def migrate(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> Path | None:
    """Brings the file to the newest version; the path of the backup taken before, if any."""
    with connection.reading() as raw:
        version = version_of(raw, connection.path, len(migrations))
    if version == len(migrations):
        return None
    backup = _back_up(connection, version) if version else None
    with connection.writing() as raw:
        for migration in migrations[version_of(raw, connection.path, len(migrations)) :]:
            migration(raw)
        raw.execute(f"PRAGMA user_version={len(migrations)}")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    return backup


def version_of(raw: sqlite3.Connection, path: Path, newest: int) -> int:
    """The file's version, 0 for an empty one. Raises for a newer file or another program's."""
    version: int = raw.execute("PRAGMA user_version").fetchone()[0]
    owner: int = raw.execute("PRAGMA application_id").fetchone()[0]
    empty = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not empty:
        raise StoreError(
            N_("{path} is another program's data file. Choose another data folder with --home."), path=path
        )
    if version > newest:
        raise NewerDataError(
            N_(
                "{path} was written by a newer version of Auditor "
                "(data format {version}; this one knows up to {newest}). "
                "Update Auditor, or choose another data folder with --home."
            ),
            path=path,
            version=version,
            newest=newest,
        )
    return version


def _back_up(connection: Connection, version: int) -> Path:
    """A copy of the data file beside it, in `backups/`."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = connection.path.parent / "backups" / f"{connection.path.stem}-v{version}-{stamp}.db"
    target.parent.mkdir(exist_ok=True, mode=0o700)
    copy_database(connection, target)
    return target


def copy_database(connection: Connection, target: Path) -> None:
    """SQLite's online backup: consistent while others write. The copy needs no `-wal` beside it."""
    with connection.reading() as raw:
        copy = sqlite3.connect(target)
        try:
            raw.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
    target.chmod(0o600)


def number(raw: sqlite3.Connection, name: str) -> int | None:
    """The number N of the table of that name, `None` when there is none."""
    row = raw.execute("SELECT n FROM tables WHERE name=?", (name,)).fetchone()
    return None if row is None else int(row[0])


def create(raw: sqlite3.Connection, name: str) -> int:
    """The number of the table of that name, made now if it is new. Inside a transaction only."""
    n = number(raw, name)
    if n is not None:
        return n
    if not name or "\0" in name:
        raise StoreError(N_("A table cannot be called {name}."), name=repr(name))
    cursor = raw.execute("INSERT INTO tables (name, next_id) VALUES (?, 1)", (name,))
    n = int(cursor.lastrowid or 0)
    raw.execute(
        f"CREATE TABLE docs_{n} (seq INTEGER PRIMARY KEY, doc_id INTEGER NOT NULL UNIQUE,"
        " key TEXT UNIQUE, body TEXT NOT NULL CHECK (json_valid(body)))"
    )
    return n


def drop(raw: sqlite3.Connection, name: str) -> None:
    """Removes the table and everything in it. Inside a transaction only."""
    n = number(raw, name)
    if n is not None:
        raw.execute(f"DROP TABLE docs_{n}")
        raw.execute("DELETE FROM tables WHERE n=?", (n,))


def names(raw: sqlite3.Connection) -> list[str]:
    """The names of all tables, oldest first."""
    return [row[0] for row in raw.execute("SELECT name FROM tables ORDER BY n")]


def take_id(raw: sqlite3.Connection, n: int, wanted: int | None = None) -> int:
    """A document number never used in this table before, or `wanted`, and remembers it as used."""
    free: int = raw.execute("SELECT next_id FROM tables WHERE n=?", (n,)).fetchone()[0]
    taken = free if wanted is None else wanted
    if not -(2**63) <= taken < 2**63 - 1:
        raise ValueError(f"Document ID {taken} does not fit into 64 bits")
    if taken >= free:
        raw.execute("UPDATE tables SET next_id=? WHERE n=?", (taken + 1, n))
    return taken


_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def field(path: str) -> str:
    """The SQL expression of a field; "a__b" is the field b inside a. Letters, digits and _ only."""
    parts = path.split("__")
    if not all(_FIELD.fullmatch(part) for part in parts):
        raise StoreError(N_("{field} is not the name of a field."), field=repr(path))
    return "json_extract(body, '$" + "".join(f'."{part}"' for part in parts) + "')"


def index(raw: sqlite3.Connection, n: int, path: str) -> None:
    """Makes look-ups by that field fast. Inside a transaction only."""
    raw.execute(f"CREATE INDEX IF NOT EXISTS docs_{n}_{path} ON docs_{n} ({field(path)})")
