"""The agenda: what the programme will do on which day, and the plans behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from auditor.i18n import N_, _, explain, ngettext
from auditor.tui.base import Page
from auditor.tui.drawing.figures import heading, note
from auditor.tui.drawing.plan import plan_items
from auditor.tui.formats import day, local
from auditor.tui.screens.confirm import Confirm
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.wrap import spread
from auditor.tui.words import state

if TYPE_CHECKING:
    from auditor.core.views import AgendaRow

DAYS = 14


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to a dated shop, so that it can be taken back."""

    row: AgendaRow
    what: str


class AgendaScreen(Page):
    """Two weeks at a time; `t` goes back to today."""

    CSS_PATH = "agenda.tcss"
    SECTION = "agenda"
    AUTO_FOCUS = "#agenda"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "run_now", N_("Run now"), id="agenda.run"),
        Binding("o", "open", N_("Open"), id="agenda.open"),
        Binding("s", "skip", N_("Skip"), id="agenda.skip"),
        Binding("delete,d", "cancel", N_("Cancel"), id="agenda.cancel"),
        Binding("u", "undo", N_("Undo"), id="agenda.undo"),
        Binding("right_square_bracket", "turn(1)", N_("Later"), id="agenda.later"),
        Binding("left_square_bracket", "turn(-1)", N_("Earlier"), id="agenda.earlier"),
        Binding("t", "today", N_("Today"), id="agenda.today", show=False),
        Binding("r,f5", "reload", N_("Reload"), id="agenda.reload", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.first: date | None = None
        self.rows: list[AgendaRow] = []
        self._done: Done | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="agenda-body"):
            agenda = ItemList(id="agenda", classes="pane")
            yield agenda
            plans = ItemList(id="plans", classes="pane")
            plans.border_title = _("Plans")
            yield plans
        yield Static(id="agenda-empty")

    def on_screen_resume(self) -> None:
        self.fill()

    @property
    def today(self) -> date:
        return self.ui.today()

    def fill(self) -> None:
        first = self.first or self.today
        last = first + timedelta(days=DAYS - 1)
        try:
            plans = list(self.core.programme.plans())
            self.rows = sorted(self.core.programme.agenda(first, last), key=lambda row: row.local_time)
        except Exception as error:  # noqa: BLE001 - said to the person
            self.notify(explain(error), severity="error")
            return
        self.set_class(not plans and not self.rows, "-empty")
        self.query_one("#agenda-empty", Static).update(self._empty())
        agenda = self.query_one("#agenda", ItemList)
        agenda.border_title = f"{day(first)} – {day(last)}"
        n = len(self.rows)
        agenda.border_subtitle = ngettext("{n} call", "{n} calls", n).format(n=n)
        agenda.set_items(self._items())
        self.query_one("#plans", ItemList).set_items(plan_items(plans, self.ink))
        self.refresh_bindings()

    def _items(self) -> list[Item]:
        items: list[Item] = []
        for date_text, rows in groupby(self.rows, key=lambda row: row.local_time[:10]):
            items.append(heading(date_text, self._day(date.fromisoformat(date_text)), self.ink))
            items += [Item(row.id, lambda width, r=row: self._row(r, width), row) for row in rows]  # type: ignore[misc]
        return items or [note("no-rows", _("Nothing is planned in these two weeks."), self.ink)]

    def _day(self, when: date) -> str:
        near = {0: _("today"), 1: _("tomorrow")}.get((when - self.today).days)
        return f"{day(when)} ({near})" if near else day(when)

    def _row(self, row: AgendaRow, width: int) -> list[Text]:
        when = local(row.local_time, own_offset=True)
        word = state(row.state)
        left = Text(f"{when:%H:%M}  " if when else "  –    ", Style(bold=True))
        left.append(row.scenario_id).append(f"  →  {row.channel_id}", self.ink.tone("dim"))
        return spread(left, Text(str(word), Style(bold=True, color=self.ink.tone(word.tone))), width)

    def _empty(self) -> Text:
        words = Text(_("There is no programme yet") + "\n\n", Style(bold=True), justify="center")
        words.append(_("Leave with q and run: auditor plan add"), Style(bold=False))
        words.append("\n" + _("(which scenario, on which channel, how often, on which days and hours)"), Style(bold=False))
        return words

    # doing

    @property
    def row(self) -> AgendaRow | None:
        current = self.query_one("#agenda", ItemList).current
        return cast("AgendaRow | None", current.payload) if current else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("run_now", "skip", "cancel"):
            return self.row is not None and self.row.state in ("planned", "missed")
        if action == "open":
            return self.row is not None and self.row.state not in ("planned", "missed", "skipped", "cancelled")
        if action == "undo":
            return self._done is not None and hasattr(self.core.programme, "undo")
        return True

    def on_item_list_moved(self) -> None:
        self.refresh_bindings()

    async def action_open(self) -> None:
        if self.row is not None:
            await self.ui.open_call(self.row.id)

    def action_run_now(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Ring {channel} now with “{scenario}”?").format(channel=row.channel_id, scenario=row.scenario_id)
            self._ask(ask, _("Ring"), lambda: self.ui.run_planned(row.id))

    def action_skip(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Skip this call? The plan's next dates stay.")
            self._ask(ask, _("Skip"), lambda: self._do(row, "skip", self.core.programme.skip))

    def action_cancel(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Cancel this call? It will not be made.")
            self._ask(ask, _("Cancel it"), lambda: self._do(row, "cancel", self.core.programme.cancel))

    def _ask(self, question: str, yes: str, then: Callable[[], None]) -> None:
        self.app.push_screen(Confirm(question, yes), lambda sure: then() if sure else None)

    def _do(self, row: AgendaRow, what: str, act: Callable[[str], object]) -> None:
        try:
            act(row.id)
        except Exception as error:  # noqa: BLE001 - said to the person
            self.notify(explain(error), severity="error")
            return
        self._done = Done(row, what)
        self.fill()

    def action_undo(self) -> None:
        undo = cast("Callable[[str], object] | None", getattr(self.core.programme, "undo", None))
        if self._done is not None and undo is not None:
            row, self._done = self._done.row, None
            try:
                undo(row.id)
            except Exception as error:  # noqa: BLE001
                self.notify(explain(error), severity="error")
            self.fill()

    def action_turn(self, by: int) -> None:
        self.first = (self.first or self.today) + timedelta(days=by * DAYS)
        self.fill()

    def action_today(self) -> None:
        self.first = None
        self.fill()

    def action_reload(self) -> None:
        self.fill()


