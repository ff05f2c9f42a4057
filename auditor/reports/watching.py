"""The ledger as it has to be acted on: open alerts, deadlines by rule, promises, owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from auditor.reports.inputs import Inputs
from auditor.reports.ledger_values import AlertRow, Alerts, OperatorPromises, Spread
from auditor.reports.measuring import of_figure
from auditor.reports.ruling import wanted
from auditor.reports.values import DeadlineRow
from metrics.complaints.calendar import WorkingDays
from metrics.complaints.deadlines import DeadlineStatus, deadlines, summarise
from metrics.complaints.ownership import Ownerships
from metrics.complaints.promises import PromiseStatus, kept_by_operator
from metrics.complaints.values import Complaint
from metrics.complaints.watch import Alert, AlertKind, alerts

MOST_OF_A_KIND = 8
"""Rows of one kind of alert in the summary; all are counted, and `auditor alerts` lists them."""
ORDER = tuple(AlertKind)


def statuses(inputs: Inputs, ledger: Sequence[Complaint]) -> tuple[DeadlineStatus, ...]:
    """Each complaint against the deadlines of every pack of the company's countries and sector."""
    found: list[DeadlineStatus] = []
    countries = {c.country for c in inputs.channels.values()} or {inputs.country}
    for pack in wanted(inputs, countries):
        if any(rule.deadline for rule in pack.rules):
            calendar = WorkingDays(pack.country or inputs.country)
            found += deadlines(ledger, pack, as_of=inputs.as_of, zone=inputs.zone, calendar=calendar)
    return tuple(found)


def deadline_rows(found: Iterable[DeadlineStatus], opened: Iterable[Complaint]) -> tuple[DeadlineRow, ...]:
    """One row a rule, of the complaints opened in the period."""
    ids = {complaint.id for complaint in opened}
    return tuple(
        DeadlineRow(s.rule.id, dict(s.rule.title), s.rule.source, of_figure(s.kept), len(s.late), len(s.near))
        for s in summarise(status for status in found if status.complaint in ids)
    )


def alert_rows(inputs: Inputs, ledger: Sequence[Complaint], due: Sequence[DeadlineStatus]) -> Alerts | None:
    """The alerts as the rules find them now; `None` where no rules are given."""
    if inputs.watch is None:
        return None
    found = alerts(ledger, inputs.watch, as_of=inputs.as_of, zone=inputs.zone, statuses=due)
    kinds = Counter(alert.kind for alert in found)
    loose = {(status.complaint, status.rule.id) for status in due if not status.in_force}
    rows = [
        _alert(alert, (alert.complaint, alert.params.get("rule")) not in loose)
        for kind in ORDER
        for alert in islice((a for a in found if a.kind is kind), MOST_OF_A_KIND)
    ]
    return Alerts(len(found), {kind.value: kinds[kind] for kind in ORDER if kinds[kind]}, tuple(rows))


def _alert(alert: Alert, in_force: bool) -> AlertRow:
    return AlertRow(
        kind=alert.kind.value,
        complaint=alert.complaint,
        since=alert.since,
        segment=alert.segment.value if alert.segment else None,
        importance=alert.importance,
        due_at=alert.due_at,
        who=alert.who,
        params=dict(alert.params),
        in_force=in_force,
    )


def promises_by(found: Iterable[PromiseStatus]) -> tuple[OperatorPromises, ...]:
    """The kept rate of each operator."""
    return tuple(
        OperatorPromises(name, of_figure(figure)) for name, figure in kept_by_operator(found).items()
    )


def spreads(owners: Ownerships) -> tuple[Spread, ...]:
    """Hand-overs and departments: how many complaints had how many."""
    return (
        Spread("ownership.hand_overs", owners.hand_over_distribution),
        Spread("ownership.departments", owners.department_distribution),
    )
