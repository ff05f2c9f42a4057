"""The complaint and everything that is known of it, as values. What is not known is `None`, never 0 or "".

Instants are texts, ISO 8601 with an offset, as the store keeps them ("2026-03-02T09:15:00.000+00:00");
`metrics.complaints.times.instant` reads them. A tuple field that may be `None` tells "not recorded" (`None`)
from "recorded, and there were none" (`()`): only the second proves that nobody called again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.complaints.times import instant

IN_HOUSE = "in_house"
"""The operator key of the company's own staff; any other operator is a contractor's name."""


class Segment(StrEnum):
    """How much the customer matters to the company, in falling order."""

    MOST_VALUABLE = "most_valuable"
    A = "A"
    B = "B"
    C = "C"


VALUABLE = (Segment.MOST_VALUABLE, Segment.A)
"""The segments whose complaints may never be without an owner."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the complaint comes from: a shop of ours, or a row (from 1) of an imported file."""

    shop_id: str | None = None
    file: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were said or written. `start_s` and `end_s` count in `recording` (a path, a stored id)."""

    text: str
    by_customer: bool | None = None
    at: str | None = None
    shop_id: str | None = None
    recording: str | None = None
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContact:
    """One contact about a complaint. `agent` is a pseudonym.

    `inbound` is whether the customer made contact (`True`) or the company did (`False`); `None` is not
    recorded, and counts as the customer's. `verifies` marks a contact made only to ask how it went (a
    follow-up shop, a survey): it is never a repeat contact. `outcome` is the company's own word.
    """

    at: str
    channel: str | None = None
    agent: str | None = None
    operator: str | None = None
    department: str | None = None
    outcome: str | None = None
    agent_claimed_resolved: bool | None = None
    inbound: bool | None = None
    verifies: bool = False
    shop_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """From `at` on the case belongs to `owner` (a pseudonym, `None`: to nobody)."""

    at: str
    owner: str | None
    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised to the customer. `id` is unique within the complaint.

    `by` is an instant, or a date ("2026-03-06") that means until the end of that day where the company is.
    `kept` is `None` until someone has looked; `shop_id` is the follow-up shop that did.
    """

    id: str
    what: str
    by: str | None = None
    made_at: str | None = None
    agent: str | None = None
    operator: str | None = None
    kept: bool | None = None
    verified_at: str | None = None
    shop_id: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Someone's word on whether it is resolved: the customer's, or a follow-up shop's (`shop_id`)."""

    resolved: bool
    at: str | None = None
    shop_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint. `customer` is a pseudonymous key, never a telephone number or a name.

    `importance` is 1–5. `operator` is `IN_HOUSE` or a contractor's name: who took the first contact.
    `contacts` holds every contact on the matter, the first included, in any order; with `contacts_complete`
    false there may have been others, so that no repeat among them proves nothing. `owners` are the changes
    of ownership; `reopened` the instants at which it was opened again. `resolved_at` is the last time that
    the company closed it. `language` is ISO 639-1, `text` what the customer complains of, redacted.
    `scenario` and `shopper` (a pseudonym) say which script planted it and who carried it out. `invented`
    names what made it up ("sample"); it is `None` for everything real.
    """

    id: str
    opened_at: str
    customer: str | None = None
    segment: Segment | None = None
    topic: str | None = None
    importance: int | None = None
    channel: str | None = None
    operator: str | None = None
    case_key: str | None = None
    contacts: tuple[CaseContact, ...] | None = None
    contacts_complete: bool = True
    owners: tuple[Ownership, ...] | None = None
    promises: tuple[Promise, ...] | None = None
    resolved_at: str | None = None
    reopened: tuple[str, ...] = ()
    confirmed: Confirmation | None = None
    verified: Confirmation | None = None
    source: Source = Source()
    language: str | None = None
    text: str | None = None
    quotes: tuple[Quote, ...] = ()
    scenario: str | None = None
    shopper: str | None = None
    invented: str | None = None

    @property
    def owner(self) -> str | None:
        """Who owns it now; `None` for nobody and for not recorded (`owners` tells which)."""
        if not self.owners:
            return None
        return sorted(self.owners, key=lambda change: instant(change.at))[-1].owner
