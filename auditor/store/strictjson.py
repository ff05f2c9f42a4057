"""Documents to JSON text and back, refusing whatever would come back changed.

No NaN, no keys that are not text (1 and "1" would collapse), no dates or other objects; integers keep all
their digits and floats their full precision. Tuples become lists, as JSON has it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from auditor.i18n import N_
from auditor.store.errors import CorruptError, NotJsonError

MAX_DEPTH = 500
"""Levels of nesting. SQLite's own JSON functions stop at 1000, Python's parser at its recursion limit."""


def encode(document: Mapping[str, Any], name: str = "") -> str:
    """The document as JSON text; `NotJsonError` names the faulty value as "name.field[2]"."""
    if not isinstance(document, dict):
        document = dict(document)
    try:
        text = json.dumps(document, allow_nan=False, separators=(",", ":"))
        if json.loads(text) == document and not _too_deep(text, document):  # equal: nothing was changed
            return text
    except (ValueError, TypeError, RecursionError):
        pass
    _check(document, name or "document", 0)
    return json.dumps(document, allow_nan=False, separators=(",", ":"))


def decode(text: str) -> dict[str, Any]:
    """A fresh dict: nothing in it is shared with any other reader."""
    try:
        value: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise CorruptError(
            N_(
                "A stored document is damaged. Nothing was deleted; "
                "bring back a backup with “auditor restore”."
            )
        ) from error
    return value


def _too_deep(text: str, document: dict[Any, Any]) -> bool:
    """Level by level, where there are brackets enough for it."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    level: list[Any] = [document]
    for _depth in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list | tuple)
        ]
        if not level:
            return False
    return True


def _check(value: object, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotJsonError(
            N_("{path} is nested more than {limit} levels deep; such a document is not kept."),
            path=path[:200],
            limit=MAX_DEPTH,
        )
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotJsonError(
                    N_("{path} has the key {key} ({type}); keys must be text."),
                    path=path,
                    key=repr(key),
                    type=type(key).__name__,
                )
            _check(inner, f"{path}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            _check(inner, f"{path}[{index}]", depth + 1)
    elif isinstance(value, float) and not math.isfinite(value):
        raise NotJsonError(
            N_("{path} is {value}, which is not a number that can be kept; write null for “not measured”."),
            path=path,
            value=value,
        )
    elif value is not None and not isinstance(value, str | int | float):
        raise NotJsonError(
            N_("{path} is a {type}, which JSON cannot keep; turn it into text, numbers, lists and objects."),
            path=path,
            type=type(value).__name__,
        )
