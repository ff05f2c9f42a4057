"""Ledgers for the tests of the figures: an invented year, some of it left unrecorded, as real ones are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from auditor.core.app import App
from metrics.complaints.values import (
    IN_HOUSE,
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Segment,
)

AS_OF = datetime(2026, 6, 30, 22, tzinfo=UTC)
TOPICS = ("facturación", "avería", "baja", None)
OPERATORS = (IN_HOUSE, "Norte", "Sur", None)


def fill(app: App, count: int, seed: int = 7) -> list[Complaint]:
    """Stores so many complaints; returns them."""
    made = invented(count, seed)
    with app.store.transaction():
        for complaint in made:
            app.complaints.ledger.add(complaint, "test")
    return made


def invented(count: int, seed: int = 7) -> list[Complaint]:
    """Complaints of the 200 days before `AS_OF`; every field is missing somewhere."""
    draw = random.Random(seed)
    return [_one(draw, number) for number in range(count)]


def _one(draw: random.Random, number: int) -> Complaint:
    opened = AS_OF - timedelta(days=draw.uniform(0.1, 200))
    resolved = opened + timedelta(days=draw.expovariate(0.15))
    complaint = Complaint(
        id=f"r-{number:04}",
        opened_at=text(opened),
        customer=f"c-{draw.randrange(count_of_customers(number)):024}",
        segment=draw.choice((*Segment, None)),
        topic=draw.choice(TOPICS),
        importance=draw.choice((1, 2, 3, 4, 5, None)),
        channel=draw.choice(("phone", "email", None)),
        operator=draw.choice(OPERATORS),
        contacts=None if draw.random() < 0.1 else _contacts(draw, opened),
        owners=None if draw.random() < 0.2 else _owners(draw, opened),
        promises=_promises(draw, opened),
        resolved_at=text(resolved) if resolved < AS_OF else None,
        text=draw.choice(("Me cobran de más.", "No funciona.", None)),
        scenario=draw.choice(("cobro", "averia", None)),
    )
    if draw.random() < 0.4:
        complaint = replace(complaint, confirmed=Confirmation(draw.random() < 0.6))
    return complaint


def count_of_customers(number: int) -> int:
    """Few enough that some customers complain twice of one topic: their rows are one case."""
    return 150 + number


def _contacts(draw: random.Random, opened: datetime) -> tuple[CaseContact, ...]:
    at = [opened + timedelta(days=draw.uniform(0.2, 40)) for _each in range(draw.choice((0, 0, 1, 2)))]
    first = CaseContact(
        at=text(opened), channel="phone", inbound=True, department="atención",
        agent_claimed_resolved=draw.choice((True, True, False, None)),
    )  # fmt: skip
    return (
        first,
        *(CaseContact(at=text(when), channel="email", inbound=True) for when in at if when < AS_OF),
    )


def _owners(draw: random.Random, opened: datetime) -> tuple[Ownership, ...]:
    names = [draw.choice(("eva", "leo", None)) for _each in range(draw.choice((0, 1, 2)))]
    return tuple(Ownership(text(opened + timedelta(hours=n + 1)), name) for n, name in enumerate(names))


def _promises(draw: random.Random, opened: datetime) -> tuple[Promise, ...] | None:
    made = [
        Promise(id=f"p{n}", what="llamar", by=opened.date().isoformat(), made_at=text(opened),
                kept=draw.choice((True, False, None)))
        for n in range(draw.choice((0, 0, 1, 2)))
    ]  # fmt: skip
    return tuple(made) or None


def text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
