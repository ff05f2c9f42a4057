"""What must hold of any data: rates stay in 0–1, intervals hold their rate, order and equal weights change nothing."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics.errors import DataError
from metrics.stats.agreement import gwet_ac1, krippendorff_alpha
from metrics.stats.charts import laney_p_chart, p_chart
from metrics.stats.clusters import clustered_rate, design_effect, intraclass_correlation
from metrics.stats.comparing import compare, compare_strata, league
from metrics.stats.intervals import rate, rate_of, weighted_rate
from metrics.stats.pareto import pareto, vital_few
from metrics.stats.samples import clean_calls_needed, sample_size
from metrics.stats.strata import stratified_rate
from metrics.stats.survival import survival
from metrics.stats.values import Rate

fast = settings(max_examples=60, deadline=None)
counts = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
some = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
outcomes = st.lists(st.booleans(), min_size=1, max_size=60)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.99])


def holds(found: Rate) -> None:
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


@fast
@given(counts, st.sampled_from(["wilson", "jeffreys", "beta"]), levels)
def test_a_rate_lies_in_its_interval_and_that_in_0_to_1(count, method, level) -> None:
    found = rate(*count, method=method, level=level)
    if count[1] == 0:
        assert (found.value, found.interval) == (None, None)
    else:
        holds(found)


@fast
@given(some, levels)
def test_clopper_pearson_is_never_narrower_than_jeffreys(count, level) -> None:
    exact, jeffreys = rate(*count, method="beta", level=level), rate(*count, method="jeffreys", level=level)
    assert exact.low <= jeffreys.low + 1e-12
    assert exact.high >= jeffreys.high - 1e-12


@fast
@given(some)
def test_more_of_the_same_narrows_the_interval(count) -> None:
    hits, n = count
    small, large = rate(hits, n), rate(hits * 4, n * 4)
    assert large.value == pytest.approx(small.value)
    assert small.low <= large.low + 1e-12
    assert large.high <= small.high + 1e-12


@fast
@given(outcomes, st.floats(0.001, 1000))
def test_equal_weights_are_the_plain_rate(hits, weight) -> None:
    plain, weighted = rate_of(hits), weighted_rate(hits, [weight] * len(hits))
    assert weighted.value == pytest.approx(plain.value)
    assert weighted.interval == pytest.approx(plain.interval)
    assert weighted.n_effective == pytest.approx(len(hits))


@fast
@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1e6)), min_size=1, max_size=50), st.randoms())
def test_weights_keep_a_rate_in_bounds_in_any_order(pairs, shuffle) -> None:
    assume(any(weight > 0 for _hit, weight in pairs))
    found = weighted_rate(*zip(*pairs, strict=True))
    holds(found)
    assert 1 - 1e-9 <= found.n_effective <= len(pairs) + 1e-9
    mixed = list(pairs)
    shuffle.shuffle(mixed)
    assert weighted_rate(*zip(*mixed, strict=True)).value == pytest.approx(found.value)


@fast
@given(
    outcomes.flatmap(
        lambda hits: st.tuples(
            st.just(hits), *[st.lists(st.integers(0, 8), min_size=len(hits), max_size=len(hits))] * 2
        )
    )
)
def test_clusters_never_narrow_the_interval(data) -> None:
    hits, shopper, day = data
    plain = rate_of(hits)
    for found in (clustered_rate(hits, shopper), clustered_rate(hits, shopper, day)):
        assert found.value == plain.value
        if found.interval is None:
            assert min(len(set(shopper)), len(set(day))) == 1
            continue
        holds(found)
        assert found.low <= plain.low + 1e-9
        assert found.high >= plain.high - 1e-9


def test_clusters_widen_by_the_design_effect() -> None:
    """50 shoppers of 10 calls, every shopper's calls alike: 500 calls are worth about 50."""
    hits = [shopper % 2 == 0 for shopper in range(50) for _ in range(10)]
    shoppers = [shopper for shopper in range(50) for _ in range(10)]
    found = clustered_rate(hits, shoppers)
    assert intraclass_correlation(hits, shoppers) == pytest.approx(1.0)
    assert found.n_effective == pytest.approx(500 / design_effect(10, 1.0), rel=0.1)


def test_clustered_intervals_cover_the_truth() -> None:
    """Calls of a shopper share a beta-binomial chance (ICC 0.2): the plain interval misses far too often."""
    draw = random.Random(7)
    plain = clustered = 0
    for _ in range(300):
        hits, shoppers = [], []
        for shopper in range(20):
            chance = draw.betavariate(0.7 * 4, 0.3 * 4)
            hits += [draw.random() < chance for _ in range(10)]
            shoppers += [shopper] * 10
        found, naive = clustered_rate(hits, shoppers), rate_of(hits)
        clustered += found.low <= 0.7 <= found.high
        plain += naive.low <= 0.7 <= naive.high
    assert clustered / 300 >= 0.92
    assert plain / 300 <= 0.85


