"""The company's own staff beside each contractor, on the scenarios that both had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from metrics.complaints.cases import Case
from metrics.complaints.values import IN_HOUSE
from metrics.stats.comparing import Counts, compare_strata
from metrics.stats.values import LEVEL, Comparison


@dataclass(frozen=True, slots=True)
class Outcome:
    """One shop's result on a scenario; `hit` is `None` where it is not known, `id` the case's."""

    id: str
    scenario: str
    operator: str
    hit: bool | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A contractor (first of `comparison`) beside the company's own staff (second), on `scenarios` only.

    Both rates are standardised to the same mix of scenarios. `left_out` are the outcomes of the contractor on
    scenarios that the own staff never had, or that are not known.
    """

    operator: str
    base: str
    scenarios: tuple[str, ...]
    comparison: Comparison
    cases: tuple[str, ...]
    base_cases: tuple[str, ...]
    left_out: int


def outcomes_of(cases: Iterable[Case], measure: Callable[[Case], bool | None]) -> tuple[Outcome, ...]:
    """What a measure (`lambda case: case.no_repeat(30)`) gives, where scenario and operator are known."""
    return tuple(
        Outcome(case.id, case.scenario, case.operator, measure(case))
        for case in cases
        if case.scenario is not None and case.operator is not None
    )


def beside(outcomes: Iterable[Outcome], *, base: str = IN_HOUSE, level: float = LEVEL) -> tuple[Beside, ...]:
    """Each contractor beside `base`, by name."""
    known: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    total: dict[str, int] = defaultdict(int)
    for outcome in outcomes:
        total[outcome.operator] += 1
        if outcome.hit is not None:
            known[outcome.operator][outcome.scenario].append(outcome)
    own = known.get(base, {})
    return tuple(
        _beside((name, base), known.get(name, {}), own, total=total[name], level=level)
        for name in sorted(total)
        if name != base
    )


def _beside(
    names: tuple[str, str],
    theirs: dict[str, list[Outcome]],
    own: dict[str, list[Outcome]],
    *,
    total: int,
    level: float,
) -> Beside:
    shared = sorted(set(theirs) & set(own))
    strata = {scenario: (_counts(theirs[scenario]), _counts(own[scenario])) for scenario in shared}
    used = sorted(outcome.id for scenario in shared for outcome in theirs[scenario])
    used_own = sorted(outcome.id for scenario in shared for outcome in own[scenario])
    comparison = compare_strata(strata, level=level)
    return Beside(*names, tuple(shared), comparison, tuple(used), tuple(used_own), total - len(used))


def _counts(outcomes: list[Outcome]) -> Counts:
    return sum(bool(outcome.hit) for outcome in outcomes), len(outcomes)
