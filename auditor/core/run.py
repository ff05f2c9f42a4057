"""The way of one call: dial, hear, score. Every state is stored before the act that it names begins.

`place` dials (once, ever); hearing and scoring may be repeated; `shop` carries a shop from where it stands to
its end. Each yields events as it goes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.channel import OwnChannel
from auditor.core.calling import call_events
from auditor.core.evaluating import Evaluator
from auditor.core.imports import FileAsked, imported
from auditor.core.keeping import Keeper
from auditor.core.recovery import recover
from auditor.core.scenarios import find, library_of
from auditor.core.shops import Shops
from auditor.errors import AuditorError, CommandError
from auditor.events import Event, EventName
from auditor.i18n import N_
from auditor.jobs.claiming import claim
from auditor.jobs.shop import Shop, ShopState, shop_for_now
from auditor.settings import Settings
from auditor.store.register import Register
from transcripts.contact import Contact, Outcome

FULFILLED = (Outcome.COMPLETED, Outcome.IMPORTED, Outcome.HUNG_UP_BY_THEM)
"""Outcomes with which a call did what it was for; all others exit with code 1."""

Stop = threading.Event | None


class Runner:
    """Carries shops out on one data folder."""

    def __init__(
        self,
        *,
        settings: Settings,
        shops: Shops,
        channels: Register,
        keeper: Keeper,
        models: tuple[Path, ...],
        evaluator: Evaluator,
    ) -> None:
        self._settings = settings
        self._shops = shops
        self._channels = channels
        self._keeper = keeper
        self._models = models
        self._evaluator = evaluator

    def plan_now(self, scenario_id: str, channel_id: str) -> Shop:
        """A new shop, due now, of that scenario on that channel; nothing is dialled yet."""
        entry = find(library_of(self._settings.home), scenario_id)
        channel = self._channels.show(channel_id)
        self._check(channel)
        shop = shop_for_now(entry, channel.id, datetime.now(UTC))
        self._keeper.queue.add(shop)
        return shop

    def call(self, scenario_id: str, channel_id: str, stop: Stop = None) -> Iterator[Event]:
        """Plans a shop for now and carries it out."""
        yield from self.shop(self.plan_now(scenario_id, channel_id).id, stop)

    def shop(self, shop_id: str, stop: Stop = None, owner: str | None = None) -> Iterator[Event]:
        """Carries the shop from its stored state to its end; what was done already is not done again."""
        with self._keeper.held(shop_id, owner) as name:
            if self._shops.get(shop_id).state is ShopState.PLANNED:
                yield from self._placed(shop_id, name, stop)
            yield from self._evaluator.evaluate(shop_id, name, stop)

    def place(self, shop_id: str, stop: Stop = None) -> Iterator[Event]:
        """Only dials and records; hearing and scoring are left for later."""
        with self._keeper.held(shop_id) as name:
            yield from self._placed(shop_id, name, stop)

    def listen_file(self, path: Path, asked: FileAsked, stop: Stop = None) -> Iterator[Event]:
        """Takes in a recording that exists already, listens to it and scores it."""
        entry = find(library_of(self._settings.home), asked.scenario) if asked.scenario else None
        channel = self._channels.show(asked.channel) if asked.channel else None
        shop = imported(path, asked, entry, channel)
        self._keeper.queue.add(shop)
        yield Event(EventName.RECORDED, shop=shop.id, detail=str(path))
        yield from self._again(shop, listen=True, asked=asked, stop=stop)

    def rescore(
        self, shop_id: str, listen_again: bool = False, stop: Stop = None, *, fresh: bool = False
    ) -> Iterator[Event]:
        """Scores again with today's rules; earlier scorecards stay.

        `fresh` listens again and takes no words from the channel's catalogue of prompts.
        """
        shop = self._shops.get(shop_id)
        if shop.contact is None:
            raise CommandError(
                N_("The shop {id} was not carried out yet: there is nothing to score."), id=shop.id
            )
        listen = listen_again or fresh or self._shops.heard(shop.id) is None
        yield from self._again(shop, listen=listen, asked=FileAsked(fresh=fresh), stop=stop)

    def claim(self, owner: str) -> Shop | None:
        """The next shop that something is to be done for, leased to `owner`; `None` when there is none."""
        return claim(self._keeper.queue, owner)

    def give_up(self, shop_id: str, owner: str, error: str) -> None:
        """Writes a fault on a shop; one that was kept from being dialled is skipped."""
        queue = self._keeper.queue
        shop = queue.get(shop_id)
        if shop.lease is not None and shop.lease.owner == owner:
            shop = queue.release(shop_id, owner, error=error)
        if shop.state is ShopState.PLANNED:
            queue.decide(shop_id, ShopState.SKIPPED, by="auditor")
        queue.change(shop_id, lambda now: replace(now, error=error))

    def recover(self) -> list[Shop]:
        """Ends the shops that dead processes left in mid-call; see `auditor.core.recovery`."""
        return recover(self._settings, self._keeper)

    def _again(
        self, shop: Shop, *, listen: bool, stop: Stop, asked: FileAsked | None = None
    ) -> Iterator[Event]:
        self._keeper.queue.decide(shop.id, ShopState.RECORDED if listen else ShopState.HEARD, by="auditor")
        with self._keeper.held(shop.id) as name:
            yield from self._evaluator.evaluate(shop.id, name, stop, asked)

    def _placed(self, shop_id: str, owner: str, stop: Stop) -> Iterator[Event]:
        """Dials. The state `dialling` is on disk before the INVITE leaves, so a crash never dials twice."""
        shop = self._shops.get(shop_id)
        channel = self._channels.show(shop.channel_id or "")
        with self._keeper.queue.transaction():  # two processes must not both be the day's last allowed call
            self._check(channel)
            shop = self._keeper.queue.advance(shop.id, owner, ShopState.DIALLING)
        yield Event(EventName.DIALLING, detail=channel.address, shop=shop.id)
        contact: Contact | None = None
        try:
            for event in call_events(self._settings, shop, channel, self._models, stop):
                contact = event.contact or contact
                yield event
        except AuditorError as error:
            # Nothing rang: the job itself was wrong (an account, a phrase without a voice).
            self._keeper.queue.advance(shop.id, owner, ShopState.FAILED, error=str(error))
            raise
        if contact is None:
            contact = Contact(Outcome.FAILED, reason="the call ended without telling how")
        contact = self._keeper.keep_recording(shop, contact)
        self._keeper.queue.advance(shop.id, owner, ShopState.RECORDED, contact=contact)
        yield Event(EventName.RECORDED, shop=shop.id)

    def _check(self, channel: OwnChannel) -> None:
        from auditor.channels.guard import check_call

        check_call(channel, self._keeper.shops_on(channel), datetime.now(UTC))
