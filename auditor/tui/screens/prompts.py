"""What is recorded on one channel: its prompts at the left, versions and changes of one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from auditor.core.prompts import PromptPage, prompt_pages
from auditor.i18n import N_, _
from auditor.tui.drawing.prompts import prompt_item, prompt_items
from auditor.tui.screens.browse import BrowseScreen
from auditor.tui.widgets.item_list import Item, ItemList
from transcripts.prompts import Hearing


class PromptsScreen(BrowseScreen):
    """Enter on a hearing opens its call."""

    SECTION = "channels"
    TITLE_OF_LIST = N_("Prompts")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="prompts.back"),
        Binding("enter", "choose", N_("Open"), id="prompts.open"),
        Binding("tab", "app.focus_next", N_("Details"), id="prompts.details"),
    ]

    def __init__(self, channel: str) -> None:
        super().__init__()
        self.channel = channel

    def fill(self) -> None:
        super().fill()
        title = _("Prompts of {channel}").format(channel=self.channel)
        self.query_one("#entries", ItemList).border_title = title

    def entries(self) -> Sequence[Item]:
        return [prompt_item(page, self.ink) for page in prompt_pages(self.whole, self.channel)]

    def details(self, payload: object) -> Sequence[Item]:
        return prompt_items(cast("PromptPage", payload), self.ink)

    def nothing(self) -> tuple[str, str]:
        return (
            _("Nothing recorded is known of this channel yet"),
            _("The first call to it, or auditor listen --channel, teaches it."),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose":
            focused = self.focused
            if isinstance(focused, ItemList) and focused.id == "details":
                current = focused.current
                return current is not None and isinstance(current.payload, Hearing)
        return True

    async def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        if isinstance(message.item.payload, Hearing):
            await self.ui.open_call(message.item.payload.contact)
        else:
            self.query_one("#details", ItemList).focus()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        super().on_item_list_moved(message)
        self.refresh_bindings()

    def action_back(self) -> None:
        self.dismiss()
