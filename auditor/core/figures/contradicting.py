"""Answers that contradict each other on the same scenario, out of the calls that were heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.codec import load
from auditor.core.figures.reading import Tell, inside, silent
from auditor.core.figures.values import Entry, Section, Sheet, Wanted
from auditor.core.resolution import company_zone
from auditor.errors import StoreError
from auditor.jobs.shop import Shop
from metrics.complaints.answers import answered
from metrics.complaints.contradictions import Answered, Contradiction, contradictions
from metrics.complaints.values import IN_HOUSE
from metrics.values import Figure
from scenarios.errors import ScenariosError
from scenarios.reading import read_scenario_text
from transcripts.redaction import redacted

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from auditor.core.app import App

HEARD = ("heard", "scored")


def contradicting(app: App, wanted: Wanted, tell: Tell = silent) -> Sheet:
    """The sheet. Topic and segment are those of the scenario's complaint; a call has no owner to filter."""
    told = tuple(_answers(app, wanted, tell))
    found = contradictions(told)
    by_scenario: dict[str, list[Entry]] = {}
    for number, each in enumerate(found):
        by_scenario.setdefault(each.scenario, []).append(_entry(each, number))
    sections = tuple(Section(("scenario", name), tuple(rows)) for name, rows in by_scenario.items())
    if not sections:
        note = "no_contradiction" if told else "no_answers"
        sections = (Section(("section", "contradictions"), notes=(note,)),)
    return Sheet("contradictions", wanted, sections, len(told))


def _answers(app: App, wanted: Wanted, tell: Tell) -> Iterator[Answered]:
    zone = company_zone(app)
    channels = {channel.id: channel for channel in app.channels.list()}
    docs = app.store.table("shops").where(state=HEARD, order_by="due_at")
    for number, doc in enumerate(docs):
        tell(number, len(docs))
        try:
            shop = load(Shop, doc)
            at = (shop.contact.started_at if shop.contact else None) or shop.due_at
            if inside(at, zone, wanted):
                yield from _of_shop(app, shop, channels.get(shop.channel_id or ""), wanted)
        except (StoreError, ScenariosError, ValueError, KeyError, TypeError, ExceptionGroup):
            continue  # a document that this version cannot read says nothing; the calls list shows it
    tell(len(docs), len(docs))


def _of_shop(app: App, shop: Shop, channel: OwnChannel | None, wanted: Wanted) -> Iterator[Answered]:
    if shop.contact is None or not shop.scenario_text:
        return
    script = read_scenario_text(shop.scenario_text, shop.scenario_id or shop.id)
    # A channel without an operator is answered by the own staff, as in the ledger.
    operator = (channel.operator or IN_HOUSE) if channel else None
    spec = script.complaint
    known = {
        "topic": spec.topic if spec else None,
        "segment": spec.customer_segment if spec else None,
        "channel": channel.kind if channel else None,
        "operator": operator,
    }
    if any((known[name] or "") != value for name, value in wanted.filters.items() if name in known):
        return
    heard = app.shops.heard(shop.id)
    if heard is not None:
        yield from answered(
            shop.contact,
            heard.transcript,
            script,
            shop_id=shop.id,
            operator=operator,
            channel=shop.channel_id,
        )


def _entry(found: Contradiction, number: int) -> Entry:
    answers = [answer for version in found.versions for answer in version.answers]
    shops = tuple(dict.fromkeys(answer.shop_id or answer.id for answer in answers))
    counts = {"versions": float(len(found.versions)), "answers": float(found.answers)}
    figure = Figure("contradiction", float(len(found.versions)), "count", n=len(shops), counts=counts)
    key = f"contradiction.{number + 1}"
    return Entry(key, figure, lambda: shops, ("question", redacted(found.question)), detail=found, of="calls")
