# ruff: noqa: PT017 - a fault is one of the two good outcomes
"""Whatever a file holds: it is read, or said to be faulty; never a crash, never a silent loss of rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import CommandError
from auditor.ledger.imports import cells
from auditor.ledger.imports.importing import import_file
from auditor.ledger.imports.mapping import Mapping, from_data, guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.rows import RowReader
from auditor.ledger.imports.values import CellFault, FileUnreadable, Row
from auditor.ledger.ledger import Ledger
from auditor.ledger.pseudonyms import Pseudonyms
from auditor.store import open_store
from metrics.complaints.values import Complaint

FEW = settings(max_examples=60, deadline=None)
HEAD = "id;fecha apertura;cliente;segmento;motivo;prioridad;fecha cierre;fcr;fecha promesa;descripción\n"
CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "02/03/2026",
            "2026-03-02T10:00+05:00",
            "A",
            "5",
            "sí",
            "no",
            "=1+1",
            '"',
            "0001-01-01",
            "9999-12-31",
        ]
    ),
)
ANY_CELL = st.one_of(
    CELL, st.none(), st.booleans(), st.integers(), st.floats(), st.datetimes(), st.dates(), st.times()
)


@FEW
@given(st.one_of(st.binary(max_size=400), st.builds(lambda b: HEAD.encode() + b, st.binary(max_size=400)),
                 st.builds(lambda b: b"PK\x03\x04" + b, st.binary(max_size=200)),
                 st.builds(lambda b: b'{"id": 1, "opened": "2026-03-02"}\n{' + b, st.binary(max_size=200))))  # fmt: skip
def test_any_bytes_are_rows_or_a_clear_error(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        path.write_bytes(content)
        try:
            source = open_source(path)
            rows = list(source.rows())
            guess(source)
        except FileUnreadable as error:
            assert str(error)
        else:
            assert all(row.fault or len(row.cells) == len(source.headers) for row in rows)


@FEW
@given(st.lists(st.lists(CELL, min_size=10, max_size=10), max_size=6))
def test_every_row_is_in_the_ledger_or_reported(table: list[list[str]]) -> None:
    import csv

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "home", durable=False) as store:
        path = Path(folder) / "f.csv"
        with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(HEAD)
            try:
                csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(table)
            except (csv.Error, UnicodeError):
                return
        try:
            source = open_source(path, delimiter=";")
            result = import_file(Ledger(store), path, source, guess(source), "fuzz")
        except FileUnreadable:
            return
        record = result.record
        assert record.added == Ledger(store).count()
        assert record.added + record.faulty <= record.rows  # rows of one id are one complaint
        filled = sum(any(c.strip("\x00") for c in row) for row in table)
        assert record.rows <= filled + sum(c.count("\n") + c.count("\r") for row in table for c in row)


@FEW
@given(st.lists(ANY_CELL, min_size=10, max_size=10))
def test_any_typed_row_is_a_complaint_or_faults(row: list[object]) -> None:
    headers = tuple(HEAD.strip().split(";"))
    names = (
        "id",
        "opened_at",
        "customer",
        "segment",
        "topic",
        "importance",
        "resolved_at",
        "claimed",
        "promise_by",
        "text",
    )
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder), durable=False) as store:
        reader = RowReader(Mapping(dict(zip(names, headers, strict=True))), headers, Pseudonyms(store), "f")
        made = reader.read(Row(2, tuple(row)))  # type: ignore[arg-type]
        if isinstance(made, Complaint):
            Ledger(store).add(made, "fuzz")
        else:
            assert made
            assert all(str(fault) and fault.line == 2 for fault in made)


@FEW
@given(ANY_CELL, st.sampled_from([None, "iso", *cells.FORMATS]))
def test_any_cell_reads_or_says_why(cell: object, date_format: str | None) -> None:
    from zoneinfo import ZoneInfo

    for read in (
        lambda: cells.moment(cell, date_format, ZoneInfo("Europe/Madrid")),  # type: ignore[arg-type]
        lambda: cells.yes_no(cell),  # type: ignore[arg-type]
        lambda: cells.whole_number(cell, 1, 5),  # type: ignore[arg-type]
        lambda: cells.word(cell),  # type: ignore[arg-type]
    ):
        try:
            read()
        except CellFault as fault:
            assert fault.template.format(**fault.params)


@FEW
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=10),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["columns", "values", "opened_at", "time_zone", "x", "ambiguous"]), inner, max_size=4)))  # fmt: skip
def test_any_mapping_is_one_or_told(data: object) -> None:
    try:
        assert isinstance(from_data(data, "here"), Mapping)
    except CommandError as error:
        assert str(error)
