"""What dead workers and passed windows left behind: dealt with by each worker, now and then."""

from __future__ import annotations

from dataclasses import replace

from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, moved
from auditor.jobs.states import ShopState
from auditor.jobs.times import to_text
from transcripts.contact import Contact, Outcome

REAPER = "reaper"


def reap(queue: ShopQueue) -> tuple[Shop, ...]:
    """Moves what nobody works on any more; returns the shops that it moved.

    `dialling` without a living lease: the line may have rung, so the shop fails as interrupted and is never
    dialled again. `planned` whose window passed: missed. `recorded` and `heard` need nothing: they can be
    claimed again as they are.
    """
    found = [_interrupted(queue, shop.id) for shop in queue.unleased(state=ShopState.DIALLING.value)]
    now = to_text(queue.clock())
    passed = queue.unleased(state=ShopState.PLANNED.value, window_end__lte=now)
    found += [_missed(queue, shop.id) for shop in passed]
    return tuple(shop for shop in found if shop is not None)


def _interrupted(queue: ShopQueue, id: str) -> Shop | None:
    now = queue.clock()
    done: list[Shop] = []

    def change(shop: Shop) -> Shop | None:
        if shop.state is not ShopState.DIALLING or shop.leased(now):
            return None
        began = next((move.at for move in reversed(shop.history) if move.to is shop.state), None)
        contact = Contact(Outcome.INTERRUPTED, started_at=began)
        done.append(replace(moved(shop, ShopState.FAILED, REAPER, now), contact=contact, lease=None))
        return done[0]

    queue.change(id, change)
    return done[0] if done else None


def _missed(queue: ShopQueue, id: str) -> Shop | None:
    now = queue.clock()
    done: list[Shop] = []

    def change(shop: Shop) -> Shop | None:
        open_still = shop.window_end is None or shop.window_end > to_text(now)
        if shop.state is not ShopState.PLANNED or shop.leased(now) or open_still:
            return None
        done.append(replace(moved(shop, ShopState.MISSED, REAPER, now), lease=None))
        return done[0]

    queue.change(id, change)
    return done[0] if done else None
