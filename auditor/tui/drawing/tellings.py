"""The entries beside a figure that no chart shows: callers' words, and answers that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from auditor.core.figures.details import quote_rows
from auditor.core.figures.values import Entry
from auditor.core.figures.words import named
from auditor.i18n import _, ngettext, number
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import clock, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, wrapped
from metrics.complaints.contradictions import Answered, Contradiction
from metrics.complaints.knowledge import Said, SaidQuote
from transcripts.redaction import redacted

MOST_WORDINGS = 200
"""More are not read on a screen, and each is redacted first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry leads: complaints, or a second of a call."""

    complaints: tuple[str, ...] = ()
    shop_id: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    title: str = ""


def telling_items(entry: Entry | None, ink: Ink) -> list[Item]:
    """What there is to read of an entry; nothing for one that a chart shows."""
    detail = entry.detail if entry else None
    if isinstance(detail, Said):
        return _said(detail, ink)
    if isinstance(detail, Contradiction):
        return _contradiction(detail, ink)
    return []


def _said(group: Said, ink: Ink) -> list[Item]:
    rows, more = quote_rows(group, MOST_WORDINGS)
    items = [_quote(i, text, told, ink) for i, (text, told) in enumerate(rows)]
    if more:
        words = ngettext(
            "{n} more wording: the list has its complaint.",
            "{n} more wordings: the list has their complaints.",
            more,
        )
        items.append(note("more", words.format(n=number(more, 0)), ink))
    if group.silent:
        silent = ngettext(
            "Of {n} complaint no word was kept.", "Of {n} complaints no word was kept.", group.silent
        )
        items.append(note("silent", silent.format(n=number(group.silent, 0)), ink))
    return items or [note("silent", _("No word was kept."), ink)]


def _quote(index: int, text: str, told: tuple[SaidQuote, ...], ink: Ink) -> Item:
    heard = next((q.quote for q in told if q.quote.shop_id is not None and q.quote.start_s is not None), None)
    complaints = tuple(dict.fromkeys(quote.complaint for quote in told))
    place = Place(complaints, title=f"«{text}»")
    if heard is not None:
        place = Place(complaints, heard.shop_id, heard.start_s, heard.end_s, f"«{text}»")

    def draw(width: int) -> list[Text]:
        lines = wrapped(Text(f"«{text}»"), width)
        n = len(complaints)
        below = ngettext("{n} complaint", "{n} complaints", n).format(n=number(n, 0))
        if heard is not None:
            below = "♪ " + _("in a recording, at {time}").format(time=clock(heard.start_s)) + " · " + below
        return [*lines, *wrapped(Text(f"  {below} ▸", ink.tone("dim")), width)]

    return Item(f"quote-{index}", draw, place)


def _contradiction(found: Contradiction, ink: Ink) -> list[Item]:
    items = [note("question", _("Asked: «{question}»").format(question=redacted(found.question)), ink)]
    for place, version in enumerate(found.versions):
        facts = ", ".join(fact.words for fact in version.facts)
        n = len(version.answers)
        times = ngettext("{n} answer", "{n} answers", n).format(n=number(n, 0))
        items.append(heading(f"version-{place}", f"{facts} · {times}", ink))
        items += [_answer(answer, ink) for answer in version.answers]
    return items


def _answer(answer: Answered, ink: Ink) -> Item:
    place = Place((), answer.shop_id, answer.start_s, answer.end_s)
    who = [moment(answer.at), named("operator", answer.operator or ""), answer.channel or ""]

    def draw(width: int) -> list[Text]:
        head = Text("♪ ", Style(color=ink.tone("accent")))
        lines = hanging(head, Text(f"«{redacted(answer.text)}»"), width)
        below = " · ".join(part for part in who if part)
        return [*lines, *wrapped(Text(f"  {below} ▸", ink.tone("dim")), width)]

    return Item(f"answer-{answer.id}", draw, place)
