"""Rule packs: the shipped ones agree with the norms' ids, faults are all reported, verdicts by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import PackError
from metrics.packs import Finding, Shows, Verdict, Weight, judge, load_pack, names, read_pack
from metrics.score import score
from metrics.values import Figure, Scorecard
from scenarios.errors import Fault
from tests.metrics.calls import GOOD, GOOD_MARKS, call, scenario
from transcripts.contact import Contact, Outcome

IDS = {
    "es-finance": 1,
    "es-sac": 29,  # ES-01 … ES-30; the norms have no ES-28
    "br": 5,
    "ar": 5,
    "pe": 2,
    "mx": 1,
    "co": 2,
    "cl": 1,
    "uk": 3,
    "good-practice": 15,
}

FAULTY = """id: mine
version: two
status: holy
rules:
  - id: A
    title: First
    shows: call
    weight: law
    source: me
    figure: hold.length
    at_most: long
    unit: s
  - id: A
    title: {es: Segunda}
    shows: never
    weight: law
    check: reads_minds
    answer: maybe
    since: 2026-13-01
    purposes: [fun]
  - just text
"""

MINE = """id: mine
version: 1
title: Mine
status: practice
rules:
  - {id: R, title: T, shows: SHOWS, weight: good_practice, source: me, FIELDS}
