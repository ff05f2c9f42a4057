"""Real workers killed with SIGKILL: no shop is dialled twice, none is lost, what was acknowledged stays."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from auditor.jobs.claiming import claim
from auditor.jobs.queue import ShopQueue
from auditor.jobs.reaping import reap
from auditor.jobs.shop import Shop, ShopState, shop_for_now
from auditor.jobs.times import utc_now
from auditor.store import open_store
from scenarios.library import Library
from transcripts.contact import Contact, Outcome

SHOPS, LINES, KILLS = 60, 4, 14
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
WAY = (ShopState.RECORDED, ShopState.HEARD, ShopState.SCORED)


def note(log: Path, word: str, id: str) -> None:
    """One line in one write: what the process did survives its death."""
    with log.open("ab", buffering=0) as file:
        file.write(f"{word} {id}\n".encode())


def work(home: Path, log: Path, later: timedelta, seed: int, idle_most: int) -> None:
    """A worker: it claims, “dials”, “hears” and “scores” until nothing is left. Its clock runs `later`."""
    draw = random.Random(seed)
    with open_store(home, durable=False) as store:
        queue = ShopQueue(store, lambda: utc_now() + later)
        reap(queue)
        idle = 0
        while idle < idle_most:
            shop = claim(queue, f"{os.getpid()}")
            if shop is None:
                idle += 1
                time.sleep(0.005)
                continue
            idle = 0
            finish(queue, shop, log, draw)


def wait_for_lines(log: Path, count: int) -> None:
    """Until the workers did so many more things, or five seconds passed (nothing may be left)."""
    goal = log.read_bytes().count(b"\n") + count
    until = time.monotonic() + 5
    while log.read_bytes().count(b"\n") < goal and time.monotonic() < until:
        time.sleep(0.002)


def finish(queue: ShopQueue, shop: Shop, log: Path, draw: random.Random) -> None:
    owner = f"{os.getpid()}"
    if shop.state is ShopState.PLANNED:
        time.sleep(draw.uniform(0, 0.006))
        shop = queue.advance(shop.id, owner, ShopState.DIALLING)
        note(log, "dialled", shop.id)
    for state in WAY:
        if shop.state < state and WAY.index(state) > (WAY.index(shop.state) if shop.state in WAY else -1):
            time.sleep(draw.uniform(0, 0.03 if state is ShopState.RECORDED else 0.006))
            contact = Contact(Outcome.COMPLETED) if state is ShopState.RECORDED else None
            shop = queue.advance(shop.id, owner, state, contact=contact)
            note(log, state.value, shop.id)


def test_killed_workers_dial_nothing_twice_and_lose_nothing(tmp_path: Path, library: Library) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    entry = library.entry("opening-hours")
    with open_store(home, durable=False) as store:
        for n in range(SHOPS):
            shop = shop_for_now(entry, f"line-{n % LINES}", utc_now(), seed=n)
            ShopQueue(store).add(Shop(**{**_fields(shop), "id": f"s{n:02d}", "window_end": None}))
    log.touch()
    draw = random.Random(20261122)
    fork = multiprocessing.get_context("fork")
    for generation in range(KILLS // 2 + 1):
        later = timedelta(minutes=2 * generation)  # the leases of the generation before are dead
        idle_most = 10_000 if generation < KILLS // 2 else 5  # the last generation ends by itself
        pair = [
            fork.Process(target=work, args=(home, log, later, 2 * generation + n, idle_most))
            for n in range(2)
        ]
        for process in pair:
            process.start()
        for process in pair:
            if generation < KILLS // 2:
                wait_for_lines(log, draw.randint(1, 5))
                time.sleep(draw.uniform(0, 0.02))
                os.kill(process.pid or 0, signal.SIGKILL)
            process.join(60)
            assert process.exitcode == (-signal.SIGKILL if generation < KILLS // 2 else 0)
    check(home, log)


def _fields(shop: Shop) -> dict[str, object]:
    return {name: getattr(shop, name) for name in Shop.__dataclass_fields__}


def check(home: Path, log: Path) -> None:
    said = [line.split() for line in log.read_text().splitlines()]
    dialled = Counter(id for word, id in said if word == "dialled")
    assert max(dialled.values()) == 1
    with open_store(home, durable=False) as store:
        shops = {shop.id: shop for shop in ShopQueue(store).where()}
    assert len(shops) == SHOPS
    interrupted = {id for id, shop in shops.items() if shop.state is ShopState.FAILED}
    scored = {id for id, shop in shops.items() if shop.state is ShopState.SCORED}
    assert interrupted | scored == set(shops)
    assert 0 < len(interrupted) <= KILLS
    assert {shops[id].contact.outcome for id in interrupted} == {Outcome.INTERRUPTED}  # type: ignore[union-attr]
    assert scored <= set(dialled)
    assert {id for word, id in said if word in ("recorded", "heard", "scored")} <= scored
    assert all(shop.lease is None for shop in shops.values())
