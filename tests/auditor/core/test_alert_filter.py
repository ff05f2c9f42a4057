"""Filters of alerts: each field, words in what is shown, and nothing else."""

from __future__ import annotations

import pytest

from auditor.core.alert_filter import PRESSING, AlertFilter, Severity, rule_of, rules_among, severity
from auditor.ledger.alertbook import Raised, State
from metrics.complaints.values import Segment
from metrics.complaints.watch import Alert, AlertKind

LATE = Alert(
    "1", AlertKind.DEADLINE_LATE, "r-1", "2026-03-02", Segment.A, params={"rule": "ES-15", "left": 0}
)
STEP = Alert(
    "2",
    AlertKind.ESCALATION,
    "r-2",
    "2026-03-02",
    who="marta",
    params={"step": "jefa", "days": 2, "who": "marta"},
)
NEAR = Alert("3", AlertKind.PROMISE_NEAR, "r-3", "2026-03-02", Segment.B, params={"what": "abono"})
ALL = [
    Raised(key=f"k{alert.id}", alert=alert, state=state, raised_at="2026-03-02", history=())
    for alert, state in ((LATE, State.RAISED), (STEP, State.ACKNOWLEDGED), (NEAR, State.RAISED))
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AlertFilter(), ["1", "2", "3"]),
        (AlertFilter(kind="escalation"), ["2"]),
        (AlertFilter(rule="ES-15"), ["1"]),
        (AlertFilter(rule="jefa"), ["2"]),
        (AlertFilter(severity="warning"), ["3"]),
        (AlertFilter(severity="pressing"), ["1", "2"]),
        (AlertFilter(segment="A"), ["1"]),
        (AlertFilter(state="acknowledged"), ["2"]),
        (AlertFilter(text="ABONO r-3"), ["3"]),
        (AlertFilter(text="marta"), ["2"]),
        (AlertFilter(text="abono", kind="escalation"), []),
    ],
)
def test_each_field_narrows(wanted: AlertFilter, found: list[str]) -> None:
    assert [raised.alert.id for raised in wanted.chosen(ALL)] == found
    assert bool(wanted) == (len(found) < 3)


def test_rules_and_severity() -> None:
    assert rules_among(ALL) == ["ES-15", "jefa"]
    assert [rule_of(each) for each in ALL] == ["ES-15", "jefa", ""]
    assert severity(ALL[2]) is Severity.WARNING
    assert set(PRESSING) < set(AlertKind)


def test_the_command_knows_every_kind() -> None:
    from auditor.cli.alerts import KINDS, SEGMENTS

    assert tuple(KINDS) == tuple(AlertKind)
    assert tuple(SEGMENTS) == tuple(Segment)
