"""The header row: which one it is, and names that are there and differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.ledger.imports.printable import one_line

MAX_COLUMNS = 500
SEARCHED = 20
"""A header stands among the first rows: titles of a report may come before it."""


def header_row(rows: Iterable[tuple[int, Sequence[object]]]) -> tuple[int, tuple[str, ...]] | None:
    """The line and the names of the first row with two filled cells or more, else of the first filled one."""
    first: tuple[int, tuple[str, ...]] | None = None
    for seen, (line, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell is not None and str(cell).strip()]
        if len(filled) >= 2:
            return line, names(cells)
        if filled and first is None:
            first = line, names(cells)
        if seen >= SEARCHED:
            break
    return first


def names(cells: Sequence[object]) -> tuple[str, ...]:
    """Header names: trailing empty ones dropped, nameless ones numbered, repeated ones told apart."""
    texts = [one_line(str(cell)) if cell is not None else "" for cell in cells[:MAX_COLUMNS]]
    while texts and not texts[-1]:
        texts.pop()
    made: list[str] = []
    for number, text in enumerate(texts, start=1):
        name, again = text or f"#{number}", 2
        while name in made:
            name, again = f"{text or f'#{number}'} ({again})", again + 1
        made.append(name)
    return tuple(made)
