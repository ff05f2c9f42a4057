"""The shop: one dated execution of a scenario, as it is stored. `auditor.jobs.queue` moves it along."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from auditor.jobs.states import ShopState
from auditor.jobs.times import to_text
from scenarios.library import Entry
from scenarios.persona import invent
from transcripts.contact import Contact

__all__ = [
    "Lease",
    "Move",
    "Shop",
    "ShopState",
    "imported_shop",
    "moved",
    "shop_for_now",
    "with_persona",
    "with_scenario",
]

AD_HOC_WINDOW = timedelta(minutes=10)
"""A call asked for by hand is made now or never: no worker dials it hours after a crash."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on a shop: a name unique to the process, and the instant (UTC) until which it counts."""

    owner: str
    until: str


@dataclass(frozen=True, slots=True)
class Move:
    """One change of state: to which, when (UTC), and by whom (a worker, a person's name, "reaper")."""

    to: ShopState
    at: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One shop. Instants are ISO 8601 in UTC, all of one length (`auditor.jobs.times`).

    `id` sorts by day and is safe as a file name. `key` makes planning idempotent: plan, local date, ordinal.
    `scenario_text` is the YAML as it stood when the shop was planned. It may begin at `due_at` and no longer
    at `window_end` (`None`: whenever). `hearings` counts attempts to listen; `parent_id` is the shop that
    this one follows up, `followed_up` says that what its own scenario asks for afterwards is planned.
    `invented` names what made the shop up ("sample"); it is `None` for every real one.
    """

    id: str
    state: ShopState
    due_at: str
    window_end: str | None
    created_at: str
    updated_at: str
    title: str = ""
    plan_id: str | None = None
    key: str | None = None
    parent_id: str | None = None
    scenario_id: str | None = None
    scenario_version: int | None = None
    scenario_text: str | None = None
    channel_id: str | None = None
    persona_seed: int | None = None
    persona: dict[str, str] = field(default_factory=dict)
    contact: Contact | None = None
    lease: Lease | None = None
    hearings: int = 0
    followed_up: bool = False
    error: str | None = None
    history: tuple[Move, ...] = ()
    invented: str | None = None

    def leased(self, now: datetime) -> bool:
        """Whether somebody's lease counts at `now`."""
        return self.lease is not None and self.lease.until > to_text(now)


def shop_for_now(entry: Entry, channel_id: str, now: datetime, *, seed: int | None = None) -> Shop:
    """A shop asked for by hand, due now and for ten minutes; `seed` makes its persona repeatable."""
    shop = Shop(
        id=hand_id(now),
        state=ShopState.PLANNED,
        due_at=to_text(now),
        window_end=to_text(now + AD_HOC_WINDOW),
        created_at=to_text(now),
        updated_at=to_text(now),
        channel_id=channel_id,
    )
    seed = secrets.randbelow(2**31) if seed is None else seed
    return with_persona(with_scenario(shop, entry), entry, seed)


def imported_shop(
    contact: Contact, now: datetime, entry: Entry | None = None, channel_id: str | None = None
) -> Shop:
    """A shop around a recording that exists already: it begins in `recorded`."""
    shop = Shop(
        id=hand_id(now),
        state=ShopState.RECORDED,
        due_at=contact.started_at or to_text(now),
        window_end=None,
        created_at=to_text(now),
        updated_at=to_text(now),
        channel_id=channel_id,
        contact=contact,
    )
    return with_scenario(shop, entry) if entry else shop


def with_scenario(shop: Shop, entry: Entry) -> Shop:
    """The shop with what is to be carried out, as it stands now."""
    scenario = entry.scenario
    return replace(
        shop,
        title=scenario.title,
        scenario_id=scenario.id,
        scenario_version=scenario.version,
        scenario_text=entry.text,
    )


def with_persona(shop: Shop, entry: Entry, seed: int) -> Shop:
    """The shop with the persona that the scenario asks for, made from the seed."""
    spec = entry.scenario.persona
    return replace(shop, persona_seed=seed, persona=invent(spec, seed) if spec else {})


def moved(shop: Shop, to: ShopState, by: str, now: datetime) -> Shop:
    """The shop in its new state, with the move in its history."""
    at = to_text(now)
    return replace(shop, state=to, updated_at=at, history=(*shop.history, Move(to, at, by)))


def hand_id(now: datetime) -> str:
    """An id for a shop that no plan made: "20260302-091500-3f9a2c"."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
