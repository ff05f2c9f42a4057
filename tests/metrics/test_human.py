"""The moment a person answers has one source, and speech of nobody is nobody's in every figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.score import score
from metrics.values import Answer, Figure, Scorecard
from metrics.view import view
from tests.metrics.calls import Said, call
from transcripts.contact import MarkName, Recording
from transcripts.roles import first_human, human_moments
from transcripts.timeline import Kind

INVITE, ANSWERED = (MarkName.INVITE, 0.0, None), (MarkName.ANSWERED, 1.0, "200")
MENU: Said = (Kind.IVR, 2.0, 8.0, "Para facturas, pulse uno. Para averías, pulse dos.")
MUSIC: Said = (Kind.HOLD_MUSIC, 12.0, 30.0, "")
KINDS = (Kind.IVR, Kind.AGENT, Kind.CALLER, Kind.SPEECH, Kind.HOLD_MUSIC, Kind.HOLD_MESSAGE, Kind.RINGBACK)


def _figure(card: Scorecard, id: str) -> Figure:
    found = card.figure(id)
    assert found is not None
    return found


@st.composite
def calls(draw: st.DrawFn) -> tuple[list[Said], float, tuple[tuple[MarkName, float, str | None], ...]]:
    at = 2.0
    sounds: list[Said] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=9)):
        at += draw(st.sampled_from((0.2, 1.0, 4.0, 8.0)))
        length = draw(st.sampled_from((0.5, 2.0, 9.0)))
        sounds.append((kind, at, at + length, ""))
        at += length
    marks: list[tuple[MarkName, float, str | None]] = [INVITE, ANSWERED]
    if draw(st.booleans()):
        marks.append((MarkName.HUMAN, draw(st.floats(0, at)), None))
    return sounds, at + 1, tuple(marks)


@settings(max_examples=60, deadline=None)
@given(calls())
def test_every_figure_has_the_moment_from_one_function(
    drawn: tuple[list[Said], float, tuple[tuple[MarkName, float, str | None], ...]],
) -> None:
    sounds, length_s, marks = drawn
    contact, timeline, transcript = call(sounds, length_s, marks=marks)
    human = first_human(timeline, contact.marks)
    card = score(contact, timeline, transcript)
    at = _figure(card, "call.human_at_s")
    wait = _figure(card, "wait.dial_to_human_s")
    assert (at.value, wait.value) == (human.at_s, human.at_s)
    assert at.why == human.why
    assert view(contact, timeline, transcript, None, "ES").human == human
    moments = human_moments(timeline)
    if moments and at.value is not None:
        assert at.value == moments[0]
    elif moments and moments[0] is not None:  # somebody else may have been there before
        assert human.why == "speaker_not_known"
        assert human.by_s == moments[0]
    if human.at_s is None:
        earliest_s = length_s if human.not_before_s is None else human.not_before_s
        assert wait.counts["waited_at_least_s"] == pytest.approx(earliest_s)
        assert all(earliest_s <= s.start_s for s in timeline.of(Kind.SPEECH))
        assert human.by_s is None or wait.counts["at_most"] == human.by_s >= earliest_s


def test_doubt_before_the_person_bounds_the_wait_from_both_sides() -> None:
    sounds: list[Said] = [
        MENU,
        MUSIC,
        (Kind.SPEECH, 31.0, 33.0, ""),
        (Kind.AGENT, 34.0, 38.0, "Le atiende Marta."),
    ]
    card = score(*call(sounds, 60.0, marks=(INVITE, ANSWERED)))
    wait = _figure(card, "wait.dial_to_human_s")
    assert (wait.value, wait.why) == (None, "speaker_not_known")
    assert wait.counts == {"waited_at_least_s": 31.0, "at_most": 34.0}
    assert _figure(card, "route.menus_before_human").why == "low_confidence"


def test_a_hold_after_a_person_who_came_at_an_unknown_moment_is_no_queue() -> None:
    sounds: list[Said] = [
        MUSIC,
        (Kind.SPEECH, 31.0, 33.0, ""),
        (Kind.AGENT, 34.0, 38.0, "Le atiende Marta."),
        (Kind.HOLD_MUSIC, 40.0, 60.0, ""),
    ]
    card = score(*call(sounds, 61.0, marks=(INVITE, ANSWERED, (MarkName.BYE_THEIRS, 61.0, None))))
    assert _figure(card, "hold.queue_s").value != pytest.approx(18.0 + 20.0)
    assert _figure(card, "call.dropped_on_hold").value == 0.0


WORDS = (
    "Le atiende Marta Ruiz, buenos días. Su número de incidencia es el cuatro cinco siete. "
    "Le pido disculpas. Esta llamada puede ser grabada. Para hablar con un agente, pulse cero. "
    "Es usted el segundo en la cola. ¿Puedo ayudarle en algo más? Está resuelto. Adiós."
)


def _on_one_channel(*sounds: Said, unsure: tuple[float, ...] = ()) -> Scorecard:
    contact, timeline, transcript = call(list(sounds), 60.0, marks=(INVITE, ANSWERED), unsure=unsure)
    recording = Recording("a.wav", "0" * 64, 60.0, 8000, 1)
    return score(replace(contact, recording=recording), timeline, transcript)


def test_speech_of_nobody_is_scored_as_nobodys_words() -> None:
    """On one channel it may be the caller's own: no detector says yes or no by it, no figure counts it."""
    card = _on_one_channel((Kind.SPEECH, 31.0, 45.0, WORDS))
    decided = [c.id for c in card.detected if c.answer in (Answer.YES, Answer.NO)]
    assert not decided
    for id in ("call.human_at_s", "call.agent_talk_s", "route.menus", "route.data_asked_before_human"):
        assert _figure(card, id).value is None, id
    assert not any(step.kind in ("agent", "menu") for step in card.route)


@pytest.mark.parametrize("kind", [Kind.AGENT, Kind.IVR, Kind.SPEECH])
def test_unsure_words_are_never_scored_as_known(kind: Kind) -> None:
    sounds = (MENU, MUSIC, (kind, 31.0, 45.0, WORDS))
    unsure = _on_one_channel(*sounds, unsure=(31.0,))
    silent = _on_one_channel(MENU, MUSIC, (kind, 31.0, 45.0, ""))
    said_so = {c.id for c in unsure.detected if c.answer is Answer.YES}
    assert said_so == {c.id for c in silent.detected if c.answer is Answer.YES}
    assert not any(WORDS[:10] in (e.quote or "") for f in unsure.figures for e in f.evidence)
    sure = _on_one_channel(*sounds)
    if kind is Kind.AGENT:
        assert said_so < {c.id for c in sure.detected if c.answer is Answer.YES}
