"""The page of one call: its parts keep in step, figures lead to their second, a person judges."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from auditor.errors import MissingError
from auditor.i18n import use_language
from auditor.tui.app import AuditorUI
from auditor.tui.screens.call import CallScreen
from auditor.tui.widgets.cards import Cards
from auditor.tui.widgets.item_list import ItemList
from auditor.tui.widgets.timeline_view import TimelineView
from tests.auditor.tui.fakes import FakeCore
from tests.auditor.tui.seeing import HIGH, LOW, settled, told
from transcripts.transcript import Segment

Make = Callable[..., AuditorUI]


@asynccontextmanager
async def opened(ui: AuditorUI, size: tuple[int, int] = HIGH) -> AsyncIterator[tuple[Pilot[Any], CallScreen]]:
    ui.start = ui.core.shops.list()[0].id
    async with ui.run_test(size=size) as pilot:
        await settled(pilot)
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, CallScreen)
        yield pilot, screen


def said(screen: CallScreen) -> str:
    """The words of the segment that has the cursor."""
    current = screen.query_one("#transcript", ItemList).current
    assert current is not None
    assert isinstance(current.payload, Segment)
    return current.payload.text


def at_s(screen: CallScreen) -> float:
    return screen.query_one(TimelineView).cursor_s


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_timeline_and_transcript_are_there(make_ui: Make, size: tuple[int, int]) -> None:
    async with opened(make_ui(), size) as (pilot, _screen):
        text = await settled(pilot)
    assert "empresa │" in text
    assert "nosotros│" in text
    assert "♪ música" in text
    assert "Buenos días, le atiende Marta" in text
    assert "Nota 40\u00a0%" in text
    assert max(len(line) for line in text.split("\n")) <= size[0]


async def test_moving_in_the_timeline_moves_the_transcript(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        for _turn in range(40):
            if at_s(screen) >= 45:
                break
            await pilot.press("full_stop")  # from one event to the next
        assert at_s(screen) == pytest.approx(45.0)
        assert said(screen).startswith("Contrate ahora")
        assert "▼ 0:45,0 ▓ mensaje de espera" in await settled(pilot)


async def test_moving_in_the_transcript_moves_the_timeline(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        await pilot.press("tab", "down", "down")
        await settled(pilot)
        assert said(screen).startswith("Contrate ahora")
        assert at_s(screen) == pytest.approx(45.0)
        await pilot.press("end")
        await settled(pilot)
        assert at_s(screen) == pytest.approx(156.0)


async def test_arrows_zoom_and_pan(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        timeline = screen.query_one(TimelineView)
        column_s = timeline.view.per_column_s
        await pilot.press("right", "right", "shift+right")
        assert at_s(screen) == pytest.approx(12 * column_s)
        await pilot.press("plus", "plus")
        assert timeline.view.end_s - timeline.view.start_s == pytest.approx(40.0)
        await pilot.press("ctrl+right")
        assert timeline.view.start_s <= at_s(screen) <= timeline.view.end_s
        await pilot.press("end")
        assert at_s(screen) == pytest.approx(160.0)
        assert timeline.view.end_s == pytest.approx(160.0)
        await pilot.press("0")
        assert (timeline.view.start_s, timeline.view.end_s) == (0.0, 160.0)
        await pilot.press("home", "left")
        assert at_s(screen) == 0.0


async def figure_under_cursor(pilot: Pilot[Any], screen: CallScreen, key: str) -> None:
    cards = screen.query_one(Cards)
    cards.focus_list()
    for _turn in range(60):
        if cards.list.current and cards.list.current.key == key:
            return
        await pilot.press("down")
    raise AssertionError(key)


async def test_enter_on_a_figure_leads_to_its_second_and_its_words(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        await figure_under_cursor(pilot, screen, "figure-hold.advertising_share")
        await pilot.press("enter")
        await settled(pilot)
        assert at_s(screen) == pytest.approx(45.0)
        timeline = screen.query_one(TimelineView)
        assert timeline.bright == ((45.0, 50.2), (85.0, 90.2))
        assert "▔▔" in await settled(pilot)
        assert said(screen).startswith("Contrate ahora")
        await pilot.press("enter")  # again: the next piece of evidence
        await settled(pilot)
        assert at_s(screen) == pytest.approx(85.0)
        await pilot.press("enter")
        await settled(pilot)
        assert at_s(screen) == pytest.approx(45.0)


async def test_what_was_not_measured_says_why(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        text = await settled(pilot)
        assert "no medido" in text
        assert "no se pulsó" in text or "no key was pressed" in text
        await figure_under_cursor(pilot, screen, "figure-wait.request_to_human_s")
        await pilot.press("enter")
        await settled(pilot)
        assert "no se cita nada" in told(pilot)


async def test_interval_n_and_counts_are_shown(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, _screen):
        text = await settled(pilot)
    assert "67\u00a0%" in text
    assert "n = 3" in text
    assert "21\u00a0% a 94\u00a0%" in text
    assert "▸2" in text


async def test_cards(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "¿Da una clave de incidencia?" in text
        assert "✗ no" in text
        assert "«No hace falta»" in text
        await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "2 veces" in text
        assert "ritmo no medido" in text
        await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "no sirve a nadie" in text
        assert "→ tecla 2" in text
        await pilot.press("right_square_bracket")
        await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "PCMA" in text
        assert "4 (0,05\u00a0%)" in text
        assert screen.query_one(Cards).number == 5


async def test_rules_broken_kept_and_not_assessable_each_with_its_source(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        for _ in range(4):
            await pilot.press("right_square_bracket")
        text = await settled(pilot)
        assert "Incumplidas · 1" in text
        assert "ES-11" in text
        assert "L10 art. 11.1" in text
        assert "no estaba en vigor el día de esta llamada" in text
        await pilot.press("enter")
        await settled(pilot)
        assert at_s(screen) == 145.2


async def test_a_narrow_screen_shows_one_part_at_a_time(make_ui: Make) -> None:
    async with opened(make_ui(), LOW) as (pilot, screen):
        assert not screen.query_one(Cards).display
        await pilot.press("v")
        text = await settled(pilot)
        assert screen.query_one(Cards).display
        assert not screen.query_one("#transcript").display
        assert "Medidas" in text


async def judge(pilot: Pilot[Any], screen: CallScreen, *, note: str, button: str) -> None:
    await pilot.press("right_square_bracket")
    await settled(pilot)
    await pilot.press("e")
    await settled(pilot)
    pilot.app.screen.query_one("#note").focus()
    await pilot.press(*note)
    pilot.app.screen.query_one(f"#{button}").focus()
    await pilot.press("enter")
    await settled(pilot)
    assert pilot.app.screen is screen


async def test_a_judgement_stands_beside_the_machines(make_ui: Make, core: FakeCore) -> None:
    ui = make_ui()
    ui.who = "ana"
    async with opened(ui) as (pilot, screen):
        await judge(pilot, screen, note="luego", button="yes")
        text = await settled(pilot)
        assert [(r.check, r.answer, r.who, r.note) for r in core.shops.kept] == [
            ("clave", "yes", "ana", "luego")
        ]
        assert "ana: ✓ sí (distinto de la máquina)" in text
        assert "«luego»" in text
        assert "✗ no" in text  # the machine's answer is still there
        await pilot.press("u")
        await settled(pilot)
        assert "ana: ✓ sí" not in await settled(pilot)
        assert core.shops.kept[0].undone_at is not None  # taken back, not deleted


async def test_nobody_judges_without_a_name(make_ui: Make, core: FakeCore) -> None:
    ui = make_ui()
    ui.who = ""
    async with opened(ui) as (pilot, _screen):
        await pilot.press("right_square_bracket")
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        pilot.app.screen.query_one("#no").focus()
        await pilot.press("enter")
        await settled(pilot)
        assert "Diga quién juzga" in told(pilot)
    assert core.shops.kept == []


async def test_replay_from_the_cursor(make_ui: Make) -> None:
    asked: list[float] = []
    silent = threading.Event()

    def player(_page: object, from_s: float, _to_s: float | None, stop: threading.Event | None) -> None:
        asked.append(from_s)
        assert stop is not None
        stop.wait(20)
        silent.set()

    async with opened(make_ui(player=player)) as (pilot, screen):
        screen.query_one(TimelineView).move_to(45.0)
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        assert "Suena desde 0:45" in told(pilot)
        await pilot.press("space")  # a second press stops it
        await settled(pilot)
        assert silent.is_set()
    assert asked == [45.0]


async def test_no_sound_device_is_said_in_its_own_words(make_ui: Make) -> None:
    def player(*_arguments: object) -> None:
        raise MissingError("There is no sound here ({reason}): {path}.", reason="x", path="y")

    async with opened(make_ui(player=player)) as (pilot, _screen):
        await pilot.press("space")
        await settled(pilot)
        assert "(x): y" in told(pilot)


async def test_a_call_without_recording_or_scores(make_ui: Make, core: FakeCore) -> None:
    core.shops.scored, core.shops.contact, core.shops.path = False, None, None
    async with opened(make_ui()) as (pilot, screen):
        text = await settled(pilot)
        assert "No hay grabación de esta llamada" in text
        assert "aún no se ha puntuado" in text
        assert screen.check_action("play", ()) is False


async def test_an_unheard_call_can_be_worked_on(make_ui: Make, core: FakeCore) -> None:
    core.shops.scored = False
    core.run.gate.set()
    async with opened(make_ui()) as (pilot, screen):
        assert "pulse w" in await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert core.run.asked == [("shop", screen.shop_id)]


async def test_an_unknown_call_is_said(make_ui: Make) -> None:
    async with make_ui(start="no-such").run_test(size=LOW) as pilot:
        await settled(pilot)
        assert "Llamadas 1–3 de 3" in await settled(pilot)  # back at the list
        assert "no-such" in told(pilot)


async def test_the_page_changes_its_language(make_ui: Make) -> None:
    async with opened(make_ui()) as (pilot, screen):
        screen.query_one(TimelineView).move_to(65.0)
        await pilot.pause()
        await pilot.press("f2")
        text = await settled(pilot)
        assert "Transcript" in text
        assert "▼ 1:05.0 ▓ hold message" in text  # the cursor stayed where it was
        assert "Transcripción" not in text
        use_language("es")
