"""The statistics against published values: each vector with where it comes from."""

from __future__ import annotations

import pytest

from metrics.stats.agreement import fleiss_kappa, gwet_ac1, krippendorff_alpha
from metrics.stats.charts import laney_p_chart, p_chart
from metrics.stats.clusters import design_effect
from metrics.stats.comparing import compare
from metrics.stats.intervals import rate
from metrics.stats.samples import chance_of_clean, clean_calls_needed, sample_size
from metrics.stats.survival import survival

_ = None
ORANGE_JUICE = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
"""Faulty cans in 30 samples of 50 (Montgomery, Introduction to Statistical Quality Control)."""

KRIPPENDORFF = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
"""Three coders, fifteen units (the worked example on Wikipedia)."""

GWET_UNITS = [
    (1, 1, _, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (_, 5, 5, 5), (_, _, 1, 1), (_, _, 3, _),
]  # fmt: skip
"""Four raters, twelve units (Gwet, Handbook of Inter-Rater Reliability, "raw_4raters")."""
GWET = list(zip(*GWET_UNITS, strict=True))

LEUKEMIA_T = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
LEUKEMIA_ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
"""Weeks in remission under 6-MP (Freireich 1963); lifelines' `load_leukemia`, Rx = 0."""


@pytest.mark.parametrize(
    ("hits", "n", "method", "low", "high"),
    [
        (18, 20, "wilson", 0.698966, 0.972134),
        (4, 20, "wilson", 0.080658, 0.416017),
        (81, 263, "wilson", 0.2553, 0.3662),  # Newcombe 1998
        (0, 20, "wilson", 0.0, 0.1611),
        (18, 20, "jeffreys", 0.716147, 0.978628),
        (18, 20, "beta", 0.683017, 0.987651),
    ],
)
def test_intervals(hits, n, method, low, high) -> None:
    found = rate(hits, n, method=method)
    places = 4 if (low, high) in {(0.2553, 0.3662), (0.0, 0.1611)} else 6
    assert found.interval == (
        pytest.approx(low, abs=0.6 * 10**-places),
        pytest.approx(high, abs=0.6 * 10**-places),
    )
    assert found.value == hits / n


@pytest.mark.parametrize(
    ("margin", "expected", "population", "size"),
    [
        (0.05, 0.5, None, 385),
        (0.10, 0.5, None, 97),
        (0.05, 0.95, None, 73),
        (0.03, 0.95, None, 203),
        (0.05, 0.5, 500, 218),
    ],
)
def test_sample_sizes(margin, expected, population, size) -> None:
    assert sample_size(margin, expected=expected, population=population) == size


def test_what_clean_calls_prove() -> None:
    assert chance_of_clean(20, true_rate=0.95) == pytest.approx(0.358, abs=5e-4)
    assert clean_calls_needed(0.95) == 59
    assert chance_of_clean(58, true_rate=0.95) > 0.05 >= chance_of_clean(59, true_rate=0.95)


def test_clusters_of_ten() -> None:
    assert design_effect(10, 0.1) == pytest.approx(1.9)


def test_p_chart() -> None:
    chart = p_chart([(str(i), hits, 50) for i, hits in enumerate(ORANGE_JUICE, 1)])
    assert chart.centre == pytest.approx(0.231333, abs=5e-7)
    assert chart.points[0].low == pytest.approx(0.052428, abs=1e-6)
    assert chart.points[0].high == pytest.approx(0.410239, abs=1e-6)
    assert [p.label for p in chart.points if {"above_limit", "below_limit"} & set(p.signals)] == ["15", "23"]


def test_laney() -> None:
    chart = laney_p_chart([(str(i), hits, 50) for i, hits in enumerate(ORANGE_JUICE, 1)])
    assert chart.sigma_z == pytest.approx(1.660867, abs=1e-6)
    assert chart.points[0].high == pytest.approx(0.528472, abs=1e-6)
    assert chart.points[0].low == 0


def test_kaplan_meier() -> None:
    curve = survival(LEUKEMIA_T, [bool(ended) for ended in LEUKEMIA_ENDED])
    open_at = {time: step.open for time in (6, 10, 16, 23) if (step := curve.at(time))}
    assert open_at == {
        6: pytest.approx(0.857, abs=5e-4), 10: pytest.approx(0.753, abs=5e-4),
        16: pytest.approx(0.627, abs=5e-4), 23: pytest.approx(0.448, abs=5e-4),
    }  # fmt: skip
    assert curve.median is not None
    assert (curve.median.value, curve.median.low, curve.median.high) == (23, 13, None)
    assert (curve.n, curve.ended, curve.censored) == (21, 9, 12)


@pytest.mark.parametrize(
    ("scale", "alpha"), [("nominal", 0.691358), ("interval", 0.810845), ("ordinal", 0.806721)]
)
def test_krippendorff(scale, alpha) -> None:
    assert krippendorff_alpha(KRIPPENDORFF, scale=scale).value == pytest.approx(alpha, abs=1e-6)


def test_gwet() -> None:
    ac1 = gwet_ac1(GWET)
    assert ac1.value == pytest.approx(0.77544, abs=1e-5)
    assert (ac1.low, ac1.high) == (pytest.approx(0.46081, abs=1e-5), 1.0)
    assert (ac1.observed, ac1.expected) == (
        pytest.approx(0.81818, abs=1e-5),
        pytest.approx(0.19032, abs=1e-5),
    )
    assert krippendorff_alpha(GWET).value == pytest.approx(0.74342, abs=1e-5)
    assert fleiss_kappa(GWET).value == pytest.approx(0.76117, abs=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),  # Newcombe 1998, table II, method 10
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_difference_of_two_rates(first, second, low, high) -> None:
    found = compare(first, second)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
