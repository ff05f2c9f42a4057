"""The page of one complaint: what is known of it, what happened, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from auditor.i18n import N_, _, explain
from auditor.tui.drawing import complaint as drawing
from auditor.tui.drawing.case_history import happened
from auditor.tui.screens.call import CallScreen
from auditor.tui.screens.complaint_acts import ComplaintActs
from auditor.tui.widgets.item_list import ItemList
from metrics.complaints.values import Promise

if TYPE_CHECKING:
    from auditor.core.case_page import CasePage


class ComplaintScreen(ComplaintActs):
    """Enter opens the call behind a contact or promise; every act can be taken back with `u`."""

    CSS_PATH = "complaint.tcss"
    SECTION = "ledger"
    AUTO_FOCUS = "#case"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", N_("Back"), id="complaint.back"),
        Binding("enter", "choose", N_("Open"), id="complaint.open"),
        Binding("o", "owner", N_("Owner"), id="complaint.owner"),
        Binding("c", "contact", N_("Contact"), id="complaint.contact"),
        Binding("p", "promise", N_("Promise"), id="complaint.promise"),
        Binding("d", "resolve", N_("Resolved"), id="complaint.resolve"),
        Binding("u", "undo", N_("Undo"), id="complaint.undo"),
        Binding("m", "kept", N_("Kept?"), id="complaint.kept"),
        Binding("f", "follow_up", N_("Check it"), id="complaint.follow-up"),
        Binding("t", "reopen", N_("Reopen"), id="complaint.reopen"),
        Binding("r,f5", "reload", N_("Reload"), id="complaint.reload", show=False),
    ]

    @dataclass
    class Loaded(Message):
        """The page was read."""

        page: CasePage | None
        error: str | None = None

    def __init__(self, complaint_id: str) -> None:
        super().__init__()
        self.complaint_id = complaint_id
        self.page: CasePage | None = None

    def body(self) -> ComposeResult:
        yield Static(id="complaint-head")
        with Horizontal(id="complaint-body"):
            case = ItemList(id="case", classes="pane")
            case.border_title = _("Complaint")
            yield case
            history = ItemList(id="happened", classes="pane")
            history.border_title = _("What happened")
            yield history

    def on_mount(self) -> None:
        self.loading = True
        self.load()

    def on_screen_resume(self) -> None:
        if self.page is not None:
            self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="complaint")
    def load(self) -> None:
        from auditor.core.case_page import case_page

        try:
            self.post_message(self.Loaded(case_page(self.whole, self.complaint_id)))
        except Exception as error:
            self.post_message(self.Loaded(None, explain(error)))

    def on_complaint_screen_loaded(self, message: Loaded) -> None:
        self.loading = False
        if message.page is None:
            self.notify(message.error or "", title=_("The complaint could not be read"), severity="error")
            self.dismiss()
            return
        first, self.page = self.page is None, message.page
        self.fill()
        if first:  # nothing that still loads keeps the focus
            self.query_one("#case").focus()

    def fill(self) -> None:
        if self.page is None:
            return
        self.query_one("#complaint-head", Static).update(drawing.head(self.page, self.ink, self.size.width))
        self.query_one("#case", ItemList).set_items(drawing.case_items(self.page, self.ink))
        self.query_one("#happened", ItemList).set_items(happened(self.page, self.ink))
        self.refresh_bindings()

    @property
    def promise(self) -> Promise | None:
        """The promise under the cursor, else the only one there is."""
        current = self.under_cursor("#case")
        if isinstance(current, Promise):
            return current
        known = self.page.complaint.promises if self.page else None
        return known[0] if known and len(known) == 1 else None

    def on_item_list_moved(self) -> None:
        self.refresh_bindings()

    async def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        payload = message.item.payload
        if isinstance(payload, str):
            await self.app.push_screen(CallScreen(payload))
        elif isinstance(payload, Promise) and payload.shop_id:
            await self.app.push_screen(CallScreen(payload.shop_id))
        elif isinstance(payload, Promise):
            self.action_kept()
