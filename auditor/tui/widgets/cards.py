"""The cards beside the transcript: figures, questions, hold messages, route, and other data of the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from auditor.i18n import N_, _
from auditor.tui.drawing.checks import check_items
from auditor.tui.drawing.facts import fact_items
from auditor.tui.drawing.figures import figure_items, note
from auditor.tui.drawing.hold import message_items
from auditor.tui.drawing.prompts import heard_changed
from auditor.tui.drawing.route import route_items
from auditor.tui.drawing.rules import finding_items
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item, ItemList
from metrics.packs.values import Finding
from metrics.values import CheckResult, Evidence, Figure, HoldMessage, RouteStep
from transcripts.contact import Mark
from transcripts.prompts.changes import Change

if TYPE_CHECKING:
    from auditor.core.views import ShopPage

NAMES = (N_("Figures"), N_("Questions"), N_("Hold"), N_("Route"), N_("Rules"), N_("Data"))


class Cards(Vertical):
    """Shows one card at a time; Enter on an entry posts the evidence that it rests on."""

    DEFAULT_CSS = """
    Cards > #card-names { height: 1; text-wrap: nowrap; }
    """

    @dataclass
    class Cited(Message):
        """A person asks to hear what this rests on."""

        evidence: tuple[Evidence, ...]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.number = 0
        self._cards: list[list[Item]] = [[] for _name in NAMES]
        self._ink: Ink | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="card-names")
        yield ItemList(id="card")

    @property
    def list(self) -> ItemList:
        return self.query_one("#card", ItemList)

    @property
    def check(self) -> CheckResult | None:
        """The question under the cursor."""
        payload = self.list.current.payload if self.list.current else None
        return payload if isinstance(payload, CheckResult) else None

    def show(
        self, page: ShopPage, ink: Ink, findings: Sequence[Finding] = (), changes: Sequence[Change] = ()
    ) -> None:
        """Shows the page's scorecard, its reviews, the findings on rules and prompts that changed."""
        self._ink = ink
        card = page.scorecard
        if card is None:
            nothing = [note("unscored", _("This call has not been scored yet."), ink)]
            self._cards = [*[nothing] * (len(NAMES) - 1), fact_items(page, ink)]
        else:
            self._cards = [
                figure_items(card, ink),
                check_items(card, page.reviews, ink),
                message_items(card, ink),
                route_items(card, ink),
                [*heard_changed(changes, ink), *finding_items(findings, ink)],
                fact_items(page, ink),
            ]
        self._draw()

    def turn(self, by: int) -> None:
        """To the next card, or the previous one, around the corner."""
        self.number = (self.number + by) % len(NAMES)
        self._draw()
        self.focus_list()

    def focus_list(self) -> None:
        self.list.focus()

    def _draw(self) -> None:
        if self._ink is None:
            return
        names = Text(no_wrap=True, overflow="ellipsis")
        here = Style(bold=True, color=self._ink.tone("background"), bgcolor=self._ink.tone("primary"))
        for number, name in enumerate(NAMES):
            names.append(
                f" {_(name)} ", here if number == self.number else Style(color=self._ink.tone("dim"))
            )
        self.query_one("#card-names", Static).update(names)
        self.list.set_items(self._cards[self.number])

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        message.stop()
        self.post_message(self.Cited(evidence_of(message.item.payload)))


def evidence_of(payload: object) -> tuple[Evidence, ...]:
    """Where in the recording an entry can be heard."""
    match payload:
        case Figure() | CheckResult() | Finding():
            return payload.evidence
        case HoldMessage():
            return tuple(Evidence(start, end, payload.text) for start, end in payload.times)
        case RouteStep():
            return (Evidence(payload.start_s, payload.end_s, payload.prompt),)
        case Change():
            return (Evidence(payload.new_heard.start_s, payload.new_heard.end_s),)
        case Mark():
            return (Evidence(payload.at_s, payload.at_s),)
        case _:
            return ()
