"""Any order of claims, moves, deaths, reapings and decisions: what must never happen does not."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from auditor.jobs.claiming import claim
from auditor.jobs.errors import IllegalMove, LeaseLost
from auditor.jobs.queue import ShopQueue
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop, ShopState, shop_for_now
from auditor.jobs.times import to_text
from auditor.store import open_store
from scenarios.library import load_library
from tests.auditor.jobs.conftest import Clock
from transcripts.contact import Contact, Outcome, Recording

S = ShopState
ENTRY = load_library().entry("opening-hours")
CONTACT = Contact(Outcome.COMPLETED, recording=Recording("x.flac", "0" * 64, 1.0, 8000, 1))
OWNERS = st.sampled_from(["w1", "w2", "w3"])
SHOPS = st.sampled_from(["s0", "s1", "s2"])


class Workers(RuleBasedStateMachine):
    """Three workers on three shops of two lines. `rung` is the truth: what a worker was allowed to dial."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name), durable=False)
        self.clock = Clock()
        self.queue = ShopQueue(self.store, self.clock)
        self.rung: list[str] = []
        for n in range(3):
            shop = shop_for_now(ENTRY, f"line-{n % 2}", self.clock(), seed=n)
            self.queue.add(replace(shop, id=f"s{n}", window_end=to_text(self.clock() + timedelta(hours=1))))

    @rule(owner=OWNERS)
    def takes_the_next(self, owner: str) -> None:
        shop = claim(self.queue, owner)
        assert shop is None or shop.state in (S.PLANNED, S.RECORDED, S.HEARD)

    @rule(owner=OWNERS, id=SHOPS, to=st.sampled_from([S.DIALLING, S.RECORDED, S.HEARD, S.SCORED, S.FAILED]))
    def moves(self, owner: str, id: str, to: ShopState) -> None:
        before = self.queue.get(id)
        try:
            self.queue.advance(id, owner, to, contact=CONTACT if to is S.RECORDED else None)
        except (LeaseLost, IllegalMove):
            assert self.queue.get(id) == before
            return
        assert before.lease is not None
        assert before.lease.owner == owner
        if to is S.DIALLING:
            assert before.leased(self.clock())
            self.rung.append(id)

    @rule(owner=OWNERS, id=SHOPS)
    def lives_on(self, owner: str, id: str) -> None:
        with suppress(LeaseLost):
            assert self.queue.heartbeat(id, owner).leased(self.clock())

    @rule(owner=OWNERS, id=SHOPS)
    def gives_back(self, owner: str, id: str) -> None:
        with suppress(LeaseLost, IllegalMove):
            assert self.queue.release(id, owner).lease is None

    @rule(seconds=st.sampled_from([1, 30, 61, 1200]))
    def time_passes(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    @rule()
    def is_tidied_up(self) -> None:
        for shop in reap(self.queue):
            assert shop.state in (S.FAILED, S.MISSED)

    @rule(id=SHOPS, to=st.sampled_from(list(S)))
    def is_decided(self, id: str, to: ShopState) -> None:
        try:
            shop = self.queue.decide(id, to, "Ana")
        except (LeaseLost, IllegalMove):
            return
        assert shop.state in (S.PLANNED, S.SKIPPED, S.CANCELLED, S.RECORDED, S.HEARD)

    @invariant()
    def nothing_rings_twice(self) -> None:
        assert len(self.rung) == len(set(self.rung))

    @invariant()
    def what_rang_is_never_planned_again(self) -> None:
        for shop in self.shops():
            if shop.id in self.rung:
                assert shop.state not in (S.PLANNED, S.SKIPPED, S.CANCELLED, S.MISSED)

    @invariant()
    def the_end_has_no_lease_and_history_tells_the_state(self) -> None:
        for shop in self.shops():
            if shop.state not in (S.PLANNED, S.DIALLING, S.RECORDED, S.HEARD):
                assert shop.lease is None
            assert (shop.history[-1].to if shop.history else S.PLANNED) is shop.state

    def shops(self) -> list[Shop]:
        return self.queue.where()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


Workers.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestWorkers = Workers.TestCase
