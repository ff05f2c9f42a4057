"""A list at the left, details at the right: what the screens that browse share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from auditor.i18n import N_, _, explain
from auditor.tui.base import Page, empty_words
from auditor.tui.widgets.item_list import Item, ItemList


class BrowseScreen(Page):
    """Subclasses say what the entries are, and what there is to tell of one."""

    CSS_PATH: ClassVar[str | list[str]] = "browse.tcss"  # type: ignore[assignment]
    AUTO_FOCUS = "#entries"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "reload", N_("Reload"), id="browse.reload", show=False),
    ]
    TITLE_OF_LIST = ""
    TITLE_OF_DETAILS = N_("Details")

    def body(self) -> ComposeResult:
        with Horizontal(id="browse"):
            entries = ItemList(id="entries", classes="pane")
            entries.border_title = _(self.TITLE_OF_LIST)
            yield entries
            details = ItemList(id="details", classes="pane")
            details.border_title = _(self.TITLE_OF_DETAILS)
            yield details
        yield Static(id="browse-empty")

    def entries(self) -> Sequence[Item]:
        """The entries; may raise what the core raises."""
        raise NotImplementedError

    def details(self, payload: object) -> Sequence[Item]:
        """What there is to tell of an entry."""
        raise NotImplementedError

    def nothing(self) -> tuple[str, str]:
        """A title and what to do when there is nothing."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        self.fill()

    def fill(self) -> None:
        try:
            items = list(self.entries())
        except Exception as error:
            self.notify(explain(error), severity="error", timeout=15)
            items = []
        self.set_class(not items, "-empty")
        title, way_out = self.nothing()
        self.query_one("#browse-empty", Static).update(empty_words(title, way_out))
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
        return self.under_cursor("#entries")

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        if message.list.id == "entries":
            self._describe()

    def action_reload(self) -> None:
        self.fill()
