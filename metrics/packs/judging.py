"""Holds one contact against a rule pack. What one call cannot show is never judged from one call."""

from __future__ import annotations

from datetime import date, datetime

from metrics.packs.values import Finding, Limit, Pack, Rule, Shows, Verdict
from metrics.values import Answer, Evidence, Scorecard
from scenarios.scenario import Scenario
from transcripts.contact import Contact

Judged = tuple[Verdict, float | None, tuple[Evidence, ...], str | None]


def judge(
    pack: Pack, scorecard: Scorecard, contact: Contact, scenario: Scenario | None = None
) -> tuple[Finding, ...]:
    """One finding for each rule, in the pack's order."""
    day = _day(contact)
    return tuple(_finding(pack, rule, scorecard, scenario, day) for rule in pack.rules)


def _day(contact: Contact) -> date | None:
    if contact.started_at is None:
        return None
    try:
        return datetime.fromisoformat(contact.started_at).date()
    except ValueError:
        return None


def _finding(
    pack: Pack, rule: Rule, scorecard: Scorecard, scenario: Scenario | None, day: date | None
) -> Finding:
    verdict, measured, evidence, why = _verdict(rule, scorecard, scenario)
    return Finding(pack.id, pack.version, rule, verdict, measured, evidence, why, _in_force(rule, day))


def _in_force(rule: Rule, day: date | None) -> bool | None:
    return None if day is None else rule.in_force(day)


def _verdict(rule: Rule, scorecard: Scorecard, scenario: Scenario | None) -> Judged:
    why = _not_from_this_call(rule, scenario)
    if why is not None:
        figure = scorecard.figure(rule.figure) if rule.figure and why == "needs_sample" else None
        return _open(why, figure.value if figure else None)
    judged = _by_figure(rule, scorecard) if rule.figure is not None else _by_check(rule, scorecard)
    if rule.shows is Shows.BREACH and judged[0] is Verdict.PASS:
        return Verdict.NOT_ASSESSABLE, judged[1], judged[2], "only_a_breach_shows"
    return judged


def _not_from_this_call(rule: Rule, scenario: Scenario | None) -> str | None:
    """Why this contact cannot show the rule kept or broken; `None` when it can."""
    if rule.purposes and scenario is None:
        return "purpose_not_known"
    if rule.purposes and scenario is not None and scenario.purpose not in rule.purposes:
        return "does_not_apply"
    if rule.shows is Shows.DOCUMENTS:
        return "needs_documents"
    if rule.shows is Shows.SAMPLE:
        return "needs_sample"
    return "needs_a_person" if rule.figure is None and rule.check is None else None


def _open(why: str, measured: float | None = None, evidence: tuple[Evidence, ...] = ()) -> Judged:
    return Verdict.NOT_ASSESSABLE, measured, evidence, why


def _by_figure(rule: Rule, scorecard: Scorecard) -> Judged:
    figure = scorecard.figure(rule.figure or "")
    if figure is None:
        return _open("not_measured")
    if rule.limit is None or rule.limit.about is not None:
        return _open("no_tolerance", figure.value, figure.evidence)
    if figure.value is None:
        return _from_bounds(rule.limit, figure.counts, figure.evidence, figure.why or "not_measured")
    if figure.counts.get("not_understood_s") or figure.counts.get("not_understood"):
        return _lower_bound(rule.limit, figure.value, figure.evidence)
    verdict = Verdict.PASS if keeps(rule.limit, figure.value) else Verdict.FAIL
    return verdict, figure.value, figure.evidence, None


def keeps(limit: Limit, value: float) -> bool:
    """Whether a value keeps to a limit."""
    return (
        (limit.at_most is None or value <= limit.at_most)
        and (limit.below is None or value < limit.below)
        and (limit.at_least is None or value >= limit.at_least)
    )


def _lower_bound(limit: Limit, value: float, evidence: tuple[Evidence, ...]) -> Judged:
    """A figure that left something out can only grow: above an upper limit it fails already."""
    upper = limit.at_most is not None or limit.below is not None
    if upper and not keeps(Limit(at_most=limit.at_most, below=limit.below), value):
        return Verdict.FAIL, value, evidence, None
    if not upper and keeps(limit, value):
        return Verdict.PASS, value, evidence, None
    return _open("low_confidence", value, evidence)


def _from_bounds(limit: Limit, counts: dict[str, float], evidence: tuple[Evidence, ...], why: str) -> Judged:
    """A figure that was not measured may still be known to be beyond its limit."""
    least = counts.get("at_least", counts.get("waited_at_least_s"))
    if least is not None and not keeps(Limit(at_most=limit.at_most, below=limit.below), least):
        return Verdict.FAIL, None, evidence, "at_least_this_much"
    most = counts.get("at_most")
    if most is not None and least is not None and keeps(limit, most) and keeps(limit, least):
        return Verdict.PASS, None, evidence, None
    return _open(why, None, evidence)


def _by_check(rule: Rule, scorecard: Scorecard) -> Judged:
    result = next((c for c in scorecard.detected if c.id == rule.check), None)
    if result is None:
        return _open("not_measured")
    if result.answer not in (Answer.YES, Answer.NO):
        return _open(result.why or "not_measured", None, result.evidence)
    verdict = Verdict.PASS if result.answer is rule.answer else Verdict.FAIL
    return verdict, None, result.evidence, None
