"""The list of calls: newest first, 200 a page, filtered on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable, Static

from auditor.i18n import N_, _, explain
from auditor.tui.base import Page, empty_words
from auditor.tui.drawing import calls as drawing
from auditor.tui.screens.filter import FilterDialog
from auditor.tui.shop_pages import PAGE, Filter, ShopPages
from auditor.tui.words import outcomes

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
        except Exception as error:
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
        for key, name, width in drawing.columns(self.size.width):
            table.add_column(_(name), key=key, width=width)
        year = self.ui.today().year
        for row in self.rows:
            table.add_row(*drawing.cells(row, self.ink, wide=wide, this_year=year), key=row.id)
        if kept in {row.id for row in self.rows}:
            table.move_cursor(row=table.get_row_index(str(kept)), animate=False)
        self.set_class(not self.rows, "-empty")
        self.query_one("#calls-empty", Static).update(self._nothing())
        self.query_one("#calls-line", Static).update(
            drawing.line(self.rows, self.number, self.total, self.filter, self.ink)
        )
        self.refresh_bindings()

    def _nothing(self) -> Text:
        if self.filter:
            return empty_words(_("No call passes the filter"), _("Press x to see them all."))
        make = _("Press n to make one, or leave with q and run `auditor demo`")
        see = _("to see three calls to a practice line, listened to and scored.")
        return empty_words(_("There are no calls yet"), f"{make}\n{see}")

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
        scenarios = {row.scenario_id: row.title for row in self.rows if row.scenario_id}
        channels = list(dict.fromkeys(row.channel_id for row in self.rows if row.channel_id))
        self.app.push_screen(FilterDialog(self.filter, scenarios, channels, outcomes()), self._wanted)

    def _wanted(self, chosen: Filter | None) -> None:
        if chosen is not None and chosen != self.filter:
            self.filter, self.number = chosen, 0
            self.load()
