"""The cost of a large ledger: CPU seconds, so that a busy machine does not matter much."""

from __future__ import annotations

import random
import time

from metrics.complaints.calendar import WorkingDays
from metrics.complaints.cases import cases
from metrics.complaints.curve import fcr_curve
from metrics.complaints.deadlines import deadlines, summarise
from metrics.complaints.durations import resolution_times
from metrics.complaints.fcr import fcr
from metrics.complaints.ownership import ownerships
from metrics.complaints.values import Complaint, Confirmation, Segment
from metrics.complaints.watch import WatchRules, alerts
from metrics.packs import load_pack
from tests.metrics.complaints.ledger import ZONE, at, complaint, day

N = 20_000


def ledger() -> list[Complaint]:
    draw = random.Random(1)
    rows = []
    for i in range(N):
        opened = draw.uniform(0, 360)
        calls = tuple(opened + draw.uniform(0, 40) for _ in range(draw.choice((0, 0, 0, 1, 2))))
        rows.append(
            complaint(
                f"c{i}",
                opened,
                calls=calls,
                claimed=draw.random() < 0.8,
                customer=f"k{draw.randrange(N)}",
                segment=draw.choice(list(Segment)),
                topic=draw.choice(("billing", "delivery", "outage")),
                importance=draw.randint(1, 5),
                owners=(),
                resolved_at=at(opened + draw.expovariate(0.2)) if draw.random() < 0.8 else None,
                confirmed=Confirmation(draw.random() < 0.7) if draw.random() < 0.3 else None,
            )
        )
    return rows


def test_a_large_ledger_takes_seconds() -> None:
    """100,000 rows in about 10 CPU seconds, all figures together; here a fifth of them."""
    rows = ledger()
    began = time.process_time()
    found = cases(rows, as_of=day(365))
    for window in (7, 14, 30):
        fcr(found, window_days=window)
    fcr_curve(found)
    resolution_times(rows, by="topic", as_of=day(365))
    statuses = deadlines(
        rows, load_pack("es-sac"), as_of=day(365), zone=ZONE, calendar=WorkingDays("ES", "MD")
    )
    summarise(statuses)
    ownerships(rows, as_of=day(365))
    assert len(alerts(rows, WatchRules(), as_of=day(365), zone=ZONE, statuses=statuses)) > 1000
    assert time.process_time() - began < 20
