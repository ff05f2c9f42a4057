"""The list of calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.errors import StoreError
from auditor.tui.app import AuditorUI
from auditor.tui.screens.call import CallScreen
from auditor.tui.shop_pages import Filter, ShopPages
from tests.auditor.tui.fakes import FakeCore, rows
from tests.auditor.tui.seeing import HIGH, LOW, settled, told

Make = Callable[..., AuditorUI]


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_shows_what_was_done(make_ui: Make, size: tuple[int, int]) -> None:
    async with make_ui().run_test(size=size) as pilot:
        text = await settled(pilot)
    assert "Llamadas 1–3 de 3" in text
    assert ("20 nov 09:30" if size == LOW else "20 nov 2026 09:30") in text
    assert "✓ completada" in text  # a word beside the colour
    assert "✗ ocupado" in text
    assert "1:59" in text
    assert "40\u00a0%" in text
    assert "Abrir" in text  # the keys are named in the footer
    assert max(len(line) for line in text.split("\n")) <= size[0]


async def test_says_what_to_do_when_there_is_nothing(make_ui: Make, core: FakeCore) -> None:
    core.shops.rows = []
    async with make_ui().run_test(size=LOW) as pilot:
        text = await settled(pilot)
    assert "No hay llamadas todavía" in text
    assert "auditor demo" in text


async def test_pages_of_200(make_ui: Make, core: FakeCore) -> None:
    core.shops.rows = rows(431)
    async with make_ui().run_test(size=LOW) as pilot:
        assert "1–200 de 431" in await settled(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert "401–431 de 431" in await settled(pilot)
        await pilot.press("right_square_bracket")  # there is no further page
        assert "401–431 de 431" in await settled(pilot)
        await pilot.press("left_square_bracket")
        assert "201–400 de 431" in await settled(pilot)


async def test_filter_and_clear(make_ui: Make, core: FakeCore) -> None:
    core.shops.rows = rows(40)
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"horario", "enter")
        text = await settled(pilot)
        assert "1–14 de 14" in text
        assert "⌕ «horario»" in text
        assert "Cobro" not in text
        await pilot.press("x")
        assert "1–40 de 40" in await settled(pilot)


async def test_a_filter_that_nothing_passes_names_the_way_out(make_ui: Make) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"zzz", "enter")
        assert "Pulse x para verlas todas" in await settled(pilot)


async def test_enter_opens_the_call(make_ui: Make, core: FakeCore) -> None:
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CallScreen)
        assert pilot.app.screen.shop_id == core.shops.rows[1].id


async def test_a_store_that_cannot_be_read_is_said(make_ui: Make, core: FakeCore) -> None:
    def fails(_limit: int = 200, _offset: int = 0) -> list[object]:
        raise StoreError("The data folder cannot be read.")

    core.shops.list = fails  # type: ignore[method-assign,assignment]
    async with make_ui().run_test(size=LOW) as pilot:
        await settled(pilot)
        assert "The data folder cannot be read." in told(pilot)


def test_a_filtered_page_reads_on_until_it_is_full(core: FakeCore) -> None:
    core.shops.rows = rows(1000)
    pages = ShopPages(core.shops, Filter(outcome="busy"))
    assert len(pages.page(0)) == 200
    assert pages.total() is None  # it has not read to the end: it does not know
    assert len(pages.page(1)) == 50
    assert pages.total() == 250
    assert pages.page(2) == []


def test_a_search_that_nobody_waits_for_ends(core: FakeCore) -> None:
    core.shops.rows = rows(1000)
    pages = ShopPages(core.shops, Filter(text="no such words"))
    assert pages.page(0, go_on=lambda: pages.read < 400) == []
    assert pages.read == 400


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (Filter(), 8),
        (Filter(outcome="busy"), 2),
        (Filter(scenario="consulta-horario"), 3),
        (Filter(channel="linea-averias"), 2),
        (Filter(text="COBRO linea-900"), 4),
        (Filter(text="cobro", outcome="completed"), 1),
    ],
)
def test_what_passes(wanted: Filter, n: int) -> None:
    assert sum(wanted.passes(row) for row in rows(8)) == n
