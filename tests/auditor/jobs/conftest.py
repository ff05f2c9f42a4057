"""A real store in a folder of its own, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, shop_for_now
from auditor.store import Store, open_store
from scenarios.library import Library, load_library


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", durable=False) as store:
        yield store


@pytest.fixture
def queue(store: Store, clock: Clock) -> ShopQueue:
    return ShopQueue(store, clock)


@pytest.fixture
def shop(queue: ShopQueue, library: Library, clock: Clock) -> Shop:
    """A shop that is due now, stored."""
    shop = shop_for_now(library.entry("factura-cobro-indebido"), "linea", clock(), seed=1)
    assert queue.add(shop)
    return shop
