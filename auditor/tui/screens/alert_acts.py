"""What can be done about an alert: take it, give its case an owner, pass it on, close it; and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from auditor.core import alert_page, complaint_acts
from auditor.core.alert_mail import alert_text
from auditor.core.watch_words import rule_lines, rule_source
from auditor.i18n import _, explain
from auditor.ledger.alertbook import LABELS
from auditor.tui.screens.form import Act, Field, FormDialog
from auditor.tui.screens.message import MessageBox
from auditor.tui.screens.two_panes import TwoPanes

if TYPE_CHECKING:
    from auditor.ledger.alertbook import Raised

KeyAct = Callable[[str, Mapping[str, str]], object]


class AlertActs(TwoPanes):
    """The acts on the alert under the cursor."""

    @property
    def raised(self) -> Raised | None:
        """The alert under the cursor."""
        raise NotImplementedError

    def action_acknowledge(self) -> None:
        fields = [Field("who", _("Who takes care"), self.ui.who, required=True), Field("note", _("Note"))]
        self._form(
            _("I take it"), fields, lambda key, v: self.whole.alerts.acknowledge(key, v["who"], v["note"])
        )

    def action_escalate(self) -> None:
        fields = [Field("to", _("To whom"), required=True), Field("who", _("Who passes it on"), self.ui.who)]
        self._form(
            _("Pass it on"), fields, lambda key, v: self.whole.alerts.escalate(key, v["to"], v["who"] or None)
        )

    def action_close_alert(self) -> None:
        about = _("It is not raised again for the same occasion. The complaint stays as it is.")
        fields = [Field("note", _("Why"), required=True)]
        self._form(_("Close it"), fields, lambda key, v: self.whole.alerts.close(key, None, v["note"]), about)

    def action_owner(self) -> None:
        raised = self.raised
        if raised is None:
            return
        fields = [Field("owner", _("Owner"), required=True), Field("department", _("Department"))]
        fields.append(Field("note", _("Note")))

        def own(values: Mapping[str, str]) -> object:
            return complaint_acts.hand_over(self.whole, raised.alert.complaint, {**values, "at": ""})

        title = _("Whose {id} is").format(id=raised.alert.complaint)
        self.app.push_screen(FormDialog(title, fields, own), self._done)

    def action_undo(self) -> None:
        if self.raised is None:
            return
        try:
            back = self.whole.alerts.undo(self.raised.key)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.notify(_("Taken back. It is now: {state}.").format(state=_(LABELS[back.state])))
        self.action_reload()

    def action_rules(self) -> None:
        try:
            found = alert_page.rules_in_force(self.whole)
        except Exception as error:
            self.notify(explain(error), severity="error", timeout=15)
            return
        lines = [*(f"· {line}" for line in rule_lines(found)), "", rule_source(found)]
        self.app.push_screen(MessageBox(_("What is watched for"), Text("\n".join(lines))))

    def _form(self, title: str, fields: Sequence[Field], act: KeyAct, about: str = "") -> None:
        raised = self.raised
        if raised is not None:
            done: Act = lambda values: act(raised.key, values)  # noqa: E731 - it is typed
            about = about or alert_text(raised)
            self.app.push_screen(FormDialog(title, fields, done, about=about), self._done)

    def _done(self, done: bool | None) -> None:
        if done:
            self.notify(_("Kept. u takes it back."))
            self.action_reload()
