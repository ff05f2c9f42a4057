"""The terminal's page of a channel's prompts, on a real data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.i18n import use_language
from auditor.settings import load_settings
from auditor.tui.app import AuditorUI
from auditor.tui.drawing.prompts import heard_changed
from auditor.tui.screens.prompts import PromptsScreen
from auditor.tui.theme import Ink
from auditor.tui.widgets.cards import evidence_of
from metrics.values import Evidence
from tests.auditor.prompts.taught import book, teach
from tests.auditor.tui.seeing import HIGH, LOW, settled
from tests.catalogues import compile_all
from transcripts.prompts.changes import changes, changes_in


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    teach(tmp_path)
    compile_all()
    opened = open_app(load_settings({"home": tmp_path}, dict(os.environ)))
    use_language("es")
    yield opened
    opened.close()


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_from_the_channel_to_its_prompts_and_back(app: App, size: tuple[int, int]) -> None:
    ui = AuditorUI(app)
    async with ui.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("4")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(ui.screen, PromptsScreen)
        await pilot.press("down")
        text = await settled(pilot)
        assert "Locuciones de luz" in text
        assert "≠ otras palabras" in text
        assert "−averías,−" in text
        assert max(len(line) for line in text.split("\n")) <= size[0]
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(ui.screen, PromptsScreen)


def test_the_page_of_a_call_says_which_prompts_were_first_heard_changed_in_it() -> None:
    [change] = changes(book())
    ink = Ink(True, {"foreground": "white"})
    [head, item] = heard_changed([change], ink)
    assert item.payload == change
    text = "\n".join(str(line) for line in item.draw(100))
    assert "−averías,−" in text
    assert "+contratar una tarifa nueva,+" in text
    assert evidence_of(change) == (Evidence(change.new_heard.start_s, change.new_heard.end_s),)
    assert changes_in(book(), change.new_heard.contact) == (change,)
    assert heard_changed([], ink) == []
    assert "1" in "".join(str(line) for line in head.draw(60))
