"""Fixtures: a store in a temporary folder, and every TinyDB that the contract suite runs over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import JSONStorage, TinyDB
from tinydb.storages import MemoryStorage

from auditor.store import Store, open_store
from auditor.store.tiny import Database, SqliteStorage


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(params=["ours", "store", "stock-table", "json", "memory"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    """Our database, the one of a store, TinyDB's stock table over our storage, and TinyDB's own two."""
    if request.param == "ours":
        made: TinyDB = Database(tmp_path / "ours.db")
    elif request.param == "store":
        made = open_store(tmp_path / "home").tinydb
    elif request.param == "stock-table":
        made = TinyDB(tmp_path / "stock.db", storage=SqliteStorage)
    elif request.param == "json":
        made = TinyDB(tmp_path / "db.json", storage=JSONStorage)
    else:
        made = TinyDB(storage=MemoryStorage)
    with made:
        yield made
