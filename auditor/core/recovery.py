"""After a crash: shops in `dialling` that nobody holds. What was recorded is kept, nothing is redialled."""

from __future__ import annotations

from auditor.channels.phone.finish import restore
from auditor.core.calling import CALLS, redacted_contact
from auditor.core.keeping import Keeper, worker_name
from auditor.jobs.errors import LeaseLost
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop, ShopState
from auditor.settings import Settings
from transcripts.contact import Contact, Outcome


def recover(settings: Settings, keeper: Keeper) -> list[Shop]:
    """Ends each such shop as INTERRUPTED with the recording up to there; returns what it moved.

    Whether the other side was rung is not known, so the call is over: to try again is a person's decision.
    What was recorded is heard and scored like any other call. Shops whose window passed become `missed`.
    """
    owner = worker_name()
    ended = []
    for shop in keeper.queue.unleased(state=ShopState.DIALLING.value):
        try:
            held = keeper.queue.claim_shop(shop.id, owner)
        except LeaseLost:
            continue  # another process is quicker
        if held.state is ShopState.DIALLING:
            ended.append(_end(settings, keeper, held, owner))
        keeper.queue.release(shop.id, owner)
    return [*ended, *reap(keeper.queue)]


def _end(settings: Settings, keeper: Keeper, shop: Shop, owner: str) -> Shop:
    left = restore(settings.home / CALLS, shop.id)
    contact = Contact(
        Outcome.INTERRUPTED,
        marks=left.marks,
        recording=left.recording,
        started_at=left.started_at or shop.updated_at,
        reason="the process that placed the call died",
    )
    contact = keeper.keep_recording(shop, redacted_contact(contact, "es", settings.country))
    return keeper.queue.advance(shop.id, owner, ShopState.RECORDED, contact=contact)
