"""Follow-ups: planned once, for the same person, inside the plan's days and hours, and not for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from auditor.jobs.following import MAX_CHAIN, follow_up, reached
from auditor.jobs.planning import materialise
from auditor.jobs.plans import Plans
from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import Shop, ShopState, imported_shop
from auditor.jobs.times import from_text
from auditor.jobs.upkeep import keep_up
from auditor.store import Store
from scenarios.library import Library, load_library
from scenarios.programme import Plan, Window
from tests.auditor.jobs.conftest import Clock
from tests.scenarios.files import SMALL
from transcripts.contact import Contact, Mark, MarkName, Outcome

PLAN = Plan(
    id="quejas",
    scenarios=("factura-cobro-indebido",),
    channels=("linea",),
    start=date(2026, 3, 2),
    windows=(Window("10:00", "14:00"), Window("16:00", "18:00")),
)
MADRID = ZoneInfo("Europe/Madrid")


def done(shop: Shop, started_at: str) -> Shop:
    """The shop after its call."""
    contact = Contact(Outcome.COMPLETED, started_at=started_at)
    return replace(shop, state=ShopState.SCORED, contact=contact)


def test_a_call_by_hand_is_followed_up(queue: ShopQueue, shop: Shop, library: Library) -> None:
    parent = done(shop, "2026-03-26T10:30:00.000+00:00")
    planned = follow_up(queue, parent, library, zone=MADRID)
    (child,) = planned.new
    assert child.scenario_id == "verificar-resolucion"
    assert (child.parent_id, child.channel_id, child.id) == (shop.id, "linea", f"{shop.id}-f1")
    assert child.persona == shop.persona
    assert child.due_at == "2026-03-31T09:30:00.000+00:00"  # five days later, 11:30 there, in summer time
    assert child.window_end == "2026-03-31T13:30:00.000+00:00"
    assert queue.get(child.id) == child
    assert follow_up(queue, parent, library, zone=MADRID).new == ()


@pytest.mark.parametrize(
    ("started", "due", "until"),
    [
        ("2026-03-02T10:30", "2026-03-09T09:00", "2026-03-09T13:00"),  # Monday + 5 days is Saturday: Monday
        ("2026-03-04T10:30", "2026-03-09T10:30", "2026-03-09T13:00"),  # inside a window: at that time
        ("2026-03-04T13:30", "2026-03-09T15:00", "2026-03-09T17:00"),  # between windows: the next one
        ("2026-03-04T17:30", "2026-03-10T09:00", "2026-03-10T13:00"),  # after the last: the next open day
    ],
)
def test_with_a_plan_it_falls_into_the_plans_hours(
    queue: ShopQueue, library: Library, started: str, due: str, until: str
) -> None:
    shop = materialise(queue, PLAN, library).new[0]
    (child,) = follow_up(queue, done(shop, f"{started}:00.000+00:00"), library, plan=PLAN).new
    assert (child.due_at[:16], str(child.window_end)[:16]) == (due, until)
    assert child.plan_id == "quejas"


def test_holidays_are_passed_over(queue: ShopQueue, library: Library) -> None:
    shop = materialise(queue, PLAN, library).new[0]
    plan = replace(PLAN, holidays=(date(2026, 3, 9),))
    (child,) = follow_up(queue, done(shop, "2026-03-04T10:30:00.000+00:00"), library, plan=plan).new
    assert child.due_at.startswith("2026-03-10T09:00")


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (None, False),
        (Contact(Outcome.COMPLETED), True),
        (Contact(Outcome.BUSY), False),
        (Contact(Outcome.WAIT_LIMIT), False),
        (Contact(Outcome.INTERRUPTED), False),
        (Contact(Outcome.IMPORTED), False),
        (Contact(Outcome.HUNG_UP_BY_THEM), False),
        (Contact(Outcome.HUNG_UP_BY_THEM, marks=(Mark(MarkName.HUMAN, 3.0),)), True),
    ],
)
def test_only_what_was_told_to_somebody_is_followed_up(contact: Contact | None, expected: bool) -> None:
    assert reached(contact) is expected


def test_an_imported_recording_and_one_without_scenario_have_none(
    queue: ShopQueue, library: Library, clock: Clock
) -> None:
    assert follow_up(queue, imported_shop(Contact(Outcome.COMPLETED), clock()), library).new == ()


def test_a_follow_up_that_is_gone_is_an_error(queue: ShopQueue, shop: Shop, library: Library) -> None:
    planned = follow_up(queue, done(shop, "2026-03-02T10:30:00.000+00:00"), load_library(shipped=False))
    assert planned.new == ()
    assert "verificar-resolucion" in str(planned.errors[0])


def test_a_chain_of_follow_ups_ends(queue: ShopQueue, shop: Shop, library: Library, clock: Clock) -> None:
    text = SMALL + "follow_up: [{after: PT1H, scenario: opening-hours}]\n"
    shop = replace(shop, scenario_text=text)
    chain = 0
    while new := follow_up(queue, done(shop, shop.due_at), library).new:
        child = queue.get(new[0].id)
        assert from_text(child.due_at) > from_text(shop.due_at)
        shop = replace(child, scenario_text=text)
        chain += 1
    assert chain == MAX_CHAIN


def test_upkeep_follows_up_once_and_tries_again_what_failed(
    queue: ShopQueue, store: Store, shop: Shop, library: Library, clock: Clock
) -> None:
    plans = Plans(store, clock)
    queue.change(shop.id, lambda shop: done(shop, "2026-03-02T09:00:00.000+00:00"))
    assert keep_up(queue, plans, load_library(shipped=False)).errors
    assert not queue.get(shop.id).followed_up
    assert [child.parent_id for child in keep_up(queue, plans, library).new] == [shop.id]
    assert queue.get(shop.id).followed_up
    queue.remove(f"{shop.id}-f1")
    assert keep_up(queue, plans, library).new == ()
