"""Control charts of shares over periods: the p-chart, and Laney's p′ where they vary more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from metrics.errors import DataError
from metrics.stats.intervals import check
from metrics.stats.values import LEVEL, Chart, ChartPoint

RUN_LENGTH = 9
"""So many periods in a row on one side of the centre are a signal (Nelson 1984, rule 2)."""

_D2 = 1.128
"""Mean range of two normal values over their standard deviation (Shewhart's d₂ for n = 2)."""

Period = tuple[str, int, int]
"""Label, hits, n."""


def p_chart(periods: Sequence[Period], *, baseline: int | None = None, run_length: int = RUN_LENGTH) -> Chart:
    """Shares of periods in order, with limits p̄ ± 3·√(p̄(1 − p̄) ÷ n) of each (Shewhart).

    The centre comes from the first `baseline` periods, `None` from all. A period with n 0 is a gap: no value,
    no signal, and it neither breaks nor lengthens a run.
    """
    return _chart("p", periods, baseline, run_length)


def laney_p_chart(
    periods: Sequence[Period], *, baseline: int | None = None, run_length: int = RUN_LENGTH
) -> Chart:
    """As `p_chart`, its limits widened by σz, the periods' own variation in z-scores (Laney 2002)."""
    return _chart("laney_p", periods, baseline, run_length)


def _chart(kind: str, periods: Sequence[Period], baseline: int | None, run_length: int) -> Chart:
    if run_length < 2 or (baseline is not None and baseline < 1):
        raise DataError("a run has at least two periods and a baseline at least one")
    for _label, hits, n in periods:
        check(hits, n, LEVEL)
    first = list(periods[:baseline])
    total = sum(n for _label, _hits, n in first)
    centre = sum(hits for _label, hits, _n in first) / total if total else None
    sigma = _sigma_z(first, centre)
    factor = 1.0 if kind == "p" else sigma
    points = [_point(period, centre, factor) for period in periods]
    return Chart(kind, centre, sigma, _runs(points, centre, run_length), run_length, len(first))


def _deviation(centre: float, n: float) -> float:
    return float((centre * (1 - centre) / n) ** 0.5)


def _sigma_z(periods: Sequence[Period], centre: float | None) -> float | None:
    """σz: the mean moving range of the z-scores over d₂."""
    if centre is None or not 0 < centre < 1:
        return None
    z = [(hits / n - centre) / _deviation(centre, n) for _label, hits, n in periods if n]
    if len(z) < 2:
        return None
    return sum(abs(b - a) for a, b in pairwise(z)) / (len(z) - 1) / _D2


def _point(period: Period, centre: float | None, factor: float | None) -> ChartPoint:
    label, hits, n = period
    if not n:
        return ChartPoint(label, hits, n, None, None, None)
    value = hits / n
    if centre is None or factor is None:
        return ChartPoint(label, hits, n, value, None, None)
    reach = 3 * factor * _deviation(centre, n)
    low, high = max(0.0, centre - reach), min(1.0, centre + reach)
    signals = ("above_limit",) if value > high else ("below_limit",) if value < low else ()
    return ChartPoint(label, hits, n, value, low, high, signals)


def _runs(points: list[ChartPoint], centre: float | None, length: int) -> tuple[ChartPoint, ...]:
    """Adds "run" to each point at which `length` or more in a row lie on the same side of the centre."""
    marked: list[ChartPoint] = []
    side, run = 0, 0
    for point in points:
        if point.value is None or centre is None:
            marked.append(point)
            continue
        now = (point.value > centre) - (point.value < centre)
        run = run + 1 if now == side and now else 1
        side = now
        signals = (*point.signals, "run") if run >= length and now else point.signals
        marked.append(
            ChartPoint(point.label, point.hits, point.n, point.value, point.low, point.high, signals)
        )
    return tuple(marked)
