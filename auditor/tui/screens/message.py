"""A message to be read: a refusal with its rule and the way out, what is missing, about this program."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from auditor import __version__
from auditor.errors import MissingError, RefusedError
from auditor.i18n import N_, _, explain
from auditor.tui.base import Dialog


class MessageBox(Dialog[None]):
    """A title, words, and one button."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#close"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", N_("Close"), id="message.close"),
    ]

    def __init__(self, title: str, words: Text) -> None:
        super().__init__()
        self.heading = title
        self.words = words

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = self.heading
            yield Static(self.words)
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="close", variant="primary")

    def on_button_pressed(self) -> None:
        self.dismiss(None)


def of_error(error: BaseException) -> MessageBox:
    """A refusal names its rule and how it is lifted; everything else is said in its own words."""
    if isinstance(error, RefusedError):
        words = Text(explain(error) + "\n\n")
        words.append(_("Rule") + ": ", Style(bold=True)).append(error.rule + "\n")
        lift = _(error.lift).format(**error.params) if error.lift else ""
        words.append(_("How to lift it") + ": ", Style(bold=True)).append(lift)
        return MessageBox("✋ " + _("A guardrail refused"), words)
    title = _("Something needed is missing") if isinstance(error, MissingError) else _("It did not work")
    return MessageBox(title, Text(explain(error)))


def about() -> MessageBox:
    """What this program is."""
    words = Text(f"Auditor {__version__}\n\n", Style(bold=True))
    words.append(
        _("Mystery calls to your own lines: what a caller hears, which way a caller walks,"),
        Style(bold=False),
    )
    words.append(" " + _("and whether the complaint was resolved.") + "\n\n", Style(bold=False))
    words.append(
        _("Everything stays on this machine until someone exports it. MIT licence."), Style(bold=False)
    )
    return MessageBox(_("About"), words)