@fast
@given(st.dictionaries(st.sampled_from("abcd"), some, min_size=1))
def test_strata_at_their_own_shares_give_the_pooled_rate(strata) -> None:
    found = stratified_rate(strata, {name: n for name, (_hits, n) in strata.items()})
    pooled = rate(sum(h for h, _n in strata.values()), sum(n for _h, n in strata.values()))
    assert found.value == pytest.approx(pooled.value)
    holds(found)
    if len(strata) == 1:
        assert found.interval == pytest.approx(pooled.interval)


def test_a_stratum_without_cases_leaves_the_rate_open() -> None:
    assert stratified_rate({"north": (3, 4)}, {"north": 1, "south": 1}).value is None
    with pytest.raises(DataError, match="south"):
        stratified_rate({"north": (3, 4), "south": (1, 2)}, {"north": 1})


@fast
@given(counts, counts)
def test_a_comparison_turns_round(one, two) -> None:
    there, back = compare(one, two), compare(two, one)
    if there.difference is None:
        assert there.words == "not_measured"
        return
    assert there.difference == pytest.approx(-back.difference)
    assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))
    assert -1 <= there.low <= there.difference <= there.high <= 1
    assert {there.words, back.words} in ({"not_distinguishable"}, {"first_higher", "first_lower"})


@fast
@given(some, some)
def test_one_stratum_is_the_plain_comparison(one, two) -> None:
    plain, strata = compare(one, two), compare_strata({"s": (one, two)})
    assert (strata.difference, strata.low, strata.high) == pytest.approx(
        (plain.difference, plain.low, plain.high), abs=1e-9
    )


def test_strata_undo_the_mix_of_easy_and_hard() -> None:
    """Simpson: the contractor is better on both scenarios and looks worse because it had the hard one."""
    easy, hard = ((95, 100), (900, 1000)), ((600, 1000), (50, 100))
    assert compare((695, 1100), (950, 1100)).words == "first_lower"
    found = compare_strata({"easy": easy, "hard": hard})
    assert found.difference > 0
    assert compare_strata({"easy": ((1, 2), (0, 0))}).words == "not_measured"


@fast
@given(
    st.dictionaries(
        st.text(st.characters(categories=["L"]), min_size=1, max_size=4), counts, min_size=1, max_size=8
    ),
    st.integers(1, 150),
)
def test_no_rank_below_the_minimum_and_ranks_that_exist(groups, minimum) -> None:
    table = league(groups, minimum_n=minimum)
    ranked = [s for s in table.standings if s.rank]
    assert {s.name for s in table.standings} == set(groups)
    assert {s.name for s in ranked} == {name for name, (_h, n) in groups.items() if n >= minimum}
    for standing in ranked:
        best, worst = standing.rank
        assert 1 <= best <= worst <= len(ranked)
        assert worst - best == len(standing.alike)
    assert league(dict(reversed(groups.items())), minimum_n=minimum) == table


def test_a_league_table_ranks_only_what_differs() -> None:
    table = league({"own": (900, 1000), "north": (880, 1000), "south": (500, 1000), "tiny": (5, 5)})
    assert [(s.name, s.rank) for s in table.standings] == [
        ("own", (1, 2)),
        ("north", (1, 2)),
        ("south", (3, 3)),
        ("tiny", None),
    ]
    assert table.standings[0].alike == ("north",)


@fast
@given(st.lists(some, min_size=1, max_size=40))
def test_charts_keep_their_limits_in_bounds_and_cover_periods_alike(data) -> None:
    periods = [(str(i), hits, n) for i, (hits, n) in enumerate(data)]
    for chart in (p_chart(periods), laney_p_chart(periods)):
        for point in chart.points:
            if point.low is None:
                continue
            assert 0 <= point.low <= chart.centre <= point.high <= 1
            out = not point.low <= point.value <= point.high
            assert out == bool({"above_limit", "below_limit"} & set(point.signals))
    plain, laney = p_chart(periods), laney_p_chart(periods)
    if laney.sigma_z is not None and laney.sigma_z >= 1:
        assert all(
            a.high <= b.high + 1e-12
            for a, b in zip(plain.points, laney.points, strict=True)
            if b.high is not None
        )


def test_a_run_of_nine_is_a_signal_and_a_gap_does_not_break_it() -> None:
    periods = (
        [(str(i), 40, 100) for i in range(6)]
        + [("gap", 0, 0)]
        + [(str(i), 40, 100) for i in range(6, 12)]
        + [("x", 90, 100)]
    )
    chart = p_chart(periods)
    assert [p.label for p in chart.points if "run" in p.signals] == ["8", "9", "10", "11"]
    assert chart.points[6].value is None
    frozen = p_chart([("a", 5, 100), ("b", 5, 100), ("c", 90, 100)], baseline=2)
    assert frozen.centre == pytest.approx(0.05)
    assert frozen.points[2].signals == ("above_limit",)


