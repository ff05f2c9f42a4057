"""Owners, promises and alerts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.complaints.labels import label
from metrics.complaints.ownership import departments, hand_overs, ownerships
from metrics.complaints.promises import PromiseState, kept_by_operator, kept_rate, promises
from metrics.complaints.values import Confirmation, Ownership, Promise, Segment
from metrics.complaints.watch import (
    Alert,
    AlertKind,
    EscalationStep,
    WatchRules,
    alerts,
    day_count,
    next_step,
)
from metrics.packs import load_pack
from tests.metrics.complaints.ledger import ZONE, at, complaint, contact, day

NOW = day(10)


def test_ownership() -> None:
    ledger = [
        complaint("never", owners=()),
        complaint("lost", owners=(Ownership(at(0), "o1"), Ownership(at(3), None))),
        complaint(
            "passed",
            owners=(
                Ownership(at(5), "o2"),
                Ownership(at(0), "o1"),
                Ownership(at(6), "o2"),
                Ownership(at(7), "o1"),
            ),
        ),
        complaint("done", owners=(), resolved_at=at(2)),
        complaint("unknown", owners=None),
    ]
    found = ownerships(ledger, as_of=NOW)
    assert (found.without_owner.value, found.without_owner.n, found.unowned) == (2 / 3, 3, ("lost", "never"))
    assert (found.never_owned.value, found.never_owned.n) == (2 / 4, 4)
    assert found.without_owner.counts["not_recorded"] == 1
    assert found.hand_overs.value == pytest.approx(2 / 4)
    assert found.hand_over_distribution == ((0, 3), (2, 1))
    assert hand_overs(ledger[2], NOW.timestamp()) == 2
    assert ledger[2].owner == "o1"
    assert (ledger[0].owner, ledger[1].owner) == (None, None)
    past = ownerships(ledger, as_of=day(2))
    assert past.unowned == ("never",)


def test_departments() -> None:
    one = replace(
        complaint("a"),
        contacts=(
            contact(0, department="front"),
            contact(1, department="billing"),
            contact(2, department="front"),
        ),
    )
    assert departments(one, NOW.timestamp()) == {"front", "billing"}
    assert departments(complaint("b"), NOW.timestamp()) is None
    found = ownerships([one, complaint("b")], as_of=NOW)
    assert (found.departments.value, found.departments.n, found.departments.counts["not_recorded"]) == (
        2,
        1,
        1,
    )


def test_ownership_of_nothing_is_not_measured() -> None:
    assert ownerships([], as_of=NOW).without_owner.why == "no_cases"
    assert ownerships([complaint("a", owners=None)], as_of=NOW).without_owner.why == "not_recorded"
    assert (
        ownerships([complaint("a", owners=(), resolved_at=at(1))], as_of=NOW).without_owner.why == "none_open"
    )


PROMISED = complaint(
    "p",
    operator="north",
    promises=(
        Promise(id="1", what="refund", by=at(3), kept=True),
        Promise(id="2", what="call", by=at(4), kept=False, operator="in_house"),
        Promise(id="3", what="letter", by=at(5)),
        Promise(id="4", what="visit", by="2026-03-13"),
        Promise(id="5", what="look into it"),
        Promise(id="6", what="later", made_at=at(20), kept=True),
        Promise(id="7", what="checked later", by=at(2), kept=True, verified_at=at(30)),
    ),
)


def test_promises() -> None:
    found = promises([PROMISED], as_of=NOW, zone=ZONE)
    assert {status.promise.id: status.state for status in found} == {
        "1": PromiseState.KEPT, "2": PromiseState.BROKEN, "3": PromiseState.PASSED,
        "4": PromiseState.RUNNING, "5": PromiseState.WITHOUT_DATE, "7": PromiseState.PASSED,
    }  # fmt: skip
    assert [status.promise.id for status in found] == ["7", "1", "2", "3", "4", "5"]
    kept = kept_rate(found)
    assert (kept.value, kept.n, kept.counts["passed"], kept.counts["without_date"]) == (1 / 2, 2, 2, 1)
    assert {name: figure.value for name, figure in kept_by_operator(found).items()} == {
        "north": 1.0,
        "in_house": 0.0,
    }
    assert kept_rate(()).why == "no_promises"
    assert kept_rate([s for s in found if s.promise.id == "3"]).why == "not_checked"


def kinds(ledger, rules=None, moment=NOW) -> dict[AlertKind, Alert]:
    found = alerts(ledger, rules or WatchRules(), as_of=moment, zone=ZONE)
    return {alert.kind: alert for alert in found}


def valuable(id="v", **known):
    return complaint(id, **{"segment": Segment.A, "owners": (Ownership(at(0), "ana"),)} | known)


def test_a_valuable_complaint_without_an_owner() -> None:
    alert = kinds([valuable(owners=())])[AlertKind.NO_OWNER]
    assert (alert.id, alert.since) == (f"no_owner:v:{at(0)}", at(0))
    lost = kinds([valuable(owners=(Ownership(at(0), "ana"), Ownership(at(4), None)))])[AlertKind.NO_OWNER]
    assert lost.id == f"no_owner:v:{at(4)}"
    assert AlertKind.NO_OWNER not in kinds([valuable()])
    assert AlertKind.NO_OWNER not in kinds([valuable(owners=(), segment=Segment.B)])
    assert AlertKind.NO_OWNER not in kinds([valuable(owners=(), resolved_at=at(9))])


def test_not_recorded_is_not_without_owner() -> None:
    assert not {AlertKind.NO_OWNER, AlertKind.OWNER_NOT_RECORDED} & set(kinds([valuable(owners=None)]))
    assert AlertKind.OWNER_NOT_RECORDED in kinds([valuable(owners=None)], WatchRules(unrecorded_owner=True))


def test_the_counter_to_thirty_days() -> None:
    assert day_count(valuable(), day(23)) == 23
    assert AlertKind.RECOVERY_NEAR not in kinds([valuable()], moment=day(22.9))
    near = kinds([valuable()], moment=day(23))[AlertKind.RECOVERY_NEAR]
    assert (near.params, near.due_at, near.who) == ({"day": 23, "of": 30}, at(30), "ana")
    passed = kinds([valuable()], moment=day(30))
    assert AlertKind.RECOVERY_NEAR not in passed
    assert passed[AlertKind.RECOVERY_PASSED].id == "recovery_passed:v"
    assert (
        passed[AlertKind.RECOVERY_PASSED].id
        == kinds([valuable()], moment=day(44))[AlertKind.RECOVERY_PASSED].id
    )


def test_silence() -> None:
    one = valuable(calls=(2,))
    assert AlertKind.SILENCE not in kinds([one], moment=day(8.9))
    alert = kinds([one], moment=day(9))[AlertKind.SILENCE]
    assert (alert.id, alert.params) == (f"silence:v:{at(2)}", {"days": 7})
    assert AlertKind.SILENCE not in kinds([valuable(calls=None)], moment=day(60))
    assert AlertKind.SILENCE not in kinds([replace(one, contacts_complete=False)], moment=day(60))


def test_promised_dates() -> None:
    found = alerts([PROMISED], WatchRules(), as_of=NOW, zone=ZONE)
    assert {alert.id: alert.kind for alert in found} == {
        "promise_passed:p:3": AlertKind.PROMISE_PASSED,
        "promise_passed:p:7": AlertKind.PROMISE_PASSED,
        "promise_broken:p:2": AlertKind.PROMISE_BROKEN,
    }
    near = alerts([PROMISED], WatchRules(promise_near_days=2), as_of=NOW, zone=ZONE)
    assert [alert.id for alert in near if alert.kind is AlertKind.PROMISE_NEAR] == ["promise_near:p:4"]


@pytest.mark.parametrize(
    ("due", "checked", "resolved", "more", "told"),
    [
        (3, 4, None, {}, True),  # open
        (3, 4, 5, {}, False),  # resolved afterwards, whatever had been promised
        (3, 7, 5, {}, True),  # found out after the closing: it may have been closed upon that promise
        (7, None, 5, {}, True),  # the same, said by no date but its own
        (3, None, 5, {}, False),
        (3, 7, 5, {"reopened": (at(6),)}, True),
        (3, 7, 5, {"confirmed": Confirmation(True, at(8))}, False),
        (3, 7, 5, {"confirmed": Confirmation(True, at(6))}, True),  # said before it was found broken
        (3, 7, 5, {"verified": Confirmation(False, at(8))}, True),
    ],
)
def test_a_broken_promise_of_a_closed_complaint(due, checked, resolved, more, told) -> None:
    promise = Promise(
        id="1", what="x", by=at(due), kept=False, verified_at=None if checked is None else at(checked)
    )
    one = complaint("c", promises=(promise,), resolved_at=None if resolved is None else at(resolved), **more)
    found = alerts([one], WatchRules(), as_of=NOW, zone=ZONE)
    assert [alert.kind for alert in found] == ([AlertKind.PROMISE_BROKEN] if told else [])
    statuses = promises([one], as_of=NOW, zone=ZONE)
    assert kept_rate(statuses).value == 0  # settled or not, it was not kept
    if resolved is not None and told and not more:
        assert alerts([one], WatchRules(), as_of=day(38), zone=ZONE) == ()
        assert alerts([one], WatchRules(recovery_days=60), as_of=day(38), zone=ZONE)


def test_a_date_that_passes_on_a_closed_complaint_is_told_for_thirty_days() -> None:
    one = complaint("c", promises=(Promise(id="1", what="x", by=at(8)),), resolved_at=at(5))
    kind = {moment: [alert.kind for alert in alerts([one], WatchRules(), as_of=day(moment), zone=ZONE)]
            for moment in (6, 7.5, 9, 37, 38)}  # fmt: skip
    near, passed = AlertKind.PROMISE_NEAR, AlertKind.PROMISE_PASSED
    assert kind == {6: [], 7.5: [near], 9: [passed], 37: [passed], 38: []}


def test_escalation_says_who_and_when() -> None:
    steps = (
        EscalationStep("first", 2, "team lead"),
        EscalationStep("second", 8, "director"),
        EscalationStep("grave", 5, "quality", segments=(), min_importance=5),
    )
    rules = WatchRules(steps=steps)
    found = alerts(
        [valuable(), complaint("grave", importance=5), complaint("light", importance=2)],
        rules,
        as_of=day(8),
        zone=ZONE,
    )
    escalated = {alert.id: (alert.who, alert.due_at) for alert in found if alert.kind is AlertKind.ESCALATION}
    assert escalated == {
        "escalation:v:first": ("team lead", at(2)),
        "escalation:v:second": ("director", at(8)),
        "escalation:grave:grave": ("quality", at(5)),
    }


def test_deadlines_become_alerts_and_the_most_valuable_come_first() -> None:
    from metrics.complaints.calendar import WorkingDays
    from metrics.complaints.deadlines import deadlines

    ledger = [
        complaint("plain"),
        complaint("b", segment=Segment.B),
        valuable(),
        complaint("top", segment=Segment.MOST_VALUABLE, owners=()),
    ]
    statuses = deadlines(ledger, load_pack("es-sac"), as_of=day(16), zone=ZONE, calendar=WorkingDays("ES"))
    found = alerts(ledger, WatchRules(), as_of=day(16), zone=ZONE, statuses=statuses)
    assert [alert.complaint for alert in found if alert.id.endswith("ES-15")] == ["top", "v", "b", "plain"]
    late = next(alert for alert in found if alert.id == "deadline_late:v:ES-15")
    assert (late.kind, late.due_at) == (AlertKind.DEADLINE_LATE, "2026-03-17T23:00:00.000+00:00")
    assert late.params["rule"] == "ES-15"
    assert any(alert.id == "deadline_near:v:ES-14" for alert in found)


def test_every_alert_has_words_that_its_params_fill() -> None:
    everything = [
        valuable(owners=()),
        valuable("w", owners=None),
        PROMISED,
        complaint("n", promises=(Promise(id="1", what="x", by=at(31)),)),
    ]
    rules = WatchRules(unrecorded_owner=True, steps=(EscalationStep("s", 1, "boss"),))
    seen = set()
    for moment in (day(10), day(25), day(30.5)):
        for alert in alerts(everything, rules, as_of=moment, zone=ZONE):
            text = label("alert", alert.kind).format(**alert.params)
            assert "{" not in text
            assert text != alert.kind
            seen.add(alert.kind)
    assert seen == set(AlertKind) - {AlertKind.DEADLINE_NEAR, AlertKind.DEADLINE_LATE}


def test_the_step_that_comes_next() -> None:
    steps = (
        EscalationStep("late", 20, "board"),
        EscalationStep("soon", 12, "head", min_importance=4),
        EscalationStep("past", 5, "team"),
    )
    rules = WatchRules(steps=steps)
    found = next_step(valuable(importance=5), rules, as_of=NOW)
    assert found == (steps[1], at(12))
    assert next_step(valuable(importance=3), rules, as_of=NOW) == (
        steps[0],
        at(20),
    )  # the nearer is not for it
    assert next_step(valuable(), rules, as_of=day(20)) is None  # reached: nothing is left
    assert next_step(complaint("c", segment=Segment.C), rules, as_of=NOW) is None
