"""The JSON schemas of the ledger's commands, out of their values. `python -m tests.auditor.ledger.schemas` writes them."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from auditor.core.actions import Measured
from auditor.ledger.actions import Action
from auditor.ledger.alertbook import State, Step
from auditor.ledger.values import Change
from metrics.complaints.deadlines import Timeliness
from metrics.complaints.values import Complaint
from metrics.complaints.watch import Alert, WatchRules
from metrics.values import Evidence

FOLDER = Path(__file__).parents[3] / "docs" / "schemas"
TEXT, NUMBER, WHOLE, YES = ({"type": kind} for kind in ("string", "number", "integer", "boolean"))
PLAIN: dict[object, dict[str, Any]] = {
    type(None): {"type": "null"}, str: TEXT, bool: YES, int: WHOLE, float: NUMBER, object: {}, Any: {},
    date: {"type": "string", "format": "date"},
}  # fmt: skip
Defs = dict[str, Any]


def of(kind: Any, defs: Defs) -> dict[str, Any]:
    """The schema of a type; dataclasses go into `defs`, closed and with every field required."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [of(part, defs) for part in parts]}
    if origin is dict:
        return {"type": "object", "additionalProperties": of(parts[1], defs)}
    if origin is tuple:
        assert parts[-1] is Ellipsis, kind
        return {"type": "array", "items": of(parts[0], defs)}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}
        defs[kind.__name__] = {"description": _said(kind), **closed(fields_of(kind, defs))}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def fields_of(kind: Any, defs: Defs, without: tuple[str, ...] = ()) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind) if field.name not in without]
    return {name: of(hints[name], defs) for name in names}


def closed(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with exactly these fields, and perhaps the optional ones."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(kind: Any) -> str:
    return " ".join((kind.__doc__ or "").split())


NEXT = maybe(closed({"name": TEXT, "who": TEXT, "at": TEXT}))


def score(defs: Defs) -> dict[str, Any]:
    """A figure as every command prints it."""
    return closed({
        "id": TEXT, "value": maybe(NUMBER), "unit": TEXT, "n": maybe(WHOLE),
        "counts": {"type": "object", "additionalProperties": NUMBER},
        "interval": maybe({"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}),
        "why": maybe(TEXT), "evidence": listed(of(Evidence, defs)),
    })  # fmt: skip


def complaint(defs: Defs) -> dict[str, Any]:
    deadline = closed({"rule": TEXT, "due_at": maybe(TEXT), "state": of(Timeliness, defs),
                       "working_days_left": maybe(WHOLE), "in_force": YES})  # fmt: skip
    shown = {
        "history": listed(closed(fields_of(Change, defs, without=("before",)))),
        "state": TEXT,
        "day": maybe(WHOLE),
        "deadlines": listed(deadline),
        "next_step": NEXT,
    }
    return closed(
        {"schema": {"const": "auditor/complaint/1"}, **fields_of(Complaint, defs), "owner": maybe(TEXT)},
        shown,
    )


def fcr(defs: Defs) -> dict[str, Any]:
    defs["Figure"] = score(defs)
    figure = {"$ref": "#/$defs/Figure"}
    answer = maybe(YES)
    overlap = closed(
        {"claimed": answer, "no_repeat": answer, "confirmed": answer, "n": WHOLE, "cases": listed(TEXT)}
    )
    window = closed({"window_days": WHOLE, "figures": listed(figure), "overlap": listed(overlap)})
    point = closed({"window_days": WHOLE, "closed": figure, "all_cases": figure, "censored": WHOLE})
    return closed({
        "schema": {"const": "auditor/fcr/1"}, "as_of": TEXT, "from": maybe(TEXT), "to": maybe(TEXT),
        "time_zone": TEXT, "windows": listed(WHOLE), "by": maybe(TEXT), "n": WHOLE,
        "groups": listed(closed({"group": maybe(TEXT), "n": WHOLE, "windows": listed(window)})),
        "curve": listed(point),
        "time_to_resolution": listed(closed({"group": maybe(TEXT), "figures": listed(figure)})),
        "deadlines": listed(closed({"rule": TEXT, "kept": figure, "late": listed(TEXT), "near": listed(TEXT)})),
    })  # fmt: skip


def alert(defs: Defs) -> dict[str, Any]:
    return closed({
        "schema": {"const": "auditor/alert/1"}, "key": TEXT, **fields_of(Alert, defs), "text": TEXT,
        "state": of(State, defs), "raised_at": TEXT, "history": listed(of(Step, defs)),
        "sent_at": maybe(TEXT), "sent_to": listed(TEXT), "error": maybe(TEXT), "in_doubt": WHOLE,
    }, {"day": maybe(WHOLE), "next_step": NEXT})  # fmt: skip


def action(defs: Defs) -> dict[str, Any]:
    side = of(Measured, defs)
    result = closed({
        "figure": TEXT, "unit": maybe(TEXT), "before": side, "after": side, "difference": maybe(NUMBER),
        "interval": maybe(listed(maybe(NUMBER))), "distinguishable": maybe(YES),
    })  # fmt: skip
    return closed(
        {"schema": {"const": "auditor/action/1"}, **fields_of(Action, defs), "result": maybe(result)}
    )


def watch_rules(defs: Defs) -> dict[str, Any]:
    return closed(
        {
            "schema": {"const": "auditor/watch-rules/1"},
            "rules": of(WatchRules, defs),
            "path": TEXT,
            "from_file": YES,
        }
    )


ALL = {
    "complaint": (complaint, "One complaint: an item of `complaints list --json`, a line of `complaints export`, and with its history `complaints show`"),
    "fcr": (fcr, "What `auditor fcr --json` prints"),
    "alert": (alert, "One alert: an item of `auditor alerts --json`; `alerts show` adds the day and the next step"),
    "action": (action, "One action: an item of `auditor actions list --json`"),
    "watch-rules": (watch_rules, "What `auditor alerts rules --json` prints"),
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """The whole schema of that name."""
    return document(name, *ALL[name])


def document(name: str, make: Callable[[Defs], dict[str, Any]], title: str) -> dict[str, Any]:
    """A whole schema out of what makes its top and its definitions."""
    defs: Defs = {}
    made = make(defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"auditor/{name}/1",
        "title": title,
        **made,
        "$defs": dict(sorted(defs.items())),
    }


def file_of(name: str) -> Path:
    return FOLDER / f"{name}-1.schema.json"


def write(name: str, made: dict[str, Any]) -> None:
    """Puts a schema where the docs have it."""
    file_of(name).write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    for each in ALL:
        write(each, schema(each))
