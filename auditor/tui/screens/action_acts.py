"""What can be done about an action, and the dialog in which one is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.core import action_acts
from auditor.core.complaints import person
from auditor.i18n import _, explain
from auditor.tui.drawing.actions import ActionRow
from auditor.tui.screens.form import Act, Field, FormDialog
from auditor.tui.screens.two_panes import TwoPanes

if TYPE_CHECKING:
    from auditor.core.app import App


def new_action(app: App, origin: Mapping[str, str], about: str = "") -> FormDialog:
    """The dialog that notes an action; `origin` is what is known of where it comes from."""
    fields = [
        Field("what", _("What is to be done"), required=True),
        Field("who", _("By whom"), required=True),
        Field("by", _("By which day"), placeholder="2026-03-31", required=True),
    ]
    if not origin:
        scenarios = [(each.title, id) for id, each in sorted(app.library().scenarios.items())]
        channels = [(each.title or each.id, each.id) for each in app.channels.list()]
        fields += [
            Field("finding", _("Finding"), placeholder=_("a rule's id, such as ES-11")),
            Field("figure", _("Figure to compare"), placeholder=_("its id, score, or check.ID")),
            Field("shop", _("Call"), placeholder=_("gives scenario and channel")),
            Field("scenario", _("Scenario"), options=scenarios),
            Field("channel", _("Channel"), options=channels),
        ]

    def add(values: Mapping[str, str]) -> object:
        return action_acts.add(app, {**origin, **values})

    return FormDialog(_("What is to be done"), fields, add, about=about)


class ActionActs(TwoPanes):
    """The acts on the action under the cursor."""

    @property
    def row(self) -> ActionRow | None:
        """The action under the cursor."""
        raise NotImplementedError

    def action_add(self) -> None:
        try:
            dialog = new_action(self.whole, {})
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.app.push_screen(dialog, self._done)

    def action_done(self) -> None:
        about = _("It is somebody's word; only measuring again shows what came of it.")
        fields = [Field("note", _("What was done"))]
        self._form(_("Done"), fields, lambda id, v: self.whole.actions.done(id, v["note"]), about)

    def action_drop(self) -> None:
        fields = [Field("note", _("Why"), required=True)]
        self._form(_("It will not be done"), fields, lambda id, v: self.whole.actions.drop(id, v["note"]))

    def action_retest(self) -> None:
        row = self.row
        if row is not None:
            about = _(
                "Plans a call of “{scenario}” on {channel}; it is carried out by `auditor work`."
            ).format(scenario=row.action.scenario, channel=row.action.channel)
            fields = [Field("at", _("When"), placeholder=_("now; or 2026-03-02T10:15"))]
            self._form(
                _("Measure it again"), fields, lambda id, v: action_acts.retest(self.whole, id, v), about
            )

    def action_undo(self) -> None:
        row = self.row
        if row is None:
            return
        try:
            self.whole.actions.book.reopen(row.action.id, person())
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.notify(_("It is open again."))
        self.action_reload()

    def _form(
        self,
        title: str,
        fields: Sequence[Field],
        act: Callable[[str, Mapping[str, str]], object],
        about: str = "",
    ) -> None:
        row = self.row
        if row is None:
            return

        def keep(values: Mapping[str, str]) -> object:
            return act(row.action.id, values)

        done: Act = keep
        self.app.push_screen(FormDialog(title, fields, done, about=about or row.action.what), self._done)

    def _done(self, done: bool | None) -> None:
        if done:
            self.notify(_("Kept."))
            self.action_reload()
