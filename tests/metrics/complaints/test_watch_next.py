"""Between two moments without a change told in between, the alerts are the same; where one is told, it may come."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.complaints.calendar import WorkingDays
from metrics.complaints.deadlines import deadlines
from metrics.complaints.values import Promise, Segment
from metrics.complaints.watch import EscalationStep, WatchRules, alerts
from metrics.complaints.watch_next import next_change
from metrics.packs import load_pack
from tests.metrics.complaints.ledger import START, ZONE, at, complaint, complaints, day

RULES = WatchRules(
    valuable=(Segment.MOST_VALUABLE, Segment.A, Segment.B),
    recovery_near_days=6.5,
    promise_near_days=1.25,
    unrecorded_owner=True,
    steps=(EscalationStep("one", 3.5, "x", segments=()), EscalationStep("two", 9, "y", min_importance=3)),
)
PACK, CALENDAR = load_pack("es-sac"), WorkingDays("ES")


def at_moment(one, moment):
    statuses = deadlines([one], PACK, as_of=moment, zone=ZONE, calendar=CALENDAR)
    found = alerts([one], RULES, as_of=moment, zone=ZONE, statuses=statuses)
    return found, next_change(one, RULES, as_of=moment, zone=ZONE, statuses=statuses)


@settings(max_examples=200, deadline=None)
@given(complaints(), st.floats(0, 130), st.floats(0, 1))
def test_nothing_changes_before_the_moment_told(one, days, share) -> None:
    moment = START + timedelta(days=days)
    before, change = at_moment(one, moment)
    if change is None:
        later = moment + timedelta(days=share * 400)
    else:
        left = change - moment.timestamp()
        assert left >= 0
        later = moment + timedelta(seconds=max(0.0, left * share - 0.001))
    assert at_moment(one, later)[0] == before


@settings(max_examples=12, deadline=None)
@given(complaints())
def test_walking_from_moment_to_moment_finds_every_alert(one) -> None:
    moment, told = START - timedelta(days=1), {}
    for _step in range(400):
        found, change = at_moment(one, moment)
        told |= {alert.id: alert for alert in found}
        if change is None or moment > day(140):
            break
        moment += timedelta(seconds=max(change - moment.timestamp(), 0))
        told |= {alert.id: alert for alert in at_moment(one, moment)[0]}  # some last for that instant alone
        moment += timedelta(seconds=0.001)
    for hours in range(0, 140 * 24, 13):
        assert {alert.id for alert in at_moment(one, START + timedelta(hours=hours))[0]} <= set(told)


def test_a_closed_complaint_is_never_asked_after_again() -> None:
    closed = complaint("c", resolved_at=at(5), segment=Segment.A)
    assert at_moment(closed, day(6)) == ((), None)
    kept = complaint("c", resolved_at=at(5), promises=(Promise(id="1", what="x", by=at(2), kept=True),))
    assert at_moment(kept, day(40))[1] is None
