"""Reads and checks rule packs, shipped ones and users' own. Every fault of a file is reported at once."""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from metrics.errors import PackError
from metrics.packs.rules import rule_at
from metrics.packs.values import Pack, Rule
from metrics.yamllines import Document, read

STATUSES = ("in_force", "transitional", "repealed", "practice")
_KEYS = {"id", "version", "title", "country", "status", "note", "rules", "sector"}


def names() -> tuple[str, ...]:
    """The ids of the shipped packs."""
    found = (f.name for f in files("metrics.packs").iterdir() if f.name.endswith(".yaml"))
    return tuple(sorted(name.removesuffix(".yaml") for name in found))


@lru_cache(maxsize=32)
def load_pack(id: str) -> Pack:
    """A shipped pack; raises `PackError` for an id that is none of `names()`."""
    if id not in names():
        document = Document()
        document.fault("", "there is no rule pack {id}; there are {known}", id=id, known=", ".join(names()))
        raise PackError(id, tuple(document.faults))
    file = files("metrics.packs") / f"{id}.yaml"
    return read_pack(file.read_text(encoding="utf-8"), file.name)


def read_pack(text: str, file: str) -> Pack:
    """The pack in a YAML text; raises `PackError` with every fault, each with its line and path."""
    document = read(text)
    data = document.data
    if not document.faults and not isinstance(data, dict):
        document.fault("", "a rule pack is a mapping with id, version, title, status and rules")
    if document.faults or not isinstance(data, dict):
        raise PackError(file, tuple(document.faults))
    pack = _pack(data, document)
    if document.faults or pack is None:
        raise PackError(file, tuple(sorted(document.faults, key=lambda fault: fault.line)))
    return pack


def _pack(data: dict[str, Any], document: Document) -> Pack | None:
    fields = Fields(data, "", document)
    fields.only(_KEYS)
    id = fields.text("id", required=True)
    version = fields.whole("version")
    title = fields.words("title", required=True)
    status = fields.one_of("status", STATUSES)
    country = fields.text("country")
    note = fields.words("note")
    sector = fields.text("sector")
    rules = _rules(data.get("rules"), document)
    if document.faults or id is None or version is None or title is None or status is None:
        return None
    return Pack(
        id=id,
        version=version,
        title=title,
        status=status,
        rules=rules,
        country=country,
        note=note,
        sector=sector,
    )


def _rules(data: object, document: Document) -> tuple[Rule, ...]:
    if not isinstance(data, list) or not data:
        document.fault("rules", "rules must be a list of at least one rule")
        return ()
    found: list[Rule] = []
    seen: dict[str, str] = {}
    for i, entry in enumerate(data):
        path = f"rules[{i}]"
        if not isinstance(entry, dict):
            document.fault(path, "a rule is a mapping with id, title, shows, weight and source")
            continue
        rule = rule_at(Fields(entry, path, document))
        id = entry.get("id")
        if isinstance(id, str) and id in seen:
            document.fault(f"{path}.id", "the id {id} is taken by {other}", id=id, other=seen[id])
        elif isinstance(id, str):
            seen[id] = path
        if rule is not None:
            found.append(rule)
    return tuple(found)


class Fields:
    """Typed access to a mapping of a file; what is wrong becomes a fault, and the value `None`."""

    def __init__(self, data: dict[str, Any], path: str, document: Document) -> None:
        self.data = data
        self._path = path
        self._document = document

    def fault(self, key: str, template: str, /, **params: object) -> None:
        """Notes a fault at a key (or at the mapping itself for "")."""
        path = f"{self._path}.{key}" if self._path and key else self._path or key
        self._document.fault(path, template, **params)

    def only(self, known: set[str]) -> None:
        """Every other key is a fault."""
        for key in self.data:
            if key not in known:
                self.fault(key, "unknown key {key}", key=key)

    def text(self, key: str, *, required: bool = False) -> str | None:
        value = self.data.get(key)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(key if key in self.data else "", "{key} must be text", key=key)
            return None
        return value.strip()

    def whole(self, key: str) -> int | None:
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.fault(key if key in self.data else "", "{key} must be a whole number from 1", key=key)
            return None
        return value

    def number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault(key, "{key} must be a number", key=key)
            return None
        return float(value)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str | None:
        value = self.data.get(key)
        value = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if value not in allowed:
            place = key if key in self.data else ""
            self.fault(place, "{key} must be one of {allowed}", key=key, allowed=", ".join(allowed))
            return None
        return str(value)

    def words(self, key: str, *, required: bool = False) -> dict[str, str] | None:
        """Text by language; a plain text stands for every language ("")."""
        value = self.data.get(key)
        if value is None and not required:
            return None
        if isinstance(value, str) and value.strip():
            return {"": value.strip()}
        if (
            isinstance(value, dict)
            and value
            and all(isinstance(v, str) and v.strip() for v in value.values())
        ):
            return {str(language): words.strip() for language, words in value.items()}
        self.fault(key if key in self.data else "", "{key} must be text, or text by language", key=key)
        return None

    def day(self, key: str) -> date | None:
        value = self.data.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(key, "{key} must be a date like 2026-12-28", key=key)
            return None
