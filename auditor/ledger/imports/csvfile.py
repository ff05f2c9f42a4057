"""CSV: encoding and delimiter detected, rows with the line on which they begin."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auditor.i18n import N_
from auditor.ledger.imports.binary import utf16_unmarked
from auditor.ledger.imports.headers import MAX_COLUMNS, header_row
from auditor.ledger.imports.values import FileUnreadable, Row, RowFault, Source

DELIMITERS = (";", ",", "\t", "|")
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
OLD_ENCODINGS = ["cp1252", "cp850", "mac_roman"]
"""What Spanish and English systems wrote before UTF-8."""
SAMPLE_LINES = 60
FIELD_LIMIT = 131_072


def open_csv(path: Path, encoding: str | None = None, delimiter: str | None = None) -> Source:
    """The file as rows. Raises `FileUnreadable` for an unknown encoding or a file without a header."""
    known = encoding or detect_encoding(path)
    _check_encoding(path, known)
    sign = delimiter or detect_delimiter(_first_lines(path, known))
    head = header_row((row.line, row.cells) for row in _rows(path, known, sign) if row.fault is None)
    if head is None:
        raise FileUnreadable(N_("{path} has no header row."), path=path)
    line, headers = head

    def rows() -> Iterator[Row]:
        for row in _rows(path, known, sign):
            if row.line > line and (row.fault or any(cell for cell in row.cells)):
                yield row if row.fault else _fitted(row, headers)

    return Source("csv", headers, rows, {"encoding": known, "delimiter": sign})


def detect_encoding(path: Path) -> str:
    """UTF-8 where the whole file is that, else the likeliest of the old encodings."""
    with path.open("rb") as file:
        begin = file.read(1 << 16)
        for bom, name in BOMS.items():
            if begin.startswith(bom):
                return name
        if unmarked := utf16_unmarked(begin):
            return unmarked
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            file.seek(0)
            return _old_encoding(file)
    return "utf-8"


def _old_encoding(file: object) -> str:
    """By the lines that hold something else than ASCII: the rest says nothing."""
    from charset_normalizer import from_bytes

    odd = itertools.islice((line for line in file if not line.isascii()), 300)  # type: ignore[attr-defined]
    best = from_bytes(b"".join(odd)[:100_000], cp_isolation=OLD_ENCODINGS).best()
    return best.encoding if best is not None else "cp1252"


def detect_delimiter(text: str) -> str:
    """The sign that splits the first lines most evenly into more than one field."""

    def evenness(sign: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(text.splitlines(keepends=True), delimiter=sign) if row]
        except csv.Error:
            return 0.0, 0
        (width, times), *_ = Counter(widths).most_common(1) or [(1, 0)]
        return (times / len(widths), width) if width > 1 else (0.0, 0)

    return max(DELIMITERS, key=evenness)


def _first_lines(path: Path, encoding: str) -> str:
    try:
        with path.open(encoding=encoding, newline="", errors="replace") as file:
            return "".join(line[:10_000] for line in itertools.islice(file, SAMPLE_LINES))
    except UnicodeError as error:
        raise FileUnreadable(
            N_("{path} is not text in the encoding {encoding}."), path=path, encoding=encoding
        ) from error


def _check_encoding(path: Path, encoding: str) -> None:
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise FileUnreadable(N_("There is no encoding “{encoding}”."), encoding=encoding) from error


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise FileUnreadable(
            N_("“{delimiter}” cannot be a delimiter: it is one character."), delimiter=delimiter
        )
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(
                    line, fault=RowFault(line, None, N_("The row cannot be split: {why}."), {"why": error})
                )
            except UnicodeError as error:
                raise FileUnreadable(
                    N_("{path} is not text in the encoding {encoding}."), path=path, encoding=encoding
                ) from error
            else:
                yield Row(line, tuple(cells))


def _fitted(row: Row, headers: tuple[str, ...]) -> Row:
    """A cell for each header; a row of another length was broken on its way here, and says so."""
    width, given = len(headers), len(row.cells)
    extra = [cell for cell in row.cells[width:MAX_COLUMNS] if cell]
    if given < width or extra:
        fault = RowFault(
            row.line,
            None,
            N_("The row has {given} cells, the header {width}."),
            {"given": given, "width": width},
        )
        return Row(row.line, fault=fault)
    return Row(row.line, row.cells[:width])
