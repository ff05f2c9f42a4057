"""What every screen of ours is: its bindings in the user's language, its text made anew when that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer

from auditor.i18n import _
from auditor.tui.theme import Ink, ink_of
from auditor.tui.widgets.item_list import ItemList
from auditor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from auditor.core.app import App
    from auditor.tui.api import Core
    from auditor.tui.app import AuditorUI

T = TypeVar("T")


def translated(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The bindings with their descriptions in the language in use: footer and help draw these."""
    return {
        key: active._replace(
            binding=replace(active.binding, description=_(active.binding.description))
            if active.binding.description
            else active.binding
        )
        for key, active in bindings.items()
    }


def empty_words(title: str, way_out: str) -> Text:
    """What an empty screen says: that there is nothing, and what to do about it."""
    words = Text(f"{title}\n\n", Style(bold=True), justify="center")
    return words.append(way_out, Style(bold=False))


class Ours:
    """What screens and dialogs share."""

    @property
    def ui(self) -> AuditorUI:
        return cast("AuditorUI", self.app)  # type: ignore[attr-defined]

    @property
    def core(self) -> Core:
        return self.ui.core

    @property
    def whole(self) -> App:
        """The core as the functions over the ledger take it."""
        return cast("App", self.ui.core)

    @property
    def ink(self) -> Ink:
        return ink_of(self.ui.current_theme)

    def under_cursor(self, list_id: str) -> object:
        """What the item under a list's cursor stands for; `None` without one.

        The keys at the foot are drawn, and may be pressed, before all parts of a screen are there.
        """
        for found in self.query(list_id).results(ItemList):  # type: ignore[attr-defined]
            return found.current.payload if found.current else None
        return None

    def action_choose(self) -> None:
        """Enter on the list that has the focus."""
        focused = self.focused  # type: ignore[attr-defined]
        if isinstance(focused, ItemList):
            focused.choose()

    def fill(self) -> None:
        """Puts the content into the widgets: after mounting, after a change of language or theme."""


class Page(Ours, Screen[None]):
    """A whole screen, with the bar above and the keys below."""

    SECTION: ClassVar[str] = ""
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as the base class has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]  # noqa: RUF012

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return translated(super().active_bindings)

    def compose(self) -> ComposeResult:
        yield TopBar(self.SECTION)
        yield from self.body()
        yield Footer()

    def body(self) -> ComposeResult:
        """The widgets between the bar and the keys."""
        yield from ()

    def on_mount(self) -> None:
        self.fill()

    async def reword(self) -> None:
        """Composes the screen anew, in the language that is in use now."""
        focused = self.focused.id if self.focused else None
        await self.recompose()
        self.fill()
        if focused:
            for widget in self.query(f"#{focused}"):
                widget.focus()


class Dialog(Ours, ModalScreen[T]):
    """A dialog; it returns by `dismiss`."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return translated(super().active_bindings)

    def on_mount(self) -> None:
        self.fill()
