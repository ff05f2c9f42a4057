"""What callers said, by topic and by operator: the knowledge that stays with the company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.complaints.values import Complaint, Quote, Segment


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """A customer's words and the complaint that they belong to."""

    complaint: str
    quote: Quote
    importance: int | None = None
    segment: Segment | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What customers said on one topic to one operator: how many complaints, and their words.

    `weight` is the summed importance of those where it is known. Quotes come most important first. `silent`
    counts the complaints of which no word was kept.
    """

    topic: str | None
    operator: str | None
    complaints: tuple[str, ...]
    weight: float
    quotes: tuple[SaidQuote, ...]
    silent: int

    @property
    def n(self) -> int:
        return len(self.complaints)


def said(complaints: Iterable[Complaint]) -> tuple[Said, ...]:
    """One entry for each topic and operator, the weightiest first, then the most frequent, then by name."""
    groups: dict[tuple[str | None, str | None], list[Complaint]] = {}
    for complaint in complaints:
        groups.setdefault((complaint.topic, complaint.operator), []).append(complaint)
    found = [_said(topic, operator, members) for (topic, operator), members in groups.items()]
    return tuple(
        sorted(found, key=lambda s: (-s.weight, -s.n, s.topic is None, s.topic or "", s.operator or ""))
    )


def _said(topic: str | None, operator: str | None, members: list[Complaint]) -> Said:
    members = sorted(members, key=lambda complaint: (-(complaint.importance or 0), complaint.id))
    quotes = [
        SaidQuote(complaint.id, quote, complaint.importance, complaint.segment)
        for complaint in members
        for quote in words_of(complaint)
    ]
    spoken = {quote.complaint for quote in quotes}
    return Said(
        topic,
        operator,
        tuple(complaint.id for complaint in members),
        float(sum(complaint.importance or 0 for complaint in members)),
        tuple(quotes),
        sum(complaint.id not in spoken for complaint in members),
    )


def words_of(complaint: Complaint) -> tuple[Quote, ...]:
    """The customer's own words: what was written down of the complaint, and quotes not of the company."""
    own = tuple(quote for quote in complaint.quotes if quote.by_customer is not False and quote.text.strip())
    text = (complaint.text or "").strip()
    if not text or any(quote.text.strip() == text for quote in own):
        return own
    return (Quote(text, True, complaint.opened_at, complaint.source.shop_id), *own)
