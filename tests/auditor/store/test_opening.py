"""Opening a data folder: new, older, newer, foreign, damaged; and migrations with their backup."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from auditor.errors import ExitCode, StoreError
from auditor.i18n import explain, use_language
from auditor.store import open_store
from auditor.store.connection import Connection
from auditor.store.errors import CorruptError, NewerDataError, from_sqlite
from auditor.store.schema import MIGRATIONS


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "home") as store:
        store.table("t").put("a", {})
    assert (tmp_path / "a/home").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a/home/auditor.db").stat().st_mode & 0o777 == 0o600


def test_commits_are_synced_to_disk_and_the_journal_is_wal(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, store._connection.reading() as raw:
        assert raw.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def with_second(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TABLE second (n INTEGER)")


def breaks(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TABLE third (n INTEGER)")
    raise RuntimeError("half way")


def test_an_older_file_is_backed_up_and_brought_up_to_date(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.table("t").put("a", {"n": 1})
    assert not (tmp_path / "backups").exists()  # a new file needs no backup
    with open_store(tmp_path, migrations=(*MIGRATIONS, with_second)) as store:
        assert store.table("t").get("a") == {"n": 1}
        with store._connection.reading() as raw:
            assert raw.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS) + 1
            assert raw.execute("SELECT count(*) FROM second").fetchone()[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.name.startswith(f"auditor-v{len(MIGRATIONS)}-")
    copy = tmp_path / "copy"
    copy.mkdir()
    backup.rename(copy / "auditor.db")
    with open_store(copy) as store:
        assert store.table("t").get("a") == {"n": 1}
    with open_store(tmp_path, migrations=(*MIGRATIONS, with_second)):
        assert list((tmp_path / "backups").iterdir()) == []  # up to date: no second backup


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.table("t").put("a", {"n": 1})
    with pytest.raises(RuntimeError):
        open_store(tmp_path, migrations=(*MIGRATIONS, with_second, breaks))
    with open_store(tmp_path) as store:
        assert store.table("t").get("a") == {"n": 1}
        with store._connection.reading() as raw:
            names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    assert not names & {"second", "third"}


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path, migrations=(*MIGRATIONS, with_second)) as store:
        store.table("t").put("a", {"n": 1})
    before = (tmp_path / "auditor.db").read_bytes()
    with pytest.raises(NewerDataError, match="newer version of Auditor") as caught:
        open_store(tmp_path)
    assert caught.value.exit_code is ExitCode.FAILED
    assert (tmp_path / "auditor.db").read_bytes() == before


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "auditor.db")
    raw.execute("CREATE TABLE theirs (n)")
    raw.close()
    with pytest.raises(StoreError, match="another program's"):
        open_store(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["auditor.db"]


def fill(home: Path) -> None:
    with open_store(home) as store, store.transaction():
        for n in range(300):
            store.table("t").put(f"k{n}", {"text": "x" * 800})


@pytest.mark.parametrize("damage", ["text", "head", "tail", "empty-with-wal"])
def test_a_damaged_file_is_kept_aside_and_the_next_start_is_clean(tmp_path: Path, damage: str) -> None:
    fill(tmp_path)
    file, wal = tmp_path / "auditor.db", tmp_path / "auditor.db-wal"
    content = file.read_bytes()
    damaged = {
        "text": b"this is no database\n" * 100,
        "head": bytes(100) + content[100:],
        "tail": content[:100] + os.urandom(4096) + content[4196:],
        "empty-with-wal": b"",
    }[damage]
    file.write_bytes(damaged)
    if damage in ("text", "empty-with-wal"):
        wal.write_bytes(b"not yet folded in")
    with pytest.raises(CorruptError, match="nothing was deleted") as caught:
        open_store(tmp_path)
    kept = Path(str(caught.value.params["kept"]))
    assert kept.read_bytes() == damaged
    if damage in ("text", "empty-with-wal"):
        assert kept.with_name(kept.name + "-wal").read_bytes() == b"not yet folded in"
    with open_store(tmp_path) as store:
        assert store.tables() == []
    assert kept.exists()


def test_damage_found_later_is_told_and_nothing_moves(tmp_path: Path) -> None:
    fill(tmp_path)
    file = tmp_path / "auditor.db"
    content = bytearray(file.read_bytes())
    for at in range(len(content) // 2, len(content), 4096):
        content[at : at + 64] = os.urandom(64)
    file.write_bytes(content)
    with open_store(tmp_path) as store:
        assert store.check() != []
        with pytest.raises(CorruptError, match="auditor restore"):
            store.table("t").all()
    assert file.exists()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(StoreError, match="could not be read or written"):
        open_store(tmp_path / "home")


def test_a_store_can_be_used_again_after_close(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.table("t").put("a", {})
    store.close()
    store.close()
    assert store.table("t").count() == 1
    store.close()
    assert not (tmp_path / "auditor.db-wal").exists()  # the last one out folds everything in


def test_a_disk_that_cannot_share_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Network disks answer the switch to WAL with the old mode."""
    real = sqlite3.connect

    class NoWal(sqlite3.Connection):
        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:  # type: ignore[override]
            return super().execute("PRAGMA journal_mode" if "journal_mode=WAL" in sql else sql, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, factory=NoWal, **k))
    with pytest.raises(StoreError, match="local disk"):
        open_store(tmp_path)


def test_other_faults_of_sqlite_keep_their_words(tmp_path: Path) -> None:
    connection = Connection(tmp_path / "auditor.db")
    with pytest.raises(StoreError, match="no such table"), connection.reading() as raw:
        raw.execute("SELECT * FROM unheard_of")
    connection.close()
    assert type(from_sqlite(sqlite3.OperationalError("?"), tmp_path / "x")) is StoreError


def test_errors_speak_spanish(tmp_path: Path) -> None:
    (tmp_path / "auditor.db").write_bytes(b"x" * 100)
    with pytest.raises(CorruptError) as caught:
        open_store(tmp_path)
    use_language("es")
    try:
        assert "está dañado" in explain(caught.value)
        assert "No se ha borrado nada" in explain(caught.value)
    finally:
        use_language("en")
