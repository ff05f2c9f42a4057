"""Answers that contradict each other: the same question on the same scenario, and different facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from metrics.complaints.facts import Fact, FactKind, facts
from metrics.complaints.times import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the company answered to one question of a scenario. Seconds count in `recording`.

    `question` is what makes answers comparable: the words of the script, not of the shopper.
    """

    id: str
    scenario: str
    question: str
    text: str
    language: str = "es"
    at: str | None = None
    operator: str | None = None
    channel: str | None = None
    shop_id: str | None = None
    recording: str | None = None
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the facts, and the answers that gave it."""

    facts: tuple[Fact, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Versions of which at least two cannot both be true, the most frequent first.

    `answers` counts all answers to the question with a fact of this kind and unit, contradicting or not.
    """

    scenario: str
    question: str
    kind: FactKind
    unit: str
    versions: tuple[Version, ...]
    answers: int


def contradictions(answers: Iterable[Answered], *, zone: str = "Europe/Madrid") -> tuple[Contradiction, ...]:
    """Every contradiction, by scenario, question and kind; never between two answers of one shop.

    An answer with several facts of a kind (a price and a fee) contradicts another only when none of its facts
    agrees with any of the other's. "Mañana" and the like count from the local day (`zone`, IANA) of
    the answer. What two kinds of facts show of the same answers ("en dos días": a time and a date) is told
    once, as the time.
    """
    groups: dict[tuple[str, str, FactKind, str], list[tuple[Answered, tuple[Fact, ...]]]] = {}
    for answer in answers:
        for (kind, unit), found in _by_unit(facts(answer.text, answer.language, _day(answer, zone))).items():
            groups.setdefault((answer.scenario, answer.question, kind, unit), []).append((answer, found))
    result = []
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for (scenario, question, kind, unit), told in sorted(groups.items(), key=_order):
        versions = _versions(told)
        involved = frozenset(answer.id for version in versions for answer in version.answers)
        if versions and (scenario, question, involved) not in seen:
            seen.add((scenario, question, involved))
            result.append(Contradiction(scenario, question, kind, unit, versions, len(told)))
    return tuple(result)


def _day(answer: Answered, zone: str) -> date | None:
    """The local day on which it was said, `None` where that is not known."""
    return local_day(answer.at, zone) if answer.at else None


def _by_unit(found: tuple[Fact, ...]) -> dict[tuple[FactKind, str], tuple[Fact, ...]]:
    units: dict[tuple[FactKind, str], list[Fact]] = {}
    for fact in found:
        units.setdefault((fact.kind, fact.unit), []).append(fact)
    return {key: tuple(sorted(group, key=_value)) for key, group in units.items()}


def _order(item: tuple[tuple[str, str, FactKind, str], object]) -> tuple[str, str, bool, str, str]:
    scenario, question, kind, unit = item[0]
    return scenario, question, kind is FactKind.DATE, kind, unit


def _value(fact: Fact) -> tuple[float, float, int]:
    """What makes answers one version: of a day near the call, how far off it is."""
    return (-1.0, float(fact.ahead), 0) if fact.ahead is not None else (fact.low, fact.high, fact.year or 0)


def _versions(told: list[tuple[Answered, tuple[Fact, ...]]]) -> tuple[Version, ...]:
    """The versions that take part in a contradiction; none where all agree."""
    same: dict[tuple[tuple[float, float, int], ...], list[tuple[Answered, tuple[Fact, ...]]]] = {}
    for answer, found in told:
        same.setdefault(tuple(map(_value, found)), []).append((answer, found))
    versions = [
        Version(members[0][1], tuple(sorted((a for a, _f in members), key=lambda a: (a.at or "", a.id))))
        for _key, members in sorted(same.items())
    ]
    against = {i for pair in _opposed(versions) for i in pair}
    chosen = [version for i, version in enumerate(versions) if i in against]
    return tuple(sorted(chosen, key=lambda version: -len(version.answers)))


def _opposed(versions: list[Version]) -> Iterator[tuple[int, int]]:
    for (i, one), (j, two) in combinations(enumerate(versions), 2):
        if any(a.agrees(b) for a in one.facts for b in two.facts):
            continue
        if len({answer.shop_id or answer.id for answer in (*one.answers, *two.answers)}) > 1:
            yield i, j
