"""The agenda: what is to come, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor.tui.app import AuditorUI
from auditor.tui.screens.agenda import AgendaScreen
from auditor.tui.screens.live import LiveScreen
from auditor.tui.widgets.item_list import ItemList
from tests.auditor.tui.fakes import FakeCore, agenda_rows, rows
from tests.auditor.tui.seeing import HIGH, LOW, settled, until

Make = Callable[..., AuditorUI]


def state_of(core: FakeCore, id: str) -> str:
    return next(row.state for row in core.programme.rows if row.id == id)


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_days_hours_and_plans(make_ui: Make, core: FakeCore, size: tuple[int, int]) -> None:
    async with make_ui().run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("3")
        text = await settled(pilot)
    assert "domingo, 22 de noviembre (hoy)" in text
    assert "lunes, 23 de noviembre (mañana)" in text
    assert text.index("10:15") < text.index("16:40") < text.index("11:05")  # by day, then by hour
    assert "○ prevista" in text
    assert "facturas-semanal" in text
    assert "3 veces por semana · lun–vie" in text
    assert "4 llamadas" in text
    assert core.programme.kept_up >= 1
    assert max(len(line) for line in text.split("\n")) <= size[0]


async def test_skip_and_plan_again(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("down", "s")
        await until(pilot, "¿Saltar esta llamada?")
        await pilot.press("escape")
        await settled(pilot)
        assert state_of(core, "s1") == "planned"
        await pilot.press("s")
        await until(pilot, "¿Saltar esta llamada?")
        await pilot.press("y")
        assert "saltada" in await settled(pilot)
        assert state_of(core, "s1") == "skipped"
        await pilot.press("u")
        await settled(pilot)
        assert state_of(core, "s1") == "planned"


async def test_cancel_says_that_it_is_for_good(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("down", "delete")
        text = await until(pilot, "¿Anular esta llamada")
        assert "No se puede deshacer" in " ".join(text.replace("│", " ").split())
        await pilot.press("y")
        await settled(pilot)
        assert state_of(core, "s1") == "cancelled"
        assert isinstance(pilot.app.screen, AgendaScreen)
        assert pilot.app.screen.check_action("undo", ()) is False
        assert pilot.app.screen.check_action("run_now", ()) is False


async def test_run_now(make_ui: Make, core: FakeCore) -> None:
    core.programme.rows = [r for r in agenda_rows() if r.id == "s1"]
    core.shops.rows.append(replace(rows(1)[0], id="s1", state="planned", outcome=None, title="Cobro"))
    core.run.gate.set()
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, "¿Llamar ahora a linea-900")
        await pilot.press("y")
        await until(pilot, "HECHO")
        assert isinstance(pilot.app.screen, LiveScreen)
    assert core.run.asked == [("shop", "s1")]


async def test_two_weeks_on_and_back(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "6 de diciembre" in text
        assert "No hay nada previsto" in text
        await pilot.press("t")
        await settled(pilot)
        assert pilot.app.screen.query_one("#agenda", ItemList).current is not None


async def test_an_empty_programme_names_the_command(make_ui: Make, core: FakeCore) -> None:
    core.programme.rows, core.programme.kept_plans = [], []
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("3")
        assert "auditor plan add" in await settled(pilot)
