"""A YAML text as a tree of plain nodes with their lines; faults of form are collected.

Scalars stay text as written: what a value means is decided by the field it stands in, so that `press: 012`
is three keys and `language: no` is Norwegian. Anchors, aliases, tags and merges are not part of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category

import yaml

from scenarios.errors import Fault

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000

# YAML 1.1, section 5.1: what is not printable (c-printable)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Text:
    """A scalar: `value` as written; `plain` when it stood without quotes."""

    line: int
    value: str
    plain: bool


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys in the order of the file, each with the line of the key itself."""

    line: int
    nodes: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Text | Items | Mapping


class _Unusable(Exception):
    """The text cannot be read on; its fault is in the list already."""


def parse(text: str, faults: list[Fault]) -> Node | None:
    """The tree of the one document in `text`; `None` when there is none that can be used."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        faults.append(Fault(1, "", "the file is larger than {kib} KiB", {"kib": MAX_BYTES // 1024}))
        return None
    try:
        return _Builder(_events(text, faults), faults).document()
    except _Unusable:
        return None


def has_control(text: str) -> bool:
    """Whether the text holds what a terminal would obey (ends of line and tabs aside)."""
    return any(category(c) == "Cc" and c not in "\n\t" for c in text)


def child(path: str, key: str | int) -> str:
    """The path of a key or an index below `path`: "steps[2].press"."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def _events(text: str, faults: list[Fault]) -> Iterator[Any]:
    """The events of the parser; what it cannot read becomes one fault, and the reading ends there."""
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or ""
        line = mark.line + 1 if mark else 1
        faults.append(Fault(line, "", "this is not YAML: {problem}", {"problem": str(said)}))
        raise _Unusable from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        line = _line_of_bad_character(text)
        faults.append(Fault(line, "", "the text holds a character that YAML does not allow"))
        raise _Unusable from error


def _line_of_bad_character(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if _FORBIDDEN.search(line):
            return number
    return 1


class _Builder:
    """Builds the tree from events. `depth` is guarded, so the recursion is too."""

    def __init__(self, events: Iterator[Any], faults: list[Fault]) -> None:
        self._events = events
        self._faults = faults
        self._count = 0

    def document(self) -> Node | None:
        """The first document; a second one is a fault."""
        root: Node | None = None
        seen = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._fault(event, "", "a second document begins here: one file holds one document")
                    raise _Unusable
                root = self._node(next(self._events), "", 0)
        if root is None:
            self._faults.append(Fault(1, "", "the file is empty"))
        return root

    def _node(self, event: Any, path: str, depth: int) -> Node:
        self._guard(event, path, depth)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self._fault(
                event, path, "aliases (*{name}) are not allowed: write the value out", name=event.anchor
            )
            return Text(line, "", plain=True)
        if event.anchor:
            self._fault(
                event, path, "anchors (&{name}) are not allowed: write the value out", name=event.anchor
            )
        if event.tag is not None:
            self._fault(event, path, "tags ({tag}) are not allowed", tag=ascii(event.tag)[1:-1])
        if isinstance(event, yaml.ScalarEvent):
            return Text(line, event.value, plain=event.implicit[0])
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, path, depth)
        return self._mapping(line, path, depth)

    def _items(self, line: int, path: str, depth: int) -> Items:
        items = Items(line)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.nodes.append(self._node(event, child(path, len(items.nodes)), depth + 1))
        return items

    def _mapping(self, line: int, path: str, depth: int) -> Mapping:
        mapping = Mapping(line)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, path, depth + 1)
            name = key.value if isinstance(key, Text) and not has_control(key.value) else None
            value = self._node(next(self._events), child(path, name or "?"), depth + 1)
            if name is None:
                self._fault(event, path, "a key has to be a plain word")
            elif name in mapping.nodes:
                first = mapping.key_lines[name]
                self._fault(
                    event, child(path, name), "this key stands twice (first in line {first})", first=first
                )
            else:
                mapping.nodes[name] = value
                mapping.key_lines[name] = event.start_mark.line + 1
        return mapping

    def _guard(self, event: Any, path: str, depth: int) -> None:
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            self._fault(event, path[:80], "the file is nested too deep or has too many values")
            raise _Unusable

    def _fault(self, event: Any, path: str, template: str, **params: object) -> None:
        self._faults.append(Fault(event.start_mark.line + 1, path, template, params))
