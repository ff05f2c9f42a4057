"""A list and what there is to tell of its entry, read in a thread: what alerts and actions share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from auditor.i18n import N_, _, explain
from auditor.tui.base import Page, empty_words
from auditor.tui.widgets.item_list import Item, ItemList


class TwoPanes(Page):
    """Subclasses read the rows, draw them as entries, and tell of one."""

    CSS_PATH = "two_panes.tcss"
    AUTO_FOCUS = "#entries"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "reload", N_("Reload"), id="panes.reload", show=False),
    ]
    TITLE_OF_LIST = ""

    @dataclass
    class Loaded(Message):
        """Rows were read; `run` tells stale answers apart."""

        run: int
        rows: Sequence[object]
        error: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[object] = ()
        self.run_number = 0
        self.known = False

    def body(self) -> ComposeResult:
        with Horizontal(id="panes"):
            entries = ItemList(id="entries", classes="pane")
            entries.border_title = _(self.TITLE_OF_LIST)
            yield entries
            details = ItemList(id="details", classes="pane")
            details.border_title = _("Details")
            yield details
        yield Static(id="panes-empty")

    def read_rows(self, tell: Callable[[Sequence[object]], object]) -> Sequence[object]:
        """The rows, in a thread, each time that the screen comes up; may raise what the core raises.

        What is known before the whole is, may be told.
        """
        raise NotImplementedError

    def entries(self) -> Sequence[Item]:
        """The rows as entries."""
        raise NotImplementedError

    def details(self, payload: object) -> Sequence[Item]:
        """What there is to tell of an entry."""
        raise NotImplementedError

    def nothing(self) -> tuple[str, str]:
        """A title and what to do when there is nothing."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        self.action_reload()

    def action_reload(self) -> None:
        self.run_number += 1
        self.query_one("#entries").loading = not self.known
        self._read(self.run_number)

    @work(thread=True, exclusive=True, exit_on_error=False, group="panes")
    def _read(self, run: int) -> None:
        try:
            rows = self.read_rows(lambda early: self.post_message(self.Loaded(run, early)))
            self.post_message(self.Loaded(run, rows))
        except Exception as error:
            self.post_message(self.Loaded(run, (), explain(error)))

    def on_two_panes_loaded(self, message: Loaded) -> None:
        if message.run != self.run_number:
            return
        if message.error:
            self.notify(message.error, severity="error", timeout=15)
        self.rows, self.known = message.rows, True
        self.query_one("#entries").loading = False
        self.fill()

    def fill(self) -> None:
        if not self.known:
            return
        items = list(self.entries())
        self.set_class(not items, "-empty")
        title, way_out = self.nothing()
        self.query_one("#panes-empty", Static).update(empty_words(title, way_out))
        self.query_one("#entries", ItemList).set_items(items)
        self._describe()

    def _describe(self) -> None:
        try:
            shown = list(self.details(self.chosen)) if self.chosen is not None else []
        except Exception as error:
            self.notify(explain(error), severity="error", timeout=15)
            shown = []
        self.query_one("#details", ItemList).set_items(shown)
        self.refresh_bindings()

    @property
    def chosen(self) -> object:
        """What the entry under the cursor stands for."""
        current = self.query_one("#entries", ItemList).current
        return current.payload if current else None

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        if message.list.id == "entries":
            self._describe()
