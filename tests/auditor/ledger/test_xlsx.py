# ruff: noqa: DTZ001 - an Excel file knows no time zones
"""XLSX: typed cells, formulas never evaluated, and every way in which a file is not one."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from auditor.ledger.imports.importing import import_file
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.values import FileUnreadable
from auditor.ledger.ledger import Ledger


def book(path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    sheet.title = "Quejas"
    sheet.append(["Informe de reclamaciones"])
    sheet.append(["Nº", "Fecha apertura", "Nº cliente", "Motivo", "Prioridad", "Fecha cierre", None])
    sheet.append([1, datetime(2026, 3, 2, 10, 15), 100.0, "Avería", 5, datetime(2026, 3, 4), None])
    sheet.append([2, datetime(2026, 3, 3), "=HYPERLINK(1)", "@SUM(1)", 2, None, None])
    sheet.append([3, "no es fecha", 102, "Baja", 2, None, None])
    sheet["A9"] = 4
    sheet["B9"] = datetime(2026, 3, 5)
    made.create_sheet("Otra")
    made.save(path)
    return path


def test_a_sheet_is_read_with_its_lines(ledger: Ledger, tmp_path: Path) -> None:
    path = book(tmp_path / "q.xlsx")
    source = open_source(path)
    assert source.facts == {"sheet": "Quejas"}
    assert source.headers == ("Nº", "Fecha apertura", "Nº cliente", "Motivo", "Prioridad", "Fecha cierre")
    assert [row.line for row in source.rows()] == [3, 4, 5, 9]
    mapping = guess(source)
    result = import_file(ledger, path, source, mapping, "ana")
    assert [(f.line, f.column) for f in result.faults] == [(5, "Fecha apertura")]
    assert result.record.added == 3


def test_numbers_of_rows_are_ids_without_a_point(ledger: Ledger, tmp_path: Path) -> None:
    path = book(tmp_path / "q.xlsx")
    source = open_source(path)
    import_file(ledger, path, source, guess(source), "ana")
    assert {c.topic for c in ledger.complaints()} == {"Avería", "@SUM(1)", None}
    assert {c.opened_at for c in ledger.complaints()} >= {"2026-03-02T09:15:00.000+00:00"}
    found = ledger.list(topic="Avería")[0]
    assert found.importance == 5
    assert found.source.file == "q.xlsx"
    assert found.source.row == 3


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_file_is_said_to_be_cut_off(tmp_path: Path, share: float) -> None:
    whole = book(tmp_path / "q.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(FileUnreadable, match="damaged or cut off"):
        open_source(tmp_path / "cut.xlsx")


def test_what_is_no_xlsx_is_told_by_its_content(tmp_path: Path) -> None:
    def refused(content: bytes, says: str) -> None:
        path = tmp_path / "file.xlsx"
        path.write_bytes(content)
        with pytest.raises(FileUnreadable, match=says):
            open_source(path)

    refused(b"", "empty")
    refused(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password")
    refused(b"%PDF-1.7 ...", "PDF")
    refused(b"\x00\x01\x02binary\x00", "binary")
    refused(json.dumps([{"a": 1}]).encode(), "JSON Lines")
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "x")
    refused(archive.read_bytes(), "no XLSX")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("xl/workbook.xml", "<not xml")
    refused(archive.read_bytes(), "damaged")
    with pytest.raises(FileUnreadable, match="cannot be read"):
        open_source(tmp_path / "missing.csv")
    with pytest.raises(FileUnreadable, match="no sheet"):
        open_source(book(tmp_path / "q.xlsx"), sheet="Falta")
