"""The complaint ledger: 200 a page, filtered and sorted; what nobody owns and should stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable, Static

from auditor.core.ledger_rows import LedgerPages, LedgerRow, RowFilter, RowState, Sort
from auditor.i18n import N_, _, explain
from auditor.tui.base import empty_words
from auditor.tui.drawing import ledger as drawing
from auditor.tui.screens.ledger_acts import LedgerActs


class LedgerTable(DataTable[Text]):
    """The table; its Enter says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Open"), id="ledger.open"),
    ]


class LedgerScreen(LedgerActs):
    """All complaints, or with `case_ids` only those, under `title` (the cases behind a figure)."""

    CSS_PATH = "ledger.tcss"
    SECTION = "ledger"
    AUTO_FOCUS = "#ledger"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="ledger.back"),
        Binding("slash", "filter", N_("Filter"), id="ledger.filter"),
        Binding("x", "clear", N_("Show all"), id="ledger.clear"),
        Binding("s", "sort", N_("Sort"), id="ledger.sort"),
        Binding("i", "import", N_("Import"), id="ledger.import"),
        Binding("a", "add", N_("Note one"), id="ledger.add"),
        Binding("right_square_bracket", "turn(1)", N_("Next page"), id="ledger.next-page"),
        Binding("left_square_bracket", "turn(-1)", N_("Previous page"), id="ledger.previous-page"),
        Binding("r,f5", "reload", N_("Reload"), id="ledger.reload", show=False),
    ]

    @dataclass
    class Loaded(Message):
        """A page of rows was read; `run` tells stale answers apart."""

        run: int
        rows: list[LedgerRow]
        total: int | None
        error: str | None = None

    def __init__(self, case_ids: tuple[str, ...] | None = None, title: str | None = None) -> None:
        super().__init__()
        self.everything = RowFilter(ids=None if case_ids is None else frozenset(case_ids))
        self.heading = title
        self.filter = self.everything if case_ids is not None else RowFilter(state=RowState.OPEN)
        self.sort = Sort.IMPORTANCE
        self.number = 0
        self.rows: list[LedgerRow] = []
        self.total: int | None = None
        self._pages: LedgerPages | None = None
        self._run = 0

    def body(self) -> ComposeResult:
        yield Static(id="ledger-line")
        yield LedgerTable(id="ledger", cursor_type="row", zebra_stripes=True)
        yield Static(id="ledger-empty")

    def on_mount(self) -> None:
        """There is nothing to draw before the first page was read."""

    def on_screen_resume(self) -> None:
        self.load()

    # reading

    def load(self) -> None:
        """Reads the page anew, from the store."""
        self._pages = LedgerPages(self.whole, self.filter, self.sort)
        self.read()

    def read(self) -> None:
        self._run += 1
        self.query_one("#ledger", DataTable).loading = not self.rows
        if self._pages is not None:
            self._read(self._run, self.number, self._pages)

    @work(thread=True, exclusive=True, exit_on_error=False, group="ledger")
    def _read(self, run: int, number: int, pages: LedgerPages) -> None:
        try:
            rows = pages.page(number, lambda: run == self._run)
            self.post_message(self.Loaded(run, rows, pages.total()))
        except Exception as error:
            self.post_message(self.Loaded(run, [], None, explain(error)))

    def on_ledger_screen_loaded(self, message: Loaded) -> None:
        if message.run != self._run:
            return
        if message.error:
            self.notify(message.error, title=_("The complaints could not be read"), severity="error")
        if not message.rows and self.number > 0 and not message.error:
            self.number -= 1
            self.read()
            return
        self.rows, self.total = message.rows, message.total
        self.fill()

    # drawing

    def fill(self) -> None:
        table = self.query_one("#ledger", DataTable)
        table.loading = False
        kept, row = self.selected, table.cursor_row
        table.clear(columns=True)
        for key, name, width in drawing.columns(self.size.width):
            table.add_column(_(name), key=key, width=width)
        for each in self.rows:
            table.add_row(*drawing.cells(each, self.ink, wide=self.has_class("-wide")), key=each.id)
        if kept in {each.id for each in self.rows}:
            row = table.get_row_index(str(kept))
        table.move_cursor(row=row, animate=False)
        self.set_class(not self.rows, "-empty")
        self.query_one("#ledger-empty", Static).update(self._nothing())
        if self._pages is not None:
            line = drawing.line(self.rows, self._pages, self.number, self.heading, self.ink)
            self.query_one("#ledger-line", Static).update(line)
        self.refresh_bindings()

    def _nothing(self) -> Text:
        if self.filter:
            return empty_words(_("No complaint passes the filter"), _("Press x to see them all."))
        if self.everything.ids is not None:
            return empty_words(_("There is no case behind this"), _("Press escape to go back."))
        take = _("Press i to import a file, a to note one, or leave with q and run `auditor sample`")
        see = _("to look at a year of an invented company.")
        return empty_words(_("There are no complaints yet"), f"{take}\n{see}")
