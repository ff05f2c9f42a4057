"""An import before it is carried out: the file, its mapping, samples of its columns; changed step by step."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.core.resolution import company_zone
from auditor.i18n import N_
from auditor.ledger.imports import cells
from auditor.ledger.imports.fields import DATES, plain, synonyms
from auditor.ledger.imports.jsonlines import SCHEMA
from auditor.ledger.imports.mapping import FOLDER, Mapping
from auditor.ledger.imports.values import Cell, Source

if TYPE_CHECKING:
    from auditor.core.app import App

SAMPLED = 500
WORDS_SHOWN = 12
TRANSLATED = ("segment", "importance", "channel", "operator", "inbound")
"""The fields whose values a file writes in words of its own."""
CHOICES = {"segment": ("most_valuable", "A", "B", "C"), "importance": ("5", "4", "3", "2", "1")}
"""Where only certain values are good."""

FIELD_LABELS = {
    "id": N_("number of the complaint"),
    "case_key": N_("case key"),
    "opened_at": N_("day of opening"),
    "customer": N_("customer"),
    "segment": N_("segment"),
    "topic": N_("topic"),
    "importance": N_("importance"),
    "channel": N_("channel"),
    "operator": N_("operator"),
    "department": N_("department"),
    "owner": N_("owner"),
    "resolved_at": N_("day of resolution"),
    "reopened_at": N_("day of reopening"),
    "claimed": N_("said to be resolved at the first contact"),
    "confirmed": N_("confirmed by the customer"),
    "confirmed_at": N_("day of the confirmation"),
    "contact_at": N_("day of the contact"),
    "contact_channel": N_("channel of the contact"),
    "contact_outcome": N_("outcome of the contact"),
    "agent": N_("agent"),
    "inbound": N_("made by the customer"),
    "promise": N_("promise"),
    "promise_by": N_("day promised"),
    "promise_kept": N_("promise kept"),
    "text": N_("text"),
    "language": N_("language"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """`samples` are the first rows of the file; `name` is the saved mapping in use, "" for a guessed one."""

    path: Path
    source: Source
    mapping: Mapping
    samples: tuple[tuple[Cell, ...], ...]
    name: str = ""

    @property
    def whole(self) -> bool:
        """Whether its lines are complaints that this program exported: there is nothing to map."""
        return self.source.facts.get("schema") == SCHEMA

    def field_of(self, header: str) -> str | None:
        """Which field a column is."""
        return next((name for name, column in self.mapping.columns.items() if column == header), None)

    def texts(self, header: str) -> list[str]:
        """The filled cells of a column among the samples."""
        index = self.source.headers.index(header)
        found = (cells.text(row[index]) for row in self.samples)
        return [text for text in found if text]

    def unknown_words(self, field: str) -> list[tuple[str, int]]:
        """The column's words that a field's values do not have, with how often, the most frequent first."""
        header = self.mapping.columns.get(field)
        if header is None or header not in self.source.headers:
            return []
        known = self.mapping.translations(field)
        counted = Counter(text for text in self.texts(header) if plain(text) not in known)
        good = CHOICES.get(field)
        return [(word, n) for word, n in counted.most_common() if good is None or word not in good][
            :WORDS_SHOWN
        ]

    def column(self, header: str, field: str, date_format: str = "") -> Draft:
        """The column is that field ("": none); another column that was it is nothing any more."""
        kept = {
            name: column
            for name, column in self.mapping.columns.items()
            if column != header and name != field
        }
        columns = {**kept, **({field: header} if field else {})}
        formats = {
            name: value
            for name, value in self.mapping.date_formats.items()
            if name in columns and name != field
        }
        if field in DATES:
            found = date_format or cells.detect_format(self.texts(header)[:SAMPLED])[0]
            formats |= {field: found} if found else {}
        ambiguous = tuple(name for name in self.mapping.ambiguous if name in columns and name != field)
        return replace(
            self, mapping=replace(self.mapping, columns=columns, date_formats=formats, ambiguous=ambiguous)
        )

    def translate(self, field: str, words: dict[str, str]) -> Draft:
        """The file's words for a field's values; an empty one is left as the file has it."""
        given = {word: ours for word, ours in words.items() if ours}
        values = {**self.mapping.values, field: {**self.mapping.values.get(field, {}), **given}}
        return replace(self, mapping=replace(self.mapping, values=values))


def open_draft(
    app: App,
    path: Path,
    name: str = "",
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Draft:
    """Opens the file with the saved mapping of that name, or with a guess. Raises `AuditorError`."""
    source, mapping = app.complaints.source(
        path, name or None, encoding=encoding, delimiter=delimiter, sheet=sheet, time_zone=company_zone(app)
    )
    rows = itertools.islice((row.cells for row in source.rows() if row.fault is None), SAMPLED)
    return Draft(path, source, mapping, tuple(rows), name)


def saved_mappings(app: App) -> list[str]:
    """The names of the mappings that are kept in the data folder."""
    return sorted(path.stem for path in (app.settings.home / FOLDER).glob("*.yaml"))


def fields() -> tuple[str, ...]:
    """Every field that a column can be, in the order in which people look for them."""
    return tuple(FIELD_LABELS) if set(FIELD_LABELS) == set(synonyms()) else tuple(synonyms())
