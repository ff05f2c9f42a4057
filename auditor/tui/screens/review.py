"""The dialog in which a person answers a question of the questionnaire, beside the machine."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Static

from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from auditor.tui.drawing.checks import quoted
from auditor.tui.words import answer
from metrics.values import Answer, CheckResult


class Judgement(NamedTuple):
    """A person's answer; `answer` is one of `metrics.values.Answer`."""

    answer: str
    who: str
    note: str


CHOICES = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)


class ReviewDialog(Dialog[Judgement | None]):
    """Returns the judgement, or `None` when there is none."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#yes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="review.leave"),
        Binding("left", "app.focus_previous", N_("Left"), id="review.left", show=False),
        Binding("right", "app.focus_next", N_("Right"), id="review.right", show=False),
    ]

    def __init__(self, check: CheckResult, who: str) -> None:
        super().__init__()
        self.check = check
        self.who = who

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Your judgement")
            box.border_subtitle = _("tab moves on · esc closes")
            yield Static(self.check.ask, classes="ask")
            yield Static(
                _("The machine: {answer}").format(answer=str(answer(self.check.answer))), classes="dim"
            )
            for evidence in self.check.evidence[:3]:
                yield Static(quoted(evidence, self.ink))
            yield Label(_("Note (it stays with the judgement)"))
            yield Input(id="note", compact=True)
            yield Label(_("Who judges"))
            yield Input(self.who, id="who", compact=True)
            with Horizontal(classes="buttons"):
                for choice in CHOICES:
                    yield Button(str(answer(choice)), id=choice.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        who = self.query_one("#who", Input).value.strip()
        if not who:
            self.notify(_("Say who judges."), severity="warning")
            self.query_one("#who").focus()
            return
        self.dismiss(Judgement(event.button.id or "", who, self.query_one("#note", Input).value.strip()))
