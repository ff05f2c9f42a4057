"""Tells what a file is by its content, never by its name, and opens it as rows."""

from __future__ import annotations

from pathlib import Path

from auditor.i18n import N_
from auditor.ledger.imports.binary import is_binary
from auditor.ledger.imports.values import FileUnreadable, Source

MAX_BYTES = 1_000_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FOREIGN = {b"%PDF": "PDF", b"\x1f\x8b": "gzip", b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"SQLite f": "SQLite"}
SNIFFED = 1 << 16


def open_source(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Source:
    """The file's headers and rows. What is `None` is detected. Raises `FileUnreadable`."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begin = file.read(SNIFFED)
    except OSError as error:
        raise FileUnreadable(
            N_("{path} cannot be read: {why}."), path=path, why=error.strerror or error
        ) from error
    if size > MAX_BYTES:
        raise FileUnreadable(
            N_("{path} is larger than {limit} MB; split it."), path=path, limit=MAX_BYTES // 1_000_000
        )
    if not begin.strip():
        raise FileUnreadable(N_("{path} is empty."), path=path)
    if begin.startswith(b"PK"):
        from auditor.ledger.imports.xlsxfile import open_xlsx

        return open_xlsx(path, sheet)
    _refuse_foreign(path, begin, is_binary(begin, encoding, delimiter))
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        from auditor.ledger.imports.jsonlines import open_jsonlines

        return open_jsonlines(path)
    from auditor.ledger.imports.csvfile import open_csv

    return open_csv(path, encoding, delimiter)


def _refuse_foreign(path: Path, begin: bytes, binary: bool) -> None:
    if begin.startswith(OLE):
        raise FileUnreadable(
            N_(
                "{path} is an Excel file of the old kind (.xls), or one with a password. "
                "Save it as .xlsx without a password, or as CSV."
            ),
            path=path,
        )
    kind = next((name for magic, name in FOREIGN.items() if begin.startswith(magic)), None)
    if kind is None and not binary and begin.lstrip().startswith(b"["):
        raise FileUnreadable(
            N_("{path} is one JSON list; JSON Lines are needed: one object a line."), path=path
        )
    if kind is not None or binary:
        raise FileUnreadable(
            N_("{path} is no CSV, XLSX or JSON Lines file ({kind})."), path=path, kind=kind or "binary"
        )
