"""XLSX, read as a stream by openpyxl: values only, formulas by their stored results.

python-calamine reads ten times as fast, which is a fifth of an import. It gives cells with an error (#N/A) as
empty, and holds the whole rectangle: one cell in a sheet's last corner, 5 KB of file, ends the process.
"""

from __future__ import annotations

import itertools
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from auditor.i18n import N_
from auditor.ledger.imports.headers import MAX_COLUMNS, header_row
from auditor.ledger.imports.printable import one_line
from auditor.ledger.imports.values import Cell, FileUnreadable, Row, Source

MAX_UNPACKED = 2_000_000_000
BOMB_BYTES, BOMB_RATIO = 50_000_000, 200
"""A sheet shrinks to a tenth or, of empty cells, to a fiftieth: what shrinks more was made to burst."""
MAX_EMPTY = 10_000
"""So many empty rows in a row are the end of the sheet: a stray cell at its foot costs a million."""
_PLAIN = (str, int, float, bool, datetime, date, time)


def open_xlsx(path: Path, sheet: str | None = None) -> Source:
    """One sheet as rows (the first unless named). Raises `FileUnreadable`."""
    _check_archive(path)
    sheets = _sheets(path)
    name = one_line(sheet or "") or next(iter(sheets))
    if name not in sheets:
        raise FileUnreadable(
            N_("{path} has no sheet “{sheet}”; it has: {known}."),
            path=path,
            sheet=name,
            known=", ".join(sheets),
        )
    head = header_row((row.line, row.cells) for row in itertools.islice(_rows(path, sheets[name]), 50))
    if head is None:
        raise FileUnreadable(N_("The sheet “{sheet}” of {path} has no header row."), sheet=name, path=path)
    line, headers = head

    def rows() -> Iterator[Row]:
        width = len(headers)
        for row in _rows(path, sheets[name], width):
            if row.line > line and any(cell is not None and cell != "" for cell in row.cells):
                yield Row(row.line, (row.cells + (None,) * width)[:width])

    return Source("xlsx", headers, rows, {"sheet": name})


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileUnreadable(N_("{path} is damaged or cut off: {why}."), path=path, why=error) from error
    if any(_bursts(info) for info in infos) or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise FileUnreadable(N_("{path} would unpack to more than any ledger needs."), path=path)
    if any(info.flag_bits & 1 for info in infos):
        raise FileUnreadable(N_("{path} is encrypted. Save it without a password."), path=path)
    if not any(info.filename == "xl/workbook.xml" for info in infos):
        raise FileUnreadable(N_("{path} is an archive, but no XLSX file."), path=path)


def _bursts(info: zipfile.ZipInfo) -> bool:
    return info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * max(1, info.compress_size)


def _sheets(path: Path) -> dict[str, Any]:
    """The sheets by name, of a workbook that stays open: opening it anew costs as much as reading it."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that nobody asked for
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = {one_line(sheet.title): sheet for sheet in book.worksheets}
        for sheet in sheets.values():
            sheet.reset_dimensions()  # some programs write wrong ones
    except Exception as error:  # whatever a parser of foreign XML raises
        raise _damaged(path, error) from error
    if not sheets:
        raise FileUnreadable(N_("{path} has no sheet with cells."), path=path)
    return sheets


def _rows(path: Path, sheet: Any, width: int | None = None) -> Iterator[Row]:
    try:
        empty = 0
        for line, cells in enumerate(sheet.iter_rows(max_col=width, values_only=True), start=1):
            kept: tuple[Cell, ...] = tuple(_plain(cell) for cell in cells[:MAX_COLUMNS])
            empty = 0 if any(cell is not None for cell in kept) else empty + 1
            if empty >= MAX_EMPTY:
                return
            yield Row(line, kept)
    except Exception as error:
        raise _damaged(path, error) from error


def _plain(cell: Any) -> Cell:
    return cell if cell is None or isinstance(cell, _PLAIN) else str(cell)


def _damaged(path: Path, error: Exception) -> FileUnreadable:
    why = f"{type(error).__name__}: {error}"[:200]
    return FileUnreadable(N_("{path} is damaged or cut off: {why}."), path=path, why=why)
