"""A whole call scored: every figure worked out by hand from the spans in `calls.GOOD`."""

from __future__ import annotations

import pytest

from metrics.detect import detectors
from metrics.score import score
from metrics.values import Answer, Scorecard
from tests.metrics.calls import GOOD, GOOD_MARKS, call, scenario

EXPECTED = {
    "call.duration_s": 110.0,
    "call.post_dial_delay_s": 0.8,
    "call.ring_s": 3.7,
    "call.setup_s": 4.5,
    "call.human_at_s": 85.0,
    "call.agent_talk_s": 17.0,
    "call.dropped_on_hold": 0.0,
    "route.data_asked_before_human": 0.0,
    "wait.dial_to_human_s": 85.0,
    "wait.ivr_to_human_s": 61.0,
    "wait.request_to_human_s": 64.0,
    "hold.stretches": 1.0,
    "hold.total_s": 60.0,
    "hold.queue_s": 60.0,
    "hold.longest_s": 60.0,
    "hold.music_s": 42.0,
    "hold.message_s": 16.0,
    "hold.ringback_s": 0.0,
    "hold.unattributed_s": 0.0,
    "hold.silence_s": 2.0,
    "hold.longest_silence_s": 2.0,
    "hold.messages": 2.0,
    "hold.message_plays": 2.0,
    "hold.repeats": 0.0,
    "hold.message_gap_s": 30.0,
    "hold.repeat_gap_s": None,
    "hold.message_length_s": 8.0,
    "hold.wpm": 101.0,
    "hold.courtesy": 1.0,
    "hold.apologies": 0.0,
    "hold.position_or_wait_told": 1.0,
    "hold.told_gap_s": None,
    "hold.position_told": 2.0,
    "hold.promised_wait_s": 60.0,
    "hold.promise_error_s": -20.0,
    "hold.longest_untold_s": 40.0,
    "hold.longest_unannounced_s": 20.0,
    "hold.advertising_s": 0.0,
    "hold.advertising_share": 0.0,
    "hold.readability_huerta": pytest.approx(206.84 - 0.6 * 100 * 48 / 27 - 1.02 * 27 / 4),
    "hold.readability_inflesz": pytest.approx(206.835 - 62.3 * 48 / 27 - 27 / 4),
    "hold.loudness_jump_lu": None,
    "route.longest_silence_s": 1.0,
    "route.steps": 5.0,
    "route.menus": 1.0,
    "route.menus_before_human": 1.0,
    "route.options_first": 3.0,
    "route.options_max": 3.0,
    "route.options_mean": 3.0,
    "route.greeting_s": 4.0,
    "route.longest_prompt_s": 8.0,
    "route.transfers": 0.0,
    "route.useless_steps": 0.0,
    "route.useless_s": 0.0,
    "route.expected_share": 1.0,
    "route.menus_over": 0.0,
}


@pytest.fixture(scope="module")
def card() -> Scorecard:
    checks = [(name, name) for name in detectors()]
    script = scenario(*checks, expected=("bienvenida", "facturación", "espera", "agente"), max_menus=2)
    return score(*call(GOOD, 112.0, marks=GOOD_MARKS), script)


@pytest.mark.parametrize(("id", "value"), EXPECTED.items())
def test_figure(card: Scorecard, id: str, value: float | None) -> None:
    figure = card.figure(id)
    assert figure is not None
    assert figure.value == (None if value is None else pytest.approx(value))
    assert (figure.value is None) == (figure.why is not None)


def test_every_figure_is_expected(card: Scorecard) -> None:
    assert {figure.id for figure in card.figures} == set(EXPECTED)


@pytest.mark.parametrize(
    ("id", "answer"),
    {
        "agent_identifies_self": Answer.YES,
        "case_key_given": Answer.YES,
        "recording_announced": Answer.YES,
        "recording_offered": Answer.NO,
        "human_option_in_menu": Answer.YES,
        "wait_told": Answer.YES,
        "position_told": Answer.YES,
        "apology": Answer.YES,
        "courtesy_greeting": Answer.YES,
        "courtesy_farewell": Answer.YES,
        "offers_further_help": Answer.YES,
        "resolution_claimed": Answer.NO,
        "transfer_announced": Answer.NOT_APPLICABLE,
        "advertising_on_hold": Answer.NO,
        "supervisor_offered": Answer.NO,
        "survey_before_resolution": Answer.NO,
        "receipt_offered": Answer.NO,
        "asks_for_data_again": Answer.NO,
    }.items(),
)
def test_check(card: Scorecard, id: str, answer: Answer) -> None:
    result = next(check for check in card.checks if check.id == id)
    assert result.answer is answer
    if answer is Answer.YES:
        assert result.evidence
        assert result.evidence[0].quote


def test_route_is_the_circuit_walked(card: Scorecard) -> None:
    assert [(s.kind, s.start_s, s.end_s, s.key, s.matches) for s in card.route] == [
        ("prompt", 5.0, 12.0, None, "bienvenida"),
        ("menu", 12.0, 22.0, "1", "facturación"),
        ("prompt", 22.0, 25.0, None, None),
        ("hold", 25.0, 85.0, None, "espera"),
        ("agent", 85.0, 110.0, None, "agente"),
    ]
    assert card.route[1].options == (("1", "facturación"), ("2", "averías"), ("0", "hablar con un agente"))


def test_versions_name_what_made_the_score(card: Scorecard) -> None:
    assert card.versions["scenario"] == "prueba 3"
    assert "phrases" in card.versions
