"""The library of scenarios: what is asked, step by step, and which questions are answered about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from auditor.i18n import N_, _
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.scenario import scenario_items, scenario_line
from auditor.tui.screens.browse import BrowseScreen
from auditor.tui.widgets.item_list import Item, ItemList
from scenarios.scenario import Scenario


class ScenariosScreen(BrowseScreen):
    """Browses the library; Enter makes a call with the scenario under the cursor."""

    SECTION = "scenarios"
    TITLE_OF_LIST = N_("Scenarios")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "call", N_("Call with it"), id="scenarios.call"),
    ]

    def entries(self) -> Sequence[Item]:
        ink = self.ink
        return [
            Item(s.id, lambda width, s=s: scenario_line(s, ink, width), s)  # type: ignore[misc]
            for s in self.core.library().scenarios.values()
        ]

    def details(self, payload: object) -> Sequence[Item]:
        scenario = cast("Scenario", payload)
        items = scenario_items(scenario, self.ink)
        path = self.core.library().paths.get(scenario.id)
        return [*items, fact(_("file"), str(path), self.ink)] if path else items

    def nothing(self) -> tuple[str, str]:
        return _("The library has no scenario"), _(
            "Put a YAML file into the scenarios folder of your data folder."
        )

    def action_call(self) -> None:
        current = self.query_one("#entries", ItemList).current
        if current is not None:
            self.ui.new_call(current.key)
