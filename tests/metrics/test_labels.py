"""Every key that scoring can return has an English label, a Spanish one, and a place in docs/figures.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import metrics
from metrics.detect import detectors
from metrics.labels import LABELS, label
from metrics.phrases import PURPOSES
from metrics.useless import KINDS
from metrics.values import Answer

ROOT = Path(metrics.__file__).parent.parent
REASONS = {"no", "not_heard", "not_applicable", "not_assessable", "_none", "_from", "_mean"}


def _calls() -> Iterator[ast.Call]:
    for path in sorted((ROOT / "metrics").rglob("*.py")):
        if {"stats", "complaints"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_every_reason_in_the_code_has_a_label() -> None:
    whys = set()
    for node in _calls():
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        whys.update(text for k in node.keywords if k.arg == "why" for text in _texts(k.value))
        if name in REASONS:
            whys.update(t for arg in node.args for t in _texts(arg) if "." not in t and "_" in t)
    known = set(LABELS["why"]) | set(PURPOSES)
    assert whys - known == set()


def test_every_figure_in_the_code_has_a_label_and_is_documented() -> None:
    ids = {
        t
        for node in _calls()
        for arg in node.args[:2]
        for t in _texts(arg)
        if t.split(".")[0] in ("call", "wait", "hold", "route") and "." in t and " " not in t
    }
    docs = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert {id for id in ids if not id.endswith((".", "_"))} <= set(LABELS["figure"])
    assert [id for id in LABELS["figure"] if f"`{id}`" not in docs] == []


@pytest.mark.parametrize(
    ("family", "keys"),
    [
        ("purpose", PURPOSES),
        ("answer", tuple(Answer)),
        ("detector", detectors()),
        ("useless", KINDS),
        ("step", ("prompt", "menu", "hold", "agent", "transfer", "end")),
    ],
)
def test_families_are_whole(family: str, keys: tuple[str, ...]) -> None:
    assert set(keys) == set(LABELS[family])


def test_an_unknown_key_is_its_own_label() -> None:
    assert label("why", "of_a_user") == "of_a_user"


def test_every_label_has_spanish() -> None:
    with (ROOT / "auditor/locale/es/metrics.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    spanish = {message.id: message.string for message in catalogue if message.id}
    english = {text for family in LABELS.values() for text in family.values()}
    assert {text for text in english if not spanish.get(text)} == set()
