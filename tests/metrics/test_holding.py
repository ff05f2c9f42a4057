"""Where a hold begins and ends, worked out by hand from short calls."""

from __future__ import annotations

import pytest

from metrics.score import score
from metrics.values import Scorecard
from tests.metrics.calls import Said, call
from transcripts.contact import MarkName, Outcome
from transcripts.timeline import Kind

INVITE = (MarkName.INVITE, 0.0, None)
ANSWERED = (MarkName.ANSWERED, 2.0, "200")
MENU = (Kind.IVR, 5.0, 10.0, "Para facturación, pulse uno. Para averías, pulse dos.")
KEY: Said = (Kind.DTMF, 11.0, 11.2, "1")


def _card(
    sounds: list[Said], duration_s: float, marks: tuple[tuple[MarkName, float, str | None], ...] = ()
) -> Scorecard:
    return score(*call(sounds, duration_s, marks=marks))


def _value(card: Scorecard, id: str) -> float | None:
    figure = card.figure(id)
    assert figure is not None
    return figure.value


def _why(card: Scorecard, id: str) -> str | None:
    figure = card.figure(id)
    assert figure is not None
    return figure.why


def _holds(card: Scorecard) -> list[tuple[float, float]]:
    figure = card.figure("hold.total_s")
    assert figure is not None
    return [(e.start_s, e.end_s) for e in figure.evidence]


def test_ringing_before_the_answer_is_no_hold() -> None:
    card = _card([(Kind.RINGBACK, 1.0, 9.0, ""), (Kind.AGENT, 10.0, 12.0, "Hola.")], 13.0)
    assert _holds(card) == []
    assert _value(card, "call.ring_s") == 8.0
    assert _why(card, "hold.longest_s") == "no_hold"
    assert _value(card, "hold.total_s") == 0.0


def test_ringing_after_the_menu_is_a_hold_and_its_bursts_are_one() -> None:
    bursts: list[Said] = [(Kind.RINGBACK, 12.0 + 4.5 * i, 13.5 + 4.5 * i, "") for i in range(4)]
    card = _card([MENU, KEY, *bursts, (Kind.AGENT, 28.0, 30.0, "Hola.")], 31.0)
    assert _holds(card) == [(12.0, 28.0)]
    assert _value(card, "hold.ringback_s") == 15.0
    assert _value(card, "hold.silence_s") == 1.0


def test_our_voice_in_the_pause_of_a_ringing_does_not_make_it_silence() -> None:
    sounds: list[Said] = [
        MENU,
        (Kind.RINGBACK, 12.0, 13.5, ""),
        (Kind.CALLER, 14.0, 15.0, "Hola."),
        (Kind.RINGBACK, 16.5, 18.0, ""),
        (Kind.AGENT, 18.0, 20.0, "Hola."),
    ]
    card = _card(sounds, 21.0)
    assert (_value(card, "hold.ringback_s"), _value(card, "hold.silence_s")) == (6.0, 0.0)


@pytest.mark.parametrize(("music_from", "hold_from"), [(14.0, 14.0), (14.3, 11.0), (20.0, 11.0)])
def test_more_than_three_seconds_of_silence_are_waiting_already(music_from: float, hold_from: float) -> None:
    card = _card(
        [MENU, KEY, (Kind.HOLD_MUSIC, music_from, 30.0, ""), (Kind.AGENT, 31.0, 33.0, "Hola.")], 34.0
    )
    assert _holds(card) == [(hold_from, 31.0)]


def test_silence_alone_before_a_person_is_a_hold() -> None:
    card = _card([MENU, (Kind.AGENT, 18.0, 20.0, "Hola.")], 21.0)
    assert _holds(card) == [(10.0, 18.0)]
    assert _value(card, "hold.silence_s") == 8.0
    assert _value(card, "hold.longest_silence_s") == 8.0


def test_a_jingle_before_the_menu_belongs_to_the_greeting() -> None:
    short: list[Said] = [(Kind.HOLD_MUSIC, 1.0, 4.5, ""), MENU]
    assert _holds(_card(short, 12.0)) == []
    long: list[Said] = [(Kind.HOLD_MUSIC, 1.0, 9.5, ""), (Kind.IVR, 10.0, 12.0, "Bienvenido.")]
    assert _holds(_card(long, 12.0)) == [(1.0, 10.0)]


def test_an_announcement_in_a_hold_does_not_end_it() -> None:
    sounds: list[Said] = [
        MENU,
        KEY,
        (Kind.HOLD_MUSIC, 12.0, 20.0, ""),
        (Kind.IVR, 20.0, 24.0, "Usted es el número dos en la cola."),
        (Kind.HOLD_MUSIC, 24.0, 30.0, ""),
        (Kind.IVR, 30.0, 32.0, "Le pasamos con un agente."),
        (Kind.AGENT, 33.0, 35.0, "Hola."),
    ]
    card = _card(sounds, 36.0)
    assert _holds(card) == [(12.0, 33.0)]
    assert _value(card, "hold.message_s") == 6.0
    assert _value(card, "hold.position_told") == 2.0
    assert _value(card, "wait.ivr_to_human_s") == 23.0


