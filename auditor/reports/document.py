"""A report as blocks in one language: what every renderer lays out. Texts are plain, never markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from auditor.reports.values import Cited, Summary

Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as the language writes it, the value with its type, and what can be played.

    `bounds` are those of an interval, as numbers.
    """

    text: str
    value: Value = None
    cited: Cited | None = None
    mark: str = ""  # "good", "bad": said in words too, never by colour alone
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` is "text", "number", "ratio", "seconds", "date" or "interval"."""

    title: str
    kind: str = "text"

    @property
    def is_text(self) -> bool:
        """Whether it is set from the left."""
        return self.kind in ("text", "interval")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the summary's numbers by `charts.draw`, with a text that says the same."""

    id: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `kind` is "p", "note", "warning" or "h3"."""

    text: str
    kind: str = "p"


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside the main one: label, value with interval and n, change."""

    label: str
    value: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One of the three questions."""

    id: str
    question: str
    label: str
    value: str
    interval: str
    change: str
    change_key: str
    finding: str
    cited: Cited | None
    source: str
    beside: tuple[Beside, ...] = ()
    trend: Chart | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """The first page's questions, side by side."""

    cards: tuple[Card, ...]


Block = Table | Chart | Text | Cards


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report in one language; `summary` is what it was made from (charts draw from it)."""

    language: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    summary: Summary
    words: dict[str, str] = field(default_factory=dict)
