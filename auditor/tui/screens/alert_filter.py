"""The dialog that narrows the list of alerts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from auditor.core.alert_filter import SEVERITY_LABELS, AlertFilter
from auditor.i18n import N_, _
from auditor.ledger.alertbook import LABELS
from auditor.tui.base import Dialog
from metrics.complaints.labels import label
from metrics.complaints.values import Segment
from metrics.complaints.watch import AlertKind

NAMES = {
    "kind": N_("What about"),
    "rule": N_("Rule or step"),
    "severity": N_("Severity"),
    "segment": N_("Segment"),
    "state": N_("State"),
}


class AlertFilterDialog(Dialog[AlertFilter | None]):
    """Returns the filter, or `None` when it was left as it was. `rules` are those among the alerts."""

    CSS_PATH = ["dialog.tcss", "alert_filter.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#filter-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="alert-filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="alert-filter.apply"),
    ]

    def __init__(self, now: AlertFilter, rules: Sequence[str]) -> None:
        super().__init__()
        self.now = now
        self.rules = list(rules)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Filter")
            box.border_subtitle = _("tab moves on · esc closes")
            with Horizontal(classes="field"):
                yield Label(_("Words"))
                hint = _("complaint, promise, who…")
                yield Input(self.now.text, id="filter-text", placeholder=hint, compact=True)
            for name, title in NAMES.items():
                with Horizontal(classes="field"):
                    yield Label(_(title))
                    yield self._select(name)
            with Horizontal(classes="buttons"):
                yield Button(_("Apply"), id="apply", variant="primary")
                yield Button(_("Show all"), id="all")

    def _select(self, name: str) -> Select[str]:
        options, now = self._options(name), getattr(self.now, name)
        if now and now not in {key for _text, key in options}:
            options = [*options, (now, now)]
        return Select(options, prompt=_("any"), value=now or Select.NULL, id=f"filter-{name}", compact=True)

    def _options(self, name: str) -> list[tuple[str, str]]:
        match name:
            case "kind":
                return [(_(label("alert_kind", each)), each.value) for each in AlertKind]
            case "rule":
                return [(rule, rule) for rule in self.rules]
            case "severity":
                return [(_(text), each.value) for each, text in SEVERITY_LABELS.items()]
            case "segment":
                return [(_(label("segment", each)), each.value) for each in Segment]
        return [(_(text), each.value) for each, text in LABELS.items()]

    def action_apply(self) -> None:
        text = self.query_one("#filter-text", Input).value.strip()
        self.dismiss(AlertFilter(text=text, **{name: self._value(name) for name in NAMES}))

    def _value(self, name: str) -> str:
        value = self.query_one(f"#filter-{name}", Select).value
        return value if isinstance(value, str) else ""

    def on_input_submitted(self) -> None:
        self.action_apply()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(AlertFilter())
        else:
            self.action_apply()
