"""Claiming: the next shop to work on, found and leased in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from auditor.i18n import N_
from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, moved
from auditor.jobs.states import RESUMABLE, ShopState
from auditor.jobs.times import to_text

MAX_HEARINGS = 3
"""A recording that takes the listener down with it every time is given up after so many attempts."""

GIVEN_UP = N_("Listening was given up: it ended the program several times.")
ALL_WORK = (ShopState.PLANNED, *RESUMABLE)


def claim(queue: ShopQueue, owner: str, states: Collection[ShopState] = ALL_WORK) -> Shop | None:
    """The next shop that something is to be done for, leased to `owner`; `None` when there is none.

    `owner` has to be unique to the process. What is due comes before what is to be heard or scored. The
    state does not change: `ShopQueue.advance` does that.
    """
    with queue.transaction():
        shop = _next(queue, states)
        return None if shop is None else queue.claim_shop(shop.id, owner)


def due(queue: ShopQueue) -> Iterator[Shop]:
    """Planned shops whose window is open now, the earliest first.

    A line on which somebody is about to dial, or does, is left alone: a second call would disturb the first.
    """
    now = to_text(queue.clock())
    on_it = queue.where(state=(ShopState.PLANNED.value, ShopState.DIALLING.value), lease__until__gt=now)
    busy = {shop.channel_id for shop in on_it}
    for shop in queue.unleased(state=ShopState.PLANNED.value, due_at__lte=now):
        if shop.channel_id not in busy and (shop.window_end is None or shop.window_end > now):
            yield shop


def _next(queue: ShopQueue, states: Collection[ShopState]) -> Shop | None:
    if ShopState.PLANNED in states:
        for shop in due(queue):
            return shop
    wanted = [state.value for state in RESUMABLE if state in states]
    for shop in queue.unleased(state=wanted):
        if shop.state is ShopState.RECORDED and shop.hearings >= MAX_HEARINGS:
            _give_up(queue, shop)
        else:
            return shop
    return None


def _give_up(queue: ShopQueue, shop: Shop) -> None:
    failed = moved(shop, ShopState.FAILED, "reaper", queue.clock())
    queue.change(shop.id, lambda _old: replace(failed, lease=None, error=GIVEN_UP))
