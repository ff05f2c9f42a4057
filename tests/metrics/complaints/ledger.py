"""Small ledgers for tests: complaints by day and hour after a fixed Monday, with only what a test says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from metrics.complaints.values import CaseContact, Complaint, Confirmation, Ownership, Promise, Segment

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZONE = "Europe/Madrid"


def day(days: float) -> datetime:
    """The instant so many days after the first."""
    return START + timedelta(days=days)


def at(days: float) -> str:
    return day(days).isoformat(timespec="milliseconds")


def contact(days: float, **known: Any) -> CaseContact:
    return CaseContact(at=at(days), **{"channel": "phone", "inbound": True} | known)


def complaint(
    id: str,
    opened: float = 0,
    *,
    calls: tuple[float, ...] | None = (),
    claimed: bool | None = None,
    **known: Any,
) -> Complaint:
    """A complaint whose first contact is its opening; `calls` are days of more calls, `None`: not recorded."""
    contacts = None
    if calls is not None:
        contacts = (contact(opened, agent_claimed_resolved=claimed), *(contact(days) for days in calls))
    return Complaint(
        **{"id": id, "opened_at": at(opened), "contacts": contacts, "customer": f"k-{id}", "topic": "billing"}
        | known
    )


_days = st.floats(0, 60, allow_nan=False).map(lambda days: round(days, 3))
_maybe = st.none() | st.booleans()


@st.composite
def _confirmations(draw: st.DrawFn) -> Confirmation:
    when = draw(st.none() | _days)
    return Confirmation(draw(st.booleans()), None if when is None else at(when))


@st.composite
def complaints(draw: st.DrawFn, id: str = "x") -> Complaint:
    """Any complaint, with any part of it not known."""
    opened = draw(_days)
    later = st.floats(0, 50).map(lambda days: at(opened + round(days, 3)))
    contacts = st.builds(
        CaseContact,
        at=later,
        channel=st.sampled_from([None, "phone", "email"]),
        agent=st.sampled_from([None, "a1", "a2"]),
        department=st.sampled_from([None, "d1", "d2"]),
        agent_claimed_resolved=_maybe,
        inbound=_maybe,
        verifies=st.booleans(),
    )
    return Complaint(
        id=id,
        opened_at=at(opened),
        customer=draw(st.sampled_from([None, "k1", "k2", "k3"])),
        segment=draw(st.none() | st.sampled_from(Segment)),
        topic=draw(st.sampled_from([None, "billing", "delivery"])),
        importance=draw(st.none() | st.integers(1, 5)),
        channel=draw(st.sampled_from([None, "phone", "email"])),
        operator=draw(st.sampled_from([None, "in_house", "north", "south"])),
        case_key=draw(st.sampled_from([None, "c1", "c2"])),
        contacts=draw(st.none() | st.lists(contacts, max_size=4).map(tuple)),
        owners=draw(
            st.none()
            | st.lists(
                st.builds(Ownership, at=later, owner=st.sampled_from([None, "o1", "o2"])), max_size=3
            ).map(tuple)
        ),
        promises=draw(
            st.none()
            | st.lists(
                st.builds(
                    Promise,
                    id=st.uuids().map(str),
                    what=st.just("a call"),
                    by=st.none() | later,
                    made_at=st.none() | later,
                    kept=_maybe,
                ),
                max_size=2,
            ).map(tuple)
        ),
        resolved_at=draw(st.none() | later),
        reopened=draw(st.lists(later, max_size=1).map(tuple)),
        confirmed=draw(st.none() | _confirmations()),
        verified=draw(st.none() | _confirmations()),
        scenario=draw(st.sampled_from([None, "s1", "s2"])),
    )


@st.composite
def ledgers(draw: st.DrawFn, max_size: int = 12) -> list[Complaint]:
    """A ledger of any complaints with ids of their own."""
    return [draw(complaints(id=f"c{i:02}")) for i in range(draw(st.integers(0, max_size)))]
