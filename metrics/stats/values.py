"""What the statistics return: rates, comparisons, chart points. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.values import Figure

LEVEL = 0.95
"""The confidence level of every interval unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its interval; all `None` when nothing was observed.

    `hits` of `n` were observed. `n_effective` is what the interval rests on where it is not `n` (weights,
    clusters). `method` names the interval ("wilson", "jeffreys", "beta", "wilson_kish", "wilson_cluster"…).
    """

    hits: float
    n: float
    value: float | None
    low: float | None
    high: float | None
    method: str
    level: float = LEVEL
    n_effective: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Low and high, `None` when nothing was observed."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def figure(self, id: str, counts: dict[str, float] | None = None, why: str = "no_cases") -> Figure:
        """The rate as a `Figure` of unit "ratio"; `why` is its reason when nothing was observed."""
        return Figure(
            id,
            self.value,
            "ratio",
            n=round(self.n),
            counts=counts or {},
            interval=self.interval,
            why=None if self.value is not None else why,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two rates, first minus second, with its interval (Newcombe 1998, method 10).

    `distinguishable` is `None` when one of them was not observed. `words` is a key: "first_higher",
    "first_lower", "not_distinguishable", "not_measured".
    """

    first: Rate
    second: Rate
    difference: float | None
    low: float | None
    high: float | None
    level: float = LEVEL

    @property
    def distinguishable(self) -> bool | None:
        """Whether the interval of the difference leaves zero out."""
        if self.low is None or self.high is None:
            return None
        return self.low > 0 or self.high < 0

    @property
    def words(self) -> str:
        """What may be said of the two, as a key of `metrics.complaints.labels`."""
        if self.distinguishable is None or self.difference is None:
            return "not_measured"
        if not self.distinguishable:
            return "not_distinguishable"
        return "first_higher" if self.difference > 0 else "first_lower"


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of a league table. `rank` is (best, worst) that the data allow, `None` below the minimum n.

    `alike` names the others, ranked too, from which this one cannot be told apart.
    """

    name: str
    rate: Rate
    rank: tuple[int, int] | None
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class League:
    """Standings in order of rate, those below `minimum_n` last and by name: they have no order.

    `level` is that of each pairwise comparison, stricter than 95 % for many pairs (Bonferroni).
    """

    standings: tuple[Standing, ...]
    minimum_n: int
    level: float


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period on a control chart. `signals` are keys: "above_limit", "below_limit", "run"."""

    label: str
    hits: float
    n: float
    value: float | None
    low: float | None
    high: float | None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart of shares: kind "p" or "laney_p". `sigma_z` tells how much more the periods vary than
    chance alone (1: as chance), `None` with fewer than two periods."""

    kind: str
    centre: float | None
    sigma_z: float | None
    points: tuple[ChartPoint, ...]
    run_length: int
    baseline: int

    @property
    def signals(self) -> tuple[ChartPoint, ...]:
        """The points with a signal."""
        return tuple(point for point in self.points if point.signals)


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One cause: how many, their summed weight, its share of all weight and the running share."""

    key: str
    count: int
    weight: float
    share: float
    cumulative: float
    unweighted: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """A chance-corrected coefficient over `units` rated by two raters or more.

    `value` is `None` when it is not defined (nothing rated twice, or no variation for α).
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    units: int
    observed: float | None = None
    expected: float | None = None
    counts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quantile:
    """The time by which a share `q` had ended, with its interval; `None`: not reached, or no bound."""

    q: float
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """The share still open just after `time`, with its interval (log-log Greenwood)."""

    time: float
    open: float
    low: float | None
    high: float | None
    at_risk: int
