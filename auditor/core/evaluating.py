"""Listening and scoring of a shop whose call is over, in the worker process; both may be repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.core.catalogue import Catalogue, Kept
from auditor.core.hearing import HeavyWorker, Steps, finish
from auditor.core.imports import FileAsked
from auditor.core.keeping import Keeper
from auditor.core.options import options_for
from auditor.core.shops import Shops
from auditor.errors import AuditorError
from auditor.events import Event, EventName
from auditor.i18n import explain
from auditor.jobs.shop import Shop, ShopState
from auditor.settings import Settings
from auditor.store.register import Register
from scenarios.reading import read_scenario_text

if TYPE_CHECKING:
    from auditor.channel import OwnChannel
    from scenarios.scenario import Scenario
    from transcripts.prompts import CallPrompts

Stop = threading.Event | None


class Evaluator:
    """Carries a shop from `recorded` to `scored`."""

    def __init__(
        self,
        *,
        settings: Settings,
        shops: Shops,
        channels: Register,
        keeper: Keeper,
        worker: HeavyWorker,
        models: tuple[Path, ...],
        catalogue: Catalogue,
        after_scoring: Callable[[str], object] = lambda _shop_id: None,
    ) -> None:
        self._settings = settings
        self._shops = shops
        self._channels = channels
        self._keeper = keeper
        self._worker = worker
        self._models = models
        self._catalogue = catalogue
        self._after_scoring = after_scoring

    def evaluate(
        self, shop_id: str, owner: str, stop: Stop = None, asked: FileAsked | None = None
    ) -> Iterator[Event]:
        """What is left to do of hearing and scoring, in order; a finished shop yields nothing."""
        shop = self._shops.get(shop_id)
        if shop.state is ShopState.RECORDED:
            yield from self._heard(shop, owner, stop, asked or FileAsked())
        shop = self._shops.get(shop_id)
        if shop.state is ShopState.HEARD:
            yield from self._scored(shop, owner, stop)

    def _heard(self, shop: Shop, owner: str, stop: Stop, asked: FileAsked) -> Iterator[Event]:
        from transcripts.prompts.unsure import earlier, witnessed

        path = self._shops.recording_path(shop)
        if path is None or shop.contact is None:
            # A line that was busy or refused has marks and an outcome to show, but nothing to hear.
            self._keeper.queue.advance(shop.id, owner, ShopState.SCORED)
            return
        channel = self._channel(shop)
        options = options_for(
            self._settings,
            self._models,
            channel=channel,
            scenario=scenario_of(shop),
            shop=shop,
            language=asked.language,
            country=asked.country,
        )
        named = channel is not None and channel.staff_notice is not None
        book = self._catalogue.book(channel.id) if channel and not asked.fresh else None
        before = earlier(book, shop.id) if book and channel and not channel.loopback else None
        prompts = witnessed(book.prompts, shop.id) if book else ()
        known = (prompts, book.sounds if book else (), before)
        steps = self._worker.run("hear", path, options, shop.contact.marks, named, *known, stop=stop)
        heard, taught = yield from self._watched(shop, owner, steps)
        self._shops.keep_heard(shop.id, heard)
        if channel is not None:
            yield from self._learnt(shop, channel, taught)
        self._keeper.queue.advance(shop.id, owner, ShopState.HEARD)
        yield Event(EventName.HEARD, shop=shop.id)

    def _learnt(self, shop: Shop, channel: OwnChannel, taught: CallPrompts) -> Iterator[Event]:
        """The channel's catalogue with this call; each prompt that changed is told once."""
        from transcripts.prompts.changes import changes_in
        from transcripts.prompts.wording import in_brackets

        at = shop.contact.started_at if shop.contact else None

        def lesson(kept: Kept) -> Kept:
            steps = self._worker.run("learn", kept.book, taught, shop.id, at, channel.country)
            return Kept(*finish(steps))

        before, after = self._catalogue.extend(channel.id, lesson)
        told = {(change.prompt, change.new) for change in changes_in(before.book, shop.id)}
        for change in changes_in(after.book, shop.id):
            if (change.prompt, change.new) not in told:
                words = f"{change.prompt}: {in_brackets(change.diff)}"
                yield Event(EventName.PROMPT_CHANGED, detail=words, shop=shop.id)

    def _scored(self, shop: Shop, owner: str, stop: Stop) -> Iterator[Event]:
        channel = self._channel(shop)
        country = channel.country if channel else self._settings.country
        heard = self._shops.heard(shop.id)
        steps = self._worker.run("score", shop.contact, heard, scenario_of(shop), country, stop=stop)
        scorecard = yield from self._watched(shop, owner, steps)
        self._shops.keep_scorecard(shop.id, scorecard)
        self._after_scoring(shop.id)
        self._keeper.queue.advance(shop.id, owner, ShopState.SCORED)
        yield Event(EventName.SCORED, shop=shop.id)

    def _watched(self, shop: Shop, owner: str, steps: Steps) -> Generator[Event, None, Any]:
        """Progress as events; a failure is written on the shop, which keeps its state and can be resumed."""
        try:
            while True:
                try:
                    stage, share = next(steps)
                except StopIteration as done:
                    return done.value
                yield Event(EventName.LISTENING, detail=stage, share=share, shop=shop.id)
        except AuditorError as error:
            self._keeper.queue.release(shop.id, owner, error=explain(error))
            raise

    def _channel(self, shop: Shop) -> OwnChannel | None:
        return next((c for c in self._channels.list() if c.id == shop.channel_id), None)


def scenario_of(shop: Shop) -> Scenario | None:
    """The scenario as it was when the shop was made; `None` for a recording without one."""
    return read_scenario_text(shop.scenario_text, shop.scenario_id or "") if shop.scenario_text else None
