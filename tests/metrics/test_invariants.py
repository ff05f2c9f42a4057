"""What must hold of any call: parts add up, shares are shares, moving a call in time moves only times."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.packs import Verdict, judge, load_pack, names
from metrics.score import score
from metrics.values import Answer, Scorecard
from tests.metrics.calls import Said, call, scenario
from transcripts.contact import Contact
from transcripts.timeline import Kind, Timeline
from transcripts.transcript import Transcript

WORDS = {
    Kind.IVR: ["Para facturas, pulse uno. Para averías, pulse dos.", "Bienvenido.", "Diga su DNI.", ""],
    Kind.HOLD_MESSAGE: [
        "Usted es el número dos en la cola.",
        "Descubra nuestra oferta.",
        "Gracias por esperar.",
        "",
    ],
    Kind.AGENT: ["Hola, le atiende Ana.", "Le paso con un compañero.", "¿Me dice su DNI?", ""],
    Kind.CALLER: ["Quiero reclamar."],
    Kind.SPEECH: ["Dígame."],
    Kind.HOLD_MUSIC: [""],
    Kind.RINGBACK: [""],
    Kind.BUSY: [""],
    Kind.DTMF: ["1", "2"],
}
IDS = ["a", "b", None]
MOVABLE = ("call.duration_s", "call.human_at_s")  # moments, not lengths

Parts = tuple[Contact, Timeline, Transcript]


@st.composite
def calls(draw: st.DrawFn) -> Parts:
    """Any sequence of sounds, one after the other, times in quarter seconds so that sums are exact."""
    at = draw(st.integers(0, 8)) / 4
    sounds: list[Said] = []
    unsure = set()
    for kind in draw(st.lists(st.sampled_from(sorted(WORDS)), max_size=14)):
        at += draw(st.sampled_from([0, 0, 1, 4, 16, 40])) / 4
        length = draw(st.sampled_from([1, 4, 20, 60])) / 4
        sounds.append((kind, at, at + length, draw(st.sampled_from(WORDS[kind])), draw(st.sampled_from(IDS))))
        if draw(st.integers(0, 5)) == 0:
            unsure.add(at)
        at += length
    return call(sounds, at + draw(st.integers(0, 20)) / 4, unsure=unsure)


def _moved(parts: Parts, by_s: float) -> Parts:
    contact, timeline, transcript = parts
    spans = tuple(replace(s, start_s=s.start_s + by_s, end_s=s.end_s + by_s) for s in timeline)
    segments = tuple(replace(s, start_s=s.start_s + by_s, end_s=s.end_s + by_s) for s in transcript.segments)
    return contact, Timeline(spans, timeline.duration_s + by_s), replace(transcript, segments=segments)


def _value(card: Scorecard, id: str) -> float:
    figure = card.figure(id)
    assert figure is not None
    assert figure.value is not None
    return figure.value


@settings(max_examples=150, deadline=None)
@given(calls())
def test_the_parts_of_a_hold_fill_it_and_holds_fit_into_the_call(parts: Parts) -> None:
    card = score(*parts)
    total = _value(card, "hold.total_s")
    kinds = ("music", "message", "ringback", "unattributed", "silence")
    heard = sum(_value(card, f"hold.{kind}_s") for kind in kinds)
    ours = sum(s.length_s for s in parts[1].of(Kind.CALLER, Kind.DTMF))
    assert total - ours - 1e-9 <= heard <= total + 1e-9
    assert 0 <= _value(card, "hold.queue_s") <= total <= parts[1].duration_s


@settings(max_examples=150, deadline=None)
@given(calls())
def test_every_value_is_in_its_range_and_has_a_reason_or_a_value(parts: Parts) -> None:
    card = score(*parts, scenario(("a", "advertising_on_hold"), ("b", "wait_told"), expected=("agente",)))
    for figure in (*card.figures, card.score):
        assert figure is not None
        assert (figure.value is None) == (figure.why is not None)
        if figure.value is not None and figure.id not in ("hold.promise_error_s", "hold.readability_huerta"):
            assert figure.value >= 0 or figure.id.startswith("hold.readability")
        if figure.unit == "ratio" and figure.value is not None:
            assert figure.value <= 1
        for evidence in figure.evidence:
            assert 0 <= evidence.start_s <= evidence.end_s <= parts[1].duration_s + 1e-9
    assert all(c.evidence for c in card.checks if c.answer is Answer.YES)


@settings(max_examples=100, deadline=None)
@given(calls())
def test_the_steps_tile_the_call(parts: Parts) -> None:
    route = score(*parts).route
    for one, following in itertools.pairwise(route):
        assert one.end_s == pytest.approx(following.start_s)
        assert one.start_s <= one.end_s
    assert [step.index for step in route] == list(range(len(route)))


@settings(max_examples=100, deadline=None)
@given(calls(), st.integers(1, 400))
def test_moving_a_call_in_time_moves_only_times(parts: Parts, quarters: int) -> None:
    by_s = quarters / 4
    still, moved = score(*parts), score(*_moved(parts, by_s))
    for one, other in zip(still.figures, moved.figures, strict=True):
        if one.value is None or other.value is None:
            assert (one.value, one.why) == (other.value, other.why)
        else:
            shift = by_s if one.id in MOVABLE else 0.0
            assert other.value == pytest.approx(one.value + shift), one.id
        assert len(one.evidence) == len(other.evidence)
    assert [c.answer for c in still.detected] == [c.answer for c in moved.detected]
    assert [s.kind for s in still.route] == [s.kind for s in moved.route]


@settings(max_examples=60, deadline=None)
@given(calls())
def test_every_pack_judges_any_call(parts: Parts) -> None:
    card = score(*parts)
    for name in names():
        findings = judge(load_pack(name), card, parts[0], scenario())
        assert len(findings) == len(load_pack(name).rules)
        for finding in findings:
            assert (finding.why is None) or finding.verdict is not Verdict.PASS


@settings(max_examples=60, deadline=None)
@given(calls())
def test_scoring_is_pure(parts: Parts) -> None:
    assert score(*parts) == score(*parts)
