"""TinyDB over the data file: `Database` is a `tinydb.TinyDB` whose documents are rows.

TinyDB's own code does the work; it is handed `Rows`, a view of one table that reads and writes single rows
where TinyDB's own storages rewrite everything. There is no cache, so other processes' writes are seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from auditor.store import schema
from auditor.store.connection import Connection
from auditor.store.strictjson import decode, encode


class SqliteStorage(Storage):
    """A TinyDB storage: `path` of an SQLite file of its own, or the open `connection` of a `Store`."""

    def __init__(self, path: str | Path | None = None, *, connection: Connection | None = None) -> None:
        self._owned = connection is None
        if connection is None:
            if path is None:
                raise TypeError("SqliteStorage needs a path or a connection")
            connection = Connection(Path(path).absolute())
            schema.migrate(connection)
        self.connection = connection

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Everything, as TinyDB's storages return it; `None` when there is no table."""
        with self.connection.reading() as raw:
            found = {
                name: {str(doc_id): doc for doc_id, doc in _documents(raw, schema.number(raw, name))}
                for name in schema.names(raw)
            }
        return found or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Makes the file hold exactly `data`. Only TinyDB's stock `Table` needs it."""
        with self.connection.writing() as raw:
            for name in set(schema.names(raw)) - set(data):
                schema.drop(raw, name)
            for name, table in data.items():
                rows = Rows(raw, schema.create(raw, name), name)
                for gone in set(rows) - {int(doc_id) for doc_id in table}:
                    del rows[gone]
                for doc_id, doc in table.items():
                    rows[int(doc_id)] = doc

    def close(self) -> None:
        """Closes the file if it was opened here; a store's connection stays open."""
        if self._owned:
            self.connection.close()


