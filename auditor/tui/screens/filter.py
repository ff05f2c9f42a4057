"""The dialog that narrows the list of calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from auditor.tui.shop_pages import Filter
from auditor.tui.words import outcome


class FilterDialog(Dialog[Filter | None]):
    """Returns the filter, or `None` when it was left as it was."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#filter-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="filter.apply"),
    ]

    def __init__(
        self, now: Filter, scenarios: Mapping[str, str], channels: Sequence[str], outcomes: Sequence[str]
    ) -> None:
        super().__init__()
        self.now = now
        self.scenarios = dict(scenarios)
        self.channels = list(channels)
        self.outcomes = list(outcomes)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Filter")
            box.border_subtitle = _("tab moves on · esc closes")
            yield Label(_("Words"))
            yield Input(
                self.now.text, id="filter-text", placeholder=_("scenario, channel, id…"), compact=True
            )
            yield Label(_("Outcome"))
            yield self._select(
                "outcome", [(str(outcome(key)), key) for key in self.outcomes], self.now.outcome
            )
            yield Label(_("Scenario"))
            scenarios = [(title, id) for id, title in self.scenarios.items()]
            yield self._select("scenario", scenarios, self.now.scenario)
            yield Label(_("Channel"))
            yield self._select("channel", [(id, id) for id in self.channels], self.now.channel)
            with Horizontal(classes="buttons"):
                yield Button(_("Apply"), id="apply", variant="primary")
                yield Button(_("Show all"), id="all")

    def _select(self, name: str, options: list[tuple[str, str]], now: str) -> Select[str]:
        if now and now not in {key for _text, key in options}:
            options = [*options, (now, now)]
        chosen = now or Select.NULL
        return Select(options, prompt=_("any"), value=chosen, id=f"filter-{name}", compact=True)

    def _value(self, name: str) -> str:
        value = self.query_one(f"#filter-{name}", Select).value
        return value if isinstance(value, str) else ""

    def action_apply(self) -> None:
        text = self.query_one("#filter-text", Input).value.strip()
        self.dismiss(Filter(text, self._value("outcome"), self._value("scenario"), self._value("channel")))

    def on_input_submitted(self) -> None:
        self.action_apply()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(Filter())
        else:
            self.action_apply()
