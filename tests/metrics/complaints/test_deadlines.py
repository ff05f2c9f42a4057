"""Terms in months, and channels that a deadline leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.complaints.calendar import WorkingDays
from metrics.complaints.deadlines import deadlines, months_after
from metrics.packs import load_pack
from tests.metrics.complaints.ledger import ZONE, complaint, day


@pytest.mark.parametrize(
    ("opened", "months", "last"),
    [
        (date(2026, 3, 2), 1, date(2026, 4, 2)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 15, date(2028, 2, 29)),
    ],
)
def test_a_month_goes_from_date_to_date(opened: date, months: int, last: date) -> None:
    assert months_after(opened, months) == last


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_more_months_are_never_earlier(opened: date, months: int) -> None:
    last = months_after(opened, months)
    assert timedelta(days=28) <= last - opened
    assert last < months_after(opened, months + 1)


def test_financial_complaints_have_a_month_and_the_telephone_is_left_out() -> None:
    ledger = [
        complaint("a", channel="email"),
        complaint("b", channel="phone"),
        complaint("c", channel=None),
    ]
    found = deadlines(ledger, load_pack("es-finance"), as_of=day(40), zone=ZONE, calendar=WorkingDays("ES"))
    assert [(status.complaint, status.due_at[:10]) for status in found] == [
        ("a", "2026-04-02"),  # opened on 2 March: until the end of 2 April in Madrid, 22:00 UTC
        ("c", "2026-04-02"),
    ]
