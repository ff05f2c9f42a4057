"""The list of calls: newest first, 200 a page, filtered on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable, Static

from auditor.i18n import N_, _, explain
from auditor.tui.base import Page
from auditor.tui.formats import clock, count, moment, percent
from auditor.tui.screens.filter import FilterDialog
from auditor.tui.shop_pages import PAGE, Filter, ShopPages
from auditor.tui.words import outcome, outcomes, state

if TYPE_CHECKING:
    from auditor.core.views import ShopRow


class CallsTable(DataTable[Text]):
    """The table; its Enter says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Open"), id="calls.open"),
    ]


class CallsScreen(Page):
    """Enter opens a call; `n` makes a new one."""

    CSS_PATH = "calls.tcss"
    SECTION = "calls"
    AUTO_FOCUS = "#calls"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", N_("Filter"), id="calls.filter"),
        Binding("x", "clear", N_("Clear filter"), id="calls.clear"),
        Binding("right_square_bracket", "turn(1)", N_("Next page"), id="calls.next-page"),
        Binding("left_square_bracket", "turn(-1)", N_("Previous page"), id="calls.previous-page"),
        Binding("r,f5", "reload", N_("Reload"), id="calls.reload", show=False),
    ]

    @dataclass
    class Loaded(Message):
        """A page of rows was read; `run` tells stale answers apart."""

        run: int
        rows: list[ShopRow]
        total: int | None
        error: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self.number = 0
        self.rows: list[ShopRow] = []
        self.total: int | None = None
        self._pages: ShopPages | None = None
        self._run = 0

    def body(self) -> ComposeResult:
        yield Static(id="calls-line")
        yield CallsTable(id="calls", cursor_type="row", zebra_stripes=True)
        yield Static(id="calls-empty")

    def on_mount(self) -> None:
        self.load()

    def on_screen_resume(self) -> None:
        if self._run:
            self.load()

    # reading

    def load(self) -> None:
        """Reads the page anew, from the store."""
        self._pages = ShopPages(self.core.shops, self.filter)
        self.read()

    def read(self) -> None:
        self._run += 1
        self.query_one("#calls", DataTable).loading = not self.rows
        if self._pages is not None:
            self._read(self._run, self.number, self._pages)

    @work(thread=True, exclusive=True, exit_on_error=False, group="calls")
    def _read(self, run: int, number: int, pages: ShopPages) -> None:
        try:
            rows = pages.page(number, lambda: run == self._run)
            self.post_message(self.Loaded(run, rows, pages.total()))
        except Exception as error:  # noqa: BLE001 - whatever the store says is shown, nothing is lost by it
            self.post_message(self.Loaded(run, [], None, explain(error)))

    def on_calls_screen_loaded(self, message: Loaded) -> None:
        if message.run != self._run:
            return
        if message.error:
            self.notify(message.error, title=_("The calls could not be read"), severity="error")
        if not message.rows and self.number > 0 and not message.error:
            self.number -= 1  # there is no such page: stay on the last
            return
        self.rows, self.total = message.rows, message.total
        self.fill()

    # drawing

    def fill(self) -> None:
        table = self.query_one("#calls", DataTable)
        table.loading = False
        kept = self.selected
        table.clear(columns=True)
        wide = self.has_class("-wide")
        for key, name, width in columns(self.size.width):
            table.add_column(_(name), key=key, width=width)
        for row in self.rows:
            table.add_row(*self._cells(row, wide), key=row.id)
        if kept in {row.id for row in self.rows}:
            table.move_cursor(row=table.get_row_index(str(kept)), animate=False)
        self.set_class(not self.rows, "-empty")
        self.query_one("#calls-empty", Static).update(self._empty())
        self.query_one("#calls-line", Static).update(self._line())
        self.refresh_bindings()

    def _cells(self, row: ShopRow, wide: bool) -> list[Text]:
        word = outcome(row.outcome) if row.outcome else state(row.state)
        ink = self.ink
        score = Text(percent(row.score), justify="right") if row.score is not None else Text("–", ink.tone("dim"), justify="right")
        wait = Text(clock(row.wait_s), justify="right") if row.wait_s is not None else Text("–", ink.tone("dim"), justify="right")
        cells = [
            Text(moment(row.at)),
            Text(row.title, no_wrap=True, overflow="ellipsis"),
            Text(row.channel_id, no_wrap=True, overflow="ellipsis"),
            Text(str(word), Style(color=ink.tone(word.tone), bold=True)),
            wait,
            score,
        ]
        return [*cells, Text(str(state(row.state))), Text(row.id, ink.tone("dim"))] if wide else cells

    def _line(self) -> Text:
        first = self.number * PAGE
        total = _("many") if self.total is None else count(self.total)
        line = Text(no_wrap=True, overflow="ellipsis")
        if self.rows:
            shown = _("{first}–{last} of {total}").format(
                first=count(first + 1), last=count(first + len(self.rows)), total=total
            )
            line.append(f"{_('Calls')} {shown}", Style(bold=True))
        if self.filter:
            line.append("   ⌕ " + self._filter_words(), self.ink.tone("accent"))
        return line

    def _filter_words(self) -> str:
        chosen = [
            f"«{self.filter.text}»" if self.filter.text else "",
            str(outcome(self.filter.outcome)) if self.filter.outcome else "",
            self.filter.scenario,
            self.filter.channel,
        ]
        return " · ".join(word for word in chosen if word)

    def _empty(self) -> Text:
        if self.filter:
            return Text(_("No call passes the filter. Press x to see them all."), justify="center")
        words = Text(_("There are no calls yet") + "\n\n", Style(bold=True), justify="center")
        words.append(_("Press n to make one, or leave with q and run `auditor demo`"), Style(bold=False))
        words.append("\n" + _("to see three calls to a practice line, listened to and scored."), Style(bold=False))
        return words

    @property
    def selected(self) -> str | None:
        """The id of the call under the cursor."""
        table = self.query_one("#calls", DataTable)
        if not table.is_valid_row_index(table.cursor_row):
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    # doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "clear":
            return bool(self.filter)
        if action == "turn":
            more = self.total is None or (self.number + 1) * PAGE < self.total
            return more if parameters == (1,) else self.number > 0
        return True

    async def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        if event.row_key.value:
            await self.ui.open_call(event.row_key.value)

    def action_turn(self, by: int) -> None:
        self.number = max(0, self.number + by)
        self.read()

    def action_reload(self) -> None:
        self.load()

    def action_clear(self) -> None:
        self._wanted(Filter())

    def action_filter(self) -> None:
        scenarios = {row.scenario_id: row.title for row in self.rows}
        channels = list(dict.fromkeys(row.channel_id for row in self.rows))
        self.app.push_screen(FilterDialog(self.filter, scenarios, channels, outcomes()), self._wanted)

    def _wanted(self, chosen: Filter | None) -> None:
        if chosen is not None and chosen != self.filter:
            self.filter, self.number = chosen, 0
            self.load()


def columns(width: int) -> list[tuple[str, str, int | None]]:
    """(key, English heading, columns) of the table for a screen of that width."""
    wide = width >= 120
    date, channel, result, wait, score, state_, id_ = 17, 14, 20, 7, 7, 14, 20
    if not wide:
        channel, result, wait, score = 10, 17, 6, 6
    fixed = date + channel + result + wait + score + (state_ + id_ if wide else 0)
    title = max(12, width - 2 - fixed - 2 * (8 if wide else 6))
    found: list[tuple[str, str, int | None]] = [
        ("at", N_("Date"), date),
        ("title", N_("Scenario"), title),
        ("channel", N_("Channel"), channel),
        ("outcome", N_("Outcome"), result),
        ("wait", N_("Wait"), wait),
        ("score", N_("Score"), score),
    ]
    return [*found, ("state", N_("State"), state_), ("id", N_("Id"), id_)] if wide else found
