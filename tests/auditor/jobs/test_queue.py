"""The queue: leases, legal moves, what the dead leave behind, what a person may decide."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from auditor.codec import dump, load
from auditor.jobs.claiming import MAX_HEARINGS, claim
from auditor.jobs.errors import IllegalMove, LeaseLost, UnknownShop
from auditor.jobs.queue import LEASE, ShopQueue
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop, ShopState, imported_shop, shop_for_now
from auditor.jobs.states import may_decide, may_work
from scenarios.library import Library
from tests.auditor.jobs.conftest import Clock
from transcripts.contact import Contact, Outcome, Recording

S = ShopState
RECORDING = Recording("recordings/2026/03/x.flac", "0" * 64, 12.5, 8000, 2, 0)
CONTACT = Contact(Outcome.COMPLETED, recording=RECORDING, started_at="2026-03-02T09:00:01.000+00:00")


def walk(queue: ShopQueue, id: str, *states: ShopState, owner: str = "w1") -> Shop:
    """Claims the shop and moves it through the states."""
    shop = queue.claim_shop(id, owner)
    for state in states:
        contact = CONTACT if state is S.RECORDED else None
        shop = queue.advance(id, owner, state, contact=contact)
    return shop


def test_a_shop_is_the_same_after_the_store(queue: ShopQueue, shop: Shop) -> None:
    assert queue.get(shop.id) == shop
    assert load(Shop, dump(shop)) == shop
    assert shop.persona["name"]
    assert shop.scenario_text is not None
    assert shop.scenario_text.startswith("#")


def test_the_whole_way(queue: ShopQueue, shop: Shop) -> None:
    claimed = claim(queue, "w1")
    assert claimed is not None
    assert (claimed.id, claimed.state) == (shop.id, S.PLANNED)
    done = walk(queue, shop.id, S.DIALLING, S.RECORDED, S.HEARD, S.SCORED)
    assert done.lease is None
    assert done.contact == CONTACT
    assert [move.to for move in done.history] == [S.DIALLING, S.RECORDED, S.HEARD, S.SCORED]
    assert claim(queue, "w1") is None


def test_one_shop_is_claimed_once(queue: ShopQueue, shop: Shop) -> None:
    assert claim(queue, "w1") is not None
    assert claim(queue, "w2") is None
    with pytest.raises(LeaseLost, match="being worked on already"):
        queue.claim_shop(shop.id, "w2")
    for act in (lambda: queue.heartbeat(shop.id, "w2"), lambda: queue.advance(shop.id, "w2", S.DIALLING)):
        with pytest.raises(LeaseLost):
            act()
    assert queue.get(shop.id).state is S.PLANNED


def test_no_shop_of_that_id(queue: ShopQueue) -> None:
    with pytest.raises(UnknownShop, match="“none”"):
        queue.get("none")
    with pytest.raises(UnknownShop):
        queue.claim_shop("none", "w1")


def test_a_claim_that_died_before_dialling_can_be_claimed_again(
    queue: ShopQueue, shop: Shop, clock: Clock
) -> None:
    assert claim(queue, "w1") is not None
    clock.now += LEASE
    assert claim(queue, "w2") is not None
    with pytest.raises(LeaseLost):
        queue.advance(shop.id, "w1", S.DIALLING)


def test_nobody_dials_with_a_lease_that_ran_out(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    claim(queue, "w1")
    clock.now += LEASE
    with pytest.raises(LeaseLost, match="ran out before it was dialled"):
        queue.advance(shop.id, "w1", S.DIALLING)
    assert queue.get(shop.id).state is S.PLANNED


def test_a_heartbeat_keeps_the_lease(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    walk(queue, shop.id, S.DIALLING)
    for _ in range(5):
        clock.now += LEASE * 0.8
        queue.heartbeat(shop.id, "w1")
    assert reap(queue) == ()
    assert queue.get(shop.id).state is S.DIALLING


def test_a_dead_call_is_interrupted_and_never_dialled_again(
    queue: ShopQueue, shop: Shop, clock: Clock
) -> None:
    walk(queue, shop.id, S.DIALLING)
    assert reap(queue) == ()
    clock.now += LEASE
    (reaped,) = reap(queue)
    assert reaped.state is S.FAILED
    assert reaped.contact is not None
    assert reaped.contact.outcome is Outcome.INTERRUPTED
    assert reaped.contact.recording is None
    assert reaped.contact.started_at == "2026-03-02T09:00:00.000+00:00"
    assert reap(queue) == ()
    assert claim(queue, "w2") is None
    for state in S:
        with pytest.raises(IllegalMove):
            queue.decide(shop.id, state, "Ana")
    with pytest.raises(LeaseLost):
        queue.advance(shop.id, "w1", S.RECORDED, contact=CONTACT)


@pytest.mark.parametrize("state", [S.RECORDED, S.HEARD])
def test_a_dead_hearing_is_resumed_where_it_was(
    queue: ShopQueue, shop: Shop, clock: Clock, state: ShopState
) -> None:
    walk(queue, shop.id, *[S.DIALLING, S.RECORDED, S.HEARD][: 2 + (state is S.HEARD)])
    clock.now += LEASE
    assert reap(queue) == ()
    again = claim(queue, "w2")
    assert again is not None
    assert (again.state, again.contact) == (state, CONTACT)


def test_a_recording_that_kills_the_listener_is_given_up(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    walk(queue, shop.id, S.DIALLING, S.RECORDED)
    tries = 1
    clock.now += LEASE
    while claim(queue, f"w{tries}") is not None:
        tries += 1
        clock.now += LEASE
    assert tries == MAX_HEARINGS
    failed = queue.get(shop.id)
    assert failed.state is S.FAILED
    assert "given up" in str(failed.error)
    assert queue.decide(shop.id, S.RECORDED, "Ana").hearings == 0


def test_a_window_that_passed_is_missed(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    clock.move(minutes=9, seconds=59)
    assert reap(queue) == ()
    clock.move(seconds=1)
    assert claim(queue, "w1") is None
    assert [each.state for each in reap(queue)] == [S.MISSED]
    assert reap(queue) == ()


def test_a_shop_that_is_worked_on_is_not_missed(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    clock.move(minutes=9, seconds=59)
    claim(queue, "w1")
    clock.move(seconds=2)
    assert reap(queue) == ()
    queue.advance(shop.id, "w1", S.DIALLING)


def test_what_is_due_comes_first_and_one_line_rings_once(
    queue: ShopQueue, library: Library, clock: Clock
) -> None:
    entry = library.entry("opening-hours")
    queue.add(imported_shop(CONTACT, clock(), entry))
    for line in ("one", "one", "two"):
        queue.add(shop_for_now(entry, line, clock()))
        clock.move(seconds=1)
    first, second, third = (claim(queue, f"w{n}") for n in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.channel_id, second.channel_id, third.state] == ["one", "two", S.RECORDED]
    assert claim(queue, "w3") is None
    queue.advance(first.id, "w0", S.DIALLING)
    assert claim(queue, "w3") is None
    queue.advance(first.id, "w0", S.RECORDED, contact=CONTACT)
    freed = claim(queue, "w3")
    assert freed is not None
    assert (freed.channel_id, freed.state) == ("one", S.PLANNED)


def test_only_the_states_asked_for(queue: ShopQueue, shop: Shop) -> None:
    assert claim(queue, "w1", [S.RECORDED]) is None
    walk(queue, shop.id, S.DIALLING, S.RECORDED)
    queue.release(shop.id, "w1")
    assert claim(queue, "w1", [S.PLANNED, S.HEARD]) is None
    assert claim(queue, "w1", [S.RECORDED]) is not None


def test_giving_a_shop_back(queue: ShopQueue, shop: Shop) -> None:
    claim(queue, "w1")
    assert queue.release(shop.id, "w1", error="no model").error == "no model"
    again = claim(queue, "w2")
    assert again is not None
    queue.advance(shop.id, "w2", S.DIALLING)
    with pytest.raises(IllegalMove):
        queue.release(shop.id, "w2")


@pytest.mark.parametrize(("now", "to"), list(product(S, S)))
def test_only_legal_moves(
    queue: ShopQueue, clock: Clock, library: Library, now: ShopState, to: ShopState
) -> None:
    """Every pair of states: what the table says is done, all else is refused and changes nothing."""
    queue.add(replace(imported_shop(CONTACT, clock()), id="s", state=now))
    queue.claim_shop("s", "w1")
    before = queue.get("s")
    if may_work(now, to):
        assert queue.advance("s", "w1", to).state is to
    else:
        with pytest.raises(IllegalMove):
            queue.advance("s", "w1", to)
        assert queue.get("s") == before
    if to is S.DIALLING or (to is S.PLANNED and now not in (S.PLANNED, S.SKIPPED, S.MISSED)):
        assert not may_decide(now, to)
    assert not (may_work(now, S.DIALLING) and now is not S.PLANNED)


def test_decisions(queue: ShopQueue, shop: Shop, clock: Clock) -> None:
    skipped = queue.decide(shop.id, S.SKIPPED, "Ana")
    assert skipped.history[-1].by == "Ana"
    assert claim(queue, "w1") is None
    assert queue.decide(shop.id, S.PLANNED, "Ana").state is S.PLANNED
    claim(queue, "w1")
    queue.decide(shop.id, S.CANCELLED, "Ana")
    with pytest.raises(LeaseLost):
        queue.advance(shop.id, "w1", S.DIALLING)
    with pytest.raises(IllegalMove, match="“cancelled”: it cannot become “planned”"):
        queue.decide(shop.id, S.PLANNED, "Ana")


def test_to_be_heard_again(queue: ShopQueue, shop: Shop) -> None:
    walk(queue, shop.id, S.DIALLING, S.RECORDED, S.HEARD)
    with pytest.raises(LeaseLost, match="just now"):
        queue.decide(shop.id, S.RECORDED, "Ana")
    queue.advance(shop.id, "w1", S.SCORED)
    assert queue.decide(shop.id, S.RECORDED, "Ana").contact == CONTACT
    walk(queue, shop.id, S.HEARD, S.SCORED)
    assert queue.decide(shop.id, S.HEARD, "Ana").state is S.HEARD
