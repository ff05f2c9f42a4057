"""Two languages, both complete: what is marked in the code has Spanish, with the same fields in it."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.pofile import read_po

from auditor import i18n
from tests.catalogues import LOCALE, compile_all, messages_of_code, translated

FIELD = re.compile(r"%\(\w+\)[sd]")
ROOT = LOCALE.parent.parent
SPANISH = sorted([*LOCALE.rglob("*.po"), *ROOT.glob("*.es.md"), *ROOT.glob("docs/**/*.es.md")])


def fields(text: str) -> set[str]:
    named = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    return named | set(FIELD.findall(text))


def test_every_message_has_spanish() -> None:
    done = translated()
    missing = {text: place for text, place in messages_of_code().items() if text not in done}
    assert missing == {}


def test_there_are_messages_at_all() -> None:
    assert len(messages_of_code()) > 500


@pytest.mark.parametrize("po", sorted(LOCALE.rglob("*.po")), ids=lambda po: po.stem)
def test_translations_keep_the_fields(po) -> None:
    with po.open("rb") as file:
        for message in read_po(file, locale="es"):
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in strings:
                assert fields(text) <= set().union(*map(fields, ids)), message.id
                if len(ids) == 1:
                    assert fields(text) == fields(ids[0]), message.id


def test_one_message_has_one_translation_everywhere() -> None:
    """Areas have catalogues of their own; which of two translations is shown must not hang on their order."""
    found: dict[str, dict[str, str]] = {}
    for po in sorted((LOCALE / "es").glob("*.po")):
        with po.open("rb") as file:
            for message in read_po(file, locale="es"):
                if message.id and isinstance(message.id, str):
                    found.setdefault(message.id, {})[po.stem] = str(message.string)
    differing = {text: areas for text, areas in found.items() if len(set(areas.values())) > 1}
    assert differing == {}


def test_the_compiled_catalogue_is_read() -> None:
    compile_all()
    i18n.use_language("es")
    assert i18n._("not measured") == "no medido"
    assert i18n.number(1234.5) == "1.234,5"
    i18n.use_language("en")
    assert i18n._("not measured") == "not measured"
    assert i18n.number(1234.5) == "1,234.5"


@pytest.mark.parametrize("path", SPANISH, ids=lambda path: path.name)
def test_a_complaint_has_one_word_in_spanish(path) -> None:
    """It is "reclamación" wherever a user reads it; what callers and agents say is quoted as they say it."""
    said = re.findall(r".*\bquej(?:as?|ars?e|oso)\b.*", path.read_text("utf-8"), re.IGNORECASE)
    assert said == []
