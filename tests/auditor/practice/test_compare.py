"""The comparison of a measured call with its truth, on values worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.practice.compare import Row, compare, true_wait_s
from auditor.practice.matching import matched
from auditor.practice.truth import Stretch, Truth, TruthEvent, TruthKey
from metrics.values import Evidence, Figure, HoldMessage, Scorecard
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.timeline import Kind, Side, Span, Timeline
from transcripts.transcript import Segment, Speaker, Transcript

AVISO = TruthEvent("hold_message", 14.0, 18.0, id="aviso", text="Gracias por esperar.")
TRUTH = Truth(
    line="modelo",
    call_id="a",
    invited_at=0.0,
    ended_s=40.0,
    ended_by="caller",
    answered_s=2.0,
    agent_answered_s=25.0,
    events=(
        TruthEvent("ivr", 2.1, 8.0, id="menu", text="Pulse uno."),
        TruthEvent("hold_music", 10.0, 14.0, id="paseo"),
        AVISO,
        TruthEvent("hold_music", 18.0, 24.0, id="paseo"),
        TruthEvent("agent", 25.0, 28.0, id="saludo", text="Hola."),
        TruthEvent("caller", 29.0, 33.0, side="ours"),
    ),
    keys=(TruthKey("1", 9.0), TruthKey("#", 9.5)),
    hold=(Stretch(10.0, 25.0),),
    messages=(AVISO,),
)
CONTACT = Contact(
    Outcome.COMPLETED,
    (
        Mark(MarkName.INVITE, 0.0),
        Mark(MarkName.ANSWERED, 2.01, "200"),
        Mark(MarkName.KEY, 8.99, "1"),
        Mark(MarkName.KEY, 9.49, "#"),
        Mark(MarkName.BYE_OURS, 39.9),
    ),
)
TIMELINE = Timeline(
    (
        Span(Kind.IVR, 2.2, 8.0, Side.THEIRS),
        Span(Kind.HOLD_MUSIC, 10.1, 14.0, Side.THEIRS),
        Span(Kind.HOLD_MESSAGE, 14.2, 18.0, Side.THEIRS),
        Span(Kind.AGENT, 25.3, 28.0, Side.THEIRS),
        Span(Kind.CALLER, 29.0, 33.0, Side.OURS),
    ),
    40.0,
)
SCORECARD = Scorecard(
    figures=(
        Figure("wait.dial_to_human_s", 25.3, "s", n=1),
        Figure("wait.ivr_to_human_s", 17.2, "s", n=1),
        Figure("wait.request_to_human_s", 15.8, "s", n=1),
        Figure("hold.total_s", 15.2, "s", n=1, evidence=(Evidence(10.1, 25.3),)),
    ),
    messages=(HoldMessage("m1", "gracias", ((14.2, 18.0),), 3.8, ("courtesy",)),),
)
TRANSCRIPT = Transcript(
    (
        Segment(Speaker.IVR, 2.2, 8.0, "Pulse uno."),
        Segment(Speaker.HOLD, 14.2, 18.0, "Gracias por esperar."),
        Segment(Speaker.AGENT, 25.3, 28.0, "Hola."),
        Segment(Speaker.CALLER, 29.0, 33.0, "Tengo un cargo."),
    ),
    "es",
)


def rows(**changes: object) -> dict[str, Row]:
    given = {
        "truth": TRUTH,
        "timeline": TIMELINE,
        "contact": CONTACT,
        "scorecard": SCORECARD,
        "transcript": TRANSCRIPT,
        **changes,
    }
    return {row.id: row for row in compare(**given)}  # type: ignore[arg-type]


def test_a_call_that_was_measured_well() -> None:
    found = rows()
    assert all(row.ok for row in found.values())
    assert {id: round(row.error or 0.0, 3) for id, row in found.items()} == {
        "keys": 0.0,
        "answered": 0.01,
        "ended": -0.1,
        "ended_by": 0.0,
        "agent_answered": 0.3,
        "wait.dial_to_human_s": 0.3,
        "wait.ivr_to_human_s": 0.2,
        "wait.request_to_human_s": 0.3,
        "hold.count": 0.0,
        "hold.1.start": 0.1,
        "hold.1.end": 0.3,
        "hold.total": 0.2,
        "message.count": 0.0,
        "message.1.start": 0.2,
        "text_off_speech": 0.0,
    }


def test_a_key_that_did_not_arrive_is_no_success() -> None:
    row = rows(truth=replace(TRUTH, keys=TRUTH.keys[:1]))["keys"]
    assert (row.measured, row.true, row.ok, row.error) == ("1#", "1", False, 1.0)


def test_half_a_second_is_the_limit() -> None:
    late = Timeline((Span(Kind.AGENT, 25.5, 28.0, Side.THEIRS),), 40.0)
    assert rows(timeline=late)["agent_answered"].ok
    later = Timeline((Span(Kind.AGENT, 25.51, 28.0, Side.THEIRS),), 40.0)
    assert not rows(timeline=later)["agent_answered"].ok


def test_what_was_not_measured_is_missing_and_not_zero() -> None:
    found = rows(timeline=Timeline((), 40.0), scorecard=Scorecard(figures=()))
    for id in ("agent_answered", "wait.dial_to_human_s", "hold.1.start", "hold.total", "message.1.start"):
        assert (found[id].measured, found[id].error, found[id].ok) == (None, None, False), id
    assert found["hold.count"].error == -1


def test_what_is_not_true_is_told_too() -> None:
    nobody = replace(TRUTH, agent_answered_s=None, hold=(), messages=())
    found = rows(truth=nobody)
    for id in ("agent_answered", "wait.ivr_to_human_s", "hold.1.start", "message.1.start"):
        assert (found[id].true, found[id].ok) == (None, False), id
    assert not found["hold.count"].ok


def test_nothing_is_said_of_what_neither_side_has() -> None:
    nobody = replace(TRUTH, agent_answered_s=None, hold=(), messages=())
    found = rows(truth=nobody, timeline=Timeline((), 40.0), scorecard=Scorecard(figures=()))
    assert "agent_answered" not in found
    assert "wait.dial_to_human_s" not in found
    assert found["hold.count"].ok
    assert "hold.total" not in found


def test_a_call_that_was_refused() -> None:
    refused = Truth(line="x", call_id="a", invited_at=0.0, ended_s=0.1, ended_by="line", refused=486)
    found = compare(refused, None, Contact(Outcome.BUSY))
    assert [(row.id, row.ok) for row in found] == [("keys", True)]


def test_text_on_music_is_counted() -> None:
    dreamt = Segment(Speaker.HOLD, 18.4, 23.0, "Subtítulos realizados por la comunidad")
    partly = Segment(Speaker.HOLD, 13.0, 17.0, "Gracias por")
    shifted = Segment(Speaker.CALLER, 33.1, 33.5, "cuatro")  # sound takes its time from us to them
    found = rows(transcript=replace(TRANSCRIPT, segments=(*TRANSCRIPT.segments, dreamt, partly, shifted)))
    assert found["text_off_speech"].measured == 1
    assert not found["text_off_speech"].ok


def test_who_hung_up() -> None:
    theirs = replace(CONTACT, marks=(*CONTACT.marks[:-1], Mark(MarkName.BYE_THEIRS, 40.0)))
    assert not rows(contact=theirs)["ended_by"].ok
    unknown = rows(contact=replace(CONTACT, marks=CONTACT.marks[:-1]))["ended_by"]
    assert (unknown.measured, unknown.ok) == (None, False)


def test_the_wait_clocks_of_the_truth() -> None:
    assert true_wait_s(TRUTH, "wait.dial_to_human_s") == 25
    assert true_wait_s(TRUTH, "wait.ivr_to_human_s") == 17
    assert true_wait_s(TRUTH, "wait.request_to_human_s") == 15.5
    assert true_wait_s(replace(TRUTH, keys=()), "wait.request_to_human_s") is None


def test_pairs_are_made_by_what_is_shared_most() -> None:
    true = [(0.0, 10.0), (10.0, 20.0)]
    assert matched([(9.0, 19.0)], true) == [(None, (0.0, 10.0)), ((9.0, 19.0), (10.0, 20.0))]
    assert matched([(30.0, 31.0)], true) == [(None, true[0]), (None, true[1]), ((30.0, 31.0), None)]


_STRETCHES = st.lists(
    st.tuples(st.floats(0, 50), st.floats(0.1, 10)).map(lambda at: (at[0], at[0] + at[1])), max_size=6
)


@given(_STRETCHES, _STRETCHES)
def test_every_stretch_is_in_one_pair(
    measured: list[tuple[float, float]], true: list[tuple[float, float]]
) -> None:
    pairs = matched(measured, true)
    assert [pair[1] for pair in pairs[: len(true)]] == true
    assert sorted(pair[0] for pair in pairs if pair[0]) == sorted(measured)
    assert all(pair != (None, None) for pair in pairs)


def test_rows_of_times_have_seconds() -> None:
    assert {row.unit for row in rows().values()} == {"s", "count", "text"}
    assert rows()["hold.total"].true == pytest.approx(15)