"""


def _faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(PackError) as caught:
        read_pack(text, "mine.yaml")
    return caught.value.faults


def _one(fields: str, card: Scorecard, shows: str = "call", at: str | None = None) -> Finding:
    pack = read_pack(MINE.replace("FIELDS", fields).replace("SHOWS", shows), "mine.yaml")
    return judge(pack, card, Contact(Outcome.COMPLETED, started_at=at), scenario())[0]


def test_every_pack_of_the_norms_is_shipped() -> None:
    assert {name: len(load_pack(name).rules) for name in names()} == IDS


def test_rules_carry_their_source_and_only_laws_can_be_breached() -> None:
    for name in names():
        for rule in load_pack(name).rules:
            assert rule.source
            assert set(rule.title) == {"es", "en"}
            assert (rule.figure is None) == (rule.limit is None)
    assert {r.weight for r in load_pack("good-practice").rules} == {Weight.GOOD_PRACTICE}


def test_what_only_a_sample_or_documents_show_is_never_judged() -> None:
    card = score(*call(GOOD, 112.0, marks=GOOD_MARKS), scenario())
    for name in names():
        for finding in judge(load_pack(name), card, Contact(Outcome.COMPLETED), scenario()):
            if finding.rule.shows in (Shows.SAMPLE, Shows.DOCUMENTS):
                assert finding.verdict is Verdict.NOT_ASSESSABLE
            if finding.rule.shows is Shows.BREACH:
                assert finding.verdict is not Verdict.PASS
            assert (finding.verdict is Verdict.NOT_ASSESSABLE) == (finding.why is not None)


def test_a_good_call_against_spain() -> None:
    card = score(*call(GOOD, 112.0, marks=GOOD_MARKS), scenario())
    found = {f.rule.id: f for f in judge(load_pack("es-sac"), card, Contact(Outcome.COMPLETED), scenario())}
    passed = {id for id, f in found.items() if f.verdict is Verdict.PASS}
    assert passed == {"ES-03", "ES-05", "ES-11", "ES-21"}
    assert {id for id, f in found.items() if f.verdict is Verdict.FAIL} == {"ES-13"}
    assert found["ES-01"].measured == 85.0
    assert found["ES-01"].why == "needs_sample"
    assert found["ES-20"].why == "does_not_apply"
    assert found["ES-11"].evidence[0].quote == "número de incidencia es el cuatro cinco siete"


def test_dates_in_force() -> None:
    rule = load_pack("es-sac").rules[2]
    assert rule.since == date(2026, 12, 28)
    card = score(*call(GOOD, 112.0, marks=GOOD_MARKS))
    for day, expected in (("2026-12-27T10:00:00Z", False), ("2026-12-28T00:00:00Z", True), (None, None)):
        contact = Contact(Outcome.COMPLETED, started_at=day)
        finding = judge(load_pack("es-sac"), card, contact)[2]
        assert finding.in_force is expected
        assert finding.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("fields", "figure", "verdict", "why"),
    [
        ("figure: hold.total_s, at_most: 60, unit: s", Figure("hold.total_s", 60.0, "s"), "pass", None),
        ("figure: hold.total_s, below: 60, unit: s", Figure("hold.total_s", 60.0, "s"), "fail", None),
        ("figure: hold.total_s, at_least: 60, unit: s", Figure("hold.total_s", 59.9, "s"), "fail", None),
        (
            "figure: hold.wpm, about: 112, unit: 1/min",
            Figure("hold.wpm", 50.0, "1/min"),
            "not_assessable",
            "no_tolerance",
        ),
        (
            "figure: hold.total_s, at_most: 60, unit: s",
            Figure("hold.total_s", None, "s", why="no_agent"),
            "not_assessable",
            "no_agent",
        ),
        (
            "figure: hold.total_s, at_most: 60, unit: s",
            Figure("hold.total_s", None, "s", counts={"waited_at_least_s": 61.0}, why="no_agent"),
            "fail",
            "at_least_this_much",
        ),
        (
            "figure: hold.total_s, at_most: 60, unit: s",
            Figure(
                "hold.total_s", None, "s", counts={"at_least": 10.0, "at_most": 50.0}, why="low_confidence"
            ),
            "pass",
            None,
        ),
        (
            "figure: hold.advertising_s, at_most: 0, unit: s",
            Figure("hold.advertising_s", 0.0, "s", counts={"not_understood_s": 9.0}),
            "not_assessable",
            "low_confidence",
        ),
        (
            "figure: hold.advertising_s, at_most: 0, unit: s",
            Figure("hold.advertising_s", 4.0, "s", counts={"not_understood_s": 9.0}),
            "fail",
            None,
        ),
    ],
)
def test_verdicts(fields: str, figure: Figure, verdict: str, why: str | None) -> None:
    finding = _one(fields, Scorecard((figure,)))
    assert (finding.verdict, finding.why) == (verdict, why)


def test_an_unknown_pack_says_which_there_are() -> None:
    with pytest.raises(PackError, match="good-practice"):
        load_pack("atlantis")


def test_every_fault_is_reported() -> None:
    assert [(f.line, f.path) for f in _faults(FAULTY)] == [
        (1, ""),
        (2, "version"),
        (3, "status"),
        (10, "rules[0].figure"),
        (11, "rules[0].at_most"),
        (13, "rules[1]"),
        (13, "rules[1].id"),
        (15, "rules[1].shows"),
        (17, "rules[1].check"),
        (18, "rules[1].answer"),
        (19, "rules[1].since"),
        (20, "rules[1].purposes"),
        (21, "rules[2]"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "figure: hold.total_s, unit: s",
        "figure: hold.total_s, about: 1, at_most: 2, unit: s",
        "figure: hold.total_s, at_least: 3, at_most: 2, unit: s",
        "figure: hold.total_s, at_most: .nan, unit: s",
        "figure: hold.total_s, at_most: 1, unit: furlong",
        "at_most: 1",
        "answer: yes",
        "check: apology, figure: hold.total_s, at_most: 1, unit: s, answer: yes",
        "since: 2026-02-01, until: 2026-01-01",
    ],
)
def test_faulty_rules(fields: str) -> None:
    assert _faults(MINE.replace("FIELDS", fields).replace("SHOWS", "call"))


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=300)
    | st.text("id:versontlrue []{}-&*1\n ", max_size=300)
    | st.integers(0, len(FAULTY)).map(lambda cut: FAULTY[:cut])
)
def test_any_text_is_a_pack_or_its_faults(text: str) -> None:
    assert all(fault.line >= 1 for fault in _faults(text))
