"""The report as PDF, set by typst. The document goes in as JSON: nobody's text becomes markup."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from auditor.reports.charts import draw
from auditor.reports.document import Block, Cards, Chart, Document, Table


def as_pdf(document: Document) -> bytes:
    """The PDF's bytes; A4, tagged, in the document's language."""
    import typst

    with tempfile.TemporaryDirectory(prefix="auditor-report-") as folder:
        root = Path(folder)
        template = files("auditor.reports") / "templates" / "report.typ"
        (root / "report.typ").write_bytes(template.read_bytes())
        drawn: dict[str, str] = {}
        for chart in _charts(document):
            name = drawn[chart.id] = f"chart-{len(drawn)}.svg"
            (root / name).write_text(draw(document.summary, chart.id, outlines=True), "utf-8")
        data = json.dumps(_data(document, drawn), ensure_ascii=False, allow_nan=False, default=str)
        (root / "report.json").write_text(data, "utf-8")
        made: bytes = typst.compile(str(root / "report.typ"), root=str(root))
    return made


def _charts(document: Document) -> Iterator[Chart]:
    """Every chart of the document, those in cards too."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                yield block
            elif isinstance(block, Cards):
                yield from (card.trend for card in block.cards if card.trend)


def _data(document: Document, drawn: dict[str, str]) -> dict[str, Any]:
    return {
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "page": document.words["page"],
        "sections": [
            {"title": s.title, "blocks": [_block(b, drawn) for b in s.blocks]} for s in document.sections
        ],
    }


WIDEST, MANY_COLUMNS = 34, 7
"""Characters beyond which a column gains no more width: longer texts go on in the next line."""


def _widths(table: Table) -> list[float]:
    """The share of the width that each column needs: its longest word, and the usual length of its cells."""
    most = WIDEST if len(table.columns) <= MANY_COLUMNS else WIDEST / 2
    found = []
    for c, column in enumerate(table.columns):
        texts = [row[c].text for row in table.rows]
        word = max((len(w) for text in (column.title, *texts) for w in re.split(r"[\s-]", text)), default=1)
        said = [len(text) for text in texts if text]
        usual = sum(said) / max(1, len(said))
        found.append(max(3.0, min(word + 1, WIDEST / 2), min(0.8 * usual, most)))
    return found


def _block(block: Block, drawn: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": type(block).__name__, **asdict(block)}
    if isinstance(block, Table):
        made["widths"] = _widths(block)
    if isinstance(block, Chart):
        made["file"] = drawn[block.id]
    for card in made.get("cards", ()):
        if card["trend"]:
            card["trend"]["file"] = drawn[card["trend"]["id"]]
    return made
