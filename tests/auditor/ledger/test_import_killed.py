"""An import whose process is killed (−9) is on record: it can be completed or taken back."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.errors import CommandError
from auditor.ledger import acts
from auditor.ledger.imports.importing import ImportResult, import_file
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.records import alone_with, broken_off, imports
from auditor.ledger.imports.undoing import undo_import
from auditor.ledger.ledger import Ledger
from auditor.ledger.values import ImportState, What
from auditor.tui.drawing.importing import broken_items
from auditor.tui.theme import THEMES, ink_of

HEAD = "id;fecha apertura;motivo;prioridad\n"


def bring_in(ledger: Ledger, path: Path) -> ImportResult:
    source = open_source(path)
    return import_file(ledger, path, source, guess(source), "ana")


@pytest.fixture
def old(ledger: Ledger, tmp_path: Path) -> Path:
    """Ten complaints that are there before; the file that is killed changes them."""
    path = tmp_path / "old.csv"
    path.write_text(HEAD + "".join(f"{n};2026-03-02;baja;alta\n" for n in range(10)), "utf-8")
    bring_in(ledger, path)
    return path


@pytest.fixture
def killed(ledger: Ledger, old: Path, tmp_path: Path) -> Path:
    """A file of 200 rows whose import was killed after 100 were stored."""
    path = tmp_path / "new.csv"
    path.write_text(HEAD + "".join(f"{n};2026-03-02;avería;alta\n" for n in range(200)), "utf-8")
    command = [sys.executable, "-m", "tests.auditor.ledger.importer", str(ledger.store.home), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["50\n", "100\n"]
        (running, _old) = imports(ledger)
        assert (running.record.state, running.broken_off) == (ImportState.RUNNING, False)
        with pytest.raises(CommandError, match="running in another process"):
            bring_in(ledger, path)
        with pytest.raises(CommandError, match="running in another process"):
            undo_import(ledger, running.record.id, "ana")
        process.send_signal(signal.SIGKILL)
        process.wait()
    return path


def test_it_is_told_and_the_same_file_completes_it(ledger: Ledger, killed: Path) -> None:
    (standing,) = broken_off(ledger)
    assert (standing.record.file, standing.record.rows, standing.stored) == ("new.csv", 200, 90)
    assert ledger.count() == 100
    (item,) = broken_items([standing], ink_of(THEMES[0]))
    drawn = " ".join(line.plain.strip() for line in item.draw(60))
    assert standing.record.id in drawn
    assert "90 of its complaints are in" in drawn
    result = bring_in(ledger, killed)
    assert result.completed
    assert not result.earlier
    record = result.record
    assert record.id == standing.record.id
    assert (record.added, record.changed, record.unchanged) == (190, 10, 0)
    assert (record.state, record.rows) == (ImportState.FINISHED, 200)
    assert record.finished_at is not None
    assert ledger.count() == 200
    assert broken_off(ledger) == ()
    assert bring_in(ledger, killed).earlier
    assert len([change for change in ledger.history("3") if change.what is What.IMPORTED]) == 1
    assert undo_import(ledger, record.id, "eva") == (200, 0)
    assert {each.topic for each in ledger.complaints()} == {"baja"}


def test_half_of_it_can_be_taken_back(ledger: Ledger, killed: Path) -> None:
    (standing,) = broken_off(ledger)
    ledger.change("50", "eva", What.OWNER, lambda c: acts.hand_over(c, "eva", "2026-03-05T10:00:00+00:00"))
    assert undo_import(ledger, standing.record.id, "eva") == (99, 1)
    assert ledger.count() == 11
    assert {ledger.get(str(n)).topic for n in range(10)} == {"baja"}
    assert broken_off(ledger) == ()
    again = bring_in(ledger, killed)
    assert not again.completed
    assert (again.record.added, ledger.count()) == (189, 200)


def test_no_lock_file_stays(ledger: Ledger, killed: Path) -> None:
    bring_in(ledger, killed)
    assert not list(ledger.store.home.glob(".import-*"))


def test_a_record_of_before_counts_as_finished(ledger: Ledger, tmp_path: Path, old: Path) -> None:
    table = ledger.store.table("complaint_imports")
    (doc,) = table.all()
    kept = {
        key: value
        for key, value in doc.items()
        if key not in ("state", "finished_at", "undone_at", "undone_by")
    }
    table.put(doc.id, kept)
    assert bring_in(ledger, old).earlier
    assert [each.record.state for each in imports(ledger)] == [ImportState.FINISHED]


def test_an_import_on_a_day_that_looks_like_an_identity_number_is_taken_back_whole(
    ledger: Ledger, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20261206T… begins like a DNI with its right letter."""
    monkeypatch.setattr("auditor.ledger.imports.records.new_id", lambda: "20261206T221726-5cafb1")
    path = tmp_path / "new.csv"
    path.write_text(HEAD + "".join(f"{n};2026-03-02;avería;alta\n" for n in range(12)), "utf-8")
    result = bring_in(ledger, path)
    assert (result.record.added, result.record.changed) == (2, 10)
    assert undo_import(ledger, result.record.id, "ana") == (12, 0)
    assert {ledger.get(str(n)).topic for n in range(10)} == {"baja"}


def test_a_file_that_is_still_being_read_by_another_is_refused(ledger: Ledger, old: Path) -> None:
    path = old.with_name("again.csv")
    path.write_bytes(old.read_bytes() + b"77;2026-03-02;baja;alta\n")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with alone_with(ledger.store, sha256, path.name), pytest.raises(CommandError, match="another process"):
        bring_in(ledger, path)
    assert bring_in(ledger, path).record.added == 1
