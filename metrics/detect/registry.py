"""The detectors by name, and the answers to a scenario's whole questionnaire."""

from __future__ import annotations

from collections.abc import Callable

from metrics.detect import agent, line
from metrics.detect.finding import Result, Scored, not_assessable
from metrics.values import Answer, CheckResult
from scenarios.scenario import Check

Detector = Callable[[Scored], Result]

_DETECTORS: dict[str, Detector] = {
    "agent_identifies_self": agent.agent_identifies_self,
    "case_key_given": agent.case_key_given,
    "recording_announced": line.recording_announced,
    "recording_offered": line.recording_offered,
    "human_option_in_menu": line.human_option_in_menu,
    "wait_told": line.wait_told,
    "position_told": line.position_told,
    "alternative_channel_offered": line.alternative_channel_offered,
    "apology": agent.apology,
    "courtesy_greeting": agent.courtesy_greeting,
    "courtesy_farewell": agent.courtesy_farewell,
    "offers_further_help": agent.offers_further_help,
    "promise_given": agent.promise_given,
    "resolution_claimed": agent.resolution_claimed,
    "transfer_announced": agent.transfer_announced,
    "advertising_on_hold": line.advertising_on_hold,
    "supervisor_offered": agent.supervisor_offered,
    "survey_before_resolution": line.survey_before_resolution,
    "receipt_offered": agent.receipt_offered,
    "asks_for_data_again": agent.asks_for_data_again,
    "offer_made": agent.offer_made,
}

FAULTS = frozenset({"advertising_on_hold", "survey_before_resolution", "asks_for_data_again", "offer_made"})
"""Detectors of what should not be: their good answer is "no"."""


def detectors() -> tuple[str, ...]:
    """The names that a scenario's `detect:` may use."""
    return tuple(_DETECTORS)


def detect(name: str, scored: Scored) -> Result:
    """One detector's answer; "not assessable" for an unknown name or a language without phrases."""
    detector = _DETECTORS.get(name)
    if detector is None:
        return not_assessable("unknown_detector")
    if scored.call.lexicon is None:
        return not_assessable("no_phrases")
    return detector(scored)


def checks(scored: Scored, questionnaire: tuple[Check, ...]) -> tuple[CheckResult, ...]:
    """Every check answered; one without a detector waits for a person."""
    return tuple(_check(scored, check) for check in questionnaire)


def everything(scored: Scored) -> tuple[CheckResult, ...]:
    """Every detector's answer, under its own name."""
    return tuple(_check(scored, Check(name, name, detect=name)) for name in _DETECTORS)


def _check(scored: Scored, check: Check) -> CheckResult:
    result = detect(check.detect, scored) if check.detect else not_assessable("needs_a_person")
    return CheckResult(
        id=check.id,
        ask=check.ask,
        answer=result.answer,
        weight=check.weight,
        critical=check.critical,
        confidence=result.confidence,
        evidence=result.evidence,
        why=result.why,
        good=Answer.NO if check.detect in FAULTS else Answer.YES,
    )
