"""JSON Lines: one object a line; the keys are the headers, inner objects by "outer.inner"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.i18n import N_
from auditor.ledger.imports.headers import MAX_COLUMNS, names
from auditor.ledger.imports.printable import one_line
from auditor.ledger.imports.values import Cell, FileUnreadable, Row, RowFault, Source

SCHEMA = "auditor/complaint/1"
"""A line with this `schema` is a whole complaint as `auditor complaints export` writes it."""
MAX_LINE = 5_000_000


def open_jsonlines(path: Path) -> Source:
    """The file as rows; all of it is read once for the headers. Raises `FileUnreadable`."""
    headers: dict[str, None] = {}
    whole = 0
    for _line, data in _objects(path):
        if isinstance(data, dict):
            if data.get("schema") == SCHEMA:
                whole += 1
            headers.update(dict.fromkeys(flat(data)))
    if whole:
        return Source("jsonl", ("schema",), lambda: _whole(path), {"schema": SCHEMA})
    known = tuple(key for key in headers if one_line(key))[:MAX_COLUMNS]
    if not known:
        raise FileUnreadable(N_("{path} holds no JSON object that can be read."), path=path)

    def rows() -> Iterator[Row]:
        for line, data in _objects(path):
            if isinstance(data, RowFault):
                yield Row(line, fault=data)
            else:
                cells = flat(data)
                yield Row(line, tuple(cells.get(name) for name in known))

    return Source("jsonl", names(known), rows)


def _whole(path: Path) -> Iterator[Row]:
    """Each line's object as JSON text in its one cell."""
    for line, data in _objects(path):
        if isinstance(data, RowFault):
            yield Row(line, fault=data)
        elif data.get("schema") != SCHEMA:
            fault = RowFault(line, "schema", N_("The line is no whole complaint, though others are."))
            yield Row(line, fault=fault)
        else:
            yield Row(line, (json.dumps(data),))


def flat(data: dict[str, Any]) -> dict[str, Cell]:
    """Inner objects by dotted keys; lists are left out."""
    cells: dict[str, Cell] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            cells.update(
                {f"{key}.{inner}": each for inner, each in value.items() if not isinstance(each, dict | list)}
            )
        elif not isinstance(value, list):
            cells[key] = value
    return cells


def _objects(path: Path) -> Iterator[tuple[int, Any]]:
    """Each filled line with its object, or with the fault that it is none."""
    with path.open("rb") as file:
        for line, raw in enumerate(file, start=1):
            text = raw.removeprefix(b"\xef\xbb\xbf").strip()
            if not text:
                continue
            try:
                data = json.loads(text) if len(text) <= MAX_LINE else None
            except (ValueError, RecursionError):
                yield line, RowFault(line, None, N_("The line is not JSON."))
                continue
            if isinstance(data, dict):
                yield line, data
            else:
                yield line, RowFault(line, None, N_("The line is no JSON object."))
