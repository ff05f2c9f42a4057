"""The dialog that starts a call: which scenario, on which own channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from auditor.i18n import N_, _
from auditor.tui.base import Dialog
from auditor.tui.drawing.figures import note
from auditor.tui.drawing.scenario import persona_words, scenario_line
from auditor.tui.formats import clock
from auditor.tui.widgets.item_list import Item, ItemList
from auditor.tui.widgets.wrap import wrapped

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from scenarios.scenario import Scenario


class Wanted(NamedTuple):
    """The call that is to be made."""

    scenario: Scenario
    channel: OwnChannel


class NewCall(Dialog[Wanted | None]):
    """Returns what to call, or `None`. Nothing is dialled before the last Enter."""

    CSS_PATH = ["dialog.tcss", "new_call.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#scenarios"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close"), id="new.leave"),
        Binding("enter", "choose", N_("Choose"), id="new.choose"),
        Binding("ctrl+s", "call", N_("Ring"), id="new.call"),
    ]

    def __init__(
        self, scenarios: Mapping[str, Scenario], channels: Sequence[OwnChannel], chosen: str | None = None
    ) -> None:
        super().__init__()
        self.scenarios = {id: s for id, s in scenarios.items() if "phone" in s.channels}
        self.channels = {channel.id: channel for channel in channels if channel.kind == "phone"}
        self.chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as box:
            box.border_title = _("New call")
            box.border_subtitle = _("tab moves on · esc closes")
            with Horizontal(id="choices"):
                scenarios = ItemList(id="scenarios", classes="pane")
                scenarios.border_title = _("Scenario")
                yield scenarios
                channels = ItemList(id="channels", classes="pane")
                channels.border_title = _("Channel")
                yield channels
            with VerticalScroll(id="about"):
                yield Static(id="briefing")
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="leave")
                yield Button(_("Ring"), id="call", variant="primary")

    def fill(self) -> None:
        ink = self.ink
        scenarios = self.query_one("#scenarios", ItemList)
        scenarios.set_items(
            [Item(id, lambda width, s=s: scenario_line(s, ink, width), s) for id, s in self.scenarios.items()]  # type: ignore[misc]
            or [note("none", _("There are no phone scenarios in the library."), ink)]
        )
        scenarios.select(self.chosen)
        channels = self.query_one("#channels", ItemList)
        channels.set_items(
            [Item(id, lambda width, c=c: self._channel(c, width), c) for id, c in self.channels.items()]  # type: ignore[misc]
            or [note("none", _("No own channel is registered. Leave and run: auditor channels add"), ink)]
        )
        self._describe()

    def _channel(self, channel: OwnChannel, width: int) -> list[Text]:
        return [
            *wrapped(Text(channel.title or channel.id, Style(bold=True)), width),
            *wrapped(Text(f"{channel.address} · {channel.owner}", self.ink.tone("dim")), width),
        ]

    def _picked(self) -> Wanted | None:
        scenario = self.query_one("#scenarios", ItemList).current
        channel = self.query_one("#channels", ItemList).current
        if scenario is None or channel is None or not (scenario.payload and channel.payload):
            return None
        return Wanted(self.scenarios[scenario.key], self.channels[channel.key])

    def _describe(self) -> None:
        picked = self._picked()
        self.query_one("#call", Button).disabled = picked is None
        if picked is None:
            self.query_one("#briefing", Static).update("")
            return
        scenario, channel = picked
        words = Text(scenario.briefing.strip(), Style(italic=True))
        words.append(f"\n{persona_words(scenario)}", Style(italic=False, color=self.ink.tone("dim")))
        limits = _("Waits {wait} at most; {calls} calls a day at most on this channel.").format(
            wait=clock(scenario.limits.max_wait_s), calls=channel.caps.calls_per_day
        )
        words.append(f"\n{limits}", Style(italic=False, color=self.ink.tone("dim")))
        self.query_one("#briefing", Static).update(words)

    def on_item_list_moved(self) -> None:
        self._describe()

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        if message.list.id == "scenarios":
            self.query_one("#channels").focus()
        else:
            self.query_one("#call").focus()

    def action_call(self) -> None:
        picked = self._picked()
        if picked is not None:
            self.dismiss(picked)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "leave":
            self.dismiss(None)
        else:
            self.action_call()
