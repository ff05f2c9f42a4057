"""From plans to shops: each once, missed ones noted, scenarios refreshed, plans changed and removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from auditor.codec import dump, load
from auditor.errors import CommandError
from auditor.jobs.claiming import claim
from auditor.jobs.planning import materialise
from auditor.jobs.plans import Plans
from auditor.jobs.queue import ShopQueue
from auditor.jobs.shop import ShopState
from auditor.jobs.upkeep import keep_up
from auditor.store import Store
from scenarios.library import Library, load_library
from scenarios.programme import Period, Plan, Window, dated_shops
from tests.auditor.jobs.conftest import Clock

PLAN = Plan(
    id="quejas",
    scenarios=("factura-cobro-indebido", "baja-del-servicio"),
    channels=("linea",),
    start=date(2026, 3, 2),
    times=2,
    windows=(Window("10:00", "14:00"),),
    holidays=(date(2026, 3, 19),),
)


@pytest.fixture
def plans(store: Store, clock: Clock) -> Plans:
    return Plans(store, clock)


def test_a_plan_is_the_same_after_the_store(plans: Plans) -> None:
    plan = replace(PLAN, every=Period.WEEK, end=date(2026, 12, 31), quota=10, note="¡ojo!")
    plans.add(plan)
    assert plans.get("quejas") == plan
    assert plans.all() == [plan]
    assert load(Plan, dump(plan)) == plan
    with pytest.raises(CommandError, match="already"):
        plans.add(PLAN)
    with pytest.raises(CommandError, match="no plan “x”"):
        plans.get("x")


def test_each_shop_is_stored_once(queue: ShopQueue, library: Library, clock: Clock) -> None:
    planned = materialise(queue, PLAN, library, days_ahead=14)
    programme = dated_shops(PLAN, date(2026, 3, 2), date(2026, 3, 16))
    assert [shop.key for shop in planned.new] == [shop.key for shop in programme]
    assert planned.errors == planned.missed == ()
    assert len({shop.id for shop in planned.new}) == 22
    assert planned.new[0].id == "20260302-quejas-001"
    assert planned.new[0].persona["name"] != planned.new[1].persona["name"]
    assert materialise(queue, PLAN, library, days_ahead=14).new == ()
    clock.move(days=1)
    assert [shop.key for shop in materialise(queue, PLAN, library, days_ahead=14).new] == [
        "quejas/2026-03-17/1",
        "quejas/2026-03-17/2",
    ]


def test_a_due_shop_can_be_claimed(queue: ShopQueue, library: Library, clock: Clock) -> None:
    first = materialise(queue, PLAN, library).new[0]
    assert claim(queue, "w") is None
    clock.now = clock.now.replace(hour=12, minute=59)  # the window ends at 13:00 UTC
    claimed = claim(queue, "w")
    assert claimed is not None
    assert claimed.id == first.id
    assert claimed.channel_id == "linea"


def test_what_passed_while_no_program_ran_is_noted_as_missed(
    queue: ShopQueue, library: Library, clock: Clock
) -> None:
    clock.move(days=2)
    planned = materialise(queue, PLAN, library, days_ahead=0)
    assert [shop.key for shop in planned.missed] == [
        "quejas/2026-03-02/1", "quejas/2026-03-02/2", "quejas/2026-03-03/1", "quejas/2026-03-03/2",
    ]  # fmt: skip
    assert {queue.get(shop.id).state for shop in planned.missed} == {ShopState.MISSED}
    assert len(planned.new) == 2


def test_planned_shops_get_the_newest_scenario_and_begun_ones_keep_theirs(
    queue: ShopQueue, tmp_path: Path, library: Library, clock: Clock
) -> None:
    shops = materialise(queue, PLAN, library, days_ahead=4).new
    clock.now = clock.now.replace(hour=12, minute=59)
    begun = claim(queue, "w")
    assert begun is not None
    for id in PLAN.scenarios:
        text = library.entry(id).text.replace("version: 1", "version: 2")
        (tmp_path / f"{id}.yaml").write_text(text, encoding="utf-8")
    materialise(queue, PLAN, load_library([tmp_path]), days_ahead=4)
    for shop in shops:
        now = queue.get(shop.id)
        assert now.scenario_version == (1 if shop.id == begun.id else 2)
        assert now.persona == shop.persona


def test_a_scenario_that_is_not_there_is_an_error_once_and_the_others_are_planned(
    queue: ShopQueue, plans: Plans, library: Library
) -> None:
    plans.add(replace(PLAN, scenarios=("baja-del-servicio", "no-existe")))
    done = keep_up(queue, plans, library)
    assert [str(error) for error in done.errors] == ["there is no scenario “no-existe” in the library"]
    assert {shop.scenario_id for shop in done.new} == {"baja-del-servicio"}


def test_a_changed_plan_plans_its_future_anew_and_repeats_nothing(
    queue: ShopQueue, plans: Plans, library: Library, clock: Clock
) -> None:
    plans.add(PLAN)
    keep_up(queue, plans, library)
    queue.decide("20260303-quejas-001", ShopState.SKIPPED, "Ana")
    clock.now = clock.now.replace(hour=12, minute=59)
    begun = claim(queue, "w")
    assert begun is not None
    plans.change(replace(PLAN, windows=(Window("16:00", "18:00"),), times=1))
    keep_up(queue, plans, library)
    days = {shop.id: shop for shop in queue.where(plan_id="quejas")}
    assert days["20260303-quejas-001"].state is ShopState.SKIPPED
    assert days[begun.id].due_at == begun.due_at
    later = [shop for id, shop in days.items() if id > "20260304"]
    assert len(later) == 9
    assert all("T15:00" <= shop.due_at[10:16] < "T17:00" for shop in later)


def test_a_removed_plan_cancels_what_was_to_come(
    queue: ShopQueue, plans: Plans, library: Library, clock: Clock
) -> None:
    plans.add(PLAN)
    count = len(keep_up(queue, plans, library).new)
    assert plans.remove("quejas", "Ana") == count
    assert {shop.state for shop in queue.where(plan_id="quejas")} == {ShopState.CANCELLED}
    clock.move(days=1, hours=4)
    assert claim(queue, "w") is None
    assert keep_up(queue, plans, library).new == ()


def test_upkeep_is_idempotent(queue: ShopQueue, plans: Plans, library: Library, clock: Clock) -> None:
    plans.add(PLAN)
    assert len(keep_up(queue, plans, library).new) == 22
    again = keep_up(queue, plans, library)
    assert (again.new, again.ended, again.errors) == ((), (), ())
    clock.now += timedelta(days=1)
    assert [shop.state for shop in keep_up(queue, plans, library).ended] == [ShopState.MISSED] * 2