class Rows(MutableMapping[int, Any]):
    """The documents of one table by number, inside one transaction.

    A document handed out may be changed in place: it is written back when the next one is asked for, and by
    `flush`. So memory stays flat however many documents an update walks through.
    """

    def __init__(self, raw: sqlite3.Connection, n: int, name: str) -> None:
        self._raw, self._n, self._name = raw, n, name
        self._lent: tuple[int, dict[str, Any], str] | None = None

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        if self._lent is not None and self._lent[0] == doc_id:
            return self._lent[1]
        self.flush()
        sql = f"SELECT body FROM docs_{self._n} WHERE doc_id=?"
        row = self._raw.execute(sql, (doc_id,)).fetchone() if _fits(doc_id) else None
        if row is None:
            raise KeyError(doc_id)
        self._lent = (doc_id, decode(row[0]), row[0])
        return self._lent[1]

    def __setitem__(self, doc_id: int, document: Mapping[str, Any]) -> None:
        self.flush()
        self._lent = None
        body = encode(document, f"{self._name}/{doc_id}")
        schema.take_id(self._raw, self._n, doc_id)
        self._raw.execute(
            f"INSERT INTO docs_{self._n} (doc_id, body) VALUES (?, ?)"
            " ON CONFLICT (doc_id) DO UPDATE SET body=excluded.body",
            (doc_id, body),
        )

    def __delitem__(self, doc_id: int) -> None:
        self.flush()
        self._lent = None
        if not self._raw.execute(f"DELETE FROM docs_{self._n} WHERE doc_id=?", (doc_id,)).rowcount:
            raise KeyError(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        sql = f"SELECT 1 FROM docs_{self._n} WHERE doc_id=?"
        return _fits(doc_id) and self._raw.execute(sql, (doc_id,)).fetchone() is not None

    def __iter__(self) -> Iterator[int]:
        sql = f"SELECT doc_id FROM docs_{self._n} ORDER BY seq"
        return iter([row[0] for row in self._raw.execute(sql).fetchall()])

    def __len__(self) -> int:
        return int(self._raw.execute(f"SELECT count(*) FROM docs_{self._n}").fetchone()[0])

    def clear(self) -> None:
        """Removes every document."""
        self._lent = None
        self._raw.execute(f"DELETE FROM docs_{self._n}")

    def flush(self) -> None:
        """Writes back the document handed out last, if it was changed."""
        if self._lent is None:
            return
        doc_id, document, before = self._lent
        body = encode(document, f"{self._name}/{doc_id}")
        if body != before:
            self._raw.execute(f"UPDATE docs_{self._n} SET body=? WHERE doc_id=?", (body, doc_id))
            self._lent = (doc_id, document, body)


class SqliteTable(Table):
    """TinyDB's table over rows. Each operation is one transaction; nothing is remembered between two."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        if not isinstance(storage, SqliteStorage):
            raise TypeError("SqliteTable needs a SqliteStorage")
        self._connection = storage.connection
        super().__init__(storage, name, cache_size=0, persist_empty=False)
        if persist_empty:
            with self._connection.writing() as raw:
                schema.create(raw, name)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB's; the number is drawn inside the transaction, so two processes never share one."""
        with self._connection.writing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """As TinyDB's: all of them or none."""
        return super().insert_multiple(list(documents))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As TinyDB's, in one transaction: two processes never both insert."""
        with self._connection.writing():
            return super().upsert(document, cond)

    def truncate(self) -> None:
        """As TinyDB's: removes all documents and counts from 1 again."""
        with self._connection.writing() as raw:
            super().truncate()
            raw.execute("UPDATE tables SET next_id=1 WHERE name=?", (self.name,))

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's, without its query cache, which does not see other processes."""
        with self._connection.reading() as raw:
            rows = _documents(raw, schema.number(raw, self.name))
            return [self.document_class(doc, doc_id) for doc_id, doc in rows if cond(doc)]

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """As TinyDB's; a number is looked up directly."""
        if doc_id is not None:
            found = self._by_number([doc_id])
            return found[0] if found else None
        if doc_ids is not None:
            return self._by_number(doc_ids)
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        with self._connection.reading() as raw:
            for number, doc in _documents(raw, schema.number(raw, self.name)):
                if cond(doc):
                    return self.document_class(doc, number)
        return None

    def all(self) -> list[Document]:
        """Every document, in the order of insertion, as of one moment."""
        with self._connection.reading() as raw:
            rows = _documents(raw, schema.number(raw, self.name))
            return [self.document_class(doc, doc_id) for doc_id, doc in rows]

    def __iter__(self) -> Iterator[Document]:
        return iter(self.all())

    def __len__(self) -> int:
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            return 0 if n is None else len(Rows(raw, n, self.name))

    def _by_number(self, doc_ids: Iterable[int]) -> list[Document]:
        wanted = {int(doc_id) for doc_id in doc_ids}
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            if n is None:
                return []
            sql = f"SELECT seq, doc_id, body FROM docs_{n} WHERE doc_id=?"
            rows = [raw.execute(sql, (doc_id,)).fetchone() for doc_id in wanted if _fits(doc_id)]
        return [
            self.document_class(decode(body), doc_id) for _seq, doc_id, body in sorted(r for r in rows if r)
        ]

    def _get_next_id(self) -> int:
        with self._connection.writing() as raw:
            return schema.take_id(raw, schema.create(raw, self.name))

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(document.doc_id): document for document in self.all()}

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._connection.writing() as raw:
            rows = Rows(raw, schema.create(raw, self.name), self.name)
            updater(rows)
            rows.flush()


class Database(TinyDB):
    """A `tinydb.TinyDB` of such tables: `Database(path)`, or `Store.tinydb`."""

    table_class = SqliteTable
    default_storage_class: Any = SqliteStorage

    def tables(self) -> set[str]:
        """The names of all tables, without reading their documents."""
        with self._sqlite().connection.reading() as raw:
            return set(schema.names(raw))

    def drop_table(self, name: str) -> None:
        """Removes a table and its documents."""
        self._tables.pop(name, None)
        with self._sqlite().connection.writing() as raw:
            schema.drop(raw, name)

    def _sqlite(self) -> SqliteStorage:
        assert isinstance(self.storage, SqliteStorage)  # noqa: S101
        return self.storage


def _documents(raw: sqlite3.Connection, n: int | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, document) of every row in the order of insertion; one statement, so one moment."""
    if n is not None:
        for doc_id, body in raw.execute(f"SELECT doc_id, body FROM docs_{n} ORDER BY seq"):
            yield doc_id, decode(body)


def _fits(doc_id: object) -> bool:
    return isinstance(doc_id, int) and -(2**63) <= doc_id < 2**63
