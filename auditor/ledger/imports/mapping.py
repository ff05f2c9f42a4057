"""The mapping: which column of a file is what, words for its values, how its dates are written."""

from __future__ import annotations

import itertools
import re
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.ledger.imports import cells
from auditor.ledger.imports.fields import DATES, known_values, plain, synonyms
from auditor.ledger.imports.values import CellFault, Source

FOLDER = "mappings"
SAMPLED = 500
_NAME = re.compile(r"[\w][\w.-]{0,60}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one kind of file become complaints.

    `columns`: field → header. `values`: field → {the file's word: ours}, in place of the built-in words.
    `constants`: field → a value for every row. `date_formats`: field → "iso" or a strptime format.
    `time_zone` is that of instants without one. `id_prefix` keeps two systems' numbers apart.
    `pseudonymous`: customers are keys already, not to be hashed again. `all_contacts`: the file has a row for
    every contact (or every call of a customer), so that one without a second proves that there was none;
    `None`: only where it has contact dates. `ambiguous`: fields whose day and month could be swapped.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    date_formats: dict[str, str] = field(default_factory=dict)
    time_zone: str = "Europe/Madrid"
    id_prefix: str = ""
    pseudonymous: bool = False
    all_contacts: bool | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    ambiguous: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check(self)

    @property
    def contacts_complete(self) -> bool:
        """Whether no second contact means that there was none."""
        return "contact_at" in self.columns if self.all_contacts is None else self.all_contacts

    def translations(self, field: str) -> dict[str, str]:
        """The file's words for a field's values, compared without capitals and accents."""
        own = {plain(word): ours for word, ours in self.values.get(field, {}).items()}
        return {**known_values(field), **own}


def guess(source: Source, time_zone: str = "Europe/Madrid") -> Mapping:
    """The mapping that header names and values suggest."""
    columns = guess_columns(source.headers)
    formats, ambiguous = _date_formats(source, columns)
    return Mapping(
        columns=columns,
        date_formats=formats,
        time_zone=time_zone,
        encoding=source.facts.get("encoding"),
        delimiter=source.facts.get("delimiter"),
        sheet=source.facts.get("sheet"),
        ambiguous=tuple(ambiguous),
    )


def _date_formats(source: Source, columns: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """field → format, and the fields whose day and month could be swapped."""
    formats: dict[str, str] = {}
    ambiguous = []
    sample = [row.cells for row in itertools.islice(source.rows(), SAMPLED) if row.fault is None]
    for name in [name for name in DATES if name in columns]:
        index = source.headers.index(columns[name])
        texts = [cells.text(row[index]) for row in sample if isinstance(row[index], str | int | float)]
        texts = [text for text in texts if text]
        found, swappable = cells.detect_format(texts)
        chosen = found or _of_most(texts)
        if chosen:
            formats[name] = chosen
        elif texts and name != "opened_at" and not any(isinstance(row[index], date) for row in sample):
            del columns[name]  # its header promised a date, its cells hold none
        if swappable:
            ambiguous.append(name)
    orders = {formats[name][:2] for name in formats if name not in ambiguous} & {"%d", "%m"}
    if len(orders) != 1:
        return formats, ambiguous
    if orders == {"%m"}:  # one column that shows which is the month settles it for the file
        formats.update({name: cells.swapped(formats[name]) for name in ambiguous})
    return formats, []


def guess_columns(headers: tuple[str, ...]) -> dict[str, str]:
    """field → header, each header once; exact names before those that only begin or end so."""
    names = {header: plain(header) for header in headers}
    found: dict[str, str] = {}
    for exact in (True, False):
        for field_name, known in synonyms().items():
            if field_name in found:
                continue
            for synonym in known:
                header = next(
                    (h for h, n in names.items() if h not in found.values() and _is(n, synonym, exact)), None
                )
                if header is not None:
                    found[field_name] = header
                    break
    if "id" not in found and "case_key" in found:
        found["id"] = found["case_key"]
    return found


def _is(name: str, synonym: str, exact: bool) -> bool:
    return name == synonym if exact else len(synonym) > 6 and f" {synonym} " in f" {name} "


def _of_most(texts: list[str]) -> str | None:
    """The format of most samples, where some are faulty."""
    counted = {f: sum(cells.fits(t, f) for t in texts[:100]) for f in (cells.ISO, *cells.FORMATS)}
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] else None


def check(mapping: Mapping) -> None:
    """Raises `CommandError` for the first part that cannot be."""
    for part in ("columns", "constants", "values", "date_formats"):
        for name in getattr(mapping, part):
            if name not in synonyms():
                raise CommandError(
                    N_("A mapping has no field “{field}”; the fields are: {known}."),
                    field=name,
                    known=", ".join(synonyms()),
                )
    for name, date_format in mapping.date_formats.items():
        if date_format != cells.ISO and "%" not in date_format:
            raise CommandError(
                N_("“{format}” is no date format for {field}; write iso, or such as %d/%m/%Y %H:%M."),
                format=date_format,
                field=name,
            )
    try:
        ZoneInfo(mapping.time_zone)
    except (ValueError, OSError, KeyError) as error:
        raise CommandError(
            N_("“{zone}” is no time zone; write it as Europe/Madrid."), zone=mapping.time_zone
        ) from error
    for value in mapping.constants.values():
        try:
            cells.word(value)
        except CellFault as fault:
            raise CommandError(fault.template, **fault.params) from fault


def mapping_path(home: Path, name: str) -> Path:
    """Where a saved mapping lies. Raises `CommandError` for a name that is none."""
    if not _NAME.fullmatch(name):
        raise CommandError(N_("“{name}” cannot be a mapping's name."), name=name)
    return home / FOLDER / f"{name}.yaml"


def save(home: Path, name: str, mapping: Mapping) -> Path:
    """Writes the mapping as YAML that people can edit."""
    import yaml

    path = mapping_path(home, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {key: value for key, value in asdict(mapping).items() if value not in ({}, (), None, "")}
    data["ambiguous"] = list(mapping.ambiguous)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def load_mapping(home: Path, name: str) -> Mapping:
    """A saved mapping, or one in a file of that path (YAML or JSON). Raises `CommandError`."""
    import yaml

    path = Path(name) if name.endswith((".yaml", ".yml", ".json")) else mapping_path(home, name)
    try:
        data: Any = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError as error:
        saved = sorted(each.stem for each in (home / FOLDER).glob("*.yaml"))
        raise CommandError(
            N_("There is no mapping “{name}”; saved are: {known}."), name=name, known=", ".join(saved) or "–"
        ) from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CommandError(N_("{path} cannot be read: {why}."), path=path, why=error) from error
    return from_data(data, str(path))


def from_data(data: Any, place: str) -> Mapping:
    """A mapping out of plain data. Raises `CommandError` naming `place`."""
    shapes = {each.name: each for each in fields(Mapping)}
    if not isinstance(data, dict) or any(key not in shapes for key in data):
        unknown = [str(key) for key in data if key not in shapes] if isinstance(data, dict) else ["?"]
        raise CommandError(
            N_("{place}: a mapping has no “{key}”; it may have: {known}."),
            place=place,
            key=", ".join(unknown),
            known=", ".join(shapes),
        )
    tables = ("columns", "constants", "date_formats")
    sound = all(_is_table(data.get(key, {})) for key in tables) and _is_table(
        data.get("values", {}), deep=True
    )
    kinds: dict[str, Any] = {
        **dict.fromkeys(("time_zone", "id_prefix"), str),
        "pseudonymous": bool,
        "all_contacts": bool | None,
        "ambiguous": list | tuple,
    }
    for key, value in data.items():
        if key not in (*tables, "values"):
            sound = sound and isinstance(value, kinds.get(key, str | None))
    if not sound:
        raise CommandError(
            N_("{place}: a part of the mapping is not of the shape it must have."), place=place
        )
    return Mapping(**{**data, "ambiguous": tuple(map(str, data.get("ambiguous", ())))})


def _is_table(value: Any, deep: bool = False) -> bool:
    if not isinstance(value, dict):
        return False
    inner = (
        (_is_table(each) for each in value.values()) if deep else (isinstance(e, str) for e in value.values())
    )
    return all(isinstance(key, str) for key in value) and all(inner)
