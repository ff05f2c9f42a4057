"""Every key has an id, every word a translation, and nothing of Textual's own English comes through."""

from __future__ import annotations

import importlib
import io
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, DataTable, Select

import auditor.tui
from auditor.tui import textual_words, words
from auditor.tui.app import AuditorUI
from auditor.tui.base import Dialog, Ours, Page
from metrics.values import Answer
from scenarios.scenario import HangUp, Hold, Listen, Press, Purpose, Say, WaitFor
from scenarios.vocabulary import PERSONA_FIELDS
from tests.catalogues import KEYWORDS, LOCALE
from transcripts.contact import MarkName, Outcome
from transcripts.timeline import Kind
from transcripts.transcript import Speaker

TUI = Path(auditor.tui.__file__).parent
FIELDS = re.compile(r"\{(\w*)")


def our_classes() -> Iterator[type]:
    for module in pkgutil.walk_packages([str(TUI)], "auditor.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and value.__module__.startswith("auditor.tui"):
                yield value


def our_bindings() -> list[tuple[type, Binding]]:
    found = []
    for cls in set(our_classes()):
        found += [(cls, binding) for binding in vars(cls).get("BINDINGS", [])]
    return found


def test_every_binding_has_an_id_of_its_own_and_a_description() -> None:
    bindings = our_bindings()
    assert len(bindings) > 50
    for cls, binding in bindings:
        assert isinstance(binding, Binding), cls
        assert binding.id, (cls, binding.key)
        assert binding.description, (cls, binding.key)
    ids = [binding.id for _cls, binding in bindings]
    assert sorted(ids) == sorted(set(ids))


def messages() -> set[str]:
    """Every message that the terminal's code marks."""
    found: set[str] = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        TUI, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.update(text for text in (message if isinstance(message, tuple) else (message,)) if text)
    return found


def spanish(areas: str = "tui*.po") -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    catalogues = [po.read_bytes() for po in sorted((LOCALE / "es").glob(areas))]
    for message in (message for po in catalogues for message in read_po(io.BytesIO(po), locale="es")):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for id in message.id if isinstance(message.id, tuple) else (message.id,):
            found[str(id)] = tuple(str(text or "") for text in strings)
    return found


def test_every_visible_string_has_a_spanish_translation() -> None:
    done = spanish("*.po")  # screens of one area share its catalogue
    assert sorted(message for message in messages() if not all(done.get(message, ("",)))) == []


def test_translations_have_the_same_fields() -> None:
    for message, strings in spanish().items():
        if not message:
            continue
        for text in strings:
            assert set(FIELDS.findall(text)) <= set(FIELDS.findall(message)) | {"n"}, message
        if len(strings) == 1:
            assert set(FIELDS.findall(strings[0])) == set(FIELDS.findall(message)), message


def test_nothing_is_translated_that_nobody_reads() -> None:
    assert sorted(set(spanish()) - messages() - {""}) == []


def test_nothing_marked_hides_in_an_f_string() -> None:
    """Before Python 3.12 extraction does not look inside of f-strings, and the words would stay English."""
    hidden = re.compile(r"""\{(_|N_|ngettext)\(['"]""")
    assert [str(path) for path in TUI.rglob("*.py") if hidden.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("cls", [Screen, Button, DataTable, Select, Widget])
def test_textuals_own_descriptions_are_in_the_catalogue(cls: type) -> None:
    descriptions = {
        binding.description if isinstance(binding, Binding) else binding[2]
        for base in cls.__mro__
        for binding in vars(base).get("BINDINGS", [])
    }
    visible = {text for text in descriptions if text}
    assert sorted(visible - set(textual_words.TEXTUAL)) == []


def test_none_of_textuals_commands_are_offered() -> None:
    from textual.system_commands import SystemCommandsProvider

    assert not any(issubclass(provider, SystemCommandsProvider) for provider in AuditorUI.COMMANDS)


def test_every_screen_translates_its_keys() -> None:
    screens = [cls for cls in set(our_classes()) if issubclass(cls, Screen)]
    ours = [
        cls
        for cls in screens
        if cls is not Page and cls is not Dialog and not issubclass(cls, CommandPalette)
    ]
    assert len(ours) >= 10
    assert all(issubclass(cls, Ours) for cls in ours)


def test_every_key_of_the_inner_rooms_has_words() -> None:
    for outcome in Outcome:
        assert "_" not in words.outcome(outcome).text
        assert words.outcome(outcome).glyph != "?"
    for answer in Answer:
        assert "_" not in words.answer(answer).text
    for kind in Kind:
        assert "_" not in words.kind(kind) + words.short_kind(kind)
    for name in MarkName:
        assert words.mark(name)
    for speaker in Speaker:
        assert words.speaker(speaker)
    for purpose in Purpose:
        assert words.PURPOSES[purpose]
    assert set(words.PERSONA_FIELDS) == set(PERSONA_FIELDS)


def test_steps_in_words() -> None:
    assert words.step(WaitFor(20, speech_end_s=1.2)) == "esperar a que dejen de hablar"
    assert words.step(WaitFor(20, text=("facturas",))) == "esperar a oír «facturas»"
    assert words.step(WaitFor(20, seconds=3)) == "esperar 3 s"
    assert words.step(Press("2")) == "pulsar 2"
    assert words.step(Say("Hola")) == "decir «Hola»"
    assert words.step(Hold(600)) == "esperar hasta que conteste una persona"
    assert words.step(Listen(2, 60)) == "escuchar hasta que callen"
    assert words.step(HangUp()) == "colgar"
