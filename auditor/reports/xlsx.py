"""The report as an XLSX workbook: a sheet a table, real types, filters. Nobody's text becomes a formula."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor.i18n import _
from auditor.reports.document import Card, Cards, Cell, Column, Document, Table, Text
from auditor.reports.sheets import figures, sheet_name

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
FORMATS = {"ratio": "0.0%", "seconds": "0.0", "number": "#,##0.###", "text": "@", "date": "yyyy-mm-dd"}
WIDEST = 60
CELL_LIMIT = 32767
"""Characters that Excel allows in a cell."""


def as_xlsx(document: Document) -> bytes:
    """The workbook's bytes. The first two sheets have the three questions, each table has its own."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": document.title, "subject": document.subtitle, "author": "Auditor"})
        styles = {kind: book.add_format({"num_format": code, "text_wrap": kind == "text", "valign": "top"})
                  for kind, code in FORMATS.items()}  # fmt: skip
        styles["head"] = book.add_format({"bold": True, "text_wrap": True, "bottom": 2, "valign": "top"})
        names: set[str] = set()
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Cards):
                    sheet = book.add_worksheet(_name(section.title, names))
                    _cards(sheet, document, block, styles)
                    sheet = book.add_worksheet(_name(_("Figures of the first page"), names))
                    _table(sheet, figures(document), styles)
                elif isinstance(block, Table) and block.rows:
                    sheet = book.add_worksheet(_name(sheet_name(block), names))
                    _table(sheet, block, styles)
    return out.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name: 31 characters, none of []:*?/\\, unique."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "-"
    name, n = plain, 2
    while name.casefold() in taken:
        name, n = f"{plain[:27]} {n}", n + 1
    taken.add(name.casefold())
    return name


def _table(sheet: Worksheet, table: Table, styles: dict[str, Any]) -> None:
    """A column each; an interval has two, so that its bounds are numbers."""
    at = 0
    for c, column in enumerate(table.columns):
        cells = [row[c] for row in table.rows]
        if column.kind == "interval":
            style = styles[table.columns[c - 1].kind]
            for which, title in enumerate((_("{interval}, from"), _("{interval}, to"))):
                sheet.write_string(0, at, title.format(interval=column.title), styles["head"])
                for r, cell in enumerate(cells, 1):
                    if cell.bounds is not None:
                        sheet.write_number(r, at, cell.bounds[which], style)
                sheet.set_column(at, at, 14)
                at += 1
            continue
        sheet.write_string(0, at, column.title, styles["head"])
        for r, cell in enumerate(cells, 1):
            _cell(sheet, (r, at), cell, column, styles)
        widest = max(12, len(column.title), *(len(cell.text) for cell in cells))
        sheet.set_column(at, at, min(WIDEST, widest + 2))
        at += 1
    sheet.autofilter(0, 0, len(table.rows), at - 1)
    sheet.freeze_panes(1, 1)


def _cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, kind: Column, styles: dict[str, Any]) -> None:
    """A number as a number, a day as a day, the rest as text: what is not measured says so and is no zero."""
    if isinstance(cell.value, int | float) and kind.kind != "text":
        sheet.write_number(*at, cell.value, styles[kind.kind])
    elif isinstance(cell.value, date) and kind.kind == "date":
        sheet.write_datetime(*at, cell.value, styles["date"])
    else:
        sheet.write_string(*at, cell.text[:CELL_LIMIT], styles["text"])


def _cards(sheet: Worksheet, document: Document, cards: Cards, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document.title, styles["head"])
    sheet.write_string(0, 1, document.subtitle, styles["head"])
    lines = [line for card in cards.cards for line in _card(card)]
    for section in document.sections:
        if section.id == "method":
            lines += [("", b.text) for b in section.blocks if isinstance(b, Text)]
    for r, (left, right) in enumerate(lines, 2):
        sheet.write_string(r, 0, left, styles["text"])
        sheet.write_string(r, 1, right[:CELL_LIMIT], styles["text"])


def _card(card: Card) -> list[tuple[str, str]]:
    quote = f"«{card.cited.quote}»" if card.cited and card.cited.quote else ""
    return [
        (card.question, card.value),
        (card.label, " ".join(part for part in (card.interval, card.change) if part)),
        ("", card.finding),
        ("", f"{quote} {card.source}".strip()),
        *((b.label, f"{b.value} {b.change}".strip()) for b in card.beside),
        ("", ""),
    ]
