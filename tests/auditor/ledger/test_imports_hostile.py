# ruff: noqa: DTZ001, DTZ007, PT017 - an Excel file knows no time zones; a fault is one of the good outcomes
"""Files that are damaged, made to burst, or odd in the ways that real exports are: read, or told with the place."""

from __future__ import annotations

import json
import tempfile
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from auditor.ledger.imports import cells
from auditor.ledger.imports.importing import ImportResult, import_file
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.values import FileUnreadable
from auditor.ledger.ledger import Ledger

HEAD = "id;fecha apertura;cliente;descripción\r\n"
GOOD = "R-{n};02/03/2026;10{n};{text}\r\n"


def run(ledger: Ledger, path: Path) -> ImportResult:
    source = open_source(path)
    return import_file(ledger, path, source, guess(source), "ana")


def book(path: Path, *rows: list[object]) -> Path:
    made = Workbook()
    for row in (["id", "fecha apertura", "cliente", "descripción"], *rows):
        made.active.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_a_byte_order_mark_is_no_part_of_the_first_header(
    ledger: Ledger, tmp_path: Path, encoding: str, mark: bytes
) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(mark + (HEAD + GOOD.format(n=1, text="ñandú")).encode(encoding))
    assert run(ledger, path).record.added == 1
    assert ledger.get("R-1").text == "ñandú"


