"""The report as Markdown (GitHub's tables). What people said cannot become markup."""

from __future__ import annotations

import re

from auditor.reports.document import Card, Cards, Chart, Document, Table, Text

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#!|<>~&$-])")
_LIST = re.compile(r"^(?:[+-]|\d+[.)])(?=\s)")


def as_markdown(document: Document) -> bytes:
    """UTF-8 text, the same blocks as the page; charts are told in words."""
    lines = [f"# {escape(document.title)}", "", escape(document.subtitle), ""]
    for section in document.sections:
        lines += [f"## {escape(section.title)}", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    return "\n".join(lines).encode()


def escape(text: str) -> str:
    """The text with everything that Markdown or HTML would read as markup made plain, on one line."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST.sub(_not_a_list, plain.replace("\\-", "-").replace("\\(", "(").replace("\\)", ")"))


def _not_a_list(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _block(block: object) -> list[str]:
    if isinstance(block, Text):
        prefix = {"h3": "### ", "note": "> ", "warning": "> ⚠ "}.get(block.kind, "")
        return [prefix + escape(block.text)]
    if isinstance(block, Chart):
        return [f"**{escape(block.caption)}.** {escape(block.alt)}"]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Cards):
        return [line for card in block.cards for line in _card(card)]
    return []


def _table(table: Table) -> list[str]:
    heads = [escape(column.title) for column in table.columns]
    sides = ["---" if column.is_text else "---:" for column in table.columns]
    rows = [[escape(cell.text) for cell in row] for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in (heads, sides, *rows)]
    return [f"**{escape(table.caption)}**", "", *lines]


def _card(card: Card) -> list[str]:
    lines = [f"### {escape(card.question)}", "", f"**{escape(card.value)}** {escape(card.label)}", ""]
    trend = card.trend.alt if card.trend else ""
    lines += [escape(part) for part in (card.interval, card.change, trend) if part]
    lines += ["", escape(card.finding), ""]
    if card.cited and card.cited.quote:
        lines += [f"> «{escape(card.cited.quote)}» {escape(card.source)}", ""]
    lines += [f"- {escape(b.label)}: {escape(b.value)} {escape(b.change)}".rstrip() for b in card.beside]
    return [*lines, ""]
