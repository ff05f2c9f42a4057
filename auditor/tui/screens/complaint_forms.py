"""The forms of a complaint's page: each asks for what an act needs, and is kept with who and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from auditor.core import complaint_acts as acts
from auditor.i18n import _
from auditor.tui.base import Page
from auditor.tui.drawing.ledger import CHANNELS
from auditor.tui.screens.form import Act, Field, FormDialog
from metrics.complaints.labels import label
from metrics.complaints.values import IN_HOUSE, Segment

if TYPE_CHECKING:
    from auditor.core.case_page import CasePage
    from metrics.complaints.values import Complaint, Promise


def new_complaint() -> list[Field]:
    """What is asked of a complaint that is noted by hand."""
    segments = [(_(label("segment", each)), each.value) for each in Segment]
    return [
        Field("topic", _("Topic"), required=True),
        Field("customer", _("Customer"), placeholder=_("only a keyed hash of it is kept")),
        Field("segment", _("Segment"), options=segments),
        Field("importance", _("Importance"), options=[(n, n) for n in "54321"]),
        Field("channel", _("Channel"), "phone", [(_(word), key or "") for key, word in CHANNELS.items()]),
        Field("operator", _("Operator"), placeholder=_("{key} or a contractor").format(key=IN_HOUSE)),
        Field("owner", _("Owner")),
        Field("at", _("When"), placeholder=_("now; or 2026-03-02T10:15")),
        Field("text", _("Text")),
    ]


class CaseForms(Page):
    """The forms. `page` is the complaint as it was read last."""

    page: CasePage | None

    @property
    def promise(self) -> Promise | None:
        """The promise that is meant."""
        raise NotImplementedError

    def load(self) -> object:
        """Reads the page anew."""
        raise NotImplementedError

    @property
    def complaint(self) -> Complaint | None:
        return self.page.complaint if self.page else None

    def action_owner(self) -> None:
        nobody = [(_("somebody"), "somebody"), (_("nobody any more"), "nobody")]
        fields = [
            Field("owner", _("Owner"), placeholder=_("who takes care of it")),
            Field("department", _("Department")),
            Field("who", _("Belongs to"), "somebody", nobody, required=True),
        ]
        now = self.complaint.owner if self.complaint else None
        about = _("Now: {owner}. Earlier owners stay on record.").format(owner=now or _("nobody"))
        self._form(_("Whose it is"), [*fields, *self._when()], acts.hand_over, about)

    def action_contact(self) -> None:
        claimed = [(_("said to be resolved"), "yes"), (_("said not to be resolved"), "no")]
        direction = [(_("the customer made it"), "in"), (_("the company made it"), "out")]
        fields = [
            Field("channel", _("Channel"), "phone", [(_(word), key or "") for key, word in CHANNELS.items()]),
            Field("direction", _("Direction"), "in", direction, required=True),
            Field("outcome", _("Outcome"), placeholder=_("in the company's own word")),
            Field("claimed", _("The agent"), options=claimed),
            Field("agent", _("Attended by"), placeholder=_("only a keyed hash of it is kept")),
            Field("operator", _("Operator"), placeholder=_("{key} or a contractor").format(key=IN_HOUSE)),
        ]
        self._form(_("A further contact"), [*fields, *self._when()], acts.contact)

    def action_promise(self) -> None:
        fields = [
            Field("what", _("What was promised"), required=True),
            Field("by", _("By when"), placeholder=_("2026-03-06, or a moment")),
            Field("agent", _("Promised by"), placeholder=_("only a keyed hash of it is kept")),
            Field("operator", _("Operator"), placeholder=_("{key} or a contractor").format(key=IN_HOUSE)),
        ]
        self._form(_("A promise to the customer"), [*fields, *self._when()], acts.promise)

    def action_kept(self) -> None:
        promise = self.promise
        if promise is not None:
            kept = [(_("kept"), "yes"), (_("broken"), "no")]
            fields = [Field("kept", _("The promise was"), options=kept, required=True), *self._when()]
            self._form(_("Was it kept?"), fields, partial(acts.kept, promise_id=promise.id), promise.what)

    def action_resolve(self) -> None:
        words = {
            "company": _("the company closed it"),
            "customer-yes": _("the customer: yes, resolved"),
            "customer-no": _("the customer: no, not resolved"),
            "check-yes": _("a check found it resolved"),
            "check-no": _("a check found it not resolved"),
        }
        whose = [(text, key) for key, text in words.items()]
        about = _(
            "Three answers that are never mixed: the company's, the customer's, and what a check found."
        )
        fields = [Field("whose", _("Who says so"), options=whose, required=True), *self._when()]
        self._form(_("Is it resolved?"), fields, acts.resolve, about)

    def action_reopen(self) -> None:
        about = _("The time to its resolution goes on counting from the first contact.")
        self._form(_("Open it again"), self._when(), acts.reopen, about)

    def _when(self) -> list[Field]:
        return [Field("at", _("When"), placeholder=_("now; or 2026-03-02T10:15")), Field("note", _("Note"))]

    def _form(self, title: str, fields: Sequence[Field], act: acts.FormAct, about: str = "") -> None:
        complaint = self.complaint
        if complaint is None:
            return

        def done(values: Mapping[str, str]) -> object:
            return act(self.whole, complaint.id, values)

        keep: Act = done
        self.app.push_screen(FormDialog(title, fields, keep, about=about), self._kept)

    def _kept(self, done: bool | None) -> None:
        if done:
            self.notify(_("Kept. u takes it back."))
            self.load()
