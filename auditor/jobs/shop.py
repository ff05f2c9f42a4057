"""One dated execution of a scenario, as it is stored: what is to be done, how far it got, who works on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from transcripts.contact import Contact


class ShopState(StrEnum):
    """How far a shop got. Each state is stored before the act that it names begins."""

    PLANNED = "planned"
    DIALLING = "dialling"  # from here on it is never dialled again by itself
    RECORDED = "recorded"
    HEARD = "heard"
    SCORED = "scored"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on the shop, until when (ISO 8601, UTC). A lease that ran out belongs to a dead worker."""

    owner: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A shop. `id` sorts by time and is safe as a file name; `key` makes a plan's shop unique.

    Times are ISO 8601 in UTC. `scenario_text` is the scenario file as it was, so that the shop can be
    understood and repeated later. `persona` is what the shopper said of herself. `error` is the last fault.
    """

    id: str
    scenario_id: str
    scenario_version: int
    scenario_text: str
    channel_id: str
    due_at: str
    created_at: str
    updated_at: str
    title: str = ""
    key: str | None = None
    plan_id: str | None = None
    window_end: str | None = None
    state: ShopState = ShopState.PLANNED
    persona_seed: int = 0
    persona: dict[str, str] = field(default_factory=dict)
    contact: Contact | None = None
    lease: Lease | None = None
    attempts: int = 0
    error: str | None = None
