"""A year of an invented company: complaints with known true rates, the same for the same seed.

The truth is drawn first and the ledger is what a company would have written down of it: not every customer
is asked, some agents claim too much, and the last weeks are still open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from metrics.complaints.values import (
    IN_HOUSE,
    CaseContact,
    Complaint,
    Confirmation,
    Ownership,
    Promise,
    Segment,
)

ZONE = "Europe/Madrid"
DEPARTMENTS = ("atención", "facturación", "técnico", "calidad")
WORDS = {
    "facturación": "Me han cobrado un servicio que no contraté.",
    "avería": "Llevo días sin línea y nadie viene.",
    "baja": "Pedí la baja y me siguen cobrando.",
    "instalación": "El técnico no se presentó.",
    "cobertura": "En casa no tengo cobertura.",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """The rates that the company was invented with. Shares are 0–1, times days.

    `resolved_first` by operator is the true share resolved by the first contact; of the others,
    `calls_again_30d` contact again within 30 days of the first contact. The agent of the first contact claims
    a resolution in `claim_if_resolved` of the resolved cases and in `claim_if_not` of the others. `asked`
    customers are asked afterwards, and answer as it is. `median_days` by topic is the median time to
    resolution (exponential). `without_owner` is the share that nobody ever owns, `promise_kept` the share of
    promises kept.
    """

    operators: dict[str, float] = field(
        default_factory=lambda: {IN_HOUSE: 0.5, "Contrata Norte": 0.3, "Contrata Sur": 0.2}
    )
    resolved_first: dict[str, float] = field(
        default_factory=lambda: {IN_HOUSE: 0.72, "Contrata Norte": 0.58, "Contrata Sur": 0.44}
    )
    topics: dict[str, float] = field(
        default_factory=lambda: {
            "facturación": 0.4,
            "avería": 0.25,
            "baja": 0.15,
            "instalación": 0.12,
            "cobertura": 0.08,
        }
    )
    channels: dict[str, float] = field(default_factory=lambda: {"phone": 0.65, "email": 0.2, "web": 0.15})
    segments: dict[str, float] = field(
        default_factory=lambda: {"most_valuable": 0.05, "A": 0.15, "B": 0.35, "C": 0.45}
    )
    median_days: dict[str, float] = field(
        default_factory=lambda: {
            "facturación": 4.0,
            "avería": 2.0,
            "baja": 9.0,
            "instalación": 6.0,
            "cobertura": 14.0,
        }
    )
    calls_again_30d: float = 0.8
    claim_if_resolved: float = 0.95
    claim_if_not: float = 0.4
    asked: float = 0.5
    without_owner: float = 0.15
    promised: float = 0.5
    promise_kept: float = 0.7

    @property
    def fcr(self) -> float:
        """The true share resolved by the first contact, over all."""
        return sum(share * self.resolved_first[name] for name, share in self.operators.items())

    @property
    def no_repeat_30d(self) -> float:
        """The true share without a repeat contact within 30 days."""
        return 1 - (1 - self.fcr) * self.calls_again_30d

    @property
    def claimed(self) -> float:
        """The true share claimed as resolved by the agent of the first contact."""
        return self.fcr * self.claim_if_resolved + (1 - self.fcr) * self.claim_if_not

    @property
    def false_resolution(self) -> float:
        """Of the claimed ones, the true share that was not resolved by the first contact."""
        return (1 - self.fcr) * self.claim_if_not / self.claimed

    def document(self) -> dict[str, Any]:
        """All of it, and what follows from it, as plain data."""
        derived = {
            "fcr": self.fcr,
            "no_repeat_30d": self.no_repeat_30d,
            "claimed": self.claimed,
            "false_resolution": self.false_resolution,
        }
        return {"schema": "auditor/sample-truth/1", **asdict(self), "derived": derived}


def invented(truth: Truth, *, count: int, seed: int, last_day: date) -> Iterator[Complaint]:
    """`count` complaints opened in the 365 days up to `last_day`, as they stood at its end, in order."""
    rng = random.Random(seed)  # noqa: S311 - an invention, not a secret
    end = datetime.combine(last_day + timedelta(days=1), time(), ZoneInfo(ZONE)).astimezone(UTC)
    moments = sorted(_opening(rng, last_day) for _each in range(count))
    for number, opened in enumerate(moments, start=1):
        yield _Case(truth, rng, f"M-{number:05d}", opened, end).complaint()


def _opening(rng: random.Random, last_day: date) -> datetime:
    """A moment in office hours; Mondays are busier."""
    while True:
        day = last_day - timedelta(days=rng.randrange(365))
        weight = (1.0, 0.8, 0.75, 0.7, 0.7, 0.25, 0.1)[day.weekday()]
        if rng.random() < weight:
            at = time(rng.randrange(8, 20), rng.randrange(60), rng.randrange(60))
            return datetime.combine(day, at, ZoneInfo(ZONE)).astimezone(UTC)


class _Case:
    """Draws one case in a fixed order, so that a seed gives the same company."""

    def __init__(self, truth: Truth, rng: random.Random, id: str, opened: datetime, end: datetime) -> None:
        self.truth, self.rng, self.id, self.opened, self.end = truth, rng, id, opened, end
        self.operator = self._one(truth.operators)
        self.topic, self.channel = self._one(truth.topics), self._one(truth.channels)
        self.segment = Segment(self._one(truth.segments))
        self.resolved_first = rng.random() < truth.resolved_first[self.operator]

    def complaint(self) -> Complaint:
        rng, truth = self.rng, self.truth
        claims = rng.random() < (truth.claim_if_resolved if self.resolved_first else truth.claim_if_not)
        again = self._again()
        resolved = self.opened + timedelta(
            days=rng.expovariate(0.6931471805599453 / truth.median_days[self.topic])
        )
        asked_at = max(resolved, self.opened + timedelta(days=30)) + timedelta(days=1)
        confirmed = Confirmation(self.resolved_first, _text(asked_at)) if rng.random() < truth.asked else None
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
            owners=self._owners(),
            promises=self._promises(),
            resolved_at=_text(resolved) if resolved < self.end else None,
            confirmed=confirmed if asked_at < self.end else None,
            language="es",
            text=WORDS[self.topic],
        )

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

    def _owners(self) -> tuple[Ownership, ...]:
        if self.rng.random() < self.truth.without_owner:
            return ()
        hand_overs = self.rng.choices((1, 2, 3), (70, 22, 8))[0]
        at, made = self.opened, []
        for _each in range(hand_overs):
            at += timedelta(hours=self.rng.uniform(0.1, 40))
            made.append(
                Ownership(_text(at), f"gestora-{self.rng.randrange(9)}", self.rng.choice(DEPARTMENTS))
            )
        return tuple(each for each in made if each.at < _text(self.end))

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


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
