"""Own staff beside contractors on the same scenarios, contradictory answers, what callers said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from auditor.reports.figures import Cited
from auditor.reports.inputs import Inputs
from auditor.reports.ledger_values import BesideRow, ContradictionRow, SaidRow, VersionRow
from auditor.reports.measuring import of_rate
from auditor.reports.waiting import reached_within
from metrics.complaints.beside import Beside, Outcome, beside, outcomes_of
from metrics.complaints.cases import Case
from metrics.complaints.contradictions import Answered, Contradiction, Version, contradictions
from metrics.complaints.knowledge import Said, SaidQuote, said
from metrics.complaints.values import IN_HOUSE, Complaint

MOST_SAID = 40
"""Groups of topic and operator that the summary holds; the others are counted."""
MOST_QUOTES = 3


def beside_rows(inputs: Inputs, cases: Sequence[Case]) -> tuple[BesideRow, ...]:
    """Each contractor beside the own staff: a person in three minutes, and first-call resolution."""
    window = inputs.window_days
    measures: tuple[tuple[str, Callable[[Case], bool | None]], ...] = (
        ("fcr.confirmed", lambda case: case.confirmed),
        (f"fcr.no_repeat_{window}d", lambda case: case.no_repeat(window)),
    )
    rows = _beside("report.person_within", _of_calls(inputs))
    for figure, measure in measures:
        rows += _beside(figure, outcomes_of(cases, measure))
    return tuple(rows)


def operator_of(inputs: Inputs, channel: str | None) -> str | None:
    """Who answers a channel; one without an operator is the company's own staff, an unknown one nobody's."""
    known = inputs.channels.get(channel or "")
    return (known.operator or IN_HOUSE) if known else None


def _of_calls(inputs: Inputs) -> list[Outcome]:
    found: list[Outcome] = []
    for call in inputs.calls:
        operator = operator_of(inputs, call.channel)
        if operator is not None and call.scenario is not None:
            found.append(Outcome(call.id, call.scenario, operator, reached_within(call)))
    return found


def _beside(figure: str, outcomes: Iterable[Outcome]) -> list[BesideRow]:
    return [_row(figure, one) for one in beside(outcomes)]


def _row(figure: str, found: Beside) -> BesideRow:
    both = found.comparison
    interval = None if both.low is None or both.high is None else (both.low, both.high)
    why = "no_shared_scenario" if not found.scenarios else "no_cases"
    return BesideRow(
        figure=figure,
        operator=found.operator,
        base=found.base,
        scenarios=found.scenarios,
        theirs=of_rate(figure, both.first, why=why),
        own=of_rate(figure, both.second, why=why),
        difference=both.difference,
        interval=interval,
        words=both.words,
        left_out=found.left_out,
    )


def contradiction_rows(answers: Iterable[Answered]) -> tuple[ContradictionRow, ...]:
    """Every contradiction, the one with most answers first; its first two versions cannot both be true."""
    rows = [_contradiction(found) for found in contradictions(answers)]
    return tuple(sorted(rows, key=lambda row: (-row.answers, row.scenario, row.question, row.kind)))


def _contradiction(found: Contradiction) -> ContradictionRow:
    first, *others = found.versions
    others.sort(key=lambda version: _agree(first, version))
    return ContradictionRow(
        found.scenario,
        found.question,
        found.kind.value,
        found.unit,
        found.answers,
        tuple(_version(version) for version in (first, *others)),
    )


def _agree(one: Version, other: Version) -> bool:
    return any(a.agrees(b) for a in one.facts for b in other.facts)


def _version(version: Version) -> VersionRow:
    return VersionRow(
        tuple(fact.words for fact in version.facts),
        len(version.answers),
        tuple(sorted({a.operator for a in version.answers if a.operator is not None})),
        tuple(_heard(answer) for answer in version.answers[:MOST_QUOTES]),
    )


def _heard(answer: Answered) -> Cited:
    start, end = answer.start_s or 0.0, answer.end_s or 0.0
    return Cited(answer.shop_id or "", start, end, answer.text, answer.at, answer.channel)


def said_rows(complaints: Iterable[Complaint]) -> tuple[tuple[SaidRow, ...], int]:
    """What customers said by topic and operator, the weightiest first, and how many groups are left out."""
    found = said(complaints)
    return tuple(_said(group) for group in found[:MOST_SAID]), max(0, len(found) - MOST_SAID)


def _said(group: Said) -> SaidRow:
    return SaidRow(
        group.topic, group.operator, group.n, group.weight, group.silent, tuple(_distinct(group.quotes))
    )


def _distinct(quotes: Iterable[SaidQuote]) -> list[Cited]:
    """The weightiest quotes of different words; one that can be played goes before one that cannot."""
    found: dict[str, Cited] = {}
    for each in quotes:
        quote = each.quote
        key = " ".join(quote.text.casefold().split())
        plays = quote.shop_id is not None and quote.start_s is not None and quote.end_s is not None
        if key not in found or (plays and not found[key].shop):
            shop = quote.shop_id or "" if plays else ""
            found[key] = Cited(shop, quote.start_s or 0.0, quote.end_s or 0.0, quote.text, quote.at)
        if len(found) >= 4 * MOST_QUOTES:
            break
    return sorted(found.values(), key=lambda cited: not cited.shop)[:MOST_QUOTES]