def test_a_menu_in_a_hold_that_is_answered_ends_it() -> None:
    sounds: list[Said] = [
        (Kind.HOLD_MUSIC, 1.0, 20.0, ""),
        (Kind.IVR, 20.0, 24.0, "Si desea que le llamemos, pulse uno."),
        (Kind.DTMF, 25.0, 25.2, "1"),
        (Kind.HOLD_MUSIC, 26.0, 40.0, ""),
        (Kind.AGENT, 40.0, 42.0, "Hola."),
    ]
    assert _holds(_card(sounds, 43.0)) == [(1.0, 20.0), (26.0, 40.0)]


def test_the_callers_voice_does_not_end_a_hold_and_is_no_silence() -> None:
    sounds: list[Said] = [
        MENU,
        KEY,
        (Kind.HOLD_MUSIC, 12.0, 20.0, ""),
        (Kind.CALLER, 20.0, 22.0, "Qué largo."),
        (Kind.HOLD_MUSIC, 25.0, 30.0, ""),
        (Kind.AGENT, 30.0, 32.0, "Hola."),
    ]
    card = _card(sounds, 33.0)
    assert _holds(card) == [(12.0, 30.0)]
    assert _value(card, "hold.silence_s") == 3.0


def test_a_hold_by_the_agent_is_no_queue_and_no_transfer() -> None:
    sounds: list[Said] = [
        MENU,
        KEY,
        (Kind.AGENT, 14.0, 18.0, "Un momento, lo consulto."),
        (Kind.HOLD_MUSIC, 19.0, 40.0, ""),
        (Kind.AGENT, 40.0, 44.0, "Ya estoy aquí."),
    ]
    card = _card(sounds, 45.0)
    assert _holds(card) == [(19.0, 40.0)]
    assert _value(card, "hold.queue_s") == 0.0
    assert _value(card, "route.transfers") == 0.0
    assert [s.kind for s in card.route] == ["menu", "agent", "hold", "agent"]


def test_unattributed_speech_at_the_end_leaves_the_human_unknown() -> None:
    sounds: list[Said] = [MENU, KEY, (Kind.HOLD_MUSIC, 12.0, 30.0, ""), (Kind.SPEECH, 31.0, 35.0, "Dígame.")]
    card = _card(sounds, 36.0, (INVITE, ANSWERED))
    assert _holds(card) == [(12.0, 31.0)]
    assert _why(card, "wait.dial_to_human_s") == "speaker_not_known"
    marked = _card(sounds, 36.0, (INVITE, ANSWERED, (MarkName.HUMAN, 32.0, None)))
    assert _value(marked, "wait.dial_to_human_s") == 31.0


def test_speech_that_is_the_person_ends_the_hold_even_if_music_follows() -> None:
    sounds: list[Said] = [
        (Kind.HOLD_MUSIC, 3.0, 30.0, ""),
        (Kind.SPEECH, 31.0, 35.0, "Dígame."),
        (Kind.HOLD_MUSIC, 40.0, 60.0, ""),
    ]
    assert _holds(_card(sounds, 61.0, (INVITE, ANSWERED))) == [(3.0, 61.0)]
    card = _card(sounds, 61.0, (INVITE, ANSWERED, (MarkName.HUMAN, 31.5, None)))
    assert _holds(card) == [(3.0, 31.0), (35.0, 61.0)]
    assert _value(card, "hold.queue_s") == 28.0


def test_nobody_answered_gives_a_lower_bound_and_no_zero() -> None:
    sounds: list[Said] = [MENU, KEY, (Kind.HOLD_MUSIC, 12.0, 60.0, "")]
    card = _card(sounds, 60.0, (INVITE, ANSWERED, (MarkName.BYE_THEIRS, 60.0, None)))
    figure = card.figure("wait.dial_to_human_s")
    assert figure is not None
    assert (figure.value, figure.why, figure.counts) == (None, "no_agent", {"waited_at_least_s": 60.0})
    assert _value(card, "call.dropped_on_hold") == 1.0
    assert [s.kind for s in card.route] == ["menu", "hold", "end"]


def test_a_closing_prompt_after_the_hold_is_a_hang_up_on_hold() -> None:
    sounds: list[Said] = [MENU, (Kind.HOLD_MUSIC, 12.0, 60.0, ""), (Kind.IVR, 60.0, 66.0, "Llame más tarde.")]
    marks = (INVITE, ANSWERED, (MarkName.BYE_THEIRS, 66.5, None))
    card = _card(sounds, 67.0, marks)
    assert _value(card, "call.dropped_on_hold") == 1.0
    figure = card.figure("wait.ivr_to_human_s")
    assert figure is not None
    assert figure.counts == {"waited_at_least_s": 56.5}
    ours = _card(sounds, 67.0, (INVITE, ANSWERED, (MarkName.BYE_OURS, 66.5, None)))
    assert _value(ours, "call.dropped_on_hold") == 0.0


@pytest.mark.parametrize("outcome", [Outcome.BUSY, Outcome.NO_ANSWER, Outcome.UNREACHABLE])
def test_of_a_call_that_was_never_answered_nothing_is_known(outcome: Outcome) -> None:
    card = score(*call([(Kind.BUSY, 1.0, 4.0, "")], 4.0, marks=(INVITE,), outcome=outcome))
    for figure in card.figures:
        if figure.id.startswith(("hold.", "route.")):
            assert (figure.value, figure.why) == (None, "not_answered")
    assert card.messages == ()


def test_nothing_heard_at_all() -> None:
    card = score(*call([], 0.0))
    assert _value(card, "hold.total_s") == 0.0
    assert _why(card, "wait.dial_to_human_s") == "not_placed"
    assert card.route == ()
