"""Alerts: what has to be done about which complaint, who took it, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from auditor.core import alert_page
from auditor.i18n import N_, _
from auditor.ledger.alertbook import State
from auditor.tui.drawing.alerts import alert_items, detail_items
from auditor.tui.screens.alert_acts import AlertActs
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.widgets.item_list import Item

if TYPE_CHECKING:
    from auditor.ledger.alertbook import Raised


class AlertsScreen(AlertActs):
    """The rules are applied each time that the screen comes up; Enter opens the complaint."""

    SECTION = "alerts"
    TITLE_OF_LIST = N_("Alerts")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open the case"), id="alerts.open"),
        Binding("a", "acknowledge", N_("I take it"), id="alerts.acknowledge"),
        Binding("o", "owner", N_("Owner"), id="alerts.owner"),
        Binding("e", "escalate", N_("Pass on"), id="alerts.escalate"),
        Binding("c", "close_alert", N_("Close it"), id="alerts.close"),
        Binding("u", "undo", N_("Undo"), id="alerts.undo"),
        Binding("x", "closed", N_("Closed ones too"), id="alerts.closed"),
        Binding("w", "rules", N_("Watch rules"), id="alerts.rules"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.closed_too = False

    def read_rows(self, tell: Callable[[Sequence[object]], object]) -> Sequence[object]:
        alerts = self.whole.alerts
        if not self.known:  # the rules take their time over a large ledger
            tell(alert_page.ownerless_first(alert_page.in_order(alerts.book.list())))
        found = alert_page.ownerless_first(alerts.refresh())
        if not self.closed_too:
            return found
        shut = [raised for raised in alerts.book.list(closed=True) if raised.state is State.CLOSED]
        return [*found, *shut]

    def entries(self) -> Sequence[Item]:
        return alert_items(cast("Sequence[Raised]", self.rows), self.ink)

    def details(self, payload: object) -> Sequence[Item]:
        page = alert_page.alert_page(self.whole, cast("Raised", payload))
        return detail_items(page, alert_page.rules_in_force(self.whole), self.ink)

    def nothing(self) -> tuple[str, str]:
        way_out = _("What is watched for: press w. Complaints come from an import or from your own calls.")
        return _("There is nothing to do: no alert is open"), way_out

    @property
    def raised(self) -> Raised | None:
        return cast("Raised | None", self.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        raised = self.raised if self.is_mounted and self.known else None
        if action in ("open", "owner"):
            return raised is not None
        if action in ("acknowledge", "escalate", "close_alert"):
            return raised is not None and raised.state is not State.CLOSED
        if action == "undo":
            return raised is not None and raised.history[-1].by != "auditor"
        return True

    async def action_open(self) -> None:
        if self.raised is not None:
            await self.app.push_screen(ComplaintScreen(self.raised.alert.complaint))

    async def on_item_list_chosen(self) -> None:
        await self.action_open()

    def action_closed(self) -> None:
        self.closed_too = not self.closed_too
        self.action_reload()
