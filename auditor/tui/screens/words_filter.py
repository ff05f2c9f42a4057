"""A dialog that narrows a list by words and by choices; each list says which."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from auditor.i18n import _
from auditor.tui.base import Dialog

T = TypeVar("T")


class WordsFilterDialog(Dialog[T | None]):
    """Returns the filter, or `None` when it was left as it was.

    `NAMES` are the choices with their titles; the filter has a field of each name and `text`, "" where it
    lets everything pass.
    """

    CSS_PATH = ["dialog.tcss", "words_filter.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#filter-text"
    NAMES: ClassVar[Mapping[str, str]]

    def __init__(self, now: T) -> None:
        super().__init__()
        self.now = now

    @abstractmethod
    def hint(self) -> str:
        """What the words are looked for in."""

    @abstractmethod
    def options(self, name: str) -> list[tuple[str, str]]:
        """(text, value) of what this field can be set to."""

    @abstractmethod
    def made(self, **fields: str) -> T:
        """The filter with these fields; without any it shows all."""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("Filter")
            box.border_subtitle = _("tab moves on · esc closes")
            with Horizontal(classes="field"):
                yield Label(_("Words"))
                text: str = getattr(self.now, "text")  # noqa: B009 - T has it, by contract
                yield Input(text, id="filter-text", placeholder=self.hint(), compact=True)
            for name, title in self.NAMES.items():
                with Horizontal(classes="field"):
                    yield Label(_(title))
                    yield self._select(name)
            with Horizontal(classes="buttons"):
                yield Button(_("Apply"), id="apply", variant="primary")
                yield Button(_("Show all"), id="all")

    def _select(self, name: str) -> Select[str]:
        options, now = self.options(name), getattr(self.now, name)
        if now and now not in {key for _text, key in options}:
            options = [*options, (now, now)]
        return Select(options, prompt=_("any"), value=now or Select.NULL, id=f"filter-{name}", compact=True)

    def action_apply(self) -> None:
        text = self.query_one("#filter-text", Input).value.strip()
        self.dismiss(self.made(text=text, **{name: self._value(name) for name in self.NAMES}))

    def _value(self, name: str) -> str:
        value = self.query_one(f"#filter-{name}", Select).value
        return value if isinstance(value, str) else ""

    def on_input_submitted(self) -> None:
        self.action_apply()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "all":
            self.dismiss(self.made())
        else:
            self.action_apply()
