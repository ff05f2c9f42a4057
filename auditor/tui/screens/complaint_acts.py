"""What can be done on a complaint's page beside its forms: a follow-up call, undo, what works when."""

from __future__ import annotations

from collections.abc import Callable

from auditor.i18n import _, explain
from auditor.ledger.acts import is_closed
from auditor.ledger.values import LABELS
from auditor.tui.screens.complaint_forms import CaseForms
from auditor.tui.screens.confirm import Confirm


class ComplaintActs(CaseForms):
    """The acts that are no form."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        complaint = self.complaint
        if action == "reopen":
            return complaint is not None and is_closed(complaint)
        if action in ("kept", "follow_up"):
            return self.promise is not None
        if action == "undo":
            return self.page is not None and any(each.undone_at is None for each in self.page.history)
        return True

    def action_back(self) -> None:
        self.dismiss()

    def action_reload(self) -> None:
        self.load()

    def action_follow_up(self) -> None:
        promise, complaint = self.promise, self.complaint
        if promise is None or complaint is None:
            return

        def planned(sure: bool | None) -> None:
            if sure:
                self._do(
                    lambda: self.whole.alerts.plan_promise_shop(complaint.id, promise.id),
                    _("The call is planned: see the agenda."),
                )

        ask = _("Plan a call that asks whether “{what}” was kept, on the weekday after it is due?")
        self.app.push_screen(Confirm(ask.format(what=promise.what), _("Plan")), planned)

    def action_undo(self) -> None:
        if self.page is None or self.complaint is None:
            return
        last = [change for change in self.page.history if change.undone_at is None][-1]
        if last.before is not None:
            self._undo(True)
            return
        ask = _("Its last change is that it was noted: taking that back takes the complaint out. Sure?")
        self.app.push_screen(Confirm(ask, _("Take it out")), self._undo)

    def _undo(self, sure: bool | None) -> None:
        complaint = self.complaint
        if not sure or complaint is None:
            return
        try:
            undone = self.whole.complaints.undo(complaint.id)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.notify(_("Taken back: {what}.").format(what=_(LABELS[undone.what])))
        self.load()

    def _do(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except Exception as error:
            self.notify(explain(error), severity="error", timeout=12)
            return
        self.notify(words)
        self.load()
