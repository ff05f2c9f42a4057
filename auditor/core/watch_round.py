"""One round of the watch rules over the ledger: where a complaint changed, or its moment has come."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock

from auditor.codec import load
from auditor.core.ledger_rows import is_closed
from auditor.core.resolution import company_zone, deadline_packs, deadline_statuses
from auditor.jobs.times import to_text
from auditor.ledger.alertbook import CAUSE_GONE, GONE, OURSELVES, RESOLVED, Raised
from auditor.ledger.watching import watch_rules
from auditor.ledger.watchmarks import read_marks, write_marks
from metrics.complaints.deadlines import DeadlineStatus
from metrics.complaints.values import Complaint
from metrics.complaints.watch import Alert, WatchRules, alerts
from metrics.complaints.watch_next import next_change

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.ledger.alertbook import AlertBook
    from auditor.store.documents import Doc

FORM = 1
"""Counts up when the same rules come to find other alerts: then all complaints are looked at anew."""
BATCH = 2000
Told = Callable[[int, int], object]


def watch_round(app: App, book: AlertBook, as_of: datetime, told: Told) -> None:
    """Applies the rules; `told` gets how many complaints were looked at, of how many that have to be.

    A round that breaks off is gone through again by the next: nothing is marked before its alerts are stored.
    """
    with FileLock(app.settings.home / ".watch.part"):  # a second round waits, and then finds little to do
        _round(app, book, as_of, told)


def _round(app: App, book: AlertBook, as_of: datetime, told: Told) -> None:
    rules, zone = watch_rules(app.settings.home), company_zone(app)
    table, now = app.complaints.ledger.table, as_of.timestamp()
    marks = read_marks(app.store, _rules_digest(app, rules, zone), now)
    digests, known = table.digests(), book.open_by_complaint()
    stale, gone = marks.stale(digests, now), marks.gone(digests)
    handled = (id for id, own in known.items() if id in digests and any(_by_a_person(one) for one in own))
    stale = list(dict.fromkeys([*stale, *handled]))
    at, done = to_text(as_of), 0
    book.apply((), {id: GONE for id in known if id not in digests}, known, at)
    for batch in _batches(app, stale):
        found, due = _look(app, batch, rules, as_of, zone)
        why = {doc.id: RESOLVED if is_closed(doc) else CAUSE_GONE for doc in batch}
        book.apply(found, why, known, at)
        marks.marks.update({doc.id: (digests[doc.id], due.get(doc.id)) for doc in batch})
        done += len(batch)
        told(done, len(stale))
    for id in gone:
        del marks.marks[id]
    if stale or gone:
        write_marks(app.store, marks, (*stale, *gone))


def _by_a_person(alert: Raised) -> bool:
    """Whether a person did the last step: taking back a closing leaves the complaint as it was."""
    return alert.history[-1].by != OURSELVES if alert.history else False


def watched(docs: Sequence[Doc], as_of: datetime) -> Iterator[Complaint]:
    """The complaints that an alert can be about: all but those that are closed with every promise kept."""
    now = to_text(as_of)
    for doc in docs:
        promises = doc.get("promises") or ()
        done = is_closed(doc) and (doc.get("resolved_at") or "") <= now
        if done and all(each["kept"] and (each["verified_at"] or "") <= now for each in promises):
            continue
        yield load(Complaint, doc)


def _look(
    app: App, batch: Sequence[Doc], rules: WatchRules, as_of: datetime, zone: str
) -> tuple[tuple[Alert, ...], dict[str, float | None]]:
    """The alerts over these complaints, and when to look at each of them again."""
    ledger = list(watched(batch, as_of))
    statuses = deadline_statuses(app, ledger, as_of)
    own: dict[str, list[DeadlineStatus]] = defaultdict(list)
    for status in statuses:
        own[status.complaint].append(status)
    due = {
        each.id: next_change(each, rules, as_of=as_of, zone=zone, statuses=own[each.id]) for each in ledger
    }
    return alerts(ledger, rules, as_of=as_of, zone=zone, statuses=statuses), due


def _batches(app: App, ids: Sequence[str]) -> Iterator[list[Doc]]:
    """The complaints of these ids, as they are now; those that just went are passed over."""
    table = app.complaints.ledger.table
    for start in range(0, len(ids), BATCH):
        found = (table.get(id) for id in ids[start : start + BATCH])
        yield [doc for doc in found if doc is not None]


def _rules_digest(app: App, rules: WatchRules, zone: str) -> str:
    """Whatever the alerts follow from, beside the complaints themselves."""
    parts = (FORM, rules, zone, app.settings.country, deadline_packs(app))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
