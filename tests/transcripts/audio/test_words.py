"""Every text of an audio error has its Spanish, with the same fields."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from transcripts.audio import faults

PO = Path(__file__).parents[3] / "auditor" / "locale" / "es" / "audio.po"
TEXTS = [value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("text", TEXTS)
def test_has_spanish(text: str) -> None:
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="es")
    message = catalogue.get(text)
    assert message is not None
    assert message.string
    assert message.string != text
    assert _fields(message.string) == _fields(text)


def test_nothing_left_over() -> None:
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="es")
    assert {m.id for m in catalogue if m.id} == set(TEXTS)
