"""One figure of a report with its n, interval, evidence and change; where something can be heard."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cited:
    """Where something can be heard: the shop, seconds in its recording, the words (redacted)."""

    shop: str
    start_s: float
    end_s: float
    quote: str | None = None
    at: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """This period minus the one before, with the 95 % interval of the difference (MOVER, Zou & Donner 2008).

    `words` is "first_higher", "first_lower", "not_distinguishable" or "not_measured".
    """

    before: float | None
    before_n: int | None
    before_interval: tuple[float, float] | None
    difference: float | None
    interval: tuple[float, float] | None
    words: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the period. `value` is `None` when it was not measured; `why` (a key) says why not."""

    id: str
    value: float | None
    unit: str
    n: int | None = None
    counts: dict[str, float] = field(default_factory=dict)
    interval: tuple[float, float] | None = None
    why: str | None = None
    evidence: tuple[Cited, ...] = ()
    change: Change | None = None
