"""Actions: what is done about findings, by whom and by when, and what came of it on the same scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from auditor.i18n import N_, _
from auditor.ledger.actions import ActionState
from auditor.tui.drawing.actions import ActionRow, action_items, detail_items
from auditor.tui.screens.action_acts import ActionActs
from auditor.tui.screens.call import CallScreen
from auditor.tui.widgets.item_list import Item, ItemList


class ActionsScreen(ActionActs):
    """The open ones, the earliest day first; `x` shows those that are done or dropped too."""

    SECTION = "actions"
    TITLE_OF_LIST = N_("Actions")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Open the call"), id="actions.open"),
        Binding("a", "add", N_("Add"), id="actions.add"),
        Binding("d", "done", N_("Done"), id="actions.done"),
        Binding("t", "retest", N_("Measure again"), id="actions.retest"),
        Binding("delete", "drop", N_("Drop it"), id="actions.drop"),
        Binding("u", "undo", N_("Undo"), id="actions.undo"),
        Binding("x", "everything", N_("Ended ones too"), id="actions.everything"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.ended_too = False

    def read_rows(self, tell: Callable[[Sequence[object]], object]) -> Sequence[object]:
        actions = self.whole.actions
        found = actions.book.list(everything=self.ended_too)
        return [ActionRow(action, actions.result(action.id)) for action in found]

    def entries(self) -> Sequence[Item]:
        return action_items(cast("Sequence[ActionRow]", self.rows), self.ui.today(), self.ink)

    def details(self, payload: object) -> Sequence[Item]:
        return detail_items(cast("ActionRow", payload), self.ink)

    def nothing(self) -> tuple[str, str]:
        add = _(
            "Press a to note one; on a call's page, a notes one for the figure or question under the cursor."
        )
        ended = "" if self.ended_too else "\n" + _("x shows those that are done or dropped.")
        return _("There is no open action"), add + ended

    @property
    def row(self) -> ActionRow | None:
        return cast("ActionRow | None", self.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.row if self.is_mounted and self.known else None
        if action in ("done", "drop"):
            return row is not None and row.action.state is ActionState.OPEN
        if action == "retest":
            return row is not None and bool(row.action.scenario and row.action.channel)
        if action == "undo":
            return row is not None and row.action.state is not ActionState.OPEN
        return True

    async def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        payload = message.item.payload
        shop = payload.action.shop if isinstance(payload, ActionRow) else payload
        if isinstance(shop, str):
            await self.app.push_screen(CallScreen(shop))

    def action_everything(self) -> None:
        self.ended_too = not self.ended_too
        self.action_reload()
