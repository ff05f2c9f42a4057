"""The questionnaire as entries: each question, the machine's answer, and the person's beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.core.labels import why_label
from auditor.i18n import _, number
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import clock, moment, percent
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, spread, wrapped
from auditor.tui.words import answer
from metrics.values import CheckResult, Evidence, Scorecard

if TYPE_CHECKING:
    from auditor.core.views import Review


def check_items(card: Scorecard, reviews: Sequence[Review], ink: Ink) -> list[Item]:
    """Critical questions first, then the others, each as the scenario orders them."""
    critical = [check for check in card.checks if check.critical]
    others = [check for check in card.checks if not check.critical]
    items: list[Item] = []
    for key, name, checks in (("critical", _("Critical"), critical), ("other", _("Questions"), others)):
        if checks:
            items.append(heading(key, name, ink))
            items += [check_item(check, reviews, ink) for check in checks]
    return items or [note("no-checks", _("This scenario asks no questions."), ink)]


def standing(reviews: Sequence[Review], check: str) -> Review | None:
    """The last judgement on that check that was not taken back."""
    kept = [review for review in reviews if review.check == check and review.undone_at is None]
    return max(kept, key=lambda review: review.at, default=None)


def check_item(check: CheckResult, reviews: Sequence[Review], ink: Ink) -> Item:
    """Question and answer on the first lines; then why, evidence and the person's judgement."""

    def draw(width: int) -> list[Text]:
        word = answer(check.answer, check.good)
        lines = spread(Text(check.ask), Text(str(word), Style(bold=True, color=ink.tone(word.tone))), width)
        lines += _indented(Text(_basis(check), ink.tone("dim")), width)
        for evidence in check.evidence[:3]:
            lines += _indented(quoted(evidence, ink), width)
        review = standing(reviews, check.id)
        if review is not None:
            lines += _person(review, check, ink, width)
        return lines

    return Item(f"check-{check.id}", draw, check)


def _basis(check: CheckResult) -> str:
    parts = [_("machine")]
    if check.confidence is not None:
        parts.append(_("{share} sure").format(share=percent(check.confidence)))
    parts.append(
        _("weight {weight}").format(
            weight=number(check.weight, 0 if check.weight == int(check.weight) else 1)
        )
    )
    if check.why:
        parts.append(why_label(check.why))
    return " · ".join(parts)


def quoted(evidence: Evidence, ink: Ink) -> Text:
    """A second to jump to, and the words."""
    text = Text(f"▸ {clock(evidence.start_s)} ", ink.tone("accent"))
    return (
        text.append(f"«{evidence.quote}»", Style(italic=True, color=ink.tone("foreground")))
        if evidence.quote
        else text
    )


def _person(review: Review, check: CheckResult, ink: Ink, width: int) -> list[Text]:
    word = answer(review.answer)
    differs = review.answer != check.answer.value
    head = Text("  ☞ ", ink.tone("accent"))
    body = Text(f"{review.who}: ").append(str(word), Style(bold=True, color=ink.tone(word.tone)))
    if differs:
        body.append(" " + _("(differs from the machine)"), ink.tone("warning"))
    body.append(f" · {moment(review.at)}", ink.tone("dim"))
    if review.note:
        body.append(f" · «{review.note}»")
    return hanging(head, body, width)


def _indented(text: Text, width: int) -> list[Text]:
    return [Text.assemble("  ", line, end="") for line in wrapped(text, width - 2)] if text.plain else []
