"""What the keys of a call's page do: moving about in the recording, and judging beside the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.core.actions import CHECK
from auditor.core.labels import figure_label
from auditor.core.rule_words import in_words
from auditor.i18n import _, explain
from auditor.tui.base import Page
from auditor.tui.drawing.checks import standing
from auditor.tui.drawing.figures import written
from auditor.tui.screens.action_acts import new_action
from auditor.tui.screens.review import Judgement, ReviewDialog
from auditor.tui.widgets.cards import Cards
from auditor.tui.widgets.timeline_view import TimelineView
from metrics.packs.values import Finding
from metrics.values import CheckResult, Figure

if TYPE_CHECKING:
    from auditor.core.views import Review, ShopPage


class Moves(Page):
    """Keys that work whichever part of the page has the focus."""

    def action_step(self, columns: int) -> None:
        self.query_one("#timeline", TimelineView).action_step(columns)

    def action_jump(self, by: int) -> None:
        self.query_one("#timeline", TimelineView).jump(by)

    def action_pan(self, share: float) -> None:
        self.query_one("#timeline", TimelineView).pan(share)

    def action_zoom(self, factor: float) -> None:
        self.query_one("#timeline", TimelineView).zoom(factor or None)

    def action_card(self, by: int) -> None:
        self.add_class("-cards")
        self.query_one("#cards", Cards).turn(by)
        self.refresh_bindings()

    def action_swap(self) -> None:
        self.toggle_class("-cards")
        if self.has_class("-cards"):
            self.query_one("#cards", Cards).focus_list()
        else:
            self.query_one("#transcript").focus()


class Judging(Page):
    """A person's answers to the questions, kept beside the machine's."""

    shop_id: str
    page: ShopPage | None

    def load(self) -> object:
        """Reads the page anew."""
        raise NotImplementedError

    @property
    def focused_cards(self) -> Cards | None:
        """The cards, when they have the focus; the keys are asked after before there are any."""
        return next((cards for cards in self.query("#cards").results(Cards) if cards.has_focus_within), None)

    @property
    def check(self) -> CheckResult | None:
        """The question under the cursor, when the cards have the focus."""
        cards = self.focused_cards
        return cards.check if cards else None

    @property
    def judged_already(self) -> Review | None:
        """The judgement that stands on that question."""
        check = self.check
        return standing(self.page.reviews, check.id) if check and self.page else None

    @property
    def finding(self) -> CheckResult | Figure | Finding | None:
        """The question, figure or rule under the cursor, when the cards have the focus."""
        cards = self.focused_cards
        payload = cards.list.current.payload if cards and cards.list.current else None
        return payload if isinstance(payload, CheckResult | Figure | Finding) else None

    def action_note_action(self) -> None:
        """What is to be done about it, with the same scenario on the same channel to measure it again."""
        finding = self.finding
        if isinstance(finding, CheckResult):
            origin, about = {"finding": finding.id, "figure": f"{CHECK}{finding.id}"}, finding.ask
        elif isinstance(finding, Figure):
            origin, about = {"figure": finding.id}, f"{figure_label(finding.id)}: {written(finding)}"
        elif isinstance(finding, Finding):
            rule = finding.rule
            origin, about = {"finding": rule.id, "figure": rule.figure or ""}, in_words(rule.title)
        else:
            return
        dialog = new_action(self.whole, {**origin, "shop": self.shop_id}, about)
        self.app.push_screen(dialog, self._noted)

    def _noted(self, done: bool | None) -> None:
        if done:
            self.notify(_("Noted: see the actions."))

    def action_review(self) -> None:
        check = self.check
        if check is not None:
            self.app.push_screen(ReviewDialog(check, self.ui.who), lambda judged: self._judged(check, judged))

    def _judged(self, check: CheckResult, judged: Judgement | None) -> None:
        if judged is None:
            return
        self.ui.who = judged.who
        try:
            self.core.shops.review(self.shop_id, check.id, judged.answer, judged.who, judged.note)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.notify(_("Kept beside the machine's answer. u takes it back."))
        self.load()

    def action_undo(self) -> None:
        review = self.judged_already
        if review is None:
            return
        try:
            self.core.shops.undo_review(review.id)
        except Exception as error:
            self.notify(explain(error), severity="error")
            return
        self.notify(_("Taken back."))
        self.load()
