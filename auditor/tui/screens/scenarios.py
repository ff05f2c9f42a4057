"""The library of scenarios: what is asked, step by step, and which files have faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType

from auditor.i18n import N_, _
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note
from auditor.tui.drawing.scenario import fault_lines, scenario_items, scenario_line
from auditor.tui.screens.browse import BrowseScreen
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import wrapped
from scenarios.errors import ScenariosError
from scenarios.library import Entry

if TYPE_CHECKING:
    from scenarios.library import Library


class ScenariosScreen(BrowseScreen):
    """Browses the library; Enter makes a call with the scenario under the cursor."""

    SECTION = "scenarios"
    TITLE_OF_LIST = N_("Scenarios")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "call", N_("Call with this one"), id="scenarios.call"),
    ]

    def entries(self) -> Sequence[Item]:
        library = self.core.library()
        ink = self.ink
        found = [
            Item(id, lambda width, e=entry: scenario_line(e.scenario, ink, width), entry)  # type: ignore[misc]
            for id, entry in sorted(library.entries.items())
        ]
        return [*found, *self._faulty(library)]

    def _faulty(self, library: Library) -> list[Item]:
        if not library.faults:
            return []
        return [
            heading("faults", _("Files with faults"), self.ink),
            *(Item(f"fault-{i}", self._fault_drawer(fault), fault) for i, fault in enumerate(library.faults)),
        ]

    def _fault_drawer(self, fault: ScenariosError):  # type: ignore[no-untyped-def]
        name = str(fault.params.get("file") or fault).rsplit("/", 1)[-1]
        style = Style(bold=True, color=self.ink.tone("error"))
        return lambda width: wrapped(Text(f"✗ {name}", style), width)

    def details(self, payload: object) -> Sequence[Item]:
        if isinstance(payload, Entry):
            file = fact(_("file"), str(payload.path), self.ink)
            return [*scenario_items(payload.scenario, self.ink), file]
        if isinstance(payload, ScenariosError):
            lines = fault_lines(payload)
            return [note(str(i), line, self.ink) for i, line in enumerate(lines)]
        return []

    def nothing(self) -> tuple[str, str]:
        way_out = _("Put a YAML file into the scenarios folder of your data folder.")
        return _("The library has no scenario"), way_out

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "call":
            return self._entry is not None
        return super().check_action(action, parameters)

    @property
    def _entry(self) -> Entry | None:
        current = self.under_cursor("#entries")
        return current if isinstance(current, Entry) else None

    def action_call(self) -> None:
        if self._entry is not None:
            self.ui.new_call(self._entry.scenario.id)
