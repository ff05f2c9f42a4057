"""Calls over real SIP: what the line says it did is what was heard at the other end."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import fftconvolve

from auditor.practice.reading import load_line
from auditor.practice.truth import Truth, TruthEvent
from auditor.voice import speech
from tests.auditor.practice.conftest import Calls
from tests.auditor.practice.phone import Heard

NEAR_S = 0.04


def found(heard: Heard, event: TruthEvent, line: str) -> tuple[float, float]:
    """(when the event's prompt begins in what was heard, how like the prompt it is there, 0–1)."""
    prompt = load_line(line).prompts[event.id or ""]
    samples = speech(prompt.text, "es", prompt.voice).samples.astype(float)
    samples = samples[: round((event.end_s - event.start_s) * 8000)]
    sound = heard.sound
    product = fftconvolve(sound, samples[::-1], "valid")
    summed = np.concatenate([[0.0], np.cumsum(sound**2)])
    energy = summed[len(samples) :] - summed[: -len(samples)]
    likeness = product / np.sqrt(np.maximum(1.0, energy) * np.sum(samples**2))
    best = int(np.argmax(likeness))
    return heard.at(best), float(likeness[best])


@pytest.mark.parametrize("name", ["listener", "presser"])
def test_every_prompt_was_heard_where_the_truth_has_it(calls: Calls, name: str) -> None:
    truth = calls.truth[name]
    spoken = [e for e in truth.events if e.text and not e.cut]
    assert spoken
    if truth.gaps or truth.lost:
        pytest.skip(f"a busy machine tore the sound apart: {truth.gaps} gaps, {truth.lost} frames lost")
    for event in spoken:
        at_s, likeness = found(calls.heard[name], event, "rapido")
        over_music = event.kind == "hold_message"
        assert likeness > (0.9 if over_music else 0.99), event
        assert at_s == pytest.approx(event.start_s, abs=NEAR_S + calls.slack_s), event


def test_a_key_cuts_the_menu_and_leads_to_its_way(calls: Calls) -> None:
    truth = calls.truth["presser"]
    assert [key.digit for key in truth.keys] == ["1"]
    assert calls.heard["presser"].did["1"] >= 0.9
    assert truth.keys[0].at_s == pytest.approx(calls.heard["presser"].did["1"], abs=0.1 + calls.slack_s)
    assert truth.route == ("entrada", "cola", "persona")
    menu = truth.of("ivr")[0]
    assert menu.cut
    under_way_s = 0.3  # plays out
    assert menu.end_s == pytest.approx(truth.keys[0].at_s + under_way_s, abs=0.15 + calls.slack_s)


def test_the_hold_runs_from_its_music_to_the_agent(calls: Calls) -> None:
    truth = calls.truth["presser"]
    (hold,) = truth.hold
    assert hold.start_s == truth.of("hold_music")[0].start_s
    assert hold.end_s == truth.agent_answered_s == truth.of("agent")[0].start_s
    assert [message.id for message in truth.messages] == ["aviso"]
    # A busy sender stretches what lies between; where the message was heard is asked above.
    assert truth.messages[0].start_s == pytest.approx(hold.start_s + 2, abs=0.3 + calls.slack_s)
    music = [(event.start_s, event.end_s) for event in truth.of("hold_music")]
    assert music[0][1] == truth.messages[0].start_s
    assert music[1][0] == truth.messages[0].end_s


def test_without_a_key_the_menu_gives_up_and_a_person_answers(calls: Calls) -> None:
    truth = calls.truth["listener"]
    assert truth.route == ("entrada", "persona")
    assert truth.keys == ()
    assert truth.hold == ()
    assert truth.ended_by == "line"


def test_the_line_hangs_up_when_it_says_it_did(calls: Calls) -> None:
    for name in ("listener", "presser"):
        bye = calls.heard[name].first("BYE")
        assert bye == pytest.approx(calls.truth[name].ended_s, abs=NEAR_S + calls.slack_s)
        assert calls.truth[name].of("agent")[-1].end_s < calls.truth[name].ended_s


def test_the_caller_hanging_up_ends_what_was_playing(calls: Calls) -> None:
    truth = calls.truth["leaver"]
    assert truth.ended_by == "caller"
    assert truth.ended_s == pytest.approx(calls.heard["leaver"].did["BYE"], abs=0.1 + calls.slack_s)
    assert truth.events[-1].end_s <= truth.ended_s
    assert truth.events[-1].cut
    assert truth.hold[-1].end_s == truth.ended_s
    assert truth.agent_answered_s is None


def test_the_answer_is_the_moment_of_the_200(calls: Calls) -> None:
    for name in ("listener", "mute", "fax"):
        assert calls.heard[name].first("SIP/2.0 200") == pytest.approx(
            calls.truth[name].answered_s, abs=0.1 + calls.slack_s
        )


def test_the_caller_speaking_is_in_the_truth(calls: Calls) -> None:
    spoken = calls.truth["presser"].of("caller")
    if calls.truth["presser"].ended_s < 10.5:
        pytest.skip("the line had hung up before the caller spoke")
    assert spoken[0].side == "ours"
    assert spoken[0].start_s == pytest.approx(calls.heard["presser"].did["speech"], abs=0.15 + calls.slack_s)


def test_keys_of_the_stack_arrive_as_sent(calls: Calls) -> None:
    assert [key.digit for key in calls.truth["stack"].keys] == ["1", "3", "#"]
    assert calls.said["stack"]["outcome"] == "hung up by them"
    times = [key.at_s for key in calls.truth["stack"].keys]
    apart = np.diff(times)  # 100 ms of tone, 120 ms between: ten packets, any of which may wait
    assert apart.min() > 0.1 - calls.slack_s
    assert apart.max() < 0.34 + 5 * calls.slack_s


@pytest.mark.parametrize(("name", "code"), [("busy", 486), ("refused", 404)])
def test_refusals(calls: Calls, name: str, code: int) -> None:
    truth = calls.truth[name]
    assert calls.heard[name].first(f"SIP/2.0 {code}") is not None
    assert (truth.refused, truth.answered_s, truth.ended_by) == (code, None, "line")
    assert truth.events == ()


def test_nobody_answers_and_the_caller_gives_up(calls: Calls) -> None:
    truth = calls.truth["patient"]
    assert calls.heard["patient"].first("SIP/2.0 180") is not None
    assert calls.heard["patient"].first("SIP/2.0 200") is not None  # to the CANCEL
    assert (truth.answered_s, truth.refused, truth.ended_by) == (None, None, "caller")
    assert truth.ended_s == pytest.approx(calls.heard["patient"].did["CANCEL"], abs=0.1 + calls.slack_s)


def test_a_mute_line_sends_silence_and_nothing_else(calls: Calls) -> None:
    assert calls.truth["mute"].events == ()
    assert np.abs(calls.heard["mute"].sound).max() <= 8
    assert len(calls.heard["mute"].packets) > 25  # of 60, on a machine with nothing else to do


def test_a_caller_who_vanishes_is_noticed(calls: Calls) -> None:
    truth = calls.truth["vanished"]
    assert truth.ended_by == "lost"
    assert truth.ended_s == pytest.approx(11.5, abs=3)


def test_a_fax_answers_with_its_tone(calls: Calls) -> None:
    (ced, *_) = calls.truth["fax"].of("sit")
    assert ced.id == "ced"
    sound = calls.heard["fax"].sound
    first = round((ced.start_s - calls.heard["fax"].at(0)) * 8000)
    part = sound[first + 800 : first + 16800]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    assert np.argmax(spectrum) * 8000 / len(part) == pytest.approx(2100, abs=2)
    assert np.abs(sound[: max(0, first - 400)]).max(initial=0) <= 8


def test_every_call_has_its_own_truth(calls: Calls) -> None:
    assert len(calls.truth) == 10
    assert len({truth.call_id for truth in calls.truth.values()}) == 10
    for truth in calls.truth.values():
        assert truth == Truth(**{name: getattr(truth, name) for name in Truth.__slots__})
        assert list(truth.events) == sorted(truth.events, key=lambda event: event.start_s)
