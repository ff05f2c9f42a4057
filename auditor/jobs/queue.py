"""The queue: shops are leased, moved and given back here, safely between processes.

A lease on the document itself says who works on it. Every change is one transaction, so two workers never
both get a shop, and whatever was acknowledged is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from auditor.codec import dump, load
from auditor.i18n import N_, _
from auditor.jobs.errors import IllegalMove, LeaseLost, UnknownShop
from auditor.jobs.shop import Lease, Shop, moved
from auditor.jobs.states import LABELS, OPEN, RESUMABLE, ShopState, may_decide, may_work
from auditor.jobs.times import to_text, utc_now
from transcripts.contact import Contact

TABLE = "shops"
INDEX = ("state", "due_at", "plan_id", "channel_id")
LEASE = timedelta(seconds=60)
"""How long a lease counts without a heartbeat: send one every 20 seconds or so."""


class Table(Protocol):
    """What the queue needs of the store's table of shops."""

    def get(self, id: str) -> dict[str, Any] | None: ...
    def insert_new(self, id: str, document: dict[str, Any]) -> bool: ...
    def update_if(
        self, id: str, change: Callable[[dict[str, Any]], dict[str, Any] | None]
    ) -> dict[str, Any] | None: ...
    def where(self, **fields: Any) -> list[Any]: ...
    def delete(self, id: str) -> bool: ...


class TableStore(Protocol):
    """The part of the store that the queue stands on."""

    def table(self, name: str, *, index: Iterable[str] = ()) -> Any: ...
    def transaction(self) -> AbstractContextManager[None]: ...


class ShopQueue:
    """The shops of one data folder. `clock` gives the instant, aware; tests give their own."""

    def __init__(self, store: TableStore, clock: Callable[[], datetime] = utc_now) -> None:
        self.table: Table = store.table(TABLE, index=INDEX)
        self.clock = clock
        self.transaction = store.transaction

    def get(self, id: str) -> Shop:
        """The shop. Raises `UnknownShop`."""
        document = self.table.get(id)
        if document is None:
            raise UnknownShop(N_("There is no shop “{id}”."), id=id)
        return load(Shop, document)

    def where(self, **fields: Any) -> list[Shop]:
        """The shops whose fields have these values, as the store's `where` takes them."""
        return [load(Shop, document) for document in self.table.where(**fields)]

    def unleased(self, **fields: Any) -> list[Shop]:
        """Those among them that nobody's living lease is on, the earliest due first."""
        now = to_text(self.clock())
        found = self.where(**fields, lease=None) + self.where(**fields, lease__until__lte=now)
        return sorted(found, key=lambda shop: (shop.due_at, shop.id))

    def add(self, shop: Shop) -> bool:
        """Stores a new shop; False (and nothing changes) when there is one of that id."""
        return self.table.insert_new(shop.id, dump(shop))

    def remove(self, id: str) -> bool:
        """Takes a shop out of the store; False when there is none. For planned ones that nobody touched."""
        return self.table.delete(id)

    def change(self, id: str, change: Callable[[Shop], Shop | None]) -> Shop:
        """Changes one shop in one transaction; `None` leaves it, and what `change` raises passes through."""

        def on_document(document: dict[str, Any]) -> dict[str, Any] | None:
            changed = change(load(Shop, document))
            return None if changed is None else dump(changed)

        document = self.table.update_if(id, on_document)
        return self.get(id) if document is None else load(Shop, document)

    def claim_shop(self, id: str, owner: str) -> Shop:
        """Leases that one shop. Raises `LeaseLost` when somebody else works on it."""
        now = self.clock()

        def change(shop: Shop) -> Shop:
            if shop.leased(now) and shop.lease and shop.lease.owner != owner:
                said = N_("The shop {id} is being worked on already ({owner}).")
                raise LeaseLost(said, id=id, owner=shop.lease.owner)
            anew = shop.state is ShopState.RECORDED and not shop.leased(now)
            hearings = shop.hearings + anew
            return replace(shop, lease=_lease(owner, now), hearings=hearings, updated_at=to_text(now))

        return self.change(id, change)

    def heartbeat(self, id: str, owner: str) -> Shop:
        """Extends the lease. Raises `LeaseLost` when it is not this owner's any more."""
        now = self.clock()
        return self.change(id, lambda shop: replace(_held(shop, owner), lease=_lease(owner, now)))

    def advance(
        self,
        id: str,
        owner: str,
        to: ShopState,
        *,
        contact: Contact | None = None,
        error: str | None = None,
    ) -> Shop:
        """Moves a shop that `owner` holds; when this returns the new state is on disk.

        Raises `LeaseLost` or `IllegalMove`, and then nothing changed. Moving to `dialling` needs a lease that
        still counts. The lease ends with the last state.
        """
        now = self.clock()

        def change(shop: Shop) -> Shop:
            _held(shop, owner)
            if not may_work(shop.state, to):
                raise _illegal(shop, to)
            if to is ShopState.DIALLING and not shop.leased(now):
                raise LeaseLost(N_("The lease on the shop {id} ran out before it was dialled."), id=id)
            return replace(
                moved(shop, to, owner, now),
                lease=_lease(owner, now) if to in OPEN else None,
                contact=contact or shop.contact,
                error=error,
                hearings=shop.hearings + (to is ShopState.RECORDED),
            )

        return self.change(id, change)

    def release(self, id: str, owner: str, error: str | None = None) -> Shop:
        """Gives a shop back in the state it is in; `error` says why, and stays until it moves on.

        A shop in `dialling` cannot be given back: it has to end as recorded or failed.
        """
        now = self.clock()

        def change(shop: Shop) -> Shop:
            _held(shop, owner)
            if shop.state is ShopState.DIALLING:
                raise _illegal(shop, ShopState.PLANNED)
            return replace(shop, lease=None, error=error or shop.error, updated_at=to_text(now))

        return self.change(id, change)

    def decide(self, id: str, to: ShopState, by: str, **fields: Any) -> Shop:
        """A person puts a shop into another state: skipped, cancelled, planned anew, heard or scored again.

        `fields` are set besides. Raises `IllegalMove`, or `LeaseLost` while somebody hears or scores it. A
        shop that was dialled is never planned again.
        """
        now = self.clock()

        def change(shop: Shop) -> Shop:
            if not may_decide(shop.state, to) or (to is ShopState.RECORDED and _nothing_to_hear(shop)):
                raise _illegal(shop, to)
            if shop.state in RESUMABLE and shop.leased(now):
                raise LeaseLost(N_("The shop {id} is being worked on just now."), id=id)
            return replace(moved(shop, to, by, now), lease=None, error=None, hearings=0, **fields)

        return self.change(id, change)


def _lease(owner: str, now: datetime) -> Lease:
    return Lease(owner, to_text(now + LEASE))


def _held(shop: Shop, owner: str) -> Shop:
    if shop.lease is None or shop.lease.owner != owner:
        raise LeaseLost(N_("The shop {id} is no longer held by this process."), id=shop.id)
    return shop


def _nothing_to_hear(shop: Shop) -> bool:
    return shop.contact is None or shop.contact.recording is None


def _illegal(shop: Shop, to: ShopState) -> IllegalMove:
    said = N_("The shop {id} is in the state “{state}”: it cannot become “{to}”.")
    return IllegalMove(said, id=shop.id, state=_(LABELS[shop.state]), to=_(LABELS[to]))
