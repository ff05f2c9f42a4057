"""The bar above every screen: the sections with their keys, and what is going on now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from auditor.i18n import N_, _

SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("1", "calls", N_("Calls")),
    ("2", "live", N_("Live")),
    ("3", "agenda", N_("Agenda")),
    ("4", "channels", N_("Channels")),
    ("5", "scenarios", N_("Scenarios")),
    ("6", "ledger", N_("Complaints")),
    ("7", "alerts", N_("Alerts")),
    ("8", "actions", N_("Actions")),
    ("9", "figures", N_("Indicators")),
)


class TopBar(Widget):
    """Draws the sections; `going_on` is the text of a call that is under way, "" for none.

    Over invented data it says so on every screen: nobody shall take a sample for a company's figures.
    """

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; text-wrap: nowrap; }
    TopBar > .top--name { color: $accent; text-style: bold; }
    TopBar > .top--sample { color: $warning; text-style: bold; }
    TopBar > .top--here { background: $primary; color: $background; text-style: bold; }
    TopBar > .top--key { color: $accent; }
    TopBar > .top--live { color: $success; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"top--name", "top--sample", "top--here", "top--key", "top--live"}
    going_on: reactive[str] = reactive("")

    @dataclass
    class Picked(Message):
        """A section was clicked."""

        section: str

    def __init__(self, section: str) -> None:
        super().__init__()
        self.section = section
        self._ends: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        if hasattr(self.app, "going_on"):
            self.watch(self.app, "going_on", self._heard_of)

    def _heard_of(self, going_on: str) -> None:
        self.going_on = going_on

    def render(self) -> Text:
        look = self.get_component_rich_style
        names = self._names()
        name = "Auditor" if names[0][1] else ""
        if self.sample:
            name = _("sample")
        part = "top--sample" if self.sample else "top--name"
        line = Text(f" ◉ {name}".rstrip() + " ", look(part), no_wrap=True, overflow="ellipsis", end="")
        self._ends = [(line.cell_len, "")]
        for (key, section, _name), (name, _whole) in zip(SECTIONS, names, strict=True):
            if section == self.section:
                line.append(f" {key} {name} ", look("top--here"))
            else:
                line.append(f" {key}", look("top--key")).append(f" {name} ", Style())
            self._ends.append((line.cell_len, section))
        if self.going_on:
            line.append(" " * max(1, self.size.width - line.cell_len - len(self.going_on) - 1))
            line.append(self.going_on, look("top--live"))
        return line

    @property
    def sample(self) -> bool:
        return bool(getattr(self.app, "sample", False))

    def _names(self) -> list[tuple[str, bool]]:
        """The sections' names, and whether all are whole: the others are cut before the present one is."""
        whole = [_(name) for _key, _section, name in SECTIONS]
        room = self.size.width - len(self.going_on) - 2
        for letters in range(max(map(len, whole)), 2, -1):
            names = [
                name if section == self.section else name[:letters].rstrip()
                for (_key, section, _n), name in zip(SECTIONS, whole, strict=True)
            ]
            brand = 11 if names == whole else 4 + len(_("sample")) if self.sample else 3
            if brand + sum(len(name) + 4 for name in names) <= room:
                return [(name, names == whole) for name in names]
        return [(name[:3], False) for name in whole]

    def on_click(self, event: Click) -> None:
        section = next((s for end, s in self._ends if event.x < end), "")
        if section:
            self.post_message(self.Picked(section))
