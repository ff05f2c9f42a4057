"""The indicators: what is shown is the core's figure, and Enter leads to exactly the cases that it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from auditor.core.app import App, open_app
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import Entry, Sheet, View, Wanted
from auditor.core.figures.words import interval_words, value_words, why_words
from auditor.i18n import number
from auditor.settings import load_settings
from auditor.tui.app import AuditorUI
from auditor.tui.screens.calls_behind import CallsBehind
from auditor.tui.screens.figures import FiguresScreen
from auditor.tui.screens.ledger import LedgerScreen
from auditor.tui.widgets.chart import Chart
from auditor.tui.widgets.item_list import ItemList
from metrics.complaints.values import Complaint
from tests.auditor.figures.ledgers import AS_OF, fill, invented
from tests.auditor.tui.fakes import FakeCore, rows
from tests.auditor.tui.seeing import HIGH, LOW, seen, settled, told, until

COUNT = 120


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path_factory.mktemp("company")}, {}))
    fill(opened, COUNT)
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path / "home"}, {}))
    yield opened
    opened.close()


def ui_of(core: App) -> AuditorUI:
    ui = AuditorUI(core)
    ui.frozen = True
    ui.today = lambda: date(2026, 6, 30)  # type: ignore[method-assign]
    return ui


async def opened(pilot: Pilot[int], view: View = "resolution", **asked: object) -> FiguresScreen:
    """The screen, as the ledger stood at `AS_OF`, on that view."""
    if not isinstance(pilot.app.screen, FiguresScreen):
        await settled(pilot)
        await pilot.press("9")
        await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, FiguresScreen)
    screen.as_of, screen.view, screen.wanted = AS_OF, view, Wanted(**asked)  # type: ignore[arg-type]
    screen.load()
    await settled(pilot)
    assert screen.sheet is not None
    return screen


def by_the_core(core: App, view: View, wanted: Wanted) -> Sheet:
    figures = Figures(core)
    return figures.sheet(view, figures.select(figures.read(AS_OF), wanted))


@pytest.mark.parametrize("size", [LOW, HIGH])
async def test_shows_the_three_rates_of_the_core(company: App, size: tuple[int, int]) -> None:
    sheet = by_the_core(company, "resolution", Wanted())
    async with ui_of(company).run_test(size=size) as pilot:
        await opened(pilot)
        text = await settled(pilot)
    figure = sheet.sections[0].entries[0].figure
    assert value_words(figure) in text
    assert interval_words(figure) in text
    assert f"n = {number(figure.n, 0)}" in text
    assert "ventana de 7 días" in text
    assert max(len(line) for line in text.split("\n")) <= size[0]


async def test_every_entry_of_a_view_says_what_the_core_says(company: App) -> None:
    views: tuple[View, ...] = ("resolution", "time", "weeks", "causes", "operators", "owners", "said")
    async with ui_of(company).run_test(size=LOW) as pilot:
        for view in views:
            screen = await opened(pilot, view, measure="confirmed")
            drawn = {item.key: item.draw(76) for item in screen.query_one("#figures", ItemList).items}
            for entry in by_the_core(company, view, Wanted(measure="confirmed")).entries:
                text = "\n".join(line.plain for line in drawn[entry.key])
                assert value_words(entry.figure) in text, (view, entry.key)
                assert interval_words(entry.figure) in text, (view, entry.key)
                assert all(len(line.plain) <= 76 for line in drawn[entry.key])
                if entry.figure.value is None:
                    assert why_words(entry.figure) in text  # not measured, and why


OPENED: tuple[tuple[View, tuple[str, ...]], ...] = (
    (
        "resolution",
        ("fcr.no_repeat_7d", "fcr.confirmed@segment=A", "overlap.yes.yes.unknown", "window.30"),
    ),
    ("time", ("resolution.median_days", "times.open", "deadline.ES-14")),
    ("weeks", ("weeks.centre",)),
    ("causes", ("cause.baja",)),
    ("operators", ("beside.Norte.base", "operator.in_house")),
    ("owners", ("ownership.without_owner",)),
    ("said", ("said.baja/Sur",)),
)


async def test_enter_opens_exactly_the_cases_counted(company: App) -> None:
    async with ui_of(company).run_test(size=LOW) as pilot:
        for view, keys in OPENED:
            sheet = by_the_core(company, view, Wanted(measure="confirmed"))
            screen = await opened(pilot, view, measure="confirmed")
            for key in keys:
                await _opens(pilot, screen, sheet.entry(key))


async def _opens(pilot: Pilot[int], screen: FiguresScreen, entry: Entry | None) -> None:
    assert entry is not None
    assert entry.figure.n
    screen.query_one("#figures", ItemList).select(entry.key)
    await pilot.press("enter")
    await settled(pilot)
    ledger = pilot.app.screen
    assert isinstance(ledger, LedgerScreen)
    assert {row.id for row in ledger.rows} == set(entry.counted()), entry.key
    assert ledger.total == entry.figure.n
    assert f"n = {number(entry.figure.n, 0)}" in (ledger.heading or "")
    await pilot.press("escape")
    await settled(pilot)
    assert pilot.app.screen is screen
    assert screen.entry == entry


async def test_those_against_and_those_left_out(company: App) -> None:
    entry = by_the_core(company, "resolution", Wanted()).entry("fcr.claimed")
    assert entry is not None
    async with ui_of(company).run_test(size=LOW) as pilot:
        await opened(pilot)
        for pressed, part in (("a", "against"), ("o", "left_out")):
            await pilot.press(pressed)
            await settled(pilot)
            ledger = pilot.app.screen
            assert isinstance(ledger, LedgerScreen)
            assert {row.id for row in ledger.rows} == set(entry.part(part) or ())
            assert ledger.rows
            await pilot.press("escape")
            await settled(pilot)


async def test_window_groups_and_measure_by_their_keys(company: App) -> None:
    async with ui_of(company).run_test(size=HIGH) as pilot:
        screen = await opened(pilot)
        await pilot.press("w")
        assert "en 14 días" in await settled(pilot)
        await pilot.press("w", "w")
        await settled(pilot)
        assert screen.wanted.window_days == 7
        await pilot.press("b")
        text = await settled(pilot)
        assert "por tema" in text
        assert screen.sheet is not None
        assert any(section.title == ("topic", "baja") for section in screen.sheet.sections)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert screen.view == "weeks"
        await pilot.press("m")
        assert "según quien atiende" in await settled(pilot)
        assert not screen.check_action("group", ())


async def test_the_filter_narrows_and_x_shows_all_again(company: App) -> None:
    async with ui_of(company).run_test(size=LOW) as pilot:
        screen = await opened(pilot)
        await pilot.press("slash")
        await settled(pilot)
        dialog = pilot.app.screen
        dialog.query_one("#filter-first", Input).value = "1/3/2026"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert pilot.app.screen is dialog
        assert "2026-03-31" in told(pilot)  # how a day is written
        dialog.query_one("#filter-first", Input).value = "2026-03-01"
        dialog.query_one("#filter-topic", Select).value = "baja"
        assert "Paquete de normas" in seen(dialog)  # all of it fits the small screen
        await pilot.press("ctrl+s")
        text = await settled(pilot)
        assert "⌕ baja" in text
        wanted = Wanted(first=date(2026, 3, 1), topic="baja")
        assert screen.sheet is not None
        assert screen.sheet.entries[0].figure == by_the_core(company, "resolution", wanted).entries[0].figure
        assert 0 < screen.sheet.n < COUNT
        await pilot.press("x")
        await settled(pilot)
        assert screen.wanted == Wanted()


async def test_each_chart_is_drawn_on_the_small_screen(company: App) -> None:
    views: tuple[View, ...] = ("resolution", "time", "weeks", "causes", "operators", "owners")
    async with ui_of(company).run_test(size=LOW) as pilot:
        for view in views:
            screen = await opened(pilot, view)
            caption = screen.query_one(Chart).caption
            assert caption, view
            text = await settled(pilot)
            assert "%" in text.split(caption[:20])[-1], view
        await pilot.press("v")
        await settled(pilot)
        assert not screen.query_one("#figures").display
        await pilot.press("v")
        await settled(pilot)
        assert not screen.query_one("#figures-beside").display


async def test_an_empty_ledger_says_what_to_do(empty: App) -> None:
    async with ui_of(empty).run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.press("9")
        text = await settled(pilot)
        assert "auditor sample" in text
        await pilot.press("left_square_bracket")
        assert "No medido" in await settled(pilot)  # contradictions rest on calls, not on the ledger


async def test_a_complaint_noted_meanwhile_counts_on_return(empty: App) -> None:
    made = fill(empty, 20)
    async with ui_of(empty).run_test(size=LOW) as pilot:
        screen = await opened(pilot)
        assert screen.ledger is not None
        assert len(screen.ledger.complaints) == len(made)
        await pilot.press("6")
        await settled(pilot)
        empty.complaints.ledger.add(invented_one(), "test")
        await pilot.press("9")
        await settled(pilot)
        assert screen.ledger is not None
        assert len(screen.ledger.complaints) == len(made) + 1


async def test_a_change_of_language_changes_every_word(company: App) -> None:
    async with ui_of(company).run_test(size=HIGH) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        text = await settled(pilot)
        assert "No repeat contact within 7 days" in text
        assert "Resueltas" not in text


async def test_what_callers_said_leads_to_their_complaints(company: App) -> None:
    sheet = by_the_core(company, "said", Wanted())
    async with ui_of(company).run_test(size=HIGH) as pilot:
        screen = await opened(pilot, "said")
        items = screen.query_one("#figures-told", ItemList)
        items.focus()
        await pilot.press("enter")
        await settled(pilot)
        ledger = pilot.app.screen
        assert isinstance(ledger, LedgerScreen)
        assert {row.id for row in ledger.rows} <= set(sheet.entries[0].counted())
        assert ledger.rows


def invented_one() -> Complaint:
    return replace(invented(1, seed=9)[0], id="later")


def test_an_entry_is_its_key(company: App) -> None:
    """Two reads of one ledger give equal entries: the cursor stays where it was after a reload."""
    one, two = (by_the_core(company, "resolution", Wanted()).entries[0] for _each in range(2))
    assert isinstance(one, Entry)
    assert one == two


async def test_behind_a_contradiction_are_only_its_calls() -> None:
    core = FakeCore()
    core.shops.rows = rows(30)
    wanted = tuple(row.id for row in core.shops.rows[:4])
    ui = AuditorUI(core)
    async with ui.run_test(size=LOW) as pilot:
        await settled(pilot)
        await pilot.app.push_screen(CallsBehind(wanted, "¿Me pueden devolver el dinero?: 2"))
        text = await until(pilot, "Llamadas 1–4 de 4")
        screen = pilot.app.screen
        assert isinstance(screen, CallsBehind)
        assert {row.id for row in screen.rows} == set(wanted)
        assert "¿Me pueden devolver el dinero?" in text
        await pilot.press("slash", *"horario", "enter")
        text = await until(pilot, "«horario»")
        assert {row.id for row in screen.rows} < set(wanted)
        await pilot.press("x")  # whatever is cleared, the calls stay those of the figure
        await until(pilot, "Llamadas 1–4 de 4")
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, CallsBehind)


async def test_the_cursor_stays_in_sight(company: App) -> None:
    """A change of measure keeps the entry under the cursor, wherever it now stands; a new view begins above."""
    async with ui_of(company).run_test(size=LOW) as pilot:
        screen = await opened(pilot, "operators")
        figures = screen.query_one("#figures", ItemList)
        figures.select("operator.in_house")
        for _each in range(2):
            await pilot.press("m")
            await settled(pilot)
            assert screen.entry is not None
            assert screen.entry.key == "operator.in_house"
            assert any("▌" in line and "personal propio" in line for line in seen(screen).split("\n"))
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert figures.scroll_offset.y == 0
