"""The agenda: what the programme will do on which day, and the plans behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from auditor.i18n import N_, _, explain, ngettext
from auditor.tui.base import Page
from auditor.tui.drawing import agenda as drawing
from auditor.tui.drawing.plan import plan_items
from auditor.tui.formats import day
from auditor.tui.screens.confirm import Confirm
from auditor.tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from auditor.core.views import AgendaRow

DAYS = 14
OPEN = ("planned", "missed", "skipped")
"""The states from which a dated shop can still be carried out."""


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
        Binding("u", "undo", N_("Plan again"), id="agenda.undo"),
        Binding("right_square_bracket", "turn(1)", N_("Later"), id="agenda.later"),
        Binding("left_square_bracket", "turn(-1)", N_("Earlier"), id="agenda.earlier"),
        Binding("t", "today", N_("Today"), id="agenda.today", show=False),
        Binding("r,f5", "reload", N_("Reload"), id="agenda.reload", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.first: date | None = None
        self.rows: list[AgendaRow] = []

    def body(self) -> ComposeResult:
        with Horizontal(id="agenda-body"):
            agenda = ItemList(id="agenda", classes="pane")
            yield agenda
            plans = ItemList(id="plans", classes="pane")
            plans.border_title = _("Plans")
            yield plans
        yield Static(id="agenda-empty")

    def on_screen_resume(self) -> None:
        try:
            self.core.programme.keep_up()  # the shops of the coming days exist only once they are stored
        except Exception as error:
            self.notify(explain(error), severity="error")
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
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.set_class(not plans and not self.rows, "-empty")
        self.query_one("#agenda-empty", Static).update(drawing.nothing())
        agenda = self.query_one("#agenda", ItemList)
        agenda.border_title = f"{day(first)} – {day(last)}"
        n = len(self.rows)
        agenda.border_subtitle = ngettext("{n} call", "{n} calls", n).format(n=n)
        agenda.set_items(drawing.items(self.rows, self.today, self.ink))
        self.query_one("#plans", ItemList).set_items(plan_items(plans, self.ink))
        self.refresh_bindings()

    # doing

    @property
    def row(self) -> AgendaRow | None:
        return cast("AgendaRow | None", self.under_cursor("#agenda"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        state_now = self.row.state if self.row else ""
        if action == "run_now":
            return state_now in OPEN
        if action in ("skip", "cancel"):
            return state_now == "planned"
        if action == "open":
            return bool(state_now) and state_now not in (*OPEN, "cancelled")
        if action == "undo":
            return state_now == "skipped"
        return True

    def on_item_list_moved(self) -> None:
        self.refresh_bindings()

    async def action_open(self) -> None:
        if self.row is not None:
            await self.ui.open_call(self.row.id)

    def action_run_now(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Ring {channel} now with “{scenario}”?").format(
                channel=row.channel_id, scenario=row.scenario_id
            )
            self._ask(ask, _("Ring"), lambda: self.ui.run_planned(row.id))

    def action_skip(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Skip this call? u plans it again; the plan's other dates stay.")
            self._ask(ask, _("Skip"), lambda: self._do(row, self.core.programme.skip))

    def action_cancel(self) -> None:
        row = self.row
        if row is not None:
            ask = _("Cancel this call for good? This cannot be undone; to leave it out for now, skip it.")
            self._ask(ask, _("Cancel it"), lambda: self._do(row, self.core.programme.cancel))

    def _ask(self, question: str, yes: str, then: Callable[[], object]) -> None:
        async def answered(sure: bool | None) -> None:
            if sure:
                done = then()
                if isawaitable(done):
                    await done

        self.app.push_screen(Confirm(question, yes), answered)

    def _do(self, row: AgendaRow, act: Callable[[str], object]) -> None:
        try:
            act(row.id)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.fill()

    def action_undo(self) -> None:
        if self.row is not None:
            self._do(self.row, self.core.programme.unskip)

    def action_turn(self, by: int) -> None:
        self.first = (self.first or self.today) + timedelta(days=by * DAYS)
        self.fill()

    def action_today(self) -> None:
        self.first = None
        self.fill()

    def action_reload(self) -> None:
        self.fill()
