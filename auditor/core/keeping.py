"""Holds a shop while it is carried out: its lease with a heartbeat, and its recording."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.jobs.errors import LeaseLost
from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop
from auditor.jobs.times import to_text
from auditor.store import Store
from transcripts.contact import Contact

HEARTBEAT_S = 20.0
DAYS_BACK = 2  # a local day can begin up to 14 hours before the UTC day


def worker_name() -> str:
    """Names this process among all that use the data folder."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"


class Keeper:
    """What the core does with shops' documents beside moving them: see `auditor.jobs.queue` for the moves."""

    def __init__(self, store: Store) -> None:
        self.queue = ShopQueue(store)
        self.recordings = store.recordings

    @contextmanager
    def held(self, shop_id: str, owner: str | None = None) -> Iterator[str]:
        """Holds the shop for this process and keeps saying that it lives; gives it back at the end.

        Yields the owner's name. Raises `LeaseLost` when another living process has the shop. With `owner`
        given the shop is held by that name already.
        """
        name = owner or worker_name()
        self.queue.claim_shop(shop_id, name)
        over = threading.Event()
        beat = threading.Thread(target=self._beat, args=(shop_id, name, over), daemon=True)
        beat.start()
        try:
            yield name
        finally:
            over.set()
            beat.join()
            self._give_back(shop_id, name)

    def _beat(self, shop_id: str, owner: str, over: threading.Event) -> None:
        while not over.wait(HEARTBEAT_S):
            try:
                self.queue.heartbeat(shop_id, owner)
            except LeaseLost:
                return

    def _give_back(self, shop_id: str, owner: str) -> None:
        shop = self.queue.get(shop_id)
        if shop.lease is not None and shop.lease.owner == owner and shop.state != "dialling":
            self.queue.release(shop_id, owner)

    def keep_recording(self, shop: Shop, contact: Contact) -> Contact:
        """Keeps the finished recording of a call in the recordings folder; the contact then names it there.

        A recording of that shop that is there already (a crash came between copy and document) is adopted.
        """
        if contact.recording is None:
            return contact
        source = Path(contact.recording.path)
        kept = self.recordings.get(shop.id)
        if kept is None:
            at = datetime.fromisoformat(contact.started_at or shop.due_at)
            kept = self.recordings.keep_flac(
                shop.id, source, ours_channel=contact.recording.ours_channel, at=at
            )
        source.unlink(missing_ok=True)
        return replace(contact, recording=kept)

    def shops_on(self, channel: OwnChannel) -> list[Shop]:
        """The shops of that channel due in the last two days: enough to count a local day."""
        since = to_text(datetime.now(UTC) - timedelta(days=DAYS_BACK))
        return self.queue.where(channel_id=channel.id, due_at__gte=since)
