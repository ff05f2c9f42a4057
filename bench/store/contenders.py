"""The same four acts on our documents, on our TinyDB table, on TinyDB's JSON file and on bare SQLite."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from tinydb import TinyDB

from auditor.store import open_store

TEXT = "Ha visto en la factura un cargo que no reconoce y quiere saber a qué corresponde. " * 17


def document(n: int, version: int = 0) -> dict[str, Any]:
    """About 1.5 KB of JSON, as a shop has it."""
    return {
        "id": f"shop-{n}",
        "state": ("planned", "recorded", "scored")[n % 3],
        "channel": f"line-{n % 20}",
        "version": version,
        "score": n / 7,
        "briefing": TEXT,
    }


class Contender(Protocol):
    """One way of keeping documents."""

    name: str

    def fill(self, count: int) -> None: ...
    def insert(self, n: int) -> None: ...
    def update(self, n: int, version: int) -> None: ...
    def get(self, n: int) -> Any: ...
    def close(self) -> None: ...


class Documents:
    """Our documents by text id, with two indexed fields, as the application uses them."""

    name = "auditor documents"

    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder)
        self.table = self.store.table("shops", index=("state", "channel"))

    def fill(self, count: int) -> None:
        with self.store.transaction():
            for n in range(count):
                self.table.put(f"shop-{n}", document(n))

    def insert(self, n: int) -> None:
        self.table.put(f"shop-{n}", document(n))

    def update(self, n: int, version: int) -> None:
        self.table.update_if(f"shop-{n}", lambda doc: {**doc, "version": version})

    def get(self, n: int) -> Any:
        return self.table.get(f"shop-{n}")

    def close(self) -> None:
        self.store.close()


class OurTinyDB:
    """The same store through TinyDB's interface."""

    name = "auditor through TinyDB"

    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder)
        self.table = self.store.tinydb.table("tiny")

    def fill(self, count: int) -> None:
        self.table.insert_multiple(document(n) for n in range(count))

    def insert(self, n: int) -> None:
        self.table.insert(document(n))

    def update(self, n: int, version: int) -> None:
        self.table.update({"version": version}, doc_ids=[n + 1])

    def get(self, n: int) -> Any:
        return self.table.get(doc_id=n + 1)

    def close(self) -> None:
        self.store.close()


class JsonTinyDB(OurTinyDB):
    """TinyDB as it comes: everything in one JSON file."""

    name = "TinyDB's JSON file"

    def __init__(self, folder: Path) -> None:
        self.db = TinyDB(folder / "db.json", create_dirs=True)
        self.table = self.db.table("tiny")  # type: ignore[assignment]

    def close(self) -> None:
        self.db.close()


class BareSqlite:
    """The least that SQLite needs for the same promise: one table, one index, WAL, every commit synced."""

    name = "bare sqlite3"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.raw = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self.raw.execute("PRAGMA journal_mode=WAL")
        self.raw.execute("PRAGMA synchronous=FULL")
        self.raw.execute("CREATE TABLE docs (key TEXT PRIMARY KEY, body TEXT NOT NULL)")

    def fill(self, count: int) -> None:
        self.raw.execute("BEGIN")
        rows = ((f"shop-{n}", json.dumps(document(n))) for n in range(count))
        self.raw.executemany("INSERT INTO docs VALUES (?, ?)", rows)
        self.raw.execute("COMMIT")

    def insert(self, n: int) -> None:
        self.raw.execute("INSERT INTO docs VALUES (?, ?)", (f"shop-{n}", json.dumps(document(n))))

    def update(self, n: int, version: int) -> None:
        self.raw.execute("BEGIN IMMEDIATE")
        changed = {**self.get(n), "version": version}
        self.raw.execute("UPDATE docs SET body=? WHERE key=?", (json.dumps(changed), f"shop-{n}"))
        self.raw.execute("COMMIT")

    def get(self, n: int) -> Any:
        row = self.raw.execute("SELECT body FROM docs WHERE key=?", (f"shop-{n}",)).fetchone()
        return json.loads(row[0])

    def close(self) -> None:
        self.raw.close()