@fast
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.integers(1, 5)), max_size=60), st.randoms()
)
def test_pareto_adds_up_in_any_order(items, shuffle) -> None:
    bars = pareto(items)
    assert sum(bar.count for bar in bars) == len(items)
    assert sum(bar.unweighted for bar in bars) == sum(weight is None for _key, weight in items)
    assert [bar.weight for bar in bars] == sorted((bar.weight for bar in bars), reverse=True)
    if any(bar.weight for bar in bars):
        assert bars[-1].cumulative == pytest.approx(1)
        assert sum(bar.share for bar in vital_few(bars)) >= 0.8 - 1e-9
    mixed = list(items)
    shuffle.shuffle(mixed)
    assert pareto(mixed) == bars


lives = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


@fast
@given(lives, st.randoms())
def test_survival_falls_and_stays_in_bounds_in_any_order(data, shuffle) -> None:
    curve = survival(*zip(*data, strict=True))
    shares = [step.open for step in curve.steps]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= s.open <= 1 for s in curve.steps)
    assert all(s.low <= s.open <= s.high for s in curve.steps if s.low is not None)
    for quantile in curve.quartiles:
        if quantile.value is not None:
            assert quantile.low is None or quantile.low <= quantile.value
            assert quantile.high is None or quantile.value <= quantile.high
    mixed = list(data)
    shuffle.shuffle(mixed)
    assert survival(*zip(*mixed, strict=True)) == curve


@fast
@given(lives)
def test_survival_agrees_with_the_product_worked_by_hand(data) -> None:
    curve, share = survival(*zip(*data, strict=True)), 1.0
    for time in sorted({t for t, ended in data if ended}):
        at_risk = sum(t >= time for t, _ended in data)
        share *= 1 - sum(t == time and ended for t, ended in data) / at_risk
        assert curve.at(time).open == pytest.approx(share, abs=1e-9)
        assert curve.at(time).at_risk == at_risk
    beyond = curve.at(max(t for t, _e in data) + 1)
    assert beyond is None if share > 1e-9 else beyond.open == 0


ratings = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.none() | st.integers(1, 4), min_size=raters, max_size=raters), min_size=1, max_size=12
    )
)


@settings(max_examples=15, deadline=None)
@given(ratings, st.randoms())
def test_agreement_is_at_most_one_and_knows_no_order(units, shuffle) -> None:
    rows = list(zip(*units, strict=True))
    for scale in ("nominal", "ordinal", "interval", "ratio"):
        found = krippendorff_alpha(rows, scale=scale)
        assert found.value is None or found.value <= 1 + 1e-12
        assert found.value is None or found.low is None or found.low <= found.value <= found.high
    ac1 = gwet_ac1(rows)
    assert ac1.value is None or -1 - 1e-9 <= ac1.value <= 1 + 1e-9
    mixed = list(rows)
    shuffle.shuffle(mixed)
    again = gwet_ac1(mixed)
    assert (ac1.value is None and again.value is None) or again.value == pytest.approx(ac1.value)


def test_judges_who_always_agree() -> None:
    rows = [[1, 2, 3, 1], [1, 2, 3, 1]]
    assert krippendorff_alpha(rows).value == pytest.approx(1)
    assert gwet_ac1(rows).value == pytest.approx(1)
    assert krippendorff_alpha([[1, 1], [1, 1]]).value is None  # no variation: α is not defined
    assert gwet_ac1([[1, 1], [1, 1]]).value == 1
    assert gwet_ac1([[1, None], [None, 1]]).value is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: rate(3, 2),
        lambda: rate(-1, 2),
        lambda: rate(math.nan, 2),
        lambda: rate(1, 2, level=1.0),
        lambda: weighted_rate([True], [1, 2]),
        lambda: weighted_rate([True], [-1]),
        lambda: sample_size(0),
        lambda: sample_size(0.05, population=0),
        lambda: clean_calls_needed(1.0),
        lambda: survival([-1], [True]),
        lambda: survival([1], [True, False]),
        lambda: p_chart([("a", 1, 2)], baseline=0),
        lambda: clustered_rate([True], [1, 2]),
        lambda: krippendorff_alpha([[1, 2], [1]]),
        lambda: krippendorff_alpha([["a", "b"], ["b", "b"]], scale="interval"),
        lambda: krippendorff_alpha([["a", 1], ["b", 1]]),
    ],
)
def test_what_cannot_be_is_refused(call) -> None:
    with pytest.raises(DataError) as caught:
        call()
    assert "{" not in str(caught.value)
