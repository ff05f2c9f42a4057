"""Fixtures: an open store, its ledger, and a complaint to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.ledger.ledger import Ledger
from auditor.store import Store, open_store
from metrics.complaints.values import Complaint, Segment


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", durable=False) as opened:
        yield opened


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store)


@pytest.fixture
def complaint() -> Complaint:
    return Complaint(
        id="r-1",
        opened_at="2026-03-02T10:15:00+01:00",
        customer="c-" + "a" * 24,
        segment=Segment.A,
        topic="facturación",
        importance=5,
        channel="phone",
        operator="in_house",
    )
