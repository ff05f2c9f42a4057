"""A rule over a sample of calls: three readings, two clocks, and no verdict that the sample does not carry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import PackError
from metrics.packs import Verdict, Wait, judge_sample, load_pack, read_pack
from metrics.packs.bounds import mean_bounds, share_bounds
from metrics.packs.sampling import Reading, SampleFinding

DIAL, REQUEST = "wait.dial_to_human_s", "wait.request_to_human_s"
ES_01 = next(rule for rule in load_pack("es-sac").rules if rule.id == "ES-01")
ES_02 = next(rule for rule in load_pack("es-sac").rules if rule.id == "ES-02")


def judged(waits: list[Wait], request: list[Wait] | None = None) -> SampleFinding:
    return judge_sample("es-sac", 1, ES_01, {DIAL: waits, REQUEST: waits if request is None else request})


def calls(n: int, seconds: float) -> list[Wait]:
    first = date(2027, 1, 1)
    return [Wait(seconds + i * 0.01, day=first + timedelta(days=i)) for i in range(n)]


def test_fifty_nine_clean_calls_show_it_kept_and_fifty_eight_do_not() -> None:
    assert judged(calls(59, 20.0)).verdict is Verdict.PASS
    few = judged(calls(58, 20.0))
    assert (few.verdict, few.why, few.needed) == (Verdict.NOT_ASSESSABLE, "sample_too_small", 59)
    assert share_bounds([True] * 59, [None] * 59, 0.95).low == pytest.approx(0.95049, abs=1e-5)
    assert share_bounds([True] * 58, [None] * 58, 0.95).low == pytest.approx(0.94966, abs=1e-5)


def test_one_slow_call_is_no_breach_and_no_compliance_either() -> None:
    found = judged([*calls(99, 20.0), Wait(900.0, day=date(2027, 6, 1))])
    assert found.verdict is Verdict.PASS  # 99 of 100, lower bound 95.3 %
    assert judged([*calls(60, 20.0), Wait(900.0)]).verdict is Verdict.NOT_ASSESSABLE
    assert judged([Wait(900.0)]).verdict is Verdict.NOT_ASSESSABLE


def test_the_readings_may_differ_and_then_nothing_is_said() -> None:
    found = judged([*calls(85, 20.0), *calls(15, 400.0)])
    by = {r.reading: r for r in found.clocks[0].readings}
    assert by[Reading.SHARE].verdict is Verdict.FAIL
    assert by[Reading.MEAN].verdict is Verdict.PASS
    assert by[Reading.FASTEST].value == pytest.approx((85 * 20.42 + 10 * 400.045) / 95)
    assert (found.verdict, found.why) == (Verdict.NOT_ASSESSABLE, "readings_differ")


def test_the_two_clocks_may_differ() -> None:
    found = judged(calls(80, 300.0), calls(80, 20.0))
    assert [c.verdict for c in found.clocks] == [Verdict.FAIL, Verdict.PASS]
    assert (found.verdict, found.why) == (Verdict.NOT_ASSESSABLE, "clocks_differ")
    assert len(judge_sample("es-sac", 1, ES_02, {REQUEST: calls(80, 20.0)}).clocks) == 1


def test_who_never_reached_a_person_counts_only_towards_a_breach() -> None:
    lost = [Wait(None, 60.0, ended_by_line=True)] * 20
    found = judged([*calls(80, 20.0), *lost]).clocks[0]
    by = {r.reading: r for r in found.readings}
    assert (found.n, found.not_reached) == (100, 20)
    assert by[Reading.SHARE].value == 0.8
    assert by[Reading.MEAN].at_least
    assert (by[Reading.MEAN].verdict, by[Reading.MEAN].why) == (Verdict.NOT_ASSESSABLE, "not_all_reached")
    assert by[Reading.MEAN].high is None
    assert judged([Wait(None, 600.0)] * 80).verdict is Verdict.FAIL


def test_a_call_that_cannot_show_it_is_not_in_the_sample() -> None:
    found = judged([*calls(70, 20.0), *[Wait(None, 30.0)] * 9, Wait(None)])
    assert (found.clocks[0].n, found.clocks[0].unknown) == (70, 10)


def test_days_that_resemble_each_other_widen_the_bounds_of_a_share() -> None:
    hits = [True] * 90 + [False] * 10
    alone = share_bounds(hits, list(range(100)), 0.95)
    together = share_bounds(hits, [i // 10 for i in range(100)], 0.95)
    assert together.low is not None
    assert alone.low is not None
    assert together.low < alone.low - 0.05


def test_a_trimmed_mean_by_hand() -> None:
    found = mean_bounds([1.0, 2.0, 3.0, 4.0, 100.0], 4, 0.95)
    # winsorized 1 2 3 4 4: s = 1.30384; error 1.30384·√5/4 = 0.728869; t(3; .95) = 2.353363
    assert found.value == 2.5
    assert found.high == pytest.approx(2.5 + 0.728869 * 2.353363, abs=1e-4)


def test_it_says_on_how_many_days_the_rule_bound() -> None:
    days = [date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 1)]
    found = judge_sample("es-sac", 1, ES_01, {DIAL: calls(3, 20.0), REQUEST: []}, days)
    assert (found.calls, found.bound) == (3, 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(0, 9), st.sampled_from("rlu")), max_size=150))
def test_whatever_the_calls_a_verdict_needs_the_sample(rows: list[tuple[float, int, str]]) -> None:
    waits = [
        Wait(s if kind == "r" else None, None if kind == "r" else s, kind == "l", date(2027, 1, 1 + day))
        for s, day, kind in rows
    ]
    found = judged(waits)
    assert [c.verdict for c in found.clocks] == [found.clocks[0].verdict] * 2
    for result in found.clocks[0].readings:
        assert result.value is None or result.low is None or result.low <= result.value + 1e-9
        assert result.high is None or result.value is None or result.high >= result.value - 1e-9
    if found.clocks[0].n < 59:
        assert found.verdict is Verdict.NOT_ASSESSABLE
    if found.verdict is Verdict.PASS:
        assert found.clocks[0].readings[0].value is not None
        assert found.clocks[0].readings[0].value > 0.95


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1000), min_size=60, max_size=120), st.floats(0.1, 1.0))
def test_faster_calls_never_turn_a_pass_into_a_fail(seconds: list[float], factor: float) -> None:
    order = [Verdict.FAIL, Verdict.NOT_ASSESSABLE, Verdict.PASS]
    slow = judged([Wait(s) for s in seconds]).clocks[0].readings[0]
    fast = judged([Wait(s * factor) for s in seconds]).clocks[0].readings[0]
    assert order.index(fast.verdict) >= order.index(slow.verdict)


def test_a_pack_says_what_is_wrong_with_a_share_and_its_clocks() -> None:
    text = (
        "id: p\nversion: 1\ntitle: x\nstatus: practice\nrules:\n"
        "  - {id: A, title: x, shows: call, weight: law, source: s, figure: wait.dial_to_human_s,"
        " below: 1, unit: s, share: 0.95}\n"
        "  - {id: B, title: x, shows: sample, weight: law, source: s, figure: wait.dial_to_human_s,"
        " below: 1, unit: s, share: 0.9, clocks: [wait.nothing]}\n"
    )
    with pytest.raises(PackError) as caught:
        read_pack(text, "p.yaml")
    assert [fault.path for fault in caught.value.faults] == ["rules[0].share", "rules[1].clocks"]
