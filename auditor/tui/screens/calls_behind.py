"""The list of calls, narrowed to those behind a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from auditor.i18n import N_
from auditor.tui.screens.calls import CallsScreen
from auditor.tui.shop_pages import Filter


class CallsBehind(CallsScreen):
    """Escape goes back to the figure."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="calls-behind.back"),
    ]

    def __init__(self, shop_ids: tuple[str, ...], title: str) -> None:
        super().__init__()
        self.behind = Filter(ids=frozenset(shop_ids), title=title)
        self.filter = self.behind

    def _wanted(self, chosen: Filter | None) -> None:
        """Whatever else is asked for, only calls behind the figure are shown."""
        if chosen is not None:
            super()._wanted(replace(chosen, ids=self.behind.ids, title=self.behind.title))

    def action_back(self) -> None:
        self.dismiss()
