"""Looks into a composed YAML document and keeps every fault with its line and path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from auditor.i18n import N_
from scenarios.errors import Fault


@dataclass(slots=True)
class Faults:
    """The faults found so far, in the order of the file."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, template: str, **params: object) -> None:
        line = place.node.start_mark.line + 1
        self.found.append(Fault(line, place.path, template, params))


@dataclass(frozen=True, slots=True)
class Place:
    """One node of the document, and how to get there ("blocks.cola[1].hold")."""

    node: yaml.Node
    path: str
    faults: Faults

    def fault(self, template: str, **params: object) -> None:
        """Notes a fault of this node; reading goes on."""
        self.faults.add(self, template, **params)

    def fields(self, *known: str) -> dict[str, Place]:
        """The entries of a mapping; unknown and doubled keys are faults. No `known` allows any key."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fault(N_("must be a mapping of keys to values"))
            return {}
        entries: dict[str, Place] = {}
        for key_node, value_node in self.node.value:
            key = str(getattr(key_node, "value", ""))
            path = f"{self.path}.{key}" if self.path else key
            if not isinstance(key_node, yaml.ScalarNode):
                Place(key_node, self.path, self.faults).fault(N_("a key must be plain text"))
            elif known and key not in known:
                Place(key_node, path, self.faults).fault(
                    N_("“{key}” is not known here; there are: {known}"), key=key, known=", ".join(known)
                )
            elif key in entries:
                Place(key_node, path, self.faults).fault(N_("“{key}” stands here twice"), key=key)
            else:
                entries[key] = Place(value_node, path, self.faults)
        return entries

    def items(self) -> Iterator[Place]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fault(N_("must be a list"))
            return
        for index, child in enumerate(self.node.value):
            yield Place(child, f"{self.path}[{index}]", self.faults)

    def text(self, default: str = "") -> str:
        """A scalar as text; an empty one is a fault."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            self.fault(N_("must be text"))
            return default
        return str(self.node.value)

    def number(self, low: float, high: float, default: float = 0.0) -> float:
        """A number from `low` to `high`."""
        try:
            value = float(self.node.value) if isinstance(self.node, yaml.ScalarNode) else float("nan")
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self.fault(N_("must be a number from {low:g} to {high:g}"), low=low, high=high)
            return default
        return value

    def whole(self, low: int, high: int, default: int = 0) -> int:
        """A whole number from `low` to `high`."""
        value = self.number(low, high, default)
        if value != int(value):
            self.fault(N_("must be a whole number"))
            return default
        return int(value)

    def flag(self) -> bool:
        """Yes or no."""
        if self.node.tag != "tag:yaml.org,2002:bool":
            self.fault(N_("must be true or false"))
            return False
        return str(self.node.value).lower() in ("true", "yes", "on")
