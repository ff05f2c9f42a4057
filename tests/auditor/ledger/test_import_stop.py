"""An import that is stopped, or dies, leaves the ledger as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ledger.imports import importing
from auditor.ledger.imports.importing import import_file
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.values import ImportCancelled
from auditor.ledger.ledger import Ledger

HEAD = "id;fecha apertura;motivo;prioridad\n"


def bring_in(ledger: Ledger, path: Path, **more: object) -> importing.ImportResult:
    source = open_source(path)
    return import_file(ledger, path, source, guess(source), "ana", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("end", [ImportCancelled, KeyboardInterrupt])
def test_what_was_stored_is_taken_back(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    old = tmp_path / "old.csv"
    old.write_text(HEAD + "1;2026-03-02;baja;alta\n2;2026-03-02;baja;alta\n", "utf-8")
    bring_in(ledger, old)
    before = [ledger.table.get(id) for id in ("1", "2")]
    new = tmp_path / "new.csv"
    lines = "".join(f"{n};2026-03-02;avería;baja\n" for n in range(1, 8))
    new.write_text(HEAD + lines, "utf-8")
    seen: list[tuple[int, int]] = []

    def stored(done: int, of: int) -> None:
        seen.append((done, ledger.count()))
        if done >= 4:
            raise end

    with pytest.raises(end):
        bring_in(ledger, new, stored=stored)
    assert seen == [(2, 2), (4, 4)]  # two were changed, two were added
    assert ledger.count() == 2
    after = [ledger.find(id) for id in ("1", "2")]
    assert [each and each.topic for each in after] == ["baja", "baja"]
    assert [doc and doc["importance"] for doc in before] == [each and each.importance for each in after]
    result = bring_in(ledger, new)  # nothing stands in the way of another try
    assert (result.record.added, result.record.changed) == (5, 2)


def test_stopped_while_reading_nothing_was_stored(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = tmp_path / "q.csv"
    path.write_text(HEAD + "1;2026-03-02;baja;alta\n2;2026-03-02;baja;alta\n", "utf-8")

    def progress(_rows: int) -> None:
        raise ImportCancelled

    with pytest.raises(ImportCancelled):
        bring_in(ledger, path, progress=progress)
    assert ledger.count() == 0
