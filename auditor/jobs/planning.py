"""From the plan to shops: what the programme says for the next days is stored, each shop once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, moved, with_persona, with_scenario
from auditor.jobs.states import ShopState
from auditor.jobs.times import to_text
from scenarios.errors import ScenariosError
from scenarios.library import Entry, Library
from scenarios.programme import Plan, PlannedShop, dated_shops

DAYS_AHEAD = 14
DAYS_BACK = 31
"""Shops whose window passed while no program ran are noted as missed, this far back."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did: shops that are new, shops that it found missed, scenarios that cannot be used."""

    new: tuple[Shop, ...] = ()
    missed: tuple[Shop, ...] = ()
    errors: tuple[ScenariosError, ...] = ()


def materialise(queue: ShopQueue, plan: Plan, library: Library, days_ahead: int = DAYS_AHEAD) -> Planned:
    """Stores the plan's shops up to `days_ahead` local days from today. Doing it again adds nothing.

    A shop that is stored already and untouched gets the scenario's newest text. The plan's scenarios that
    are not in the library (or are faulty) are returned as errors, and their shops are not stored.
    """
    now = queue.clock()
    today = now.astimezone(plan.zone).date()
    planned = dated_shops(plan, today - timedelta(days=DAYS_BACK), today + timedelta(days=days_ahead))
    since = to_text(now - timedelta(days=DAYS_BACK + 2))
    entries, errors = _entries({each.scenario_id for each in planned}, library)
    stored = {shop.id: shop for shop in queue.where(plan_id=plan.id, due_at__gte=since)}
    wanted: list[Shop] = []
    for each in planned:
        entry, known = entries.get(each.scenario_id), stored.get(shop_id(each))
        if known is not None:
            _refresh(queue, known, library)
        elif entry is not None:
            wanted.append(_shop(each, entry, now))
    with queue.transaction():  # personas were invented before it: others wait meanwhile
        new = [shop for shop in wanted if queue.add(shop)]
    missed = tuple(shop for shop in new if shop.state is ShopState.MISSED)
    return Planned(tuple(shop for shop in new if shop not in missed), missed, errors)


def shop_id(planned: PlannedShop) -> str:
    """The id of a planned shop, made of its key alone: "20260302-plan-001"."""
    return f"{planned.day:%Y%m%d}-{planned.plan_id}-{planned.ordinal:03d}"


def _entries(ids: set[str], library: Library) -> tuple[dict[str, Entry], tuple[ScenariosError, ...]]:
    entries, errors = {}, []
    for id in sorted(ids):
        try:
            entries[id] = library.entry(id)
        except ScenariosError as error:
            errors.append(error)
    return entries, tuple(errors)


def _shop(planned: PlannedShop, entry: Entry, now: datetime) -> Shop:
    shop = Shop(
        id=shop_id(planned),
        state=ShopState.PLANNED,
        due_at=to_text(planned.due_at),
        window_end=to_text(planned.window_end),
        created_at=to_text(now),
        updated_at=to_text(now),
        plan_id=planned.plan_id,
        key=planned.key,
        channel_id=planned.channel_id,
    )
    if planned.window_end <= now:
        return with_scenario(moved(shop, ShopState.MISSED, "planning", now), entry)
    return with_persona(with_scenario(shop, entry), entry, planned.seed)


def _refresh(queue: ShopQueue, shop: Shop, library: Library) -> None:
    """Gives a shop that nobody began the scenario as it stands today."""
    now = queue.clock()
    entry = library.entries.get(shop.scenario_id or "")
    if entry is None or shop.state is not ShopState.PLANNED or shop.scenario_text == entry.text:
        return

    def change(shop: Shop) -> Shop | None:
        if shop.state is not ShopState.PLANNED or shop.leased(now):
            return None
        newer = with_persona(with_scenario(shop, entry), entry, shop.persona_seed or 0)
        return replace(newer, updated_at=to_text(now))

    queue.change(shop.id, change)
