"""What is true of the invented company: the rates that it was made with, and what they come to in sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from metrics.complaints.values import IN_HOUSE


@dataclass(frozen=True, slots=True)
class Truth:
    """The rates that the company was invented with. Shares are 0–1, times days.

    `resolved_first` by operator is the true share resolved by the first contact, `topic_shift` is added to
    it; in the week of the fault it is multiplied by `fault_factor`. Of the others, `calls_again_30d` contact
    again within 30 days of the first contact. The agent of the first contact claims a resolution in
    `claim_if_resolved` of the resolved cases and in `claim_if_not` of the others. `asked` customers are
    asked afterwards, and answer as it is. `median_days` by topic is the median time to resolution
    (exponential). `without_owner` is the share that nobody ever owns, `promise_kept` the share of promises
    kept. `months` are the weights of January to December in how many complain.
    """

    operators: dict[str, float] = field(
        default_factory=lambda: {IN_HOUSE: 0.5, "Contrata Norte": 0.3, "Contrata Sur": 0.2}
    )
    resolved_first: dict[str, float] = field(
        default_factory=lambda: {IN_HOUSE: 0.72, "Contrata Norte": 0.55, "Contrata Sur": 0.55}
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
    topic_shift: dict[str, float] = field(
        default_factory=lambda: {
            "facturación": 0.06,
            "avería": 0.0,
            "baja": -0.06,
            "instalación": -0.02,
            "cobertura": -0.16,
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
    months: tuple[float, ...] = (1.3, 1.1, 1.0, 0.95, 0.9, 0.9, 0.85, 0.7, 1.1, 1.0, 1.0, 1.15)
    calls_again_30d: float = 0.8
    claim_if_resolved: float = 0.95
    claim_if_not: float = 0.4
    asked: float = 0.5
    without_owner: float = 0.15
    promised: float = 0.5
    promise_kept: float = 0.7
    fault_factor: float = 0.4
    fault_volume: float = 1.6

    def resolves(self, operator: str, topic: str | None, *, fault: bool) -> float:
        """The chance that a case is resolved by its first contact."""
        share = self.resolved_first[operator] + self.topic_shift.get(topic or "", 0.0)
        return share * self.fault_factor if fault else share

    def claims(self, resolves: float) -> float:
        """The chance that the agent claims it."""
        return resolves * self.claim_if_resolved + (1 - resolves) * self.claim_if_not


class Expected:
    """The mean of each case's own chances: what an estimate over those cases should come to.

    Names are those of the figures, with ":operator=" or ":topic=" for a part; `cases` counts those of one.
    """

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, name: str, chance: float, parts: Mapping[str, str | None], weight: float = 1.0) -> None:
        """A case with its chance; `weight` is the chance that it counts at all."""
        named = [f"{name}:{part}={value}" for part, value in parts.items() if value is not None]
        for key in (name, *named):
            entry = self._sums.setdefault(key, [0.0, 0.0, 0.0])
            entry[0] += chance * weight
            entry[1] += weight
            entry[2] += 1

    def __getitem__(self, name: str) -> float:
        hits, weights, _cases = self._sums[name]
        return hits / weights

    def cases(self, name: str) -> int:
        return int(self._sums[name][2])

    def document(self) -> dict[str, dict[str, float]]:
        """Name → {value, cases}."""
        return {
            name: {"value": round(self[name], 6), "cases": self.cases(name)} for name in sorted(self._sums)
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """The week in which it went wrong: its Monday."""

    monday: date

    def on(self, day: date) -> bool:
        return 0 <= (day - self.monday).days < 7


def as_document(truth: Truth) -> dict[str, Any]:
    """The rates as plain data."""
    return asdict(truth)
