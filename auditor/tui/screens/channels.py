"""The register of own channels: which lines may be called, who answers for them, how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType

from auditor.i18n import N_, _, number
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading
from auditor.tui.formats import moment
from auditor.tui.screens.browse import BrowseScreen
from auditor.tui.screens.prompts import PromptsScreen
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.wrap import wrapped

if TYPE_CHECKING:
    from auditor.channel import OwnChannel


class ChannelsScreen(BrowseScreen):
    """Browses the register; `auditor channels add` adds a line, with the statement that it is one's own."""

    SECTION = "channels"
    TITLE_OF_LIST = N_("Own channels")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Prompts"), id="channels.prompts"),
    ]

    def entries(self) -> Sequence[Item]:
        return [Item(c.id, lambda width, c=c: self._line(c, width), c) for c in self.core.channels.list()]  # type: ignore[misc]

    def _line(self, channel: OwnChannel, width: int) -> list[Text]:
        return [
            *wrapped(Text(channel.title or channel.id, Style(bold=True)), width),
            *wrapped(Text(f"{channel.id} · {channel.address}", self.ink.tone("dim")), width),
        ]

    def details(self, payload: object) -> Sequence[Item]:
        channel, ink = cast("OwnChannel", payload), self.ink
        caps = channel.caps
        declared = _("{who}, {when}").format(who=channel.declared_by, when=moment(channel.declared_at))
        return [
            heading("channel", channel.title or channel.id, ink),
            fact(_("id"), channel.id, ink),
            fact(_("address"), channel.address, ink),
            fact(_("owner"), channel.owner, ink),
            fact(_("operator"), channel.operator or _("in-house"), ink),
            fact(_("account"), channel.account or _("straight to the address"), ink),
            heading("place", _("Place"), ink),
            fact(_("country"), channel.country, ink),
            fact(_("language"), channel.language, ink),
            fact(_("time zone"), channel.time_zone, ink),
            heading("guard", _("Own-channel guard"), ink),
            fact(_("declared own"), declared, ink),
            fact(_("calls a day"), number(caps.calls_per_day, 0), ink),
            fact(_("agent minutes"), _("{n} a day").format(n=number(caps.agent_minutes_per_day, 0)), ink),
        ]

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """What is recorded on it."""
        entries = self.query_one("#entries", ItemList)
        if entries.current is not None:
            channel = cast("OwnChannel", entries.current.payload)
            self.app.push_screen(PromptsScreen(channel.id))

    def nothing(self) -> tuple[str, str]:
        return (
            _("No own channel is registered"),
            _("Only registered lines of your own company are ever called.")
            + "\n"
            + _("Leave with q and run: auditor channels add"),
        )
