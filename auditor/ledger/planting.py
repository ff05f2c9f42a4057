"""What a shop of our own plants in the ledger: its complaint, and what a follow-up shop finds of it.

Only what was heard is written down: a shop that reached nobody complained of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from auditor.channel import OwnChannel
from auditor.jobs.shop import Shop
from metrics.complaints.values import (
    IN_HOUSE,
    CaseContact,
    Complaint,
    Confirmation,
    Promise,
    Quote,
    Segment,
    Source,
)
from metrics.values import Answer, CheckResult, Evidence, Scorecard
from scenarios.scenario import Purpose, Scenario
from transcripts.contact import MarkName

CLAIM, PROMISE, CASE_KEY = "resolution_claimed", "promise_given", "case_key_given"
HUMAN_AT = "call.human_at_s"
_KEY = re.compile(r"(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d)[\w/-]{4,20}")
_SPELT = re.compile(r"(?<=\b\w)[ ,.-]+(?=\w\b)")


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a scored shop. `overruled` has people's answers by check, over the machine's."""

    shop: Shop
    scenario: Scenario
    card: Scorecard
    channel: OwnChannel | None
    overruled: dict[str, Answer]

    def result(self, detector: str) -> tuple[Answer | None, tuple[Evidence, ...]]:
        """The answer that counts for a detector, and where it is heard; `None` when it was not looked for."""
        asked = next((check.id for check in self.scenario.checks if check.detect == detector), None)
        found = _by_id(self.card.checks, asked) or _by_id(self.card.detected, detector)
        answer = self.overruled.get(asked or "") or (found.answer if found else None)
        return answer, found.evidence if found else ()

    def yes_no(self, detector: str) -> bool | None:
        """Yes or no; `None` for whatever says neither."""
        answer, _evidence = self.result(detector)
        return {Answer.YES: True, Answer.NO: False}.get(answer) if answer else None

    @property
    def started_at(self) -> str | None:
        """When it was, `None` for a recording without a date or a call that reached nobody."""
        contact = self.shop.contact
        if contact is None or contact.started_at is None:
            return None
        human = self.card.figure(HUMAN_AT)
        reached = contact.first(MarkName.HUMAN) or (human is not None and human.value is not None)
        return contact.started_at if reached else None


def complaint_id(shop_id: str) -> str:
    """The id of the complaint that a shop plants."""
    return f"shop-{shop_id}"


def planted(heard: Heard, customer: str) -> Complaint | None:
    """The complaint that a shop placed; `None` for a shop that complains of nothing or reached nobody."""
    spec, at = heard.scenario.complaint, heard.started_at
    if spec is None or heard.scenario.purpose is Purpose.FOLLOW_UP or at is None:
        return None
    segment = spec.customer_segment
    return Complaint(
        id=complaint_id(heard.shop.id),
        opened_at=at,
        customer=customer,
        segment=Segment(segment) if segment in list(Segment) else None,
        topic=spec.topic,
        importance=spec.importance,
        channel="phone",
        operator=_operator(heard),
        case_key=_case_key(heard),
        contacts=(_contact(heard, at),),
        promises=_promises(heard, at),
        source=Source(shop_id=heard.shop.id),
        language=heard.scenario.language,
        quotes=tuple(_quotes(heard, at)),
        scenario=heard.scenario.id,
    )


def replanted(stored: Complaint, made: Complaint) -> Complaint:
    """The stored complaint with what the shop that planted it was heard to say now (it was scored again)."""
    shop_id = made.source.shop_id
    own = {promise.id for promise in made.promises or ()}
    kept = {promise.id: promise for promise in stored.promises or ()}
    promises = tuple(
        replace(
            each,
            kept=kept[each.id].kept,
            verified_at=kept[each.id].verified_at,
            shop_id=kept[each.id].shop_id,
        )
        if each.id in kept
        else each
        for each in made.promises or ()
    )
    others = tuple(p for p in stored.promises or () if p.id not in own and not p.id.startswith("heard-"))
    return replace(
        stored,
        case_key=made.case_key or stored.case_key,
        contacts=(*(made.contacts or ()), *(c for c in stored.contacts or () if c.shop_id != shop_id)),
        promises=promises + others,
        quotes=made.quotes,
    )


def followed_up(stored: Complaint, heard: Heard, promise_id: str | None = None) -> Complaint:
    """The complaint with what a follow-up shop found: a contact that only verifies, and its answer."""
    at = heard.started_at
    if at is None:
        return stored
    shop_id = heard.shop.id
    contact = replace(_contact(heard, at), verifies=True, agent_claimed_resolved=heard.yes_no(CLAIM))
    others = tuple(c for c in stored.contacts or () if c.shop_id != shop_id)
    resolved = heard.yes_no(CLAIM)
    made = replace(stored, contacts=(*others, contact))
    if resolved is None:
        return made
    older = stored.verified
    if older is None or older.at is None or older.shop_id == shop_id or older.at <= at:
        made = replace(made, verified=Confirmation(resolved, at, shop_id))
    if promise_id is None:
        return made
    promises = tuple(
        replace(p, kept=resolved, verified_at=at, shop_id=shop_id) if p.id == promise_id else p
        for p in made.promises or ()
    )
    return replace(made, promises=promises)


def _contact(heard: Heard, at: str) -> CaseContact:
    outcome = heard.shop.contact.outcome.value if heard.shop.contact else None
    return CaseContact(
        at=at,
        channel="phone",
        operator=_operator(heard),
        outcome=outcome,
        agent_claimed_resolved=heard.yes_no(CLAIM),
        inbound=True,
        shop_id=heard.shop.id,
    )


def _operator(heard: Heard) -> str | None:
    """A channel without an operator is answered by the company's own staff."""
    if heard.channel is None:
        return None
    return heard.channel.operator or IN_HOUSE


def _promises(heard: Heard, at: str) -> tuple[Promise, ...] | None:
    """The words of each promise; by when is a person's to note: no date is guessed out of speech."""
    answer, evidence = heard.result(PROMISE)
    if answer is not Answer.YES:
        return () if answer is Answer.NO else None
    return tuple(
        Promise(
            id=f"heard-{number}",
            what=each.quote or "",
            made_at=_later(at, each.start_s),
            operator=_operator(heard),
        )
        for number, each in enumerate(evidence, start=1)
    )


def _case_key(heard: Heard) -> str | None:
    """The key as it was heard, spelt figures joined; `None` where none of three figures and more was."""
    answer, evidence = heard.result(CASE_KEY)
    if answer is not Answer.YES:
        return None
    for each in reversed(evidence):
        found = _KEY.search(_SPELT.sub("", each.quote or ""))
        if found:
            return found.group()
    return None


def _quotes(heard: Heard, at: str) -> Iterable[Quote]:
    recording = heard.shop.contact.recording if heard.shop.contact else None
    for detector in (CLAIM, PROMISE, CASE_KEY):
        for each in heard.result(detector)[1]:
            if each.quote:
                yield Quote(
                    text=each.quote,
                    by_customer=False,
                    at=_later(at, each.start_s),
                    shop_id=heard.shop.id,
                    recording=recording.path if recording else None,
                    start_s=each.start_s,
                    end_s=each.end_s,
                )


def _later(at: str, seconds: float) -> str:
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def _by_id(checks: Iterable[CheckResult], id: str | None) -> CheckResult | None:
    return next((check for check in checks if check.id == id), None) if id else None
