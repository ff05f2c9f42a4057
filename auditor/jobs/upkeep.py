"""What a worker does before it looks for work: passed windows, the dead, plans, follow-ups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from auditor.jobs.following import follow_up
from auditor.jobs.planning import DAYS_BACK, Planned, materialise
from auditor.jobs.plans import Plans
from auditor.jobs.queue import ShopQueue
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop
from auditor.jobs.states import ShopState
from auditor.jobs.times import to_text
from scenarios.errors import ScenariosError
from scenarios.library import Library


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What changed: shops newly planned, shops missed or interrupted, scenarios that cannot be used."""

    new: tuple[Shop, ...]
    ended: tuple[Shop, ...]
    errors: tuple[ScenariosError, ...]


def keep_up(
    queue: ShopQueue,
    plans: Plans,
    library: Library,
    zone_of: Callable[[str | None], ZoneInfo | None] = lambda _channel: None,
) -> Upkeep:
    """Brings the queue up to date; any number of workers may do it at any time.

    `zone_of` gives a channel's time zone, for the follow-ups of shops that no plan made.
    """
    ended = reap(queue)
    by_id = {plan.id: plan for plan in plans.all()}
    done = [materialise(queue, plan, library) for plan in by_id.values()]
    since = to_text(queue.clock() - timedelta(days=DAYS_BACK))
    for shop in queue.where(state=ShopState.SCORED.value, followed_up=False, updated_at__gte=since):
        plan, zone = by_id.get(shop.plan_id or ""), zone_of(shop.channel_id)
        done.append(follow_up(queue, shop, library, plan=plan, zone=zone))
        if not done[-1].errors:
            queue.change(shop.id, lambda shop: replace(shop, followed_up=True))
    return Upkeep(
        new=tuple(shop for each in done for shop in each.new),
        ended=(*ended, *(shop for each in done for shop in each.missed)),
        errors=_once(done),
    )


def _once(done: list[Planned]) -> tuple[ScenariosError, ...]:
    """Each error once, however many shops ask for the same scenario."""
    return tuple({str(error): error for each in done for error in each.errors}.values())
