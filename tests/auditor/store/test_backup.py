"""Backup, restore and purge: whole, checked, never over what is there."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from auditor.errors import StoreError
from auditor.store import Store, open_store
from auditor.store.backup import backup, purge, restore, verify_backup
from auditor.store.errors import CorruptError, LockedError, RecordingError

JANUARY, JUNE = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 6, 15, tzinfo=UTC)
SOUND = np.random.default_rng(1).integers(-9000, 9000, 4000).astype(np.int16)


@pytest.fixture
def filled(store: Store) -> Store:
    store.table("shops", index=("state",)).put("a", {"state": "scored", "n": 1})
    store.tinydb.table("tiny").insert({"n": 1})
    store.recordings.write("old", SOUND, 8000, at=JANUARY)
    store.recordings.write("new", SOUND[::-1], 8000, at=JUNE)
    (store.home / "auditor.toml").write_text('language = "es"\n')
    for left_out in ("models", "exports", "backups"):
        (store.home / left_out).mkdir()
        (store.home / left_out / "big.bin").write_bytes(b"x" * 1000)
    (store.home / "link").symlink_to("/etc/hostname")
    return store


def test_a_backup_restores_to_the_same(filled: Store, tmp_path: Path) -> None:
    made = backup(filled.home, tmp_path / "b.zip")
    assert (made.path, made.files, made.recordings, made.missing) == (tmp_path / "b.zip", 4, 2, ())
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert sorted(verify_backup(made.path).files) == [
        "auditor.db",
        "auditor.toml",
        "recordings/2026/01/old.flac",
        "recordings/2026/06/new.flac",
    ]
    done = restore(made.path, tmp_path / "again")
    assert (done.files, done.recordings, done.set_aside) == (4, 2, None)
    with open_store(tmp_path / "again") as again:
        assert again.table("shops").where(state="scored") == [{"state": "scored", "n": 1}]
        assert again.tinydb.table("tiny").insert({}) == 2
        assert again.recordings.check(deep=True).sound == 2
        assert again.recordings.check(deep=True).clean
        assert again.check() == []
        old = again.recordings.get("old")
        assert old is not None
        assert again.recordings.path(old).stat().st_mode & 0o777 == 0o400
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again", "b.zip", "home"]


def test_into_a_folder_with_a_dated_name_and_never_over(filled: Store, tmp_path: Path) -> None:
    made = backup(filled.home, tmp_path, now=JUNE)
    assert made.path == tmp_path / "auditor-20260615-000000.zip"
    with pytest.raises(StoreError, match="never written over"):
        backup(filled.home, tmp_path, now=JUNE)


def test_a_backup_tells_what_is_missing(filled: Store, tmp_path: Path) -> None:
    (filled.home / "recordings/2026/01/old.flac").unlink()
    assert backup(filled.home, tmp_path / "b.zip").missing == ("recordings/2026/01/old.flac",)


def test_while_others_write(filled: Store, tmp_path: Path) -> None:
    with filled.transaction():
        filled.table("shops").put("half", {"n": 2})
        made = backup(filled.home, tmp_path / "b.zip")
    restore(made.path, tmp_path / "again")
    with open_store(tmp_path / "again") as again:
        assert again.table("shops").count() == 1  # what was not committed is not in it


def test_restore_never_overwrites(filled: Store, tmp_path: Path) -> None:
    made = backup(filled.home, tmp_path / "b.zip")
    filled.table("shops").put("later", {"n": 2})
    with pytest.raises(StoreError, match="holds data already"):
        restore(made.path, filled.home)
    with pytest.raises(LockedError, match="in use"):
        restore(made.path, filled.home, replace=True)
    assert filled.table("shops").count() == 2
    filled.close()
    done = restore(made.path, filled.home, replace=True)
    assert filled.table("shops").count() == 1
    assert done.set_aside is not None
    with open_store(done.set_aside) as aside:
        assert aside.table("shops").count() == 2
        assert aside.recordings.check().sound == 2
    assert (filled.home / "models/big.bin").exists()


def test_restore_in_place_of_a_damaged_data_file(filled: Store, tmp_path: Path) -> None:
    made = backup(filled.home, tmp_path / "b.zip")
    filled.close()
    (filled.home / "auditor.db").write_bytes(b"garbage" * 1000)
    (filled.home / "auditor.db-wal").write_bytes(b"garbage")
    done = restore(made.path, filled.home, replace=True)
    assert filled.table("shops").count() == 1
    assert done.set_aside is not None
    assert (done.set_aside / "auditor.db").read_bytes().startswith(b"garbage")
    assert (done.set_aside / "auditor.db-wal").exists()


def test_restore_leaves_settings_that_stand_alone(filled: Store, tmp_path: Path) -> None:
    made = backup(filled.home, tmp_path / "b.zip")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "auditor.toml").write_text("threads = 1\n")
    done = restore(made.path, fresh)
    assert done.set_aside is not None
    assert (done.set_aside / "auditor.toml").read_text() == "threads = 1\n"


def rewrite(source: Path, target: Path, change: Any) -> Path:
    """A copy of an archive with its content changed by `change(files)`."""
    with zipfile.ZipFile(source) as old:
        files = {info.filename: old.read(info.filename) for info in old.infolist()}
    files = change(files)
    with zipfile.ZipFile(target, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
    return target


def with_manifest(content: dict[str, bytes], **change: Any) -> dict[str, bytes]:
    return {
        **content,
        "manifest.json": json.dumps({**json.loads(content["manifest.json"]), **change}).encode(),
    }


def listed(path: str, content: bytes = b"") -> dict[str, Any]:
    return {"path": path, "size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize(
    "change",
    [
        lambda f: {**f, "recordings/2026/01/old.flac": f["recordings/2026/01/old.flac"][:-1] + b"\0"},
        lambda f: {**f, "recordings/2026/01/old.flac": f["recordings/2026/01/old.flac"] * 50},
        lambda f: {name: content for name, content in f.items() if name != "auditor.toml"},
        lambda f: {name: content for name, content in f.items() if name != "auditor.db"},
        lambda f: {name: content for name, content in f.items() if name != "manifest.json"},
        lambda f: {**f, "extra.txt": b"x"},
        lambda f: {**f, "manifest.json": b"[" * 100_000},
        lambda f: {**f, "manifest.json": b"{}"},
        lambda f: with_manifest(f, format=99),
        lambda f: with_manifest(f, files=[{"path": "auditor.db"}]),
        lambda f: with_manifest(
            {"../up": b"", "auditor.db": b"", "manifest.json": f["manifest.json"]},
            files=[listed("../up"), listed("auditor.db")],
        ),
        lambda f: with_manifest(
            {"auditor.db": b"", "manifest.json": f["manifest.json"]}, files=[listed("auditor.db")] * 2
        ),
        lambda f: with_manifest(
            {"auditor.db": b"not a database", "manifest.json": f["manifest.json"]},
            files=[listed("auditor.db", b"not a database")],
        ),
    ],
)
def test_archives_that_are_not_whole_change_nothing(filled: Store, tmp_path: Path, change: Any) -> None:
    made = backup(filled.home, tmp_path / "b.zip")
    bad = rewrite(made.path, tmp_path / "bad.zip", change)
    with pytest.raises(CorruptError, match="not a whole backup"):
        verify_backup(bad)
    with pytest.raises(CorruptError, match="not a whole backup"):
        restore(bad, tmp_path / "again")
    again = tmp_path / "again"
    assert not again.exists() or list(again.iterdir()) == []
    assert not (tmp_path / "up").exists()


def test_a_data_file_that_is_damaged_inside_is_not_backed_up_as_sound(filled: Store, tmp_path: Path) -> None:
    table = filled.table("many")
    with filled.transaction():
        for n in range(400):
            table.put(f"k{n}", {"text": "x" * 500})
    filled.close()
    file = filled.home / "auditor.db"
    content = bytearray(file.read_bytes())
    half = len(content) // 2
    content[half : half + 8192] = os.urandom(8192)
    file.write_bytes(content)
    with pytest.raises(StoreError):
        backup(filled.home, tmp_path / "b.zip")
    assert [p.name for p in tmp_path.iterdir()] == ["home"]


@bounded(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_to_an_archive_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damage"
    whole = folder / "b.zip"
    if not whole.exists():
        with open_store(folder / "home") as store:
            store.table("t").put("a", {"n": 1})
            store.recordings.write("r", SOUND[:400], 8000, at=JUNE)
        backup(folder / "home", whole)
    content = bytearray(whole.read_bytes())
    where = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content = content[:where]
    else:
        content[where] ^= data.draw(st.integers(1, 255))
    bad = folder / "bad.zip"
    bad.write_bytes(content)
    before = verify_backup(whole).files
    try:
        found = verify_backup(bad).files
    except StoreError:
        return
    assert found == before  # the byte was one of the zip's own padding, dates or flags


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip" * 100])
def test_files_that_are_no_archives(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(CorruptError):
        restore(tmp_path / "b.zip", tmp_path / "home")
    with pytest.raises(StoreError):
        restore(tmp_path / "none.zip", tmp_path / "home")


def test_purge_shows_first_and_removes_when_told(filled: Store) -> None:
    now = JUNE + timedelta(days=10)
    planned = purge(filled, timedelta(days=90), now=now)
    assert [item.path for item in planned.removed] == ["recordings/2026/01/old.flac"]
    assert (planned.kept, planned.dry_run) == (1, True)
    assert planned.size_bytes > 0
    assert filled.recordings.check().sound == 2
    done = purge(filled, timedelta(days=90), now=now, dry_run=False)
    assert (done.removed, done.dry_run) == (planned.removed, False)
    old = filled.recordings.get("old")
    assert old is not None  # the document stays
    document = filled.recordings.documents.get("old")
    assert document is not None
    assert document["purged_at"] == now.isoformat()
    assert document["purged_after_days"] == 90
    with pytest.raises(RecordingError, match="removed on 2026-06-25"):
        filled.recordings.path(old)
    assert filled.recordings.check(deep=True).clean
    assert purge(filled, timedelta(days=90), now=now, dry_run=False).removed == ()
    with pytest.raises(RecordingError, match="exists already"):
        filled.recordings.write("old", SOUND, 8000)


def test_a_purge_that_died_half_way_is_finished_by_the_next(filled: Store) -> None:
    now = JUNE + timedelta(days=10)
    filled.recordings.documents.update_if("old", lambda doc: {**doc, "purged_at": now.isoformat()})
    assert filled.recordings.check().purged == ("recordings/2026/01/old.flac",)
    assert len(purge(filled, timedelta(days=90), now=now, dry_run=False).removed) == 1
    assert filled.recordings.check().clean


def test_retention_is_a_day_at_least(filled: Store) -> None:
    with pytest.raises(ValueError, match="a day"):
        purge(filled, timedelta(0))
