"""What one node of the tree means as text, number or known word; faults go into the list given."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from scenarios.errors import Fault
from scenarios.tree import Node, Text, has_control

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LONG_LIST = 30


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be; `above` excludes the bound itself."""

    above: float | None = None
    least: float | None = None
    most: float | None = None

    def broken(self, value: float) -> tuple[str, float] | None:
        """The template and the bound that `value` breaks."""
        if self.above is not None and value <= self.above:
            return "{value} is too small: more than {bound} is needed", self.above
        if self.least is not None and value < self.least:
            return "{value} is too small: at least {bound} is needed", self.least
        if self.most is not None and value > self.most:
            return "{value} is too large: at most {bound} is allowed", self.most
        return None


def is_null(node: Node) -> bool:
    """Whether nothing stands there (`key:`, `key: ~`)."""
    return isinstance(node, Text) and node.plain and node.value in _NULLS


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    close = get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None


def text_of(node: Node, path: str, faults: list[Fault], lines: bool = False) -> str | None:
    """A scalar as trimmed, non-empty text; in one line, unless `lines` may stay.

    A number or a yes without quotes is text as it stands. Control characters are a fault: a terminal
    would obey them.
    """
    if not isinstance(node, Text):
        faults.append(Fault(node.line, path, "a text is needed here, not a list or a group"))
        return None
    value = node.value.strip() if lines else " ".join(node.value.split())
    if has_control(value):
        faults.append(Fault(node.line, path, "the text holds a control character"))
        return None
    if not value or is_null(node):
        faults.append(Fault(node.line, path, "nothing stands here"))
        return None
    return value


def number_of(node: Node) -> float | None:
    """A finite decimal number that stands without quotes, else `None`."""
    if not isinstance(node, Text) or not node.plain or len(node.value) > 40:
        return None
    if not _NUMBER.fullmatch(node.value):
        return None
    value = float(node.value)
    return value if math.isfinite(value) else None


def known_word(value: str, known: Iterable[str], line: int, path: str, faults: list[Fault]) -> str | None:
    """The word when it is a known one; else `None`, with a fault that says what was probably meant."""
    known = tuple(known)
    if value in known:
        return value
    params: dict[str, object] = {"value": value[:80]}
    meant = suggest(value, known)
    if meant:
        template = "“{value}” is unknown; did you mean “{meant}”?"
        params["meant"] = meant
    elif len(known) > _LONG_LIST:
        template = "“{value}” is unknown"
    else:
        template = "“{value}” is unknown; known are: {known}"
        params["known"] = ", ".join(known)
    faults.append(Fault(line, path, template, params))
    return None
