"""Alerts: what has to be done about which complaint, who took it, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from auditor.core import alert_page
from auditor.core.alert_filter import AlertFilter, rules_among
from auditor.i18n import N_, _
from auditor.ledger.alertbook import State
from auditor.tui.drawing.alerts import PAGE, alert_items, detail_items, list_title
from auditor.tui.formats import count
from auditor.tui.screens.alert_acts import AlertActs
from auditor.tui.screens.alert_filter import AlertFilterDialog
from auditor.tui.screens.complaint import ComplaintScreen
from auditor.tui.widgets.item_list import Item, ItemList

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
        Binding("slash", "filter", N_("Filter"), id="alerts.filter"),
        Binding("escape", "clear", N_("Show all"), id="alerts.clear"),
        Binding("x", "closed", N_("Closed ones too"), id="alerts.closed"),
        Binding("w", "rules", N_("Watch rules"), id="alerts.rules"),
        Binding("right_square_bracket", "turn(1)", N_("Next page"), id="alerts.next-page"),
        Binding("left_square_bracket", "turn(-1)", N_("Previous page"), id="alerts.previous-page"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.closed_too = False
        self.filter = AlertFilter()
        self.number = 0

    def read_rows(self, tell: Callable[[Sequence[object]], object]) -> Sequence[object]:
        alerts = self.whole.alerts
        if not self.known:  # the rules take their time over a large ledger
            tell(alert_page.ownerless_first(alert_page.in_order(alerts.book.list())))
        run = self.run_number

        def told(done: int, of: int) -> None:
            words = _("rules applied to {n} of {of} complaints…")
            self.say(run, words.format(n=count(done), of=count(of)))

        found = alert_page.ownerless_first(alerts.refresh(told=told))
        if not self.closed_too:
            return found
        shut = [raised for raised in alerts.book.list(closed=True) if raised.state is State.CLOSED]
        return [*found, *shut]

    def entries(self) -> Sequence[Item]:
        found = self.wanted()
        self.number = min(self.number, max(0, (len(found) - 1) // PAGE))
        page = found[self.number * PAGE : (self.number + 1) * PAGE]
        self.query_one("#entries").border_title = list_title(page, self.number, len(found), self.filter)
        return alert_items(page, self.ink)

    def wanted(self) -> list[Raised]:
        """The alerts that pass the filter."""
        return self.filter.chosen(cast("Sequence[Raised]", self.rows))

    def details(self, payload: object) -> Sequence[Item]:
        page = alert_page.alert_page(self.whole, cast("Raised", payload))
        return detail_items(page, alert_page.rules_in_force(self.whole), self.ink)

    def nothing(self) -> tuple[str, str]:
        if self.filter:
            return _("No alert passes the filter"), _("Press escape to see them all.")
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
        if action == "clear":
            return bool(self.filter)
        if action == "turn":
            last = (len(self.wanted()) - 1) // PAGE if self.is_mounted and self.known else 0
            return self.number < last if parameters == (1,) else self.number > 0
        return True

    async def action_open(self) -> None:
        if self.raised is not None:
            await self.app.push_screen(ComplaintScreen(self.raised.alert.complaint))

    async def on_item_list_chosen(self) -> None:
        await self.action_open()

    def action_closed(self) -> None:
        self.closed_too = not self.closed_too
        self.action_reload()

    def action_turn(self, by: int) -> None:
        self.number = max(0, self.number + by)
        self.fill()
        self.query_one("#entries", ItemList).action_end(-1)

    def action_filter(self) -> None:
        rules = rules_among(cast("Sequence[Raised]", self.rows))
        self.app.push_screen(AlertFilterDialog(self.filter, rules), self._narrow)

    def action_clear(self) -> None:
        self._narrow(AlertFilter())

    def _narrow(self, chosen: AlertFilter | None) -> None:
        if chosen is None or chosen == self.filter:
            return
        if chosen.state == State.CLOSED and not self.closed_too:
            self.closed_too = True
            self.action_reload()
        self.filter, self.number = chosen, 0
        self.fill()
