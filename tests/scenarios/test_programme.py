"""The programme: the same shops whoever asks, spread over days and hours, one instant each on odd nights."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import ScenarioFaults, ScenariosError
from scenarios.programme import Period, Plan, PlannedShop, Window, dated_shops, parse_window
from scenarios.windows import instant

WEEK = Plan(
    id="semanal",
    scenarios=("cobro", "baja", "averia"),
    channels=("linea-1", "linea-2"),
    start=date(2026, 1, 1),
    times=7,
    every=Period.WEEK,
    windows=(Window("09:00", "14:00"), Window("16:30", "19:00")),
)
FROZEN = [
    ("semanal/2026-03-02/1", "12:33", "baja", "linea-2", 1354895424),
    ("semanal/2026-03-03/1", "18:25", "baja", "linea-1", 1464116816),
    ("semanal/2026-03-04/1", "09:02", "cobro", "linea-2", 1145624685),
    ("semanal/2026-03-04/2", "17:17", "averia", "linea-2", 910802727),
]
ZONES = ("Europe/Madrid", "America/Santiago", "America/Mexico_City", "Asia/Kathmandu", "Pacific/Apia", "UTC")


def quick(**changes: object) -> Plan:
    """A plan of one scenario on one channel."""
    plain = {"id": "p", "scenarios": ("a",), "channels": ("x",), "start": date(2026, 1, 1)}
    return Plan(**{**plain, **changes})  # type: ignore[arg-type]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    cuts = sorted(draw(st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True)))
    texts = [f"{cut // 60:02d}:{cut % 60:02d}" for cut in cuts]
    start = draw(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
    end = draw(st.none() | st.integers(0, 60).map(lambda days: start + timedelta(days=days)))
    return Plan(
        id="p",
        scenarios=tuple("abc"[: draw(st.integers(1, 3))]),
        channels=tuple("xy"[: draw(st.integers(1, 2))]),
        start=start,
        end=end,
        times=draw(st.integers(1, 6)),
        every=draw(st.sampled_from(Period)),
        weekdays=tuple(draw(st.sets(st.integers(1, 7), min_size=1))),
        windows=tuple(Window(a, b) for a, b in zip(texts[::2], texts[1::2], strict=False)),
        time_zone=draw(st.sampled_from(ZONES)),
        quota=draw(st.none() | st.integers(1, 40)),
        holidays=tuple(draw(st.sets(st.dates(start, start + timedelta(days=40)), max_size=5))),
        seed=draw(st.integers(0, 5)),
    )


@settings(max_examples=30, deadline=None)
@given(plans(), st.integers(-5, 45), st.integers(0, 45))
def test_whichever_days_are_asked_for_the_shops_are_the_same(plan: Plan, skip: int, length: int) -> None:
    whole = dated_shops(plan, plan.start - timedelta(days=10), plan.start + timedelta(days=100))
    first = plan.start + timedelta(days=skip)
    last = first + timedelta(days=length)
    assert dated_shops(plan, first, last) == tuple(shop for shop in whole if first <= shop.day <= last)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_what_holds_for_every_plan(plan: Plan) -> None:
    shops = dated_shops(plan, plan.start, plan.start + timedelta(days=70))
    assert len({shop.key for shop in shops}) == len(shops)
    assert [shop.due_at for shop in shops] == sorted(shop.due_at for shop in shops)
    for shop in shops:
        assert plan.takes_place_on(shop.day)
        assert shop.due_at.tzinfo is UTC
        assert timedelta(0) < shop.window_end - shop.due_at <= timedelta(hours=25)
    if plan.quota is not None:
        assert len(shops) <= plan.quota
    for day, of_day in by_day(shops).items():
        assert [shop.ordinal for shop in of_day] == list(range(1, len(of_day) + 1)), day
    turns = Counter(shop.scenario_id for shop in shops)
    assert max(turns.values(), default=0) - min((turns[s] for s in plan.scenarios), default=0) <= 1
    pairs = Counter((shop.scenario_id, shop.channel_id) for shop in shops)
    everything = [pairs[s, c] for s in plan.scenarios for c in plan.channels]
    assert max(everything) - min(everything) <= 1


def by_day(shops: tuple[PlannedShop, ...]) -> dict[date, list[PlannedShop]]:
    found: dict[date, list[PlannedShop]] = {}
    for shop in shops:
        found.setdefault(shop.day, []).append(shop)
    return found


@settings(max_examples=25, deadline=None)
@given(plans())
def test_local_times_lie_in_the_windows_except_where_the_clock_jumped(plan: Plan) -> None:
    for shop in dated_shops(plan, plan.start, plan.start + timedelta(days=40)):
        local = shop.due_at.astimezone(plan.zone)
        assert f"{local:%H:%M}" == shop.local_time
        minute = local.hour * 60 + local.minute
        inside = any(window.start_min <= minute < window.end_min for window in plan.windows)
        offsets = {(local + timedelta(hours=h)).utcoffset() for h in (-25, 0, 25)}
        assert (inside and local.date() == shop.day) or len(offsets) > 1


def test_days_hours_and_turns_are_balanced_over_a_year() -> None:
    shops = dated_shops(WEEK, date(2026, 1, 1), date(2026, 12, 31))
    assert len(shops) == 364 + 3 - 1  # 52 weeks; 2 of 5 days of the first week are the plan's, 4 of the last
    weekdays = Counter(shop.day.isoweekday() for shop in shops)
    assert max(weekdays.values()) - min(weekdays.values()) <= 2
    hours = Counter(shop.local_time[:2] for shop in shops)
    whole = [hours[h] for h in ("09", "10", "11", "12", "13", "17", "18")]
    assert max(whole) - min(whole) <= 1
    assert abs(hours["16"] - whole[0] / 2) <= 1  # half an hour of it
    for scenario in WEEK.scenarios:
        own = Counter(shop.local_time[:2] for shop in shops if shop.scenario_id == scenario)
        assert min(own[h] for h in ("09", "13", "18")) >= 12


def test_the_seed_makes_the_times_and_nothing_foresees_them() -> None:
    def times(seed: int) -> list[datetime]:
        plan = quick(seed=seed)
        return [shop.due_at for shop in dated_shops(plan, plan.start, date(2026, 3, 1))]

    assert times(1) == times(1)
    assert times(1) != times(2)
    minutes = [due.minute for due in times(3)]
    assert len(set(minutes)) > 20


def test_the_programme_is_the_same_in_later_versions() -> None:
    """Written down once: a changed algorithm would move the shops of plans that are running."""
    shops = dated_shops(WEEK, date(2026, 3, 2), date(2026, 3, 4))
    assert [(s.key, s.local_time, s.scenario_id, s.channel_id, s.seed) for s in shops] == FROZEN


def test_a_time_that_does_not_exist_moves_forward_once() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    assert instant(date(2026, 3, 29), 150, madrid) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 there
    santiago = ZoneInfo("America/Santiago")  # 24:00 of 5 September 2026 is 01:00 of the 6th
    assert instant(date(2026, 9, 6), 30, santiago).astimezone(santiago).strftime("%d %H:%M") == "06 01:30"
    assert instant(date(2026, 9, 5), 1440, santiago) == datetime(2026, 9, 6, 4, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_taken_once_the_first_time() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    assert instant(date(2026, 10, 25), 150, madrid) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    santiago = ZoneInfo("America/Santiago")  # 4 April 2026, 23:00 to 24:00 comes twice
    assert instant(date(2026, 4, 4), 23 * 60 + 30, santiago) == datetime(2026, 4, 5, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [
        ("Europe/Madrid", date(2026, 3, 29), date(2026, 10, 25)),
        ("America/Santiago", date(2026, 9, 6), date(2026, 4, 4)),
        ("America/Mexico_City", date(2022, 4, 3), date(2022, 10, 30)),
    ],
)
def test_a_nightly_shop_happens_once_on_the_nights_of_change(zone: str, spring: date, autumn: date) -> None:
    for change in (spring, autumn):
        for window in ("02:00-03:00", "00:00-01:00", "01:00-02:00", "23:00-24:00"):
            plan = quick(
                time_zone=zone,
                start=change - timedelta(days=3),
                weekdays=(1, 2, 3, 4, 5, 6, 7),
                windows=(parse_window(window),),
            )
            shops = dated_shops(plan, change - timedelta(days=2), change + timedelta(days=2))
            assert [shop.day for shop in shops] == [change + timedelta(days=n) for n in range(-2, 3)]
            assert len({shop.due_at for shop in shops}) == 5
            assert all(shop.window_end > shop.due_at for shop in shops)


def test_mexico_city_has_one_offset_since_2022() -> None:
    plan = quick(time_zone="America/Mexico_City", start=date(2026, 1, 1))
    offsets = {
        shop.due_at.astimezone(plan.zone).utcoffset()
        for shop in dated_shops(plan, plan.start, date(2026, 12, 31))
    }
    assert offsets == {timedelta(hours=-6)}


def test_holidays_quota_and_end() -> None:
    feast = date(2026, 1, 6)
    plan = quick(holidays=(feast,), quota=5, end=date(2026, 1, 8))
    days = [shop.day.day for shop in dated_shops(plan, plan.start, date(2026, 2, 1))]
    assert days == [1, 2, 5, 7, 8]
    assert len(dated_shops(quick(quota=3), date(2026, 1, 1), date(2027, 1, 1))) == 3
    assert dated_shops(quick(quota=3), date(2026, 2, 1), date(2027, 1, 1)) == ()


def test_a_week_that_the_plan_only_partly_covers_gets_its_share() -> None:
    plan = quick(start=date(2026, 1, 1), times=5, every=Period.WEEK)  # a Thursday
    assert len(dated_shops(plan, date(2025, 12, 29), date(2026, 1, 4))) == 2
    assert len(dated_shops(plan, date(2026, 1, 5), date(2026, 1, 11))) == 5
    month = quick(start=date(2026, 1, 16), times=4, every=Period.MONTH)
    assert len(dated_shops(month, date(2026, 1, 1), date(2026, 1, 31))) == 2
    assert len(dated_shops(month, date(2026, 2, 1), date(2026, 2, 28))) == 4


def test_a_crowded_window_still_holds_what_was_asked_for() -> None:
    plan = quick(times=5, windows=(Window("09:00", "09:02"),))
    times = [shop.local_time for shop in dated_shops(plan, plan.start, plan.start)]
    assert len(times) == 5
    assert set(times) == {"09:00", "09:01"}


def test_a_faulty_plan_says_everything_at_once() -> None:
    with pytest.raises(ScenarioFaults) as caught:
        Plan(
            id="Plan 1",
            scenarios=(),
            channels=("x", "x"),
            start=date(2026, 2, 1),
            end=date(2026, 1, 1),
            times=0,
            weekdays=(0, 8),
            windows=(Window("09:00", "12:00"), Window("11:00", "13:00")),
            time_zone="Europe/Madird",
            quota=0,
        )
    paths = [fault.path for fault in caught.value.faults]
    assert paths == [
        "id",
        "scenarios",
        "channels",
        "times",
        "quota",
        "weekdays",
        "windows",
        "time_zone",
        "end",
    ]
    assert "09:00–12:00 and 11:00–13:00 overlap" in str(caught.value)


@pytest.mark.parametrize("zone", ["", "../etc/passwd", "/etc/localtime", "x" * 5000, "Europe\0", "Europe"])
def test_no_name_of_a_zone_does_harm(zone: str) -> None:
    with pytest.raises(ScenarioFaults, match="no time zone"):
        quick(time_zone=zone)


@pytest.mark.parametrize(
    "text", ["9-14", "09:00", "09:00-25:00", "14:00-09:00", "10:00-10:00", "", "24:00-24:00"]
)
def test_no_window(text: str) -> None:
    with pytest.raises(ScenariosError):
        parse_window(text)


def test_windows_are_read() -> None:
    assert parse_window("09:00–14:30") == Window("09:00", "14:30")
    assert Window("09:15", "11:30").bins() == ((555, 600), (600, 660), (660, 690))
    assert Window("23:00", "24:00").bins() == ((1380, 1440),)
