"""Everything that the reader, the library and the queue may say stands in the Spanish catalogue."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import auditor
import scenarios
from auditor import jobs

LOCALE = Path(auditor.__file__).parent / "locale" / "es"
CALLS = {"Fault", "fault", "_fault", "ScenariosError", "N_", "__init__"}
NAMES = {"said", "template"}


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def said_in(tree: ast.Module) -> Iterator[str]:
    """The templates of a module: arguments of what raises or notes a fault, and texts kept in `said`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in CALLS:
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        yield from texts(argument)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
            yield from texts(node.value)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield from texts(node.value)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("package", "po"), [(scenarios, "scenarios.po"), (jobs, "jobs.po")])
def test_every_text_is_translated(package: object, po: str) -> None:
    folder = Path(str(getattr(package, "__file__", ""))).parent
    with (LOCALE / po).open("rb") as file:
        spanish = {
            str(message.id): str(message.string) for message in read_po(file, locale="es") if message.id
        }
    found = {text for path in folder.glob("*.py") for text in said_in(ast.parse(path.read_text("utf-8")))}
    words = {text for text in found if " " in text}
    assert words
    assert words <= set(spanish), words - set(spanish)
    for english, translated in spanish.items():
        assert translated
        assert fields(translated) == fields(english)
