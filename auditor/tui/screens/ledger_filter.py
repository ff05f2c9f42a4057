"""The dialog that narrows the list of complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from auditor.core.ledger_rows import NOBODY, RowFilter, RowState
from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from auditor.tui.drawing import ledger as drawing
from metrics.complaints.labels import label
from metrics.complaints.values import Segment

FIELDS = ("topic", "channel", "operator", "owner")
NAMES = {
    "state": N_("State"),
    "segment": N_("Segment"),
    "topic": N_("Topic"),
    "channel": N_("Channel"),
    "operator": N_("Operator"),
    "owner": N_("Owner"),
}


class LedgerFilterDialog(Dialog[RowFilter | None]):
    """Returns the filter, or `None` when it was left as it was."""

    CSS_PATH = ["dialog.tcss", "ledger_filter.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#filter-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="ledger-filter.leave"),
        Binding("ctrl+s", "apply", N_("Apply"), id="ledger-filter.apply"),
    ]

    def __init__(self, now: RowFilter, known: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.now = now
        self.known = known

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Filter")
            box.border_subtitle = _("tab moves on · esc closes")
            with Horizontal(classes="field"):
                yield Label(_("Words"))
                yield Input(
                    self.now.text, id="filter-text", placeholder=_("id, key, topic, text…"), compact=True
                )
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
        if name == "state":
            return [(str(drawing.state(each)), each.value) for each in RowState]
        if name == "segment":
            return [(_(label("segment", each)), each.value) for each in Segment]
        words = {"channel": drawing.channel, "operator": drawing.operator}.get(name, str)
        found = [(words(value), value) for value in self.known[name]]
        return [(_("nobody"), NOBODY), *found] if name == "owner" else found

    def action_apply(self) -> None:
        chosen = {name: self._value(name) for name in NAMES}
        text = self.query_one("#filter-text", Input).value.strip()
        self.dismiss(RowFilter(text=text, ids=self.now.ids, **chosen))

    def _value(self, name: str) -> str:
        value = self.query_one(f"#filter-{name}", Select).value
        return value if isinstance(value, str) else ""

    def on_input_submitted(self) -> None:
        self.action_apply()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(RowFilter(ids=self.now.ids))
        else:
            self.action_apply()
