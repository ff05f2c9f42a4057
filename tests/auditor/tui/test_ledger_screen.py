"""The ledger: what it shows first, filters, sorting, pages, the cases behind a figure, empty states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import DataTable, Select

from auditor.core.app import App
from auditor.ledger.ledger import document
from auditor.tui.app import AuditorUI
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.screens.ledger import LedgerScreen
from tests.auditor.tui.ledgers import complaints, days_ago, fill_in, open_core, pressed
from tests.auditor.tui.seeing import HIGH, LOW, settled


@pytest.fixture
def core(tmp_path: Path) -> Iterator[App]:
    app = open_core(tmp_path)
    yield app
    app.close()


@pytest.fixture
def filled(core: App) -> App:
    for each in complaints():
        core.complaints.ledger.add(each, "ana")
    return core


def ids(ui: AuditorUI) -> list[str]:
    screen = ui.screen
    assert isinstance(screen, LedgerScreen)
    return [row.id for row in screen.rows]


async def test_open_complaints_come_first_by_importance(filled: App) -> None:
    ui = AuditorUI(filled)
    async with ui.run_test(size=HIGH) as pilot:
        text = await pressed(pilot, "6")
        assert ids(ui) == ["alone-1", "late-1", "quiet-1"]
        assert "‼ nadie" in text  # an A customer's complaint that nobody owns
        assert "fuera de plazo" in text
        assert "sin registrar" in text
        assert "done-1" not in text
        text = await pressed(pilot, "x")
        assert ids(ui) == ["alone-1", "late-1", "done-1", "quiet-1"]
        assert "1–4 de 4" in text
        await pressed(pilot, "s", "s")
        assert ids(ui) == ["late-1", "done-1", "alone-1", "quiet-1"]  # the oldest first


async def test_filters(filled: App) -> None:
    ui = AuditorUI(filled)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "6")
        for name, value, wanted in (
            ("state", "late", ["late-1"]),
            ("state", "censored", ["alone-1", "quiet-1"]),
            ("state", "resolved", ["done-1"]),
            ("segment", "A", ["alone-1", "done-1"]),
            ("topic", "baja", ["alone-1", "done-1"]),
            ("owner", "-", ["alone-1"]),
            ("owner", "luis", ["done-1"]),
            ("operator", "Contrata Norte", ["alone-1"]),
            ("channel", "phone", ["late-1", "done-1"]),
        ):
            await pressed(pilot, "x", "slash")
            ui.screen.query_one(f"#filter-{name}", Select).value = value
            await pressed(pilot, "ctrl+s")
            assert ids(ui) == wanted, (name, value)
        await pressed(pilot, "x", "slash")
        await pilot.press(*"averia")
        assert "Ninguna reclamación pasa el filtro" in await pressed(pilot, "enter")
        await pressed(pilot, "x")
        assert len(ids(ui)) == 4


async def test_a_long_ledger_is_read_by_the_page(core: App) -> None:
    ledger, model = core.complaints.ledger, complaints()[2]
    with ledger.store.transaction():
        for n in range(450):
            made = replace(model, id=f"n-{n:03}", opened_at=days_ago(1 + n / 1000))
            ledger.table.insert_new(made.id, document(made))
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        text = await pressed(pilot, "6")
        assert len(ids(ui)) == 200
        assert "1–200 de muchas" in text or "1–200 de 450" in text
        assert ui.screen.check_action("turn", (-1,)) is False
        text = await pressed(pilot, "right_square_bracket", "right_square_bracket")
        assert "401–450 de 450" in text
        assert ui.screen.check_action("turn", (1,)) is False
        await pressed(pilot, "left_square_bracket")
        assert len(ids(ui)) == 200


async def test_the_cases_behind_a_figure(filled: App) -> None:
    ui = AuditorUI(filled)
    async with ui.run_test(size=HIGH) as pilot:
        await settled(pilot)
        await ui.push_screen(LedgerScreen(("done-1", "quiet-1", "gone"), "FCR 14 días: 3 casos"))
        text = await settled(pilot)
        assert ids(ui) == ["done-1", "quiet-1"]
        assert "FCR 14 días: 3 casos" in text
        await pressed(pilot, "escape")
        assert not isinstance(ui.screen, LedgerScreen)
        await ui.push_screen(LedgerScreen((), "ninguno"))
        assert "No hay ningún caso detrás" in await settled(pilot)


async def test_enter_opens_the_complaint_and_the_cursor_stays(filled: App) -> None:
    ui = AuditorUI(filled)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "6", "down", "enter")
        assert isinstance(ui.screen, ComplaintScreen)
        assert ui.screen.complaint_id == "late-1"
        await pressed(pilot, "escape")
        assert ui.screen.query_one("#ledger", DataTable).cursor_row == 1


async def test_an_empty_ledger_says_what_to_do(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        assert "Ninguna reclamación" in await pressed(pilot, "6")
        text = await pressed(pilot, "x")
        assert "Pulse i para importar" in text
        assert "auditor sample" in text


async def test_a_complaint_is_noted_by_hand(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await pressed(pilot, "6", "a")
        text = await fill_in(pilot, {"topic": "", "customer": "777"})
        assert "Falta: Tema" in text
        await fill_in(pilot, {"topic": "baja", "segment": "A", "importance": "5", "at": "2/3/2026 10:00"})
        assert isinstance(ui.screen, ComplaintScreen)
        (made,) = core.complaints.ledger.list()
        assert (made.topic, made.importance, made.opened_at) == ("baja", 5, "2026-03-02T09:00:00.000+00:00")
        assert made.customer is not None
        assert "777" not in made.customer


async def test_the_ledger_changes_its_language(filled: App) -> None:
    ui = AuditorUI(filled)
    async with ui.run_test(size=HIGH) as pilot:
        await pressed(pilot, "6")
        text = await pressed(pilot, "f2")
        assert "the most important first" in text
        assert "nobody" in text
        assert "nadie" not in text