def test_line_breaks_in_quotes_keep_the_lines_of_faults_right(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        HEAD + GOOD.format(n=1, text='"una\r\ndos ""tres""\r\n"') + "R-2;mal;1;x\r\n", "utf-8", newline=""
    )
    result = run(ledger, path)
    assert [(fault.line, fault.column) for fault in result.faults] == [(5, "fecha apertura")]
    assert ledger.get("R-1").text == 'una dos "tres"'


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_nothing_of_a_file_with_nuls_is_lost_silently(ledger: Ledger, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"f.{kind}"
    if kind == "csv":
        path.write_text(HEAD + GOOD.format(n=1, text="a\0b") + GOOD.format(n=2, text="x"), "utf-8")
    else:
        rows = [{"id": f"R-{n}", "fecha apertura": "2026-03-02", "descripción": "a\0b"} for n in (1, 2)]
        path.write_text("\n".join(json.dumps(row) for row in rows) + "\n{\0}\n", "utf-8")
    try:
        result = run(ledger, path)
    except FileUnreadable as error:
        assert str(error)
        return
    assert result.record.added + result.record.faulty == result.record.rows
    assert all("\0" not in (c.text or "") for c in ledger.complaints())


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_a_cell_of_ten_megabytes_costs_its_row_at_most(ledger: Ledger, tmp_path: Path, kind: str) -> None:
    path, huge = tmp_path / f"f.{kind}", "x" * 10_000_000
    if kind == "csv":
        path.write_text(HEAD + GOOD.format(n=1, text=huge) + GOOD.format(n=2, text="y"), "utf-8")
    elif kind == "jsonl":
        rows = [{"id": "R-1", "fecha apertura": "2026-03-02", "descripción": huge},
                {"id": "R-2", "fecha apertura": "2026-03-02", "descripción": "y"}]  # fmt: skip
        path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    else:
        book(path, ["R-1", "02/03/2026", 1, huge], ["R-2", "02/03/2026", 2, "y"])
    result = run(ledger, path)
    assert result.record.rows == 2
    assert ledger.get("R-2").text == "y"
    first = ledger.find("R-1")
    assert first is None or len(first.text or "") <= 20_000


def test_merged_cells_are_their_first_cell_and_faults_name_the_line(ledger: Ledger, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    for row in (["id", "fecha apertura", "cliente", "descripción"], ["R-1", datetime(2026, 3, 2), 1, "x"],
                ["R-2", None, 2, "y"], ["R-3", datetime(2026, 3, 4), 3, "z"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    made.save(path := tmp_path / "f.xlsx")
    result = run(ledger, path)
    assert [(fault.line, fault.column) for fault in result.faults] == [(3, "fecha apertura")]
    assert {c.id for c in ledger.complaints()} == {"R-1", "R-3"}


def test_formulas_count_by_their_stored_result_and_are_never_evaluated(
    ledger: Ledger, tmp_path: Path
) -> None:
    from xlsxwriter import Workbook as Writer

    path = tmp_path / "f.xlsx"
    made = Writer(path)
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ["id", "fecha apertura", "cliente", "descripción"])
    sheet.write_row(1, 0, ["R-1", "02/03/2026", 1])
    sheet.write_formula(1, 3, '="a"&"b"', None, "ab")
    sheet.write_row(2, 0, ["R-2", "02/03/2026", 1])
    sheet.write_formula(2, 3, '=WEBSERVICE("http://127.0.0.1/")')  # no stored result
    made.close()
    run(ledger, path)
    assert ledger.get("R-1").text == "ab"
    assert ledger.get("R-2").text in (None, "0")


def test_a_cell_with_an_error_is_a_fault_and_not_an_empty_one(ledger: Ledger, tmp_path: Path) -> None:
    """Read as empty, a complaint whose closing could not be looked up would be open."""
    path = tmp_path / "f.xlsx"
    made = Workbook()
    made.active.append(["id", "fecha apertura", "fecha cierre"])
    made.active.append(["R-1", datetime(2026, 3, 2), "#N/A"])
    made.active.append(["R-2", datetime(2026, 3, 2), datetime(2026, 3, 4)])
    assert made.active["C2"].data_type == "e"
    made.save(path)
    result = run(ledger, path)
    assert [(fault.line, fault.column) for fault in result.faults] == [(2, "fecha cierre")]
    assert [each.id for each in ledger.complaints()] == ["R-2"]


def test_a_cell_in_the_last_corner_costs_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    made = Workbook()
    made.active.append(["id", "fecha apertura"])
    made.active.append(["R-1", datetime(2026, 3, 2)])
    made.active["XFD1048576"] = 1
    made.save(path)
    tracemalloc.start()
    assert run(ledger, path).record.added == 1
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_date_that_is_only_a_number_is_a_fault_and_not_a_guess(ledger: Ledger, tmp_path: Path) -> None:
    path = book(tmp_path / "f.xlsx", ["R-1", datetime(2026, 3, 2), 1, "x"], ["R-2", 46083, 2, "y"],
                ["R-3", 46083.5, 3, "z"])  # fmt: skip
    result = run(ledger, path)
    assert [(fault.line, fault.column) for fault in result.faults] == [
        (3, "fecha apertura"),
        (4, "fecha apertura"),
    ]


def test_an_archive_made_to_burst_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = book(tmp_path / "f.xlsx", ["R-1", "02/03/2026", 1, "x"])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings2.xml", "w") as part,
    ):
        for _megabyte in range(60):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    with pytest.raises(FileUnreadable, match="unpack"):
        open_source(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
       st.floats(0, 1), st.binary(min_size=1, max_size=6), st.booleans())  # fmt: skip
def test_any_damage_inside_a_workbook_is_rows_or_a_clear_error(
    part: str, place: float, junk: bytes, replaces: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        good, bad = (
            book(Path(folder) / "g.xlsx", ["R-1", datetime(2026, 3, 2), 1, "x"]),
            Path(folder) / "b.xlsx",
        )
        with zipfile.ZipFile(good) as archive, zipfile.ZipFile(bad, "w") as out:
            for name in archive.namelist():
                data = archive.read(name)
                if name == part:
                    at = int(place * len(data))
                    data = data[:at] + junk + data[at + (len(junk) if replaces else 0) :]
                out.writestr(name, data)
        try:
            source = open_source(bad)
            rows = list(source.rows())
            guess(source)
        except FileUnreadable as error:
            assert str(error)
        else:
            assert all(row.fault or len(row.cells) == len(source.headers) for row in rows)


DATES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(cells.FORMATS), DATES, st.text("0123456789/-: .", max_size=2), st.integers(0, 19))
def test_the_quick_reading_of_dates_is_what_strptime_reads(
    date_format: str, at: datetime, junk: str, place: int
) -> None:
    text = at.strftime(date_format)
    text = text[:place] + junk + text[place + len(junk) :]
    try:
        quick = cells._by_figures(text, date_format)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - whatever strptime says
            datetime.strptime(text, date_format)
    else:
        assert quick is None or quick == datetime.strptime(text, date_format)


def test_a_file_that_grew_a_second_time_adds_only_what_is_new(ledger: Ledger, tmp_path: Path) -> None:
    path, rows = tmp_path / "f.csv", [GOOD.format(n=n, text="x") for n in range(300)]
    path.write_text(HEAD + "".join(rows), "utf-8")
    assert run(ledger, path).record.added == 300
    assert run(ledger, path).earlier
    path.write_text(HEAD + "".join([*rows, GOOD.format(n=300, text="x")]), "utf-8")
    again = run(ledger, path).record
    assert (again.added, again.changed, again.unchanged) == (1, 0, 300)
    assert ledger.table.count() == 301
