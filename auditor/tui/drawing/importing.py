"""The steps of an import as entries: files to choose from, columns with their fields, preview, result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from rich.text import Text

from auditor.core.import_draft import FIELD_LABELS, TRANSLATED, Draft
from auditor.i18n import N_, _
from auditor.ledger.imports.fields import DATES
from auditor.ledger.imports.printable import printable
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import count, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, spread, wrapped

if TYPE_CHECKING:
    from auditor.ledger.imports.records import ImportStanding

STEPS = (N_("File"), N_("Columns"), N_("Preview"), N_("Result"))
ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".json"}
SHOWN_FILES = 200
KINDS = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines"}
SIGNS = {"\t": N_("tab"), ";": ";", ",": ",", "|": "|"}


class Column(NamedTuple):
    """A column of the file, to be chosen."""

    header: str


class Words(NamedTuple):
    """A field whose values the file writes in words that are not known."""

    field: str


class Setting(NamedTuple):
    """A part of the mapping that concerns the whole file: "reading", "rows", "saved"."""

    name: str


def steps(now: int, ink: Ink) -> Text:
    """Where one is among the steps."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for number, name in enumerate(STEPS):
        here = Style(bold=True, color=ink.tone("background"), bgcolor=ink.tone("primary"))
        line.append(f" {number + 1} {_(name)} ", here if number == now else Style(color=ink.tone("dim")))
        line.append(" › " if number + 1 < len(STEPS) else "", ink.tone("dim"))
    return line


def file_items(typed: str, ink: Ink) -> list[Item]:
    """The folders and files whose path begins so."""
    found = candidates(typed)
    if not found:
        return [note("none", _("No CSV, XLSX or JSON Lines file begins so."), ink)]
    return [Item(str(path), partial(_file, path, ink), path) for path in found[:SHOWN_FILES]]


def broken_items(broken: Sequence[ImportStanding], ink: Ink) -> list[Item]:
    """Imports that were broken off, and the two ways out."""
    return [
        Item(f"broken-{each.record.id}", partial(_broken, each, ink), selectable=False) for each in broken
    ]


def _broken(standing: ImportStanding, ink: Ink, width: int) -> list[Text]:
    record = standing.record
    words = _("An import of {file} was broken off on {at}; {n} of its complaints are in. {ways}")
    ways = _("Import the file again to complete it, or take it back: auditor complaints undo-import {id}")
    told = words.format(
        file=record.file, at=moment(record.at), n=count(standing.stored), ways=ways.format(id=record.id)
    )
    return hanging(Text("‼ ", Style(bold=True, color=ink.tone("warning"))), Text(told), width)


def candidates(typed: str) -> list[Path]:
    """Folders first, then files of a kind that can be imported."""
    given = Path(typed or ".").expanduser()
    folder, begun = (given, "") if not typed or typed.endswith("/") else (given.parent, given.name)
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(begun) and path.name[:1] != "."]
        return sorted(
            (path for path in found if path.is_dir() or path.suffix.lower() in ENDINGS),
            key=lambda path: (not path.is_dir(), path.name.casefold()),
        )
    except OSError:
        return []


def _file(path: Path, ink: Ink, width: int) -> list[Text]:
    if path.is_dir():
        return wrapped(Text(f"{printable(path.name)}/", ink.tone("primary")), width)
    try:
        size = f"{count(max(1, path.stat().st_size // 1024))} KB"
    except OSError:
        size = "–"
    return spread(Text(printable(path.name), Style(bold=True)), Text(size, ink.tone("dim")), width)


def mapping_items(draft: Draft, ink: Ink) -> list[Item]:
    """What was detected, every column with its field, words to be translated, what holds for all rows."""
    items = [
        heading("file", printable(draft.path.name), ink),
        _setting("reading", _("read as"), _read_as(draft), ink),
    ]
    if draft.whole:
        return [*items, note("whole", _("It was exported by this program: there is nothing to map."), ink)]
    used = draft.name or _("guessed from the headers")
    items.append(_setting("saved", _("mapping"), used, ink))
    items.append(heading("columns", _("Columns: which field each is"), ink))
    items += [
        Item(f"column-{header}", partial(_column, draft, header, ink), Column(header))
        for header in draft.source.headers
    ]
    return [*items, *_words(draft, ink), heading("rows", _("For every row"), ink), *_all_rows(draft, ink)]


def _read_as(draft: Draft) -> str:
    facts = draft.source.facts
    parts = [KINDS.get(draft.source.kind, draft.source.kind)]
    if "encoding" in facts:
        parts.append(_("encoding {name}").format(name=facts["encoding"]))
    if "delimiter" in facts:
        parts.append(_("delimiter {sign}").format(sign=_sign(facts["delimiter"])))
    if "sheet" in facts:
        parts.append(_("sheet “{name}”").format(name=facts["sheet"]))
    return " · ".join(parts)


def _sign(delimiter: str) -> str:
    """A delimiter as people call it; one that nobody sees by its code."""
    return _(SIGNS[delimiter]) if delimiter in SIGNS else repr(delimiter)[1:-1]


def _setting(name: str, label: str, text: str, ink: Ink) -> Item:
    return Item(f"setting-{name}", fact(label, text, ink).draw, Setting(name))


def _column(draft: Draft, header: str, ink: Ink, width: int) -> list[Text]:
    field = draft.field_of(header)
    if field is None:
        right = Text(_("not used"), Style(italic=True, color=ink.tone("dim")))
    else:
        right = Text(f"→ {_(FIELD_LABELS[field])}", Style(bold=True, color=ink.tone("success")))
        date_format = draft.mapping.date_formats.get(field)
        if field in DATES:
            right.append(f"  {date_format or '?'}", ink.tone("accent"))
        if field in draft.mapping.ambiguous:
            right.append("  ‼", Style(bold=True, color=ink.tone("warning")))
    lines = spread(Text(header, Style(bold=field is not None)), right, width)
    samples = list(dict.fromkeys(draft.texts(header)))[:4]
    below = Text(" · ".join(sample[:40] for sample in samples) or _("empty"), ink.tone("dim"), no_wrap=True)
    below.truncate(max(4, width - 2), overflow="ellipsis")
    return [*lines, Text.assemble("  ", below, end="")]


def _words(draft: Draft, ink: Ink) -> Iterable[Item]:
    rows = [(field, draft.unknown_words(field)) for field in TRANSLATED]
    wanted = [(field, words) for field, words in rows if words and field in ("segment", "importance")]
    if wanted:
        yield heading("words", _("Words that are not known: Enter says what they mean"), ink)
    for field, words in wanted:
        said = ", ".join(f"«{word}» × {count(n)}" for word, n in words)
        head = Text(f"‼ {_(FIELD_LABELS[field])}: ", Style(bold=True, color=ink.tone("warning")))
        yield Item(f"words-{field}", partial(hanging, head, Text(said)), Words(field))


def _all_rows(draft: Draft, ink: Ink) -> Iterable[Item]:
    mapping = draft.mapping
    contacts = {
        True: _("the file has a row for every contact"),
        False: _("the file does not have every contact: no repeat proves nothing"),
    }
    yield _setting("rows", _("contacts"), contacts[mapping.contacts_complete], ink)
    keys = _("keys already, kept as they are") if mapping.pseudonymous else _("put under a key")
    yield _setting("rows", _("customers"), keys, ink)
    yield _setting("rows", _("time zone"), mapping.time_zone, ink)
    if mapping.id_prefix:
        yield _setting("rows", _("before each id"), mapping.id_prefix, ink)
