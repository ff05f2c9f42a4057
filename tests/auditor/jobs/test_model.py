"""Any order of claims, moves, deaths, reapings and decisions: what must never happen does not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from auditor.jobs.claiming import claim
from auditor.jobs.errors import IllegalMove, LeaseLost
from auditor.jobs.queue import ShopQueue
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop, ShopState, shop_for_now
from auditor.jobs.times import to_text
from scenarios.library import Library
from tests.auditor.jobs.conftest import Clock
from transcripts.contact import Contact, Outcome, Recording

S = ShopState
CONTACT = Contact(Outcome.COMPLETED, recording=Recording("x.flac", "0" * 64, 1.0, 8000, 1))
OWNERS = ("w1", "w2", "w3")
SHOPS = ("s0", "s1", "s2", "s3")
WORK = (S.DIALLING, S.DIALLING, S.RECORDED, S.HEARD, S.SCORED, S.FAILED)
REFUSALS = (LeaseLost, IllegalMove)


class World:
    """Three workers and a person on four shops of two lines. `rung` is the truth: what was dialled."""

    def __init__(self, queue: ShopQueue, clock: Clock, library: Library, seed: int) -> None:
        self.queue, self.clock, self.draw = queue, clock, random.Random(seed)
        self.rung: list[str] = []
        end = to_text(clock() + timedelta(hours=1))
        for n, id in enumerate(SHOPS):
            shop = shop_for_now(library.entry("opening-hours"), f"line-{n % 2}", clock(), seed=n)
            queue.add(replace(shop, id=id, window_end=end))

    def step(self) -> None:
        """One thing that somebody does."""
        acts = (
            self.takes,
            self.holder_moves,
            self.holder_moves,
            self.moves,
            self.lives,
            self.tidies,
            self.decides,
        )
        self.draw.choice(acts)()
        if self.draw.random() < 0.15:
            self.clock.move(seconds=self.draw.choice((1, 30, 61, 900)))

    def takes(self) -> None:
        shop = claim(self.queue, self.draw.choice(OWNERS))
        assert shop is None or shop.state in (S.PLANNED, S.RECORDED, S.HEARD)

    def holder_moves(self) -> None:
        held = [shop for shop in self.queue.where() if shop.lease is not None]
        if held:
            shop = self.draw.choice(held)
            self.move(shop.id, shop.lease.owner if shop.lease else "", self.draw.choice(WORK))

    def moves(self) -> None:
        self.move(self.draw.choice(SHOPS), self.draw.choice(OWNERS), self.draw.choice(WORK))

    def move(self, id: str, owner: str, to: ShopState) -> None:
        before = self.queue.get(id)
        try:
            self.queue.advance(id, owner, to, contact=CONTACT if to is S.RECORDED else None)
        except REFUSALS:
            assert self.queue.get(id) == before
            return
        assert before.lease is not None
        assert before.lease.owner == owner
        if to is S.DIALLING:
            assert before.leased(self.clock())
            self.rung.append(id)

    def lives(self) -> None:
        id, owner = self.draw.choice(SHOPS), self.draw.choice(OWNERS)
        try:
            if self.draw.random() < 0.5:
                assert self.queue.heartbeat(id, owner).leased(self.clock())
            else:
                assert self.queue.release(id, owner).lease is None
        except REFUSALS:
            pass

    def tidies(self) -> None:
        assert {shop.state for shop in reap(self.queue)} <= {S.FAILED, S.MISSED}

    def decides(self) -> None:
        try:
            shop = self.queue.decide(self.draw.choice(SHOPS), self.draw.choice(list(S)), "Ana")
        except REFUSALS:
            return
        assert shop.state in (S.PLANNED, S.SKIPPED, S.CANCELLED, S.RECORDED, S.HEARD)

    def check(self) -> None:
        assert len(self.rung) == len(set(self.rung)), "a shop was dialled twice"
        for shop in self.queue.where():
            self.check_shop(shop)

    def check_shop(self, shop: Shop) -> None:
        if shop.id in self.rung:
            assert shop.state not in (S.PLANNED, S.SKIPPED, S.CANCELLED, S.MISSED)
        if shop.state not in (S.PLANNED, S.DIALLING, S.RECORDED, S.HEARD):
            assert shop.lease is None
        assert (shop.history[-1].to if shop.history else S.PLANNED) is shop.state


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_in_whatever_order(
    queue: ShopQueue, clock: Clock, library: Library, seed: int
) -> None:
    world = World(queue, clock, library, seed)
    for _ in range(50):
        world.step()
        world.check()
