"""Every format: nobody's text becomes code, types are real, both languages, the page asks for nothing."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.i18n import use_language
from auditor.reports.inputs import Inputs
from auditor.reports.markdown import escape
from auditor.reports.rendering import FORMATS, render
from auditor.reports.summary import summarise
from auditor.reports.values import Summary
from tests.auditor.reports.made import HOSTILE, hostile, inputs, rich

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "report-1.schema.json"


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarise(hostile())


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_on_the_page_hostile_text_stays_text(summary: Summary) -> None:
    text = render(summary, "html", lambda _cited: b"OggS").decode()
    page = _Page(text)
    names = {tag for tag, _attrs in page.tags}
    assert not names & {"script", "iframe", "object", "link", "form", "base"}
    assert not [a for _t, attrs in page.tags for a in attrs if a.startswith("on")]
    words = " ".join(page.words)
    assert all(said in words for said in HOSTILE)
    links = [v for t, a in page.tags for k, v in a.items() if k in ("src", "href", "xlink:href")]
    assert all(v and v.startswith(("#", "data:audio/ogg;base64,")) for v in links)
    assert [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"] == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:"
    ]


def test_the_page_is_readable_without_seeing_it(summary: Summary) -> None:
    page = _Page(render(summary, "html", lambda _cited: b"OggS").decode())
    ids = [a["id"] for _t, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert next(a["lang"] for t, a in page.tags if t == "html") == "en"
    assert [t for t, _a in page.tags if t == "h1"] == ["h1"]
    assert all(a.get("scope") for t, a in page.tags if t == "th")
    assert all(a.get("aria-label") for t, a in page.tags if t == "audio" or a.get("role") == "img")


def test_in_the_workbook_nothing_is_a_formula_and_numbers_are_numbers(summary: Summary) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render(summary, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {str(cell.value) for cell in cells}
    assert "=1+1" in texts
    assert sum(cell.data_type == "n" for cell in cells) > 40
    assert all(sheet.auto_filter.ref for sheet in book.worksheets[1:])


def test_in_the_workbook_days_are_days_and_shares_are_shares() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render(summarise(rich()), "xlsx")))
    sheet = next(s for s in book.worksheets if s.title == "Alerts")
    columns = {cell.value: cell.column for cell in sheet[1]}
    since = sheet.cell(2, columns["Since"])
    assert isinstance(since.value, datetime)
    assert since.number_format == "yyyy-mm-dd"
    curve = next(s for s in book.worksheets if s.title == "By window")
    assert curve.cell(2, 2).number_format == "0.0%"
    assert 0 <= float(str(curve.cell(2, 2).value)) <= 1
    assert [cell.value for cell in curve[1]][2:4] == ["95 % interval, from", "95 % interval, to"]
    low, high = (float(str(curve.cell(2, column).value)) for column in (3, 4))
    assert low <= float(str(curve.cell(2, 2).value)) <= high
    figures = book["Figures of the first page"]
    assert all(isinstance(figures.cell(2, column).value, int | float) for column in (3, 5, 6, 7))


def test_the_workbook_names_its_sheets_in_the_language_in_use() -> None:
    from openpyxl import load_workbook

    use_language("es")
    names = load_workbook(io.BytesIO(render(summarise(rich()), "xlsx"))).sheetnames
    assert names[:4] == [
        "Tres preguntas",
        "Cifras de la primera página",
        "Espera por canal",
        "Mensajes de espera",
    ]
    assert all(len(name) <= 31 for name in names)
    use_language("en")


@pytest.mark.parametrize("text", ["+4 (−1 to +9) points", "- not a list", "1. nor this", "2) nor this"])
def test_in_markdown_no_line_becomes_a_list(text: str) -> None:
    assert re.match(r"(?:[+-]|\d+[.)])\s", escape(text)) is None
    assert escape(text).replace("\\", "") == text


def test_in_markdown_nothing_is_markup(summary: Summary) -> None:
    text = render(summary, "md").decode()
    assert "<script" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows
    assert all(re.sub(r"\\\|", "", row).count("|") >= 3 for row in rows)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) reads the PDF back")
def test_the_pdf_is_tagged_and_says_the_same(summary: Summary, tmp_path: Path) -> None:
    file = tmp_path / "r.pdf"
    file.write_bytes(render(summary, "pdf"))
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Three questions" in text
    assert '#panic("x") $x$ @ref' in text
    assert "<script>alert(1)</script>" in " ".join(text.split())
    assert b"/StructTreeRoot" in file.read_bytes() or b"StructTreeRoot" in file.read_bytes()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("made", [rich(), hostile(), inputs()], ids=["rich", "hostile", "empty"])
def test_json_keeps_to_its_schema_in_either_language(made: Inputs, language: str) -> None:
    from jsonschema import Draft202012Validator

    use_language(language)
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    data = json.loads(render(summarise(made), "json"))
    assert list(validator.iter_errors(data)) == []
    data["questions"][0]["figure"]["value"] = "20 %"
    assert list(validator.iter_errors(data))


def test_spanish_and_english_write_numbers_and_dates_their_way(summary: Summary) -> None:
    english = render(summary, "md").decode()
    use_language("es")
    spanish = render(summary, "md").decode()
    assert "November 1, 2026" in english
    assert "1 de noviembre de 2026" in spanish
    assert "Tres preguntas" in spanish
    assert "Three questions" not in spanish
    assert "8,0" in spanish
    assert "8.0" in english


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_period_has_a_report_too(format: str) -> None:
    assert len(render(summarise(inputs()), format)) > 1000
