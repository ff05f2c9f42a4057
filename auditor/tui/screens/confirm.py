"""A question that must be answered before something happens that is not easily undone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from auditor.i18n import N_, _
from auditor.tui.base import Dialog


class Confirm(Dialog[bool]):
    """Returns whether the person is sure. The harmless button has the focus."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", N_("No"), id="confirm.no"),
        Binding("y,s", "dismiss(True)", N_("Yes"), id="confirm.yes"),
        Binding("left", "app.focus_previous", N_("Left"), id="confirm.left", show=False),
        Binding("right", "app.focus_next", N_("Right"), id="confirm.right", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self.question = question
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self.question)
            with Horizontal(classes="buttons"):
                yield Button(_("No"), id="no")
                yield Button(f"{self.yes} (y)", id="yes", variant="error")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
