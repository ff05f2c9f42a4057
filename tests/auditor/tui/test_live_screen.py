"""A call on the screen while it happens: from the dialog to the score, hung up, refused, failed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.errors import AuditorError
from auditor.tui.app import AuditorUI
from auditor.tui.runner import Happened
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.live import LiveScreen
from auditor.tui.screens.new_call import NewCall
from tests.auditor.tui.fakes import CHANNEL, REFUSAL, FakeCore, call_events
from tests.auditor.tui.seeing import HIGH, LOW, settled, told, until
from tests.auditor.tui.values import SCENARIO

Make = Callable[..., AuditorUI]


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_from_the_dialog_to_the_page(make_ui: Make, core: FakeCore, size: tuple[int, int]) -> None:
    async with make_ui().run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("n")
        text = await settled(pilot)
        assert isinstance(pilot.app.screen, NewCall)
        assert "Cobro indebido en la factura" in text
        assert "Atención al cliente" in text
        assert "Persona inventada (es_ES): nombre, domicilio, n.º de cuenta" in " ".join(text.split())
        await pilot.press("enter", "enter", "enter")  # scenario, channel, the button
        text = await until(pilot, "-40 dBFS")  # the last event before the gate
        assert core.run.asked == [("call", SCENARIO.id, CHANNEL.id)]
        assert "1:06" in text
        assert "en espera 0:42" in text
        assert "una persona en 1:00" in text
        assert "teclas 2" in text
        assert "Buenos días, le atiende" in text
        assert "▶  6 decir" in text
        assert "✓  5" in text
        assert "● 1:06" in text  # the bar says that a call goes on
        assert max(len(line) for line in text.split("\n")) <= size[0]
        core.run.gate.set()
        text = await until(pilot, "Escuchada y puntuada")
        assert "✓ completada" in text
        assert "● 1:" not in text
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CallScreen)


async def test_hanging_up_wants_a_confirmation(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        await until(pilot, "UNA PERSONA")
        await pilot.press("s")
        await until(pilot, "¿Colgar ahora?")
        await pilot.press("escape")  # no
        await pilot.pause()
        assert not core.run.stopped
        await pilot.press("s")
        await until(pilot, "¿Colgar ahora?")
        await pilot.press("y")
        await until(pilot, "Escuchada y puntuada")
        assert core.run.stopped


async def test_the_page_is_drawn_below_a_dialog(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        await until(pilot, "UNA PERSONA")
        await pilot.press("s")
        await until(pilot, "¿Colgar ahora?")
        core.run.gate.set()
        await until(pilot, "HECHO")


async def test_a_refusal_names_its_rule_and_how_it_is_lifted(make_ui: Make, core: FakeCore) -> None:
    core.run.refusal = REFUSAL
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        text = " ".join((await until(pilot, "Una salvaguarda lo impide")).replace("│", " ").split())
        assert "Regla: calls-per-day" in text
        assert "Cómo levantarla: Wait until tomorrow" in text
        await pilot.press("escape")
        assert "FALLO" in await settled(pilot)


async def test_a_failure_in_mid_call_is_said(make_ui: Make, core: FakeCore) -> None:
    core.run.refusal = AuditorError("The line went {what}.", what="dead")
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        text = await until(pilot, "The line went dead.")
        assert "No ha salido bien" in text


async def test_one_call_at_a_time(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        await until(pilot, "UNA PERSONA")
        await pilot.press("1")  # one may go elsewhere meanwhile
        await until(pilot, "● 1:06")
        await pilot.press("n")
        await pilot.pause()
        assert "Hay una llamada en curso" in told(pilot)
        assert len(core.run.asked) == 1


async def test_words_of_an_earlier_run_change_nothing(make_ui: Make, core: FakeCore) -> None:
    core.run.gate.set()
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        await until(pilot, "HECHO")
        pilot.app.post_message(Happened(999, call_events()[0]))
        assert "HECHO" in await settled(pilot)


async def test_leaving_asks_when_a_call_goes_on(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("n", "ctrl+s")
        await until(pilot, "UNA PERSONA")
        await pilot.press("q")
        await until(pilot, "¿Detenerlo y salir?")
        await pilot.press("y")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    assert core.run.stopped


async def test_the_live_page_says_what_to_do_when_nothing_goes_on(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("2")
        text = await settled(pilot)
        assert isinstance(pilot.app.screen, LiveScreen)
    assert "No hay nada en curso" in text
    assert "Pulse n" in text


async def test_without_channels_the_dialog_says_how_to_add_one(make_ui: Make, core: FakeCore) -> None:
    core.channels.kept = []
    async with make_ui().run_test(size=HIGH) as pilot:
        await settled(pilot)
        await pilot.press("n")
        text = " ".join((await settled(pilot)).replace("│", " ").split())
        assert "auditor channels add" in text
        await pilot.press("ctrl+s")  # nothing to ring: the dialog stays
        await settled(pilot)
        assert isinstance(pilot.app.screen, NewCall)
