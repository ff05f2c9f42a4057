"""Time to resolution and deadlines against calendars worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from metrics.complaints.calendar import WorkingDays
from metrics.complaints.deadlines import Timeliness, applies, deadlines, summarise
from metrics.complaints.durations import is_open, resolution_time, resolution_times
from metrics.complaints.times import deadline_instant, instant
from metrics.complaints.values import Ownership
from metrics.complaints.watch import NOT_BINDING, AlertKind, WatchRules, alerts
from metrics.errors import DataError, PackError
from metrics.packs import load_pack, read_pack
from metrics.packs.values import Deadline, DeadlineUnit
from tests.metrics.complaints.ledger import ZONE, at, complaint, day

LEDGER = [
    complaint("a", 0, resolved_at=at(2), topic="billing", owners=(Ownership(at(0), "o1"),)),
    complaint(
        "b", 0, resolved_at=at(4), topic="billing", owners=(Ownership(at(0), "o1"), Ownership(at(1), "o2"))
    ),
    complaint("c", 0, topic="billing", owners=()),
    complaint("d", 6, resolved_at=at(9), topic="delivery"),
    complaint("again", 0, resolved_at=at(1), reopened=(at(5),), topic="delivery"),
    complaint("wrong", 5, resolved_at=at(1)),
    complaint("future", 30),
]


def test_open_and_reopened_cases_are_censored() -> None:
    found = resolution_time(LEDGER, as_of=day(10))
    assert (found.survival.n, found.survival.ended, found.survival.censored) == (5, 3, 2)
    assert found.inconsistent == ("wrong",)
    # 5 cases ending at 2, 3 (d), 4 and two open at 10: half had ended by day 4
    assert found.survival.median.value == pytest.approx(4)
    quarter, half, most = found.figures
    assert (quarter.value, half.value) == (pytest.approx(3), pytest.approx(4))
    assert (most.value, most.why, most.counts["open"]) == (None, "not_reached", 2)
    assert half.unit == "days"
    assert half.interval is None  # the upper bound is not reached
    assert half.counts["low"] == pytest.approx(2)


def test_a_moment_in_the_past_knows_nothing_of_what_came_after() -> None:
    found = resolution_time(LEDGER, as_of=day(3))
    assert (found.survival.n, found.survival.ended) == (4, 2)
    assert is_open(LEDGER[1], day(3))
    assert not is_open(LEDGER[4], day(3))  # closed on day 1, open again only on day 5
    assert is_open(LEDGER[4], day(6))
    assert not is_open(LEDGER[6], day(3))


def test_by_topic_and_owner() -> None:
    topics = resolution_times(LEDGER, by="topic", as_of=day(10))
    assert {name: part.survival.n for name, part in topics.items()} == {"billing": 3, "delivery": 2}
    owners = resolution_times(LEDGER, by="owner", as_of=day(10))
    assert {name: part.complaints for name, part in owners.items()} == {
        "o1": ("a",), "o2": ("b",), None: ("again", "c", "d"),
    }  # fmt: skip


def test_madrid_easter_and_christmas() -> None:
    """2026: Maundy Thursday and Good Friday are 2 and 3 April, 1 May a Friday, 2 May (Madrid) a Saturday."""
    madrid, spain = WorkingDays("ES", "MD"), WorkingDays("ES")
    assert not madrid.works(date(2026, 4, 2))
    assert spain.works(date(2026, 4, 2))
    assert not spain.works(date(2026, 4, 3))
    assert spain.after(date(2026, 3, 30), 5) == date(2026, 4, 7)
    assert madrid.after(date(2026, 3, 30), 5) == date(2026, 4, 8)
    assert madrid.after(date(2026, 3, 27), 1) == date(2026, 3, 30)  # a Friday
    assert madrid.after(date(2026, 3, 28), 1) == date(2026, 3, 30)  # a Saturday
    assert WorkingDays("ES", "MD", (date(2026, 3, 30),)).after(date(2026, 3, 27), 1) == date(2026, 3, 31)


def test_working_days_between() -> None:
    madrid = WorkingDays("ES", "MD")
    assert madrid.between(date(2026, 3, 27), date(2026, 3, 30)) == 1
    assert madrid.between(date(2026, 3, 30), date(2026, 3, 27)) == -1
    assert madrid.between(date(2026, 3, 30), date(2026, 3, 30)) == 0
    for days in range(1, 40):
        assert madrid.between(date(2026, 3, 2), madrid.after(date(2026, 3, 2), days)) == days


def test_unknown_places_are_named() -> None:
    with pytest.raises(DataError, match="country XX"):
        WorkingDays("XX")
    with pytest.raises(DataError, match="region ZZ of ES; there are AN"):
        WorkingDays("ES", "ZZ")


def rule(deadline: str):
    text = f"id: own\nversion: 1\ntitle: own\nstatus: in_force\nrules:\n  - {{id: R-1, title: t, shows: sample, weight: law, source: s, deadline: {deadline}}}\n"
    return read_pack(text, "own.yaml")


def states(pack, ledger, moment):
    found = deadlines(ledger, pack, as_of=moment, zone=ZONE, calendar=WorkingDays("ES", "MD"))
    return {status.complaint: status for status in found}


def test_what_is_late_and_what_is_about_to_be() -> None:
    """Opened on Monday 2 March: five working days end with Monday the 9th, in Madrid at 23:00 UTC."""
    ledger = [
        complaint("open"),
        complaint("kept", resolved_at=instant("2026-03-09T22:59:00+00:00").isoformat()),
        complaint("missed", resolved_at=instant("2026-03-09T23:01:00+00:00").isoformat()),
    ]
    pack = rule("{working_days: 5}")
    before = states(pack, ledger, datetime(2026, 3, 3, 12, tzinfo=UTC))
    assert (before["open"].state, before["open"].working_days_left) == (Timeliness.RUNNING, 4)
    assert before["open"].due_at == "2026-03-09T23:00:00.000+00:00"
    near = states(pack, ledger, datetime(2026, 3, 6, 12, tzinfo=UTC))
    assert (near["open"].state, near["open"].working_days_left) == (Timeliness.NEAR, 1)
    after = states(pack, ledger, datetime(2026, 3, 11, tzinfo=UTC))
    assert {id: status.state for id, status in after.items()} == {
        "open": Timeliness.LATE, "kept": Timeliness.ON_TIME, "missed": Timeliness.MISSED,
    }  # fmt: skip
    assert after["open"].working_days_left == -2
    summary = summarise(after.values())[0]
    assert (summary.kept.value, summary.kept.n, summary.late, summary.near) == (1 / 3, 3, ("open",), ())


def test_late_at_night_it_is_already_tomorrow_where_the_company_is() -> None:
    ledger = [complaint("a", opened_at="2026-03-02T23:30:00+00:00")]
    found = states(rule("{working_days: 1}"), ledger, day(0.7))
    assert found["a"].due_at == "2026-03-04T23:00:00.000+00:00"


def test_cases_resolved_before_their_deadline_passed_do_not_flatter_the_share() -> None:
    ledger = [complaint(f"quick{i}", 8, resolved_at=at(8.5)) for i in range(5)] + [
        complaint("slow", 8),
        complaint("old", 0),
    ]
    summary = summarise(states(rule("{days: 5}"), ledger, day(9)).values())[0]
    assert (summary.kept.value, summary.kept.n) == (0, 1)
    assert (summary.kept.counts["resolved_early"], summary.kept.counts["censored"]) == (5, 6)
    assert summarise(states(rule("{days: 5}"), ledger[:6], day(9)).values())[0].kept.why == "none_due"


def test_hours_count_as_they_are() -> None:
    found = states(rule("{hours: 2}"), [complaint("a")], day(0.2))
    assert (found["a"].due_at, found["a"].state) == ("2026-03-02T11:00:00.000+00:00", Timeliness.LATE)


def test_deadlines_for_some_topics() -> None:
    some = Deadline(5, DeadlineUnit.DAYS, ("factur", "cobr"))
    assert applies(some, "Facturación")
    assert applies(some, "un cobro indebido")
    assert not applies(some, "avería")
    assert not applies(some, None)
    assert applies(Deadline(5, DeadlineUnit.DAYS), None)
    spanish = deadlines(
        [complaint("a", topic="facturación"), complaint("b", topic="avería")],
        load_pack("es-sac"),
        as_of=day(1),
        zone=ZONE,
        calendar=WorkingDays("ES"),
    )
    assert sorted((s.complaint, s.rule.id) for s in spanish) == [
        ("a", "ES-14"), ("a", "ES-15"), ("a", "ES-16"), ("b", "ES-14"), ("b", "ES-15"),
    ]  # fmt: skip
    assert {s.rule.id: s.in_force for s in spanish} == {"ES-14": False, "ES-15": True, "ES-16": False}


@pytest.mark.parametrize(
    "faulty",
    [
        "5",
        "{}",
        "{days: 0}",
        "{days: true}",
        "{weeks: 2}",
        "{days: 1, hours: 2}",
        "{days: 1, topics: []}",
        "{days: 1, topics: [3]}",
        "{days: 1000000}",
    ],
)
def test_faulty_deadlines_are_named_with_their_line(faulty) -> None:
    with pytest.raises(PackError) as caught:
        rule(faulty)
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(6, "rules[0].deadline")]


def test_a_promised_day_lasts_until_its_end_where_the_company_is() -> None:
    assert deadline_instant("2026-03-06", ZONE) == datetime(2026, 3, 6, 23, tzinfo=UTC)
    assert deadline_instant("2026-03-29", ZONE) == datetime(2026, 3, 29, 22, tzinfo=UTC)  # the clock changed
    assert deadline_instant("2026-03-06T10:00:00+01:00", ZONE) == datetime(2026, 3, 6, 9, tzinfo=UTC)
    for bad in ("2026-02-30", "friday", "9999-12-31", "2026-03-06T10:00:00"):
        with pytest.raises(DataError):
            deadline_instant(bad, ZONE)
    with pytest.raises(DataError, match="no time zone Mars"):
        deadline_instant("2026-03-06", "Mars")


def test_an_alert_says_when_the_rule_did_not_bind_yet() -> None:
    moment = datetime(2026, 3, 11, tzinfo=UTC)
    text = "id: own\nversion: 1\ntitle: own\nstatus: in_force\nrules:\n  - {id: R-1, title: t, shows: sample, weight: law, source: s, since: SINCE, deadline: {working_days: 5}}\n"
    for since, params in (("2026-12-28", {NOT_BINDING: "yes"}), ("2026-01-01", {})):
        statuses = states(read_pack(text.replace("SINCE", since), "own.yaml"), [complaint("open")], moment)
        found = alerts([complaint("open")], WatchRules(), as_of=moment, zone=ZONE, statuses=statuses.values())
        [late] = [alert for alert in found if alert.kind is AlertKind.DEADLINE_LATE]
        assert late.params == {"rule": "R-1", "left": -2, **params}
