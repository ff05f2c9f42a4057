"""A complaint's page: what is shown of it, each act, its undo, and the call behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from auditor.core.app import App
from auditor.tui.app import AuditorUI
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.screens.confirm import Confirm
from auditor.tui.screens.form import FormDialog
from auditor.tui.widgets.item_list import ItemList
from metrics.complaints.values import Complaint, Promise, Source
from metrics.values import Answer
from tests.auditor.ledger.shops import card, done
from tests.auditor.tui.ledgers import complaints, days_ago, fill_in, open_core, own_channel, pressed
from tests.auditor.tui.seeing import HIGH, LOW, settled, told


@pytest.fixture
def core(tmp_path: Path) -> Iterator[App]:
    app = open_core(tmp_path)
    for each in complaints():
        app.complaints.ledger.add(each, "ana")
    yield app
    app.close()


@asynccontextmanager
async def opened(
    core: App, id: str, size: tuple[int, int] = HIGH
) -> AsyncIterator[tuple[Pilot[Any], AuditorUI]]:
    ui = AuditorUI(core)
    async with ui.run_test(size=size) as pilot:
        await settled(pilot)
        await ui.push_screen(ComplaintScreen(id))
        await settled(pilot)
        yield pilot, ui


def stored(core: App, id: str) -> Complaint:
    found = core.complaints.ledger.find(id)
    assert found is not None
    return found


async def test_what_is_shown(core: App) -> None:
    async with opened(core, "alone-1") as (pilot, _ui):
        text = await settled(pilot)
        for words in ("c-aaaa", "baja", "día 2 de 30", "‼ nadie", "Contrata Norte", "correo", "¿Resuelta?"):
            assert words in text, words
        assert "devolver 14,90 €" in text
        assert "Contactos" in text
        assert "Sin registrar: que no se vea ninguno más no prueba nada" in text
        assert "ES-14" in text
        assert "días hábiles" in text
    async with opened(core, "done-1") as (pilot, _ui):
        text = await settled(pilot)
        assert "resuelta en 5 días" in text
        assert "sí, resuelta" in text
        assert "crm.csv, línea 7" in text


async def test_a_small_screen_shows_both_halves(core: App) -> None:
    async with opened(core, "late-1", LOW) as (pilot, ui):
        text = await settled(pilot)
        assert "Caso" in text
        assert "Contactos" in text
        before = ui.screen.query_one("#case", ItemList).cursor
        await pressed(pilot, "end")
        assert ui.screen.query_one("#case", ItemList).cursor != before


async def test_an_owner_and_back(core: App) -> None:
    async with opened(core, "alone-1") as (pilot, ui):
        await pressed(pilot, "o")
        text = await fill_in(pilot, {"owner": "", "note": "x"})
        assert isinstance(ui.screen, FormDialog)  # it stays open and says why
        assert "Diga quién es el responsable" in text
        text = await fill_in(pilot, {"owner": "eva", "department": "calidad"})
        assert stored(core, "alone-1").owner == "eva"
        assert "Guardado" in told(pilot)
        assert "cambio de responsable" in text
        await pressed(pilot, "u")
        assert stored(core, "alone-1").owner is None
        assert "retirado" in await settled(pilot)  # it stays on record


async def test_a_contact_and_a_promise(core: App) -> None:
    async with opened(core, "late-1") as (pilot, _ui):
        await pressed(pilot, "c")
        await fill_in(pilot, {"channel": "email", "outcome": "informado", "claimed": "no", "agent": "marta"})
        contact = (stored(core, "late-1").contacts or ())[-1]
        assert (contact.channel, contact.outcome) == ("email", "informado")
        assert contact.agent_claimed_resolved is False
        assert contact.agent is not None
        assert "marta" not in contact.agent
        await pressed(pilot, "p")
        text = await fill_in(pilot, {"what": "llamar", "by": "31/2/2026"})
        assert "«31/2/2026»" in text  # no such day
        await fill_in(pilot, {"by": "6/3/2026"})
        (promise,) = stored(core, "late-1").promises or ()
        assert (promise.what, promise.by) == ("llamar", "2026-03-06")
        await pressed(pilot, "m")
        await fill_in(pilot, {"kept": "no"})
        assert (stored(core, "late-1").promises or ())[0].kept is False
        assert [c.what.value for c in core.complaints.history("late-1")][-3:] == [
            "contact", "promise", "promise_checked"
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("whose", "field", "wanted"),
    [
        ("customer-yes", "confirmed", True),
        ("customer-no", "confirmed", False),
        ("check-no", "verified", False),
    ],
)
async def test_three_answers_that_are_never_mixed(core: App, whose: str, field: str, wanted: bool) -> None:
    async with opened(core, "late-1") as (pilot, _ui):
        await pressed(pilot, "d")
        await fill_in(pilot, {"whose": whose})
        made = stored(core, "late-1")
        assert getattr(made, field).resolved is wanted
        assert made.resolved_at is None
        assert {made.confirmed is None, made.verified is None} == {True, False}


async def test_resolved_and_opened_again(core: App) -> None:
    async with opened(core, "late-1") as (pilot, ui):
        assert ui.screen.check_action("reopen", ()) is False
        await pressed(pilot, "d")
        text = await fill_in(pilot, {"whose": "company"})
        assert stored(core, "late-1").resolved_at is not None
        assert "resuelta en 60 días" in text
        await pressed(pilot, "d")
        assert "ya está resuelta" in await fill_in(pilot, {"whose": "company"})
        await pressed(pilot, "escape", "t")
        text = await fill_in(pilot, {"note": "volvió a llamar"})
        assert len(stored(core, "late-1").reopened) == 1
        assert "reabierta" in text


async def test_taking_back_that_it_was_noted_is_asked_first(core: App) -> None:
    async with opened(core, "quiet-1") as (pilot, ui):
        await pressed(pilot, "u")
        assert isinstance(ui.screen, Confirm)
        assert "la quita del registro" in ui.screen.question
        await pressed(pilot, "escape")
        assert core.complaints.ledger.find("quiet-1") is not None
        await pressed(pilot, "u", "y")
        assert core.complaints.ledger.find("quiet-1") is None


async def test_nobody_rings_as_a_real_customer(core: App) -> None:
    async with opened(core, "alone-1") as (pilot, _ui):
        assert "¿Prever una llamada" in await pressed(pilot, "f")
        await pressed(pilot, "y")
        assert "cliente real" in told(pilot)


async def test_a_call_of_ours_is_opened_and_its_promise_checked_by_another(core: App) -> None:
    core.channels.add(own_channel())
    shop = done(core, "factura-cobro-indebido", days_ago(3), card(promise_made=(Answer.YES, "le llamo")))
    made = replace(
        complaints()[2],
        id="ours-1",
        source=Source(shop_id=shop.id),
        promises=(Promise(id="h1", what="le llamo", by=days_ago(-1)[:10]),),
    )
    core.complaints.ledger.add(made, "auditor")
    async with opened(core, "ours-1") as (pilot, ui):
        assert shop.id in await settled(pilot)
        await pressed(pilot, "f", "y")
        assert "prevista" in told(pilot)
        assert core.shops.get(f"{shop.id}-ph1").parent_id == shop.id
        ui.screen.query_one("#case", ItemList).select(f"shop-{shop.id}")
        await pressed(pilot, "enter")
        assert isinstance(ui.screen, CallScreen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, ComplaintScreen)


async def test_an_unknown_complaint_is_said(core: App) -> None:
    async with opened(core, "no-such") as (pilot, ui):
        assert not isinstance(ui.screen, ComplaintScreen)
        assert "no-such" in told(pilot)
