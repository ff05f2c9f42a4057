"""Binary files are refused by their bytes; what is quoted of any file never holds a control character."""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from auditor.core.import_draft import Draft
from auditor.i18n import explain
from auditor.ledger.imports.binary import is_binary
from auditor.ledger.imports.importing import import_file, preview
from auditor.ledger.imports.mapping import guess
from auditor.ledger.imports.opening import open_source
from auditor.ledger.imports.printable import printable
from auditor.ledger.imports.values import FileUnreadable
from auditor.ledger.ledger import Ledger
from auditor.store import open_store

SPANISH = "Nº;fecha apertura;descripción\n1;02/03/2026;Año ñandú: «¿qué?» áéíóú\n"
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "latin-1",
    "cp1252",
    "cp850",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
)
CODES = "\x1b]0;titulo\x07\x1b[31m"
HEAD = b"id;fecha apertura;descripci\xc3\xb3n\n"


def noise(seed: int, size: int = 4000) -> bytes:
    """Random bytes without a zero among them."""
    return bytes(random.Random(seed).choices(range(1, 256), k=size))


@pytest.mark.parametrize("name", ["f.xlsx", "f.csv"])
@pytest.mark.parametrize("begin", [b"", b"[", b"{", b"\xff\xfe", b"id;fecha apertura\n"])
def test_noise_is_binary_whatever_it_is_called(tmp_path: Path, name: str, begin: bytes) -> None:
    for seed in range(20):
        (tmp_path / name).write_bytes(begin + noise(seed))
        with pytest.raises(FileUnreadable, match="binary"):
            open_source(tmp_path / name)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("times", [1, 800])
def test_text_of_every_usual_encoding_is_read(tmp_path: Path, encoding: str, times: int) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes((SPANISH * times).encode(encoding))
    source = open_source(path)
    assert source.headers == ("Nº", "fecha apertura", "descripción")
    assert next(source.rows()).cells == ("1", "02/03/2026", "Año ñandú: «¿qué?» áéíóú")


def test_a_stray_control_character_does_not_cost_the_file(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    lines = [f"R-{n};02/03/2026;línea\v{n}\n" for n in range(50)]
    path.write_text(
        "id;fecha apertura;descripción\n" + "".join(lines) + "R-x;02/03/2026;a\x1bb\n\x1a", "utf-8"
    )
    source = open_source(path)
    import_file(ledger, path, source, guess(source), "ana")
    assert ledger.get("R-7").text == "línea 7"
    assert ledger.get("R-x").text == "a b"


def test_a_control_character_can_be_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(SPANISH.replace(";", "\x1f"), "utf-8")
    with pytest.raises(FileUnreadable, match="binary"):
        open_source(path)
    assert open_source(path, delimiter="\x1f").headers[0] == "Nº"


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "no such", "idna", "hex"])
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_text_or_not(begin: bytes, encoding: str | None) -> None:
    assert is_binary(begin, encoding) in (True, False)


@given(st.text())
def test_printable_is(text: str) -> None:
    assert all(
        sign.isprintable() or (sign.isspace() and sign not in "\n\r\x1c\x85") for sign in printable(text)
    )
    assert printable(printable(text)) == printable(text)
    assert len(printable(text)) == len(text)
    assert all(new in (old, " ") for new, old in zip(printable(text), text, strict=True))


def test_codes_in_headers_cells_and_sheets_are_shown_as_spaces(ledger: Ledger, tmp_path: Path) -> None:
    csv = tmp_path / "a\x1b[31m.csv"
    csv.write_text(f"id;fecha apertura;segmento;nota{CODES}\n1;x{CODES};Z{CODES};\n", "utf-8")
    lines = tmp_path / "f.jsonl"
    lines.write_text(
        json.dumps({"id": 1, "fecha apertura": "x" + CODES, "nota" + CODES: 1, CODES[:1]: 2}), "utf-8"
    )
    whole = tmp_path / "w.jsonl"
    made = {
        "schema": "auditor/complaint/1",
        "id": "1",
        "opened_at": "2026-03-02",
        "topic": CODES,
        "x" + CODES: CODES,
    }
    whole.write_text(json.dumps(made) + "\n" + json.dumps({**made, "importance": CODES}), "utf-8")
    book = Workbook()
    book.active.title = "hoja \u202e\x85"
    book.active.append(["id", "fecha apertura", "nota\u202e"])
    book.active.append([1, "\u202e\x9b31m", None])
    book.save(tmp_path / "f.xlsx")
    for path in (csv, lines, whole, tmp_path / "f.xlsx"):
        said = everything_shown(ledger, path)
        assert printable(said, "\n") == said


def everything_shown(ledger: Ledger, path: Path) -> str:
    """Whatever the terminal and the screens would show of the file, or the error."""
    from auditor.cli.complaint_import import _tell_preview, _tell_result
    from auditor.tui.drawing.import_preview import preview_items
    from auditor.tui.drawing.import_result import result_items
    from auditor.tui.drawing.importing import mapping_items
    from auditor.tui.theme import THEMES, ink_of

    ink, out = ink_of(THEMES[0]), io.StringIO()
    try:
        source = open_source(path)
        draft = Draft(path, source, guess(source), tuple(row.cells for row in source.rows() if not row.fault))
        items = mapping_items(draft, ink)
        seen = preview(ledger, path, source, draft.mapping)
        result = import_file(ledger, path, source, draft.mapping, "ana")
    except FileUnreadable as error:
        return f"{error}\n{explain(error)}"
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        _tell_preview(seen, as_json=False)
        _tell_result(result, as_json=False)
    items += [*preview_items(seen, ink), *result_items(result, ink)]
    drawn = "\n".join(line.plain for item in items for line in item.draw(80))
    return f"{out.getvalue()}\n{drawn}"


CELLS = st.text(
    alphabet=st.characters(max_codepoint=0x2100) | st.sampled_from("\x1b\x07\x9b\u202e;\n"), max_size=20
)
FILES = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=200).map(lambda junk: HEAD + b"1;02/03/2026;a\n" + junk),
    CELLS.map(lambda text: f"id;fecha apertura;{text}\n1;{text};{text}\n{text};2026-03-02;{text}\n".encode()),
    CELLS.map(lambda text: json.dumps({"id": text, "fecha apertura": text, text: text}).encode()),
    CELLS.map(
        lambda text: json.dumps({"schema": "auditor/complaint/1", "id": text, "opened_at": text}).encode()
    ),
)


@given(FILES)
@example(noise(1))
@example(HEAD + noise(2, 60))
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_holds_no_control_character_is_shown(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "home", durable=False) as store:
        path = Path(folder) / "f.csv"
        path.write_bytes(content)
        said = everything_shown(Ledger(store), path)
        assert printable(said, "\n") == said
