"""Actions: noted from the list and from a call's finding, done, dropped, measured again, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.core.app import App
from auditor.jobs.shop import Shop
from auditor.ledger.actions import ActionState
from auditor.tui.app import AuditorUI
from auditor.tui.screens.call import CallScreen
from auditor.tui.widgets.cards import Cards
from metrics.packs.values import Finding
from metrics.values import Answer, CheckResult, Figure, Scorecard
from tests.auditor.ledger.shops import done
from tests.auditor.tui.ledgers import days_ago, fill_in, open_core, own_channel, pressed
from tests.auditor.tui.seeing import HIGH, LOW, settled, told

SCENARIO = "factura-cobro-indebido"
AFTER = "2090-01-01T09:00:00.000+00:00"


def waited(seconds: float) -> Scorecard:
    asked = CheckResult("saluda", "¿Se identifica?", Answer.NO)
    return Scorecard(figures=(Figure("wait.dial_to_human_s", seconds, "s"),), checks=(asked,))


@pytest.fixture
def core(tmp_path: Path) -> Iterator[App]:
    app = open_core(tmp_path)
    app.channels.add(own_channel())
    yield app
    app.close()


@pytest.fixture
def shop(core: App) -> Shop:
    made = [done(core, SCENARIO, days_ago(3), waited(seconds)) for seconds in (200.0, 220.0, 240.0)]
    return made[-1]


async def test_an_action_is_noted_and_ended(core: App) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        assert "No hay ninguna acción abierta" in await pressed(pilot, "8")
        await pressed(pilot, "a")
        assert "Falta: Quién" in await fill_in(pilot, {"what": "Formar en saludos"})
        assert "31/31/2026" in await fill_in(pilot, {"who": "eva", "by": "31/31/2026"})
        text = await fill_in(pilot, {"by": "1/2/2026", "finding": "ES-05"})
        (made,) = core.actions.book.list()
        assert (made.what, made.who, made.by, made.finding) == (
            "Formar en saludos",
            "eva",
            "2026-02-01",
            "ES-05",
        )
        assert "fuera de fecha" in text
        await pressed(pilot, "d")
        await fill_in(pilot, {"note": "curso dado"})
        assert core.actions.book.get(made.id).state is ActionState.DONE
        assert "Formar en saludos" in await pressed(pilot, "x")
        await pressed(pilot, "u")
        assert core.actions.book.get(made.id).state is ActionState.OPEN
        await pressed(pilot, "delete")
        await fill_in(pilot, {"note": "ya no hace falta"})
        assert core.actions.book.get(made.id).state is ActionState.DROPPED


async def test_before_and_after_on_the_same_scenario(core: App, shop: Shop) -> None:
    made = core.actions.add("Más agentes", "eva", "2090-01-31", figure="wait.dial_to_human_s", shop=shop.id)
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        text = await pressed(pilot, "8")
        assert "3:40" in text  # the mean of three, with its interval
        assert "n = 3" in text
        assert "no medido (n = 0)" in text
        await pressed(pilot, "t")
        await fill_in(pilot, {"at": ""})
        (again,) = core.actions.book.get(made.id).retests
        assert core.shops.get(again).scenario_id == SCENARIO
        core.actions.done(made.id)
        for seconds in (50.0, 60.0, 70.0):
            done(core, SCENARIO, AFTER, waited(seconds))
        text = await pressed(pilot, "x", "r")
        assert "−2:40" in text
        assert "una diferencia que el azar no explica" in text


async def test_enter_opens_the_call_that_showed_it(core: App, shop: Shop) -> None:
    core.actions.add("Más agentes", "eva", "2090-01-31", shop=shop.id)
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "8", "enter")
        assert isinstance(ui.screen, CallScreen)
        assert ui.screen.shop_id == shop.id


async def test_a_retest_without_a_channel_is_refused(core: App) -> None:
    core.actions.add("Algo", "eva", "2090-01-31")
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await pressed(pilot, "8")
        assert ui.screen.check_action("retest", ()) is False


@pytest.mark.parametrize(("card", "figure"), [(0, "wait.dial_to_human_s"), (1, "check.saluda")])
async def test_from_a_finding_of_a_call(core: App, shop: Shop, card: int, figure: str) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await ui.open_call(shop.id)
        await settled(pilot)
        assert ui.screen.check_action("note_action", ()) is False
        cards = ui.screen.query_one(Cards)
        cards.turn(card)
        await settled(pilot)
        await pressed(pilot, "end", "a")
        await fill_in(pilot, {"what": "Mejorarlo", "who": "eva", "by": "2090-01-31"})
        (made,) = core.actions.book.list()
        assert (made.figure, made.shop, made.scenario, made.channel) == (figure, shop.id, SCENARIO, "casa")
        assert "véala en las acciones" in told(pilot)


async def test_from_a_rule_that_a_call_breaks(core: App, shop: Shop) -> None:
    ui = AuditorUI(core)
    async with ui.run_test(size=HIGH) as pilot:
        await ui.open_call(shop.id)
        await settled(pilot)
        cards = ui.screen.query_one(Cards)
        for _turn in range(6):
            cards.turn(1)
            await settled(pilot)
            current = cards.list.current
            if current is not None and isinstance(current.payload, Finding):
                break
        assert current is not None
        assert isinstance(current.payload, Finding)
        await pressed(pilot, "a")
        await fill_in(pilot, {"what": "Cumplirla", "who": "eva", "by": "2090-01-31"})
        (made,) = core.actions.book.list()
        assert (made.finding, made.figure) == (current.payload.rule.id, current.payload.rule.figure)
