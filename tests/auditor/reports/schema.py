"""The JSON schema of the report out of its values. `python -m tests.auditor.reports.schema` writes the file."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from pathlib import Path
from typing import Any

from auditor.reports.values import SCHEMA, Summary

FILE = Path(__file__).parents[3] / "docs" / "schemas" / "report-1.schema.json"
PLAIN: dict[object, dict[str, Any]] = {
    type(None): {"type": "null"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """The schema; every object is closed, every field required."""
    found: dict[str, Any] = {}
    _of(Summary, found)
    top = found.pop("Summary")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "The managers' summary of one period",
        **top,
        "$defs": dict(sorted(found.items())),
    }


def _of(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(part, found) for part in parts]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(parts[1], found)}
    if origin is tuple and parts[-1] is Ellipsis:
        return {"type": "array", "items": _of(parts[0], found)}
    if origin is tuple:
        items = [_of(part, found) for part in parts]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    name = kind.__name__
    if name not in found:
        found[name] = {}
        hints = typing.get_type_hints(kind)
        fields = {field.name: _of(hints[field.name], found) for field in dataclasses.fields(kind)}
        if kind is Summary:
            fields["schema"] = {"const": SCHEMA}
        said = " ".join((kind.__doc__ or "").split())
        found[name] = {"description": said, "type": "object", "properties": fields}
        found[name] |= {"required": list(fields), "additionalProperties": False}
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    FILE.write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", "utf-8")
