"""What callers said, by topic and operator: the words, and the complaints that they belong to."""

from __future__ import annotations

from auditor.core.figures.reading import Selection
from auditor.core.figures.values import Entry, Ids, Section, Sheet
from metrics.complaints.knowledge import Said
from metrics.complaints.knowledge import said as gathered
from metrics.values import Figure


def said(selection: Selection) -> Sheet:
    """The sheet: a section a topic, the weightiest first; in it an entry an operator."""
    sections: dict[str, list[Entry]] = {}
    for group in gathered(selection.complaints):
        sections.setdefault(group.topic or "", []).append(_entry(group))
    made = tuple(Section(("topic", topic), tuple(entries)) for topic, entries in sections.items())
    return Sheet("said", selection.wanted, made, len(selection.complaints))


def _entry(group: Said) -> Entry:
    figure = Figure("said", float(group.n), "count", n=group.n, counts={"weight": group.weight})
    spoken = {quote.complaint for quote in group.quotes}
    parts: tuple[tuple[str, Ids], ...] = ()
    if group.silent:
        parts = (("left_out", lambda: tuple(id for id in group.complaints if id not in spoken)),)
    key = f"said.{group.topic or ''}/{group.operator or ''}"
    return Entry(
        key, figure, lambda: group.complaints, ("operator", group.operator or ""), parts, detail=group
    )
