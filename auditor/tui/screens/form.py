"""A dialog of a few fields over one act of the core: it stays open, saying why, until the act is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select, Static

from auditor.i18n import N_, _, explain
from auditor.tui.base import Dialog

Act = Callable[[Mapping[str, str]], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: free text, or with `options` (words, value) a choice. `required`: may not stay empty."""

    id: str
    label: str
    value: str = ""
    options: Sequence[tuple[str, str]] | None = None
    placeholder: str = ""
    required: bool = False


class FormDialog(Dialog[bool]):
    """Returns whether the act was done. `about` is a line above the fields, `yes` the button's word."""

    CSS_PATH = ["dialog.tcss", "form.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", N_("Close"), id="form.leave"),
        Binding("ctrl+s", "done", N_("Keep"), id="form.done"),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], act: Act, *, about: str = "", yes: str = ""
    ) -> None:
        super().__init__()
        self.heading = title
        self.fields = list(fields)
        self.act = act
        self.about = about
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = self.heading
            box.border_subtitle = _("tab moves on · ctrl+s keeps · esc closes")
            if self.about:
                yield Static(self.about, classes="form-about")
            for field in self.fields:
                with Horizontal(classes="field"):
                    yield Label(field.label + (" *" if field.required else ""))
                    yield self._widget(field)
            yield Static(id="form-error")
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="leave")
                yield Button(self.yes or _("Keep"), id="done", variant="primary")

    def _widget(self, field: Field) -> Input | Select[str]:
        id = f"field-{field.id}"
        if field.options is None:
            return Input(field.value, id=id, placeholder=field.placeholder, compact=True)
        value = field.value or Select.NULL
        return Select(field.options, prompt=_("choose"), value=value, id=id, compact=True)

    def fill(self) -> None:
        if self.fields:
            self.query_one(f"#field-{self.fields[0].id}").focus()

    def value(self, name: str) -> str:
        """What a field says now, "" for nothing."""
        value = self.query_one(f"#field-{name}", Input | Select).value  # type: ignore[arg-type]
        return value.strip() if isinstance(value, str) else ""

    def action_done(self) -> None:
        values = {field.id: self.value(field.id) for field in self.fields}
        empty = next((field for field in self.fields if field.required and not values[field.id]), None)
        if empty is not None:
            self._say(_("{field} is needed.").format(field=empty.label))
            self.query_one(f"#field-{empty.id}").focus()
            return
        try:
            self.act(values)
        except Exception as error:
            self._say(explain(error))
            return
        self.dismiss(True)

    def _say(self, words: str) -> None:
        self.query_one("#form-error", Static).update(f"✗ {words}")
        self.add_class("-faulty")

    def on_input_submitted(self) -> None:
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "leave":
            self.dismiss(False)
        else:
            self.action_done()
