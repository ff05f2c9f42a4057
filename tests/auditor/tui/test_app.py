"""What works everywhere: sections, language, theme, help, palette, leaving; channels and scenarios."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette

from auditor.i18n import language
from auditor.tui.app import AuditorUI, run_ui
from auditor.tui.screens.actions import ActionsScreen
from auditor.tui.screens.agenda import AgendaScreen
from auditor.tui.screens.alerts import AlertsScreen
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.screens.figures import FiguresScreen
from auditor.tui.screens.help import HelpScreen
from auditor.tui.screens.ledger import LedgerScreen
from auditor.tui.screens.message import MessageBox
from auditor.tui.screens.new_call import NewCall
from auditor.tui.screens.prompts import PromptsScreen
from auditor.tui.screens.scenarios import ScenariosScreen
from auditor.tui.theme import DARK, LIGHT
from auditor.tui.widgets.item_list import ItemList
from scenarios.errors import Fault, ScenarioFaults
from scenarios.library import Library
from tests.auditor.tui.fakes import LIBRARY, FakeCore
from tests.auditor.tui.seeing import HIGH, LOW, settled, told, until

Make = Callable[..., AuditorUI]


async def test_spanish_to_english_and_back(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        assert "1 Llamadas" in await settled(pilot)
        await pilot.press("f2")
        text = await settled(pilot)
        assert language() == "en"
        assert "1 Calls" in text
        assert "Open" in text
        assert "palette" in text
        await pilot.press("4")
        assert "Own channels" in await settled(pilot)
        await pilot.press("f2")
        assert "Canales propios" in await settled(pilot)
        await pilot.press("1")
        text = await settled(pilot)  # a screen that was hidden speaks the new language too
        assert "Resultado" in text
        assert "paleta" in text


async def test_light_and_dark(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        assert pilot.app.theme == DARK
        await pilot.press("f3")
        await settled(pilot)
        assert pilot.app.theme == LIGHT


async def test_help_names_the_keys_of_the_screen_below(make_ui: Make) -> None:
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("f1")
        text = await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Filtrar" in text
        assert "Nueva" in text
        assert "En todas partes" in text
        for english in ("Cursor up", "Focus Next", "Copy selected", "Page Up", "Select"):
            assert english not in text
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_speaks_spanish_and_goes_about(make_ui: Make) -> None:
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        text = await until(pilot, "Ir a: Agenda")
        assert "Busque una orden" in text
        assert "Idioma: español / inglés" in text
        assert "Quit the application" not in text
        await pilot.press(*"acerca")
        await until(pilot, "Qué es este programa")
        await pilot.press("enter")
        await until(pilot, "Licencia MIT")
        assert isinstance(pilot.app.screen, MessageBox)


async def test_the_palette_says_in_spanish_that_nothing_matches(
    make_ui: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, "Ir a: Agenda")
        palette = pilot.app.screen
        assert isinstance(palette, CommandPalette)
        monkeypatch.setattr(type(palette), "_NO_MATCHES_COUNTDOWN", 0.01)
        await pilot.press(*"zzzz")
        await until(pilot, "Ninguna orden tiene esas letras")


async def test_ctrl_c_says_how_to_leave(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert "Pulse q para salir" in told(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_value == 0


async def test_channels(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("4")
        text = await settled(pilot)
        assert "sip:900123456@127.0.0.1:5070" in text
        assert "ana, 1 nov 2026 08:00" in text
        assert "Calidad" in text
        core.channels.kept = []
        await pilot.press("r")
        assert "auditor channels add" in await settled(pilot)


async def test_scenarios_and_a_call_with_the_one_under_the_cursor(make_ui: Make) -> None:
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("5")
        text = await settled(pilot)
        assert "esperar a oír «facturación», «facturas»" in text
        assert "facturación, importancia 5 de 5" in text
        assert "¿Da una clave de incidencia?" in text
        assert "crítica" in text
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewCall)


async def test_faulty_scenario_files_are_named_with_every_fault(make_ui: Make, core: FakeCore) -> None:
    faults = (
        Fault(3, "steps[1].press", "“{keys}” are no keys", {"keys": "x"}),
        Fault(9, "title", "it is missing"),
    )
    core.kept_library = Library(LIBRARY.entries, (ScenarioFaults("/home/malo.yaml", faults),))
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        await pilot.press("end")
        text = await settled(pilot)
        assert "✗ malo.yaml" in text
        assert "línea 3, steps[1].press: “x” are no keys" in text
        assert "línea 9, title" in text
        await pilot.press("enter")  # nothing can be called with a faulty file
        await settled(pilot)
        assert not isinstance(pilot.app.screen, NewCall)


async def test_a_library_that_cannot_be_read_closes_nothing(make_ui: Make, core: FakeCore) -> None:
    def fails() -> Library:
        raise ScenarioFaults("x.yaml", ())

    core.library = fails  # type: ignore[method-assign]
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        assert "x.yaml" in told(pilot)
        await pilot.press("n")
        assert "x.yaml" in await settled(pilot)


async def test_sections_can_be_clicked(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        text = await settled(pilot)
        await pilot.click("TopBar", offset=(text.split("\n")[0].index("4 Can") + 2, 0))
        assert "Canales propios" in await settled(pilot)


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_invented_data_are_called_a_sample_on_every_screen(
    make_ui: Make, core: FakeCore, size: tuple[int, int]
) -> None:
    core.invented = "Aguas de Ningures"
    async with make_ui().run_test(size=size) as pilot:
        assert "◉ muestra " in (await settled(pilot)).split("\n")[0]
        await pilot.press("4")
        first = (await settled(pilot)).split("\n")[0]
        assert "◉ muestra " in first
        assert "9 Ind" in first


async def test_a_user_rebinds_a_key(make_ui: Make) -> None:
    ui = make_ui()
    async with ui.run_test(size=LOW) as pilot:
        await settled(pilot)
        ui.set_keymap({"app.agenda": "ctrl+g"})
        await pilot.press("ctrl+g")
        assert "facturas-semanal" in await settled(pilot)


@pytest.mark.parametrize("key", ["down", "j"])
async def test_lists_are_walked_past_their_headings(make_ui: Make, key: str) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        agenda = pilot.app.screen.query_one("#agenda", ItemList)
        seen_keys = []
        for _turn in range(6):
            assert agenda.current is not None
            seen_keys.append(agenda.current.key)
            await pilot.press(key)
        assert seen_keys == ["s0", "s1", "s2", "s3", "s3", "s3"]
        await pilot.press("home")
        assert agenda.current is not None
        assert agenda.current.key == "s0"
        await pilot.press("pagedown")
        assert agenda.current.key == "s3"


def test_run_ui_is_what_the_command_line_calls(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AuditorUI, "run", lambda self: self.start and 4)
    assert run_ui(core) == 0
    assert run_ui(core, "some-shop") == 4


def test_every_screen_has_its_style_sheet_beside_it() -> None:
    folder = Path(__file__).parents[3] / "auditor" / "tui" / "screens"
    sheets = {path.stem for path in folder.glob("*.tcss")}
    assert {"call", "calls", "live", "agenda", "browse", "new_call", "help", "dialog"} <= sheets


@pytest.mark.parametrize(
    "page",
    [
        *(AgendaScreen, ScenariosScreen, FiguresScreen, AlertsScreen, ActionsScreen, LedgerScreen),
        *(lambda: CallScreen("x"), lambda: ComplaintScreen("x"), lambda: PromptsScreen("x")),
    ],
)
async def test_keys_are_asked_after_before_the_parts_of_a_screen_are_there(make_ui: Make, page: Any) -> None:
    """On a busy machine the foot is drawn, and a key may come, while the rest is still being put together."""
    async with make_ui().run_test(size=LOW):
        screen = page()
        for binding in screen.BINDINGS:
            screen.check_action(binding.action.partition("(")[0], ())
