"""What the keys of the ledger do: turning pages, filtering, sorting, opening a complaint."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widgets import DataTable

from auditor.core import complaint_acts
from auditor.core.ledger_rows import PAGE, SORT_LABELS, LedgerRow, RowFilter, Sort, values_of
from auditor.i18n import _, explain
from auditor.tui.base import Page
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.screens.complaint_forms import new_complaint
from auditor.tui.screens.form import FormDialog
from auditor.tui.screens.importing import ImportScreen
from auditor.tui.screens.ledger_filter import FIELDS, LedgerFilterDialog


class LedgerActs(Page):
    """Keys over the rows that are on screen."""

    filter: RowFilter
    everything: RowFilter
    sort: Sort
    number: int
    rows: list[LedgerRow]
    total: int | None

    def load(self) -> None:
        """Reads the list anew."""
        raise NotImplementedError

    def read(self) -> None:
        """Reads the present page."""
        raise NotImplementedError

    @property
    def selected(self) -> str | None:
        """The id of the complaint under the cursor."""
        table = self.query_one("#ledger", DataTable)
        if not table.is_valid_row_index(table.cursor_row):
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return self.everything.ids is not None
        if action == "clear":
            return bool(self.filter)
        if action in ("import", "add"):
            return self.everything.ids is None
        if action == "turn":
            more = self.total is None or (self.number + 1) * PAGE < self.total
            return more if parameters == (1,) else self.number > 0
        return True

    async def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        if event.row_key.value:
            await self.app.push_screen(ComplaintScreen(event.row_key.value))

    def action_back(self) -> None:
        self.dismiss()

    async def action_import(self) -> None:
        await self.app.push_screen(ImportScreen())

    def action_add(self) -> None:
        """Notes a complaint by hand, and shows it."""
        made: list[str] = []

        def add(values: Mapping[str, str]) -> None:
            made.append(complaint_acts.add(self.whole, values).id)

        async def noted(done: bool | None) -> None:
            if done:
                await self.app.push_screen(ComplaintScreen(made[-1]))

        self.app.push_screen(FormDialog(_("A complaint"), new_complaint(), add), noted)

    def action_turn(self, by: int) -> None:
        self.number = max(0, self.number + by)
        self.read()

    def action_reload(self) -> None:
        self.load()

    def action_sort(self) -> None:
        order = list(Sort)
        self.sort = order[(order.index(self.sort) + 1) % len(order)]
        self.number = 0
        self.notify(_(SORT_LABELS[self.sort]), timeout=2)
        self.load()

    def action_clear(self) -> None:
        self._wanted(self.everything)

    def action_filter(self) -> None:
        try:
            known = {name: values_of(self.whole, name) for name in FIELDS}
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.app.push_screen(LedgerFilterDialog(self.filter, known), self._wanted)

    def _wanted(self, chosen: RowFilter | None) -> None:
        if chosen is not None and chosen != self.filter:
            self.filter, self.number = chosen, 0
            self.load()
