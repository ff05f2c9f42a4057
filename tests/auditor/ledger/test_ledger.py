"""The ledger's storage: nothing is lost, every change has who and when, the last one can be taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from auditor.errors import CommandError
from auditor.ledger import acts
from auditor.ledger.ledger import Ledger
from auditor.ledger.values import What
from auditor.store import open_store
from metrics.complaints.values import CaseContact, Complaint, Promise
from metrics.errors import DataError

NOON = "2026-03-03T12:00:00.000+00:00"


def test_what_is_added_comes_back_with_its_instants_in_utc(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    found = ledger.get("r-1")
    assert found.opened_at == "2026-03-02T09:15:00.000+00:00"
    assert found.segment is complaint.segment
    assert found.contacts is None  # not recorded, which is not the same as none
    assert [(change.what, change.by) for change in ledger.history("r-1")] == [(What.ADDED, "ana")]


def test_an_id_is_taken_once(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    with pytest.raises(CommandError, match="already"):
        ledger.add(complaint, "ana")
    assert len(ledger.history("r-1")) == 1


def test_hand_overs_are_history(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    ledger.change("r-1", "ana", What.OWNER, lambda c: acts.hand_over(c, "eva", NOON, "billing"))
    changed = ledger.change(
        "r-1", "eva", What.OWNER, lambda c: acts.hand_over(c, "leo", "2026-03-04T12:00:00+00:00", "quality")
    )
    assert changed.owner == "leo"
    assert [o.owner for o in changed.owners or ()] == ["eva", "leo"]
    assert [change.by for change in ledger.history("r-1")] == ["ana", "ana", "eva"]


def test_undo_takes_the_last_change_back_and_says_so(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    ledger.change("r-1", "ana", What.RESOLVED, partial(acts.resolve, at=NOON))
    ledger.change("r-1", "ana", What.CONFIRMED, partial(acts.confirm, resolved=True, at=NOON))
    undone = ledger.undo("r-1", "eva")
    assert undone.what is What.CONFIRMED
    assert ledger.get("r-1").confirmed is None
    assert ledger.get("r-1").resolved_at == NOON
    assert ledger.history("r-1")[-1].undone_by == "eva"
    ledger.undo("r-1", "eva")
    assert ledger.get("r-1").resolved_at is None
    ledger.undo("r-1", "eva")
    assert ledger.find("r-1") is None
    with pytest.raises(CommandError, match="Nothing"):
        ledger.undo("r-1", "eva")


def test_what_cannot_be_changes_nothing(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    for act, error in (
        (partial(acts.resolve, at="2026-01-01T00:00:00+00:00"), CommandError),
        (partial(acts.resolve, at="tomorrow"), DataError),
        (partial(acts.reopen, at=NOON), CommandError),
        (partial(acts.check_promise, promise_id="x", kept=True, at=NOON), CommandError),
    ):
        with pytest.raises(error):
            ledger.change("r-1", "ana", What.EDITED, act)
    assert len(ledger.history("r-1")) == 1


def test_a_reopened_complaint_is_open_and_can_be_resolved_again(complaint: Complaint) -> None:
    closed = acts.resolve(complaint, NOON)
    assert acts.is_closed(closed)
    again = acts.reopen(closed, "2026-03-05T12:00:00+00:00")
    assert not acts.is_closed(again)
    assert acts.is_closed(acts.resolve(again, "2026-03-06T12:00:00+00:00"))


def test_a_first_noted_contact_makes_the_opening_the_first(complaint: Complaint) -> None:
    noted = acts.note_contact(complaint, CaseContact(at=NOON, channel="email"))
    assert [c.channel for c in noted.contacts or ()] == ["phone", "email"]
    at_once = acts.note_contact(complaint, CaseContact(at=complaint.opened_at, channel="phone"))
    assert len(at_once.contacts or ()) == 1


def test_promises_are_checked_one_by_one(complaint: Complaint) -> None:
    made = acts.promise(acts.promise(complaint, "devolver", by="2026-03-06", id="p1"), "llamar", id="p2")
    checked = acts.check_promise(made, "p2", False, NOON, shop_id="s1")
    assert [(p.kept, p.shop_id) for p in checked.promises or ()] == [(None, None), (False, "s1")]
    with pytest.raises(CommandError):
        acts.promise(made, "otra", id="p1")


def test_a_period_is_half_open_and_in_order(ledger: Ledger, complaint: Complaint) -> None:
    from dataclasses import replace

    for day in (9, 3, 5):
        ledger.add(replace(complaint, id=f"r-{day}", opened_at=f"2026-03-{day:02d}T00:00:00+00:00"), "ana")
    found = ledger.complaints("2026-03-03T00:00:00.000+00:00", "2026-03-09T00:00:00.000+00:00")
    assert [c.id for c in found] == ["r-3", "r-5"]
    assert [c.id for c in ledger.list(limit=1)] == ["r-9"]
    assert ledger.count(topic="facturación") == 3


def test_another_opening_of_the_folder_sees_it(ledger: Ledger, complaint: Complaint) -> None:
    ledger.add(complaint, "ana")
    with open_store(ledger.store.home) as other:
        assert Ledger(other).get("r") == ledger.get("r-1")  # a unique beginning is enough


def test_a_name_announced_anywhere_goes_from_every_text(ledger: Ledger, complaint: Complaint) -> None:
    said = replace(complaint, text="Me llamo Ana Ruiz. Que llamen a Ana Ruiz.")
    assert "Ruiz" not in (ledger.add(said, "ana").text or "Ruiz")  # one text
    promise = Promise(id="p", what="Llamar a Ruiz mañana", by="2026-03-06")
    both = ledger.add(replace(said, id="r-2", promises=(promise,)), "ana")
    assert "Ruiz" not in (both.text or "Ruiz") + (both.promises or ())[0].what
