"""Alerts: what is shown of one, and that each act is kept with who, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from auditor.core.app import App
from auditor.ledger.alertbook import Raised, State
from auditor.tui.app import AuditorUI
from auditor.tui.drawing import alerts as alerts_drawing
from auditor.tui.screens import alerts as alerts_screen
from auditor.tui.screens.alerts import AlertsScreen
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.screens.message import MessageBox
from auditor.tui.screens.two_panes import TwoPanes
from auditor.tui.widgets.item_list import ItemList
from tests.auditor.tui.ledgers import complaints, fill_in, open_core, pressed
from tests.auditor.tui.seeing import HIGH, LOW, told

RULES = """\
silence_days: 3
steps:
  - {name: jefa de calidad, after_days: 5, who: marta, min_importance: 4}
"""


@pytest.fixture
def core(tmp_path: Path) -> Iterator[App]:
    app = open_core(tmp_path)
    for each in complaints():
        app.complaints.ledger.add(each, "ana")
    yield app
    app.close()


def first(ui: AuditorUI) -> str:
    """The key of the alert that nobody owns that complaint."""
    (raised,) = [r for r in ui.core.alerts.book.list() if r.alert.kind.value == "no_owner"]  # type: ignore[attr-defined]
    return str(raised.key)


def states(core: App, key: str) -> list[State]:
    return [step.to for step in core.alerts.book.get(key).history]


async def test_what_an_alert_says(core: App, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text(RULES, "utf-8")
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        text = await pressed(pilot, "7")
        assert isinstance(ui.screen, AlertsScreen)
        current = ui.screen.query_one("#entries", ItemList).current
        assert current is not None
        assert current.key == first(ui)  # what nobody owns comes first
        assert "No tiene responsable" in text
        assert "alone-1 · A · importancia 5" in text
        assert "jefa de calidad → marta" in text  # the step that comes next, and whom it goes to
        assert "Aún no se ha enviado por correo" in text
        await pressed(pilot, "w")
        assert isinstance(ui.screen, MessageBox)
        words = ui.screen.words.plain
        assert "Paso jefa de calidad: a los 5 días, a marta" in words
        assert "3 días sin contacto" in words
        assert str(tmp_path / "watch.yaml") in words


async def test_each_act_is_kept_and_undone(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await pressed(pilot, "7")
        key = first(ui)
        ui.screen.query_one("#entries", ItemList).select(key)
        assert ui.screen.check_action("undo", ()) is False
        await pressed(pilot, "a")
        text = await fill_in(pilot, {"who": "luis", "note": "llamo hoy"})
        assert core.alerts.book.get(key).history[-1].by == "luis"
        assert "asumido" in text or "◐" in text
        await pressed(pilot, "e")
        assert "Falta: A quién" in await fill_in(pilot, {"to": ""})
        await fill_in(pilot, {"to": "dirección"})
        assert states(core, key)[-2:] == [State.ACKNOWLEDGED, State.ESCALATED]
        await pressed(pilot, "u")
        assert states(core, key)[-1] is State.ACKNOWLEDGED
        await pressed(pilot, "c")
        assert "no se vuelve a emitir" in (await fill_in(pilot, {"note": ""})).casefold()
        await fill_in(pilot, {"note": "duplicada"})
        assert states(core, key)[-1] is State.CLOSED
        text = await pressed(pilot, "x")
        assert "duplicada" not in text
        ui.screen.query_one("#entries", ItemList).select(key)
        await pressed(pilot, "r", "u")
        assert states(core, key)[-1] is State.ACKNOWLEDGED  # undone, and both steps stay on record


async def test_an_owner_makes_the_alert_go(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "7")
        key = first(ui)
        ui.screen.query_one("#entries", ItemList).select(key)
        await pressed(pilot, "o")
        await fill_in(pilot, {"owner": "eva"})
        found = core.complaints.ledger.find("alone-1")
        assert found is not None
        assert found.owner == "eva"
        assert core.alerts.book.get(key).state is State.CLOSED


async def test_enter_opens_the_case(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "7", "enter")
        assert isinstance(ui.screen, ComplaintScreen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, AlertsScreen)


async def test_faulty_rules_are_said(core: App, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("silence_days: muchos\n", "utf-8")
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        text = await pressed(pilot, "7")
        assert "silence_days" in told(pilot)
        assert "ningún aviso abierto" not in text or "silence_days" in told(pilot)


async def test_nothing_to_do(tmp_path: Path) -> None:
    core = open_core(tmp_path)
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        assert "No hay nada que hacer" in await pressed(pilot, "7")
    core.close()


async def test_filters_narrow_and_pages_turn(core: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts_screen, "PAGE", 2)
    monkeypatch.setattr(alerts_drawing, "PAGE", 2)
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "7")
        entries, total = ui.screen.query_one("#entries", ItemList), len(core.alerts.book.list())
        assert total > 2
        assert str(entries.border_title) == f"Avisos 1–2 de {total}"
        assert ui.screen.check_action("clear", ()) is False
        await pressed(pilot, "right_square_bracket")
        assert str(entries.border_title).startswith("Avisos 3–")
        await pressed(pilot, "slash")
        ui.screen.query_one("#filter-kind", Select).value = "deadline_late"
        await pressed(pilot, "ctrl+s")
        assert "⌕" in str(entries.border_title)
        shown = {item.payload.alert.kind for item in entries.items if isinstance(item.payload, Raised)}
        assert shown == {"deadline_late"}
        await pressed(pilot, "slash")
        ui.screen.query_one("#filter-text", Input).value = "nada que ver"
        assert "Ningún aviso pasa el filtro" in await pressed(pilot, "ctrl+s")
        await pressed(pilot, "escape")
        assert str(entries.border_title) == f"Avisos 1–2 de {total}"


async def test_closed_ones_are_filtered_for_too(core: App) -> None:
    key = core.alerts.refresh()[0].key
    core.alerts.close(key, "eva", "duplicada")
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "7", "slash")
        ui.screen.query_one("#filter-state", Select).value = "closed"
        await pressed(pilot, "ctrl+s")
        assert [item.key for item in ui.screen.query_one("#entries", ItemList).items] == [key]


async def test_how_far_the_rules_are_is_told(core: App) -> None:
    said: set[str] = set()
    ui = AuditorUI(core)

    def hear(message: object) -> None:
        if isinstance(message, TwoPanes.Going):
            said.add(message.words)

    async with ui.run_test(size=LOW, message_hook=hear) as pilot:
        await pressed(pilot, "7")
        assert said == {"reglas aplicadas a 4 de 4 reclamaciones…"}
        assert not ui.screen.query_one("#entries", ItemList).border_subtitle
