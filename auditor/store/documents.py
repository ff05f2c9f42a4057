"""The documents of one table by text id: what the application itself uses.

The same rows are a TinyDB table under the same name (`Store.tinydb`). Nothing is cached: what another
process wrote is seen at once, and no returned document shares anything with another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Any

from auditor.errors import StoreError
from auditor.i18n import N_
from auditor.store import schema
from auditor.store.connection import Connection
from auditor.store.strictjson import decode, encode

Change = Callable[[dict[str, Any]], dict[str, Any] | None]
"""Gets a copy of the document; returns what to store instead, or `None` to leave it."""

MAX_ID = 200


class Doc(dict[str, Any]):
    """A document as read: a plain dict that also knows its `id`."""

    __slots__ = ("id",)

    def __init__(self, id: str, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.id = id


class Documents:
    """One table of documents. Every write is one transaction that is on disk when the call returns."""

    def __init__(self, connection: Connection, name: str, index: Iterable[str] = ()) -> None:
        self.name = name
        self._connection = connection
        self._make_indexes(tuple(index))

    def get(self, id: str) -> Doc | None:
        """The document, or `None`."""
        if not _possible(id):
            return None
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            row = n and raw.execute(f"SELECT body FROM docs_{n} WHERE key=?", (id,)).fetchone()
        return Doc(id, decode(row[0])) if row else None

    def put(self, id: str, document: Mapping[str, Any]) -> None:
        """Stores the document under this id, in place of an older one."""
        body = encode(document, f"{self.name}/{_checked(id)}")
        with self._connection.writing() as raw:
            n = schema.create(raw, self.name)
            if not raw.execute(f"UPDATE docs_{n} SET body=? WHERE key=?", (body, id)).rowcount:
                _insert(raw, n, id, body)

    def insert_new(self, id: str, document: Mapping[str, Any]) -> bool:
        """Stores the document if the id is free; False (and nothing changes) if it is taken. Atomic."""
        body = encode(document, f"{self.name}/{_checked(id)}")
        with self._connection.writing() as raw:
            n = schema.create(raw, self.name)
            if raw.execute(f"SELECT 1 FROM docs_{n} WHERE key=?", (id,)).fetchone():
                return False
            _insert(raw, n, id, body)
            return True

    def update_if(self, id: str, change: Change) -> Doc | None:
        """Reads, changes and stores in one IMMEDIATE transaction: two processes never overwrite each other.

        Returns the document as stored now, or `None` when there is none or `change` returned `None`.
        """
        if not _possible(id):
            return None
        with self._connection.writing() as raw:
            n = schema.number(raw, self.name)
            row = n and raw.execute(f"SELECT body FROM docs_{n} WHERE key=?", (id,)).fetchone()
            changed = change(decode(row[0])) if row else None
            if changed is None:
                return None
            body = encode(changed, f"{self.name}/{id}")
            raw.execute(f"UPDATE docs_{n} SET body=? WHERE key=?", (body, id))
            return Doc(id, decode(body))

    def delete(self, id: str) -> bool:
        """Removes the document; False if there was none."""
        if not _possible(id):
            return False
        with self._connection.writing() as raw:
            n = schema.number(raw, self.name)
            return bool(n and raw.execute(f"DELETE FROM docs_{n} WHERE key=?", (id,)).rowcount)

    def all(self, *, newest_first: bool = False, limit: int | None = None, offset: int = 0) -> list[Doc]:
        """The documents in the order in which they were first stored, or the reverse."""
        return self.where(newest_first=newest_first, limit=limit, offset=offset)

    def where(
        self,
        *,
        order_by: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
        **fields: Any,
    ) -> list[Doc]:
        """The documents whose fields have these values; fast on fields that the table was opened with.

        A value may be text, a number, a bool, `None` (missing or null), or a list or tuple: any of these.
        `a__b` is the field b inside a; the endings `__lt`, `__lte`, `__gt`, `__gte` compare. `order_by` sorts
        by a field before the order of insertion; `newest_first` reverses either.
        """
        condition, values = _condition(fields)
        down = " DESC" if newest_first else ""
        order = f"{schema.field(order_by)}{down}, seq{down}" if order_by else f"seq{down}"
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            if n is None:
                return []
            rows = raw.execute(
                f"SELECT key, body FROM docs_{n} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
                (*values, -1 if limit is None else limit, offset),
            ).fetchall()
        return [Doc(key, decode(body)) for key, body in rows]

    def count(self, **fields: Any) -> int:
        """How many documents there are, or how many have these values (as in `where`)."""
        condition, values = _condition(fields)
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            if n is None:
                return 0
            row = raw.execute(f"SELECT count(*) FROM docs_{n} WHERE {condition}", values).fetchone()
        return int(row[0])

    def digests(self) -> dict[str, str]:
        """id → a short digest of the document as it is stored: tells which of many changed."""
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            if n is None:
                return {}
            rows = raw.execute(f"SELECT key, body FROM docs_{n} WHERE key IS NOT NULL")
            return {key: blake2b(body.encode(), digest_size=8).hexdigest() for key, body in rows}

    def _make_indexes(self, fields: tuple[str, ...]) -> None:
        wanted = {name: schema.field(name) for name in fields}
        if not wanted:
            return
        with self._connection.reading() as raw:
            n = schema.number(raw, self.name)
            have = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='index'")}
        if n is not None and all(f"docs_{n}_{name}" in have for name in wanted):
            return
        with self._connection.writing() as raw:
            n = schema.create(raw, self.name)
            for name in wanted:
                schema.index(raw, n, name)


def _insert(raw: sqlite3.Connection, n: int, id: str, body: str) -> None:
    doc_id = schema.take_id(raw, n)
    raw.execute(f"INSERT INTO docs_{n} (doc_id, key, body) VALUES (?, ?, ?)", (doc_id, id, body))


def _possible(id: object) -> bool:
    """Whether a document can have this id; a command line may hold anything, half characters too."""
    return isinstance(id, str) and 0 < len(id) <= MAX_ID and id.isprintable()


def _checked(id: str) -> str:
    if not _possible(id):
        raise StoreError(
            N_("{id} cannot be the id of a document: 1 to {limit} printable characters are needed."),
            id=repr(id)[:80],
            limit=MAX_ID,
        )
    return id


_COMPARE = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def _condition(fields: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """An SQL condition and its values."""
    parts, values = ["key IS NOT NULL"], []
    for name, value in fields.items():
        stem, _sep, ending = name.rpartition("__")
        if ending in _COMPARE:
            parts.append(f"{schema.field(stem)} {_COMPARE[ending]} ?")
            values.append(_value(name, value))
        elif isinstance(value, list | tuple | set | frozenset):
            parts.append(f"{schema.field(name)} IN ({','.join('?' * len(value))})")
            values.extend(_value(name, each) for each in value)
        elif value is None:
            parts.append(f"{schema.field(name)} IS NULL")
        else:
            parts.append(f"{schema.field(name)} = ?")
            values.append(_value(name, value))
    return " AND ".join(parts), values


def _value(name: str, value: Any) -> Any:
    """A value that SQLite compares as Python does; whatever else is refused, never bent."""
    if isinstance(value, str):
        text = str(value)
        if text.isprintable() or text.encode("utf-8", "replace").decode() == text:
            return text
    elif isinstance(value, float | int) and (isinstance(value, float) or -(2**63) <= value < 2**63):
        return value
    raise StoreError(
        N_("{field} cannot be looked up by {value}: only text, numbers, true and false can."),
        field=name,
        value=repr(value)[:80],
    )
