"""A year of an invented company: complaints with known true rates, the same for the same seed.

The truth is drawn first and the ledger is what a company would have written down of it: not every customer
is asked, some agents claim too much, and the last weeks are still open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import log
from zoneinfo import ZoneInfo

from auditor.ledger.truth import Expected, Fault, Truth
from metrics.complaints.values import (
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Segment,
)

MARKER = "sample"
"""What stands under `invented` in every document of the sample."""
ZONE = ZoneInfo("Europe/Madrid")
DEPARTMENTS = ("atención", "facturación", "técnico", "calidad")
WEEKDAYS = (1.0, 0.8, 0.75, 0.7, 0.7, 0.25, 0.1)
WORDS = {
    "facturación": ("Me han cobrado un servicio que no contraté.", "La factura trae un cargo de más."),
    "avería": ("Llevo días sin línea en {town} y nadie viene.", "En {town} se corta internet cada tarde."),
    "baja": ("Pedí la baja y me siguen cobrando.", "No me dejan darme de baja por teléfono."),
    "instalación": ("El técnico no se presentó en {town}.", "La instalación quedó a medias."),
    "cobertura": ("En casa, en {town}, no tengo cobertura.", "Desde la mudanza a {town} no hay señal."),
}


@dataclass(frozen=True, slots=True)
class Invention:
    """What a ledger is invented with: the rates, the last day, the week of the fault, towns (Faker's).

    `expected` collects what each case adds to the truth.
    """

    truth: Truth
    seed: int
    last_day: date
    fault: Fault
    towns: Sequence[str]
    expected: Expected

    @property
    def end(self) -> datetime:
        """The end of the last day: nothing is known of what came later."""
        return datetime.combine(self.last_day + timedelta(days=1), time(), ZONE).astimezone(UTC)

    def complaints(self, count: int) -> Iterator[Complaint]:
        """`count` complaints opened in the year up to the last day, as they stood at its end, in order."""
        rng = random.Random(self.seed)  # noqa: S311 - an invention, not a secret
        moments = sorted(self._opening(rng) for _each in range(count))
        for number, opened in enumerate(moments, start=1):
            yield _Case(self, rng, f"M-{number:06d}", opened).complaint()

    def from_shop(self, planted: Complaint, resolves: float, answered: bool) -> Complaint:
        """A complaint that a shop planted, with what the company wrote down of it afterwards.

        `resolves` is its chance of being resolved by the first contact, `answered` whether a follow-up asked.
        """
        rng = random.Random(f"{self.seed}:{planted.id}")  # noqa: S311 - an invention, not a secret
        opened = datetime.fromisoformat(planted.opened_at)
        resolved = opened + _time(rng, self.truth.median_days.get(planted.topic or "", 4.0))
        parts: dict[str, str | None] = {"operator": planted.operator, "topic": planted.topic}
        self.expected.add("fcr.claimed", self.truth.claims(resolves), parts)
        if answered:
            self.expected.add("fcr.confirmed", resolves, parts)
        return replace(
            planted,
            owners=_owners(rng, self.truth, opened, self.end),
            resolved_at=_text(resolved) if resolved < self.end else None,
            invented=MARKER,
        )

    def _opening(self, rng: random.Random) -> datetime:
        """A moment in office hours: Mondays are busier, so are some months, and the week of the fault is."""
        most = max(self.truth.months) * self.truth.fault_volume
        while True:
            day = self.last_day - timedelta(days=rng.randrange(365))
            weight = WEEKDAYS[day.weekday()] * self.truth.months[day.month - 1]
            weight *= self.truth.fault_volume if self.fault.on(day) else 1.0
            if rng.random() < weight / most:
                at = time(rng.randrange(8, 20), rng.randrange(60), rng.randrange(60))
                return datetime.combine(day, at, ZONE).astimezone(UTC)


class _Case:
    """Draws one case in a fixed order, so that a seed gives the same company."""

    def __init__(self, made: Invention, rng: random.Random, id: str, opened: datetime) -> None:
        truth = made.truth
        self.made, self.truth, self.rng, self.id, self.opened = made, truth, rng, id, opened
        self.end = made.end
        self.operator = self._one(truth.operators)
        self.topic, self.channel = self._one(truth.topics), self._one(truth.channels)
        self.segment = Segment(self._one(truth.segments))
        fault = made.fault.on(opened.astimezone(ZONE).date())
        self.resolves = truth.resolves(self.operator, self.topic, fault=fault)
        self.resolved_first = rng.random() < self.resolves

    def complaint(self) -> Complaint:
        rng, truth = self.rng, self.truth
        claims = rng.random() < (truth.claim_if_resolved if self.resolved_first else truth.claim_if_not)
        again = self._again()
        resolved = self.opened + _time(rng, truth.median_days[self.topic])
        asked_at = resolved + timedelta(days=2)
        asked = rng.random() < truth.asked and asked_at < self.end
        self._expect(asked)
        return Complaint(
            id=self.id,
            opened_at=_text(self.opened),
            customer=f"c-muestra-{rng.randrange(10**9):09d}",
            segment=self.segment,
            topic=self.topic,
            importance=rng.choices((1, 2, 3, 4, 5), (5, 15, 40, 25, 15))[0],
            channel=self.channel,
            operator=self.operator,
            case_key=f"CK{rng.randrange(10**7):07d}-{self.id[2:]}",
            contacts=self._contacts(claims, again),
            owners=_owners(rng, truth, self.opened, self.end),
            promises=self._promises(),
            resolved_at=_text(resolved) if resolved < self.end else None,
            confirmed=Confirmation(self.resolved_first, _text(asked_at)) if asked else None,
            language="es",
            text=rng.choice(WORDS[self.topic]).format(town=rng.choice(self.made.towns)),
            invented=MARKER,
        )

    def _expect(self, asked: bool) -> None:
        """Adds the chances of this case to the truth: of each figure only where the case counts in it."""
        expected, truth, p = self.made.expected, self.truth, self.resolves
        parts = {"operator": self.operator, "topic": self.topic}
        expected.add("fcr.claimed", truth.claims(p), parts)
        if self.opened + timedelta(days=30) <= self.end:
            expected.add("fcr.no_repeat_30d", 1 - (1 - p) * truth.calls_again_30d, parts)
        if asked:
            expected.add("fcr.confirmed", p, parts)
            false = (1 - p) * truth.claim_if_not / truth.claims(p)
            expected.add("fcr.false_resolution", false, parts, truth.claims(p))

    def _again(self) -> list[datetime]:
        """When the customer makes contact again: within 30 days, or long after them."""
        if self.resolved_first:
            return []
        if self.rng.random() >= self.truth.calls_again_30d:
            return []
        first = self.opened + timedelta(days=min(29.9, 0.2 + self.rng.expovariate(1 / 5)))
        more = [
            first + timedelta(days=self.rng.uniform(1, 12))
            for _each in range(self.rng.choice((0, 0, 0, 1, 2)))
        ]
        return [first, *sorted(more)]

    def _contacts(self, claims: bool, again: list[datetime]) -> tuple[CaseContact, ...]:
        opening = self._contact(self.opened, self.channel, claims)
        repeats = [self._contact(at, self._one(self.truth.channels), None) for at in again]
        return (opening, *(contact for contact, at in zip(repeats, again, strict=True) if at < self.end))

    def _contact(self, at: datetime, channel: str, claims: bool | None) -> CaseContact:
        return CaseContact(
            at=_text(at),
            channel=channel,
            agent=f"agente-{self.operator[-1]}{self.rng.randrange(12):02d}",
            operator=self.operator,
            department=self.rng.choice(DEPARTMENTS),
            agent_claimed_resolved=claims,
            inbound=True,
        )

    def _promises(self) -> tuple[Promise, ...]:
        if self.rng.random() >= self.truth.promised:
            return ()
        due = self.opened.date() + timedelta(days=self.rng.randrange(2, 12))
        kept = self.rng.random() < self.truth.promise_kept
        looked = datetime.combine(due + timedelta(days=2), time(10), UTC)
        known = looked < self.end
        return (
            Promise(
                id="p1",
                what="Le devolvemos la llamada con una solución",
                by=due.isoformat(),
                made_at=_text(self.opened),
                operator=self.operator,
                kept=kept if known else None,
                verified_at=_text(looked) if known else None,
            ),
        )

    def _one(self, shares: dict[str, float]) -> str:
        return self.rng.choices(list(shares), list(shares.values()))[0]


def _owners(rng: random.Random, truth: Truth, opened: datetime, end: datetime) -> tuple[Ownership, ...]:
    if rng.random() < truth.without_owner:
        return ()
    at, made = opened, []
    for _each in range(rng.choices((1, 2, 3), (70, 22, 8))[0]):
        at += timedelta(hours=rng.uniform(0.1, 40))
        made.append(Ownership(_text(at), f"gestora-{rng.randrange(9)}", rng.choice(DEPARTMENTS)))
    return tuple(each for each in made if each.at < _text(end))


def _time(rng: random.Random, median_days: float) -> timedelta:
    """An exponential time with that median."""
    return timedelta(days=rng.expovariate(log(2) / median_days))


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
