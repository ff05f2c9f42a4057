"""The JSON schemas of figures, route maps and rules, out of their values. `python -m tests.auditor.figures.schemas` writes them."""

from __future__ import annotations

import typing
from typing import Any

from auditor.core.figures.values import BYS, Entry, Measure, View
from metrics.complaints.contradictions import Contradiction
from metrics.packs.values import Pack, Rule, Verdict
from metrics.stats.values import ChartPoint, ParetoBar, Standing
from metrics.values import Evidence
from tests.auditor.ledger.schemas import (
    NUMBER,
    TEXT,
    WHOLE,
    YES,
    Defs,
    closed,
    document,
    fields_of,
    listed,
    maybe,
    of,
    score,
    write,
)


def figures(defs: Defs) -> dict[str, Any]:
    defs["Figure"] = score(defs)
    defs["Rate"] = _rate(defs)
    figure = {"$ref": "#/$defs/Figure"}
    entry = closed({
        "key": TEXT, "name": maybe(TEXT), "figure": figure, "beside": listed(figure), "parts": listed(TEXT),
        "detail": maybe({"anyOf": _details(defs)}),
    })  # fmt: skip
    section = closed({"kind": TEXT, "name": TEXT, "notes": listed(TEXT), "entries": listed(entry)})
    filters = {"type": "object", "properties": dict.fromkeys(BYS, TEXT), "additionalProperties": False}
    return closed({
        "schema": {"const": "auditor/figures/1"}, "view": _one_of(View), "as_of": TEXT, "from": maybe(TEXT),
        "to": maybe(TEXT), "time_zone": TEXT, "filters": filters, "window_days": WHOLE,
        "measure": _one_of(Measure), "n": WHOLE, "sections": listed(section),
    })  # fmt: skip


def _details(defs: Defs) -> list[dict[str, Any]]:
    point = of(ChartPoint, defs)
    rank = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
    standing = {"name": TEXT, "rate": {"$ref": "#/$defs/Rate"}, "rank": maybe(rank), "alike": listed(TEXT)}
    assert list(standing) == list(Standing.__dataclass_fields__)
    return [
        closed({"p": point, "laney_p": point}),
        of(ParetoBar, defs),
        closed(standing),
        closed({"base": TEXT, "scenarios": listed(TEXT), "difference": maybe(NUMBER),
                "interval": maybe(listed(maybe(NUMBER))), "words": TEXT, "left_out": WHOLE}),
        closed({"weight": NUMBER, "silent": WHOLE, "quotes": listed(TEXT)}),
        of(Contradiction, defs),
    ]  # fmt: skip


def _rate(defs: Defs) -> dict[str, Any]:
    from metrics.stats.values import Rate

    return closed(fields_of(Rate, defs))


def cases(defs: Defs) -> dict[str, Any]:
    return closed({
        "schema": {"const": "auditor/cases/1"}, "key": TEXT, "figure": score(defs), "part": maybe(TEXT),
        "of": _one_of(typing.get_type_hints(Entry)["of"]), "n": WHOLE, "ids": listed(TEXT),
    })  # fmt: skip


def route_map(defs: Defs) -> dict[str, Any]:
    part = {"calls": WHOLE, "share": maybe(NUMBER), "n": WHOLE, "interval": listed(maybe(NUMBER))}
    node = {"$ref": "#/$defs/Place"}
    option = closed({"key": maybe(TEXT), "text": TEXT})
    defs["Place"] = closed({
        "id": TEXT, "kind": TEXT, "prompt": maybe(TEXT), "options": listed(option), **part,
        "mean_s": maybe(NUMBER), "median_s": maybe(NUMBER), "useless": {"type": "object", "additionalProperties": WHOLE},
        "branches": listed(closed({"key": maybe(TEXT), **part, "to": node})),
    })  # fmt: skip
    return closed({
        "schema": {"const": "auditor/route-map/1"}, "calls": WHOLE, "without_route": WHOLE,
        "roots": listed(node),
        "paths": listed(closed({"steps": listed(TEXT), "mean_s": maybe(NUMBER), **part})),
    })  # fmt: skip


def rule_pack(defs: Defs) -> dict[str, Any]:
    defs["Rule"] = _rule(defs)
    rules = {"rules": listed({"$ref": "#/$defs/Rule"})}
    return closed({"schema": {"const": "auditor/rule-pack/1"}, **fields_of(Pack, defs, ("rules",)), **rules})


def finding(defs: Defs) -> dict[str, Any]:
    defs["Rule"] = _rule(defs)
    return closed({
        "schema": {"const": "auditor/finding/1"}, "pack": TEXT, "pack_version": WHOLE,
        "rule": {"$ref": "#/$defs/Rule"}, "verdict": of(Verdict, defs), "why": maybe(TEXT),
        "measured": maybe(NUMBER), "in_force": maybe(YES), "evidence": listed(of(Evidence, defs)),
    })  # fmt: skip


def _rule(defs: Defs) -> dict[str, Any]:
    """A rule: what it does not have is left out."""
    required = ("id", "title", "shows", "weight", "source")
    known = fields_of(Rule, defs)
    return closed(
        {name: known[name] for name in required},
        {name: kind for name, kind in known.items() if name not in required},
    )


def _one_of(literal: object) -> dict[str, Any]:
    return {"enum": list(typing.get_args(literal))}


ALL = {
    "figures": (figures, "One view of the indicators: `auditor figures --json`"),
    "cases": (cases, "The ids behind one figure: `auditor figures --cases KEY --json`"),
    "route-map": (route_map, "The merged route of a line: `auditor channels map --json`"),
    "rule-pack": (rule_pack, "One rule pack: `auditor rules show --json`"),
    "finding": (finding, "One rule's verdict on one call: an item of `auditor shops findings --json`"),
}


def schema(name: str) -> dict[str, Any]:
    """The whole schema of that name."""
    return document(name, *ALL[name])


if __name__ == "__main__":
    for each in ALL:
        write(each, schema(each))
