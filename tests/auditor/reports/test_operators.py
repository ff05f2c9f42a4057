"""Who answers: contractors beside own staff, contradictions with their recordings, words, alerts, samples."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from auditor.i18n import use_language
from auditor.reports.building import document
from auditor.reports.calls_part import hold
from auditor.reports.charts import draw
from auditor.reports.document import Cards, Section, Table
from auditor.reports.figures import Cited
from auditor.reports.inputs import Call, Inputs, PromptChange
from auditor.reports.operators_part import operators
from auditor.reports.rules_part import rules
from auditor.reports.sampling import wait_of
from auditor.reports.summary import summarise
from auditor.reports.watch_part import watch
from metrics.complaints.contradictions import Answered
from metrics.complaints.values import CaseContact, Ownership, Promise, Quote, Segment
from metrics.complaints.watch import WatchRules
from metrics.packs import load_pack, read_pack
from metrics.stats.comparing import compare
from tests.auditor.reports.made import call, complaint, inputs, rich
from tests.auditor.reports.schema import FILE, schema
from transcripts.contact import Outcome

DAY = date(2026, 11, 3)


def table(section: Section, id: str) -> Table:
    return next(block for block in section.blocks if isinstance(block, Table) and block.id == id)


def two_lines(own: list[float], theirs: list[float], scenario: str = "baja") -> Inputs:
    """Calls on an own line and on a contractor's, by seconds to a person."""
    found: list[Call] = [
        replace(call(f"{line}{i}", wait_s=wait, channel=line), scenario=scenario)
        for line, waits in (("casa", own), ("norte", theirs))
        for i, wait in enumerate(waits)
    ]
    made = inputs(found)
    contractor = replace(made.channels["casa"], id="norte", operator="Contrata Norte")
    return replace(made, channels={**made.channels, "norte": contractor})


def test_a_contractor_stands_beside_the_own_staff_with_an_interval() -> None:
    made = summarise(two_lines([60.0] * 18 + [300.0] * 2, [60.0] * 4 + [300.0] * 16))
    row = next(row for row in made.beside if row.figure == "report.person_within")
    known = compare((4, 20), (18, 20))
    assert (row.operator, row.base, row.scenarios) == ("Contrata Norte", "in_house", ("baja",))
    assert (row.theirs.value, row.own.value) == (pytest.approx(0.2), pytest.approx(0.9))
    assert row.interval == pytest.approx((known.low, known.high))
    assert row.words == "first_lower"
    cells = table(operators(made), "beside").rows[0]
    assert cells[8].text.startswith("−70 (")
    assert cells[8].text.endswith("lower")


def test_scenarios_that_only_one_of_them_had_compare_nothing() -> None:
    own = two_lines([60.0], []).calls
    theirs = two_lines([], [60.0], "alta")
    made = summarise(replace(theirs, calls=(*own, *theirs.calls)))
    row = made.beside[0]
    assert (row.scenarios, row.words, row.left_out) == ((), "not_measured", 1)
    assert "no scenario in common" in str(row.theirs.why).replace("_", " ").replace(
        "shared scenario", "scenario in common"
    )


def answer(id: str, text: str, operator: str = "in_house") -> Answered:
    return Answered(
        id=id,
        scenario="baja",
        question="¿Cuánto cuesta la baja?",
        text=text,
        at="2026-11-03T09:00:00.000+00:00",
        operator=operator,
        channel="casa",
        shop_id=id,
        start_s=12.0,
        end_s=15.0,
    )


def test_contradictions_stand_side_by_side_with_their_recordings() -> None:
    told = [
        answer("a", "Son quince euros."),
        answer("b", "Son 15 €."),
        answer("c", "Son cuarenta euros.", "Contrata Norte"),
    ]
    made = summarise(replace(inputs([call()]), answers=tuple(told)))
    (row,) = made.contradictions
    assert [(v.answers, v.cited[0].shop, v.cited[0].start_s) for v in row.versions] == [
        (2, "a", 12.0),
        (1, "c", 12.0),
    ]
    cells = table(operators(made), "contradictions").rows[0]
    assert [cell.cited.shop for cell in cells if cell.cited] == ["a", "c"]
    assert "Contrata Norte" in cells[3].text
    assert summarise(replace(inputs([call()]), answers=tuple(told[:2]))).contradictions == ()


def test_what_callers_said_keeps_the_words_of_the_weightiest_and_plays_them() -> None:
    quote = Quote("Me cobran dos veces", True, shop_id="s1", start_s=3.0, end_s=5.0)
    rows = (
        complaint("a", DAY, importance=2, text="Nadie me llama"),
        complaint("b", DAY, importance=5, quotes=(quote,)),
        complaint("c", DAY, importance=5, text="Me cobran dos veces"),
        complaint("d", DAY, topic="avería", operator="Contrata Norte"),
    )
    found = summarise(inputs([call()], complaints=rows)).complaints
    assert found is not None
    first, second = found.said
    assert (first.topic, first.operator, first.complaints, first.weight, first.silent) == (
        "facturación",
        "in_house",
        3,
        12.0,
        0,
    )
    assert [(q.quote, q.shop) for q in first.quotes] == [
        ("Me cobran dos veces", "s1"),
        ("Nadie me llama", ""),
    ]
    assert (second.silent, second.quotes) == (1, ())


def test_alerts_are_of_the_whole_ledger_and_counted_by_kind() -> None:
    old = datetime(2026, 8, 1, tzinfo=UTC).date()
    rows = (
        complaint("a", old, owners=(), segment=Segment.MOST_VALUABLE),
        complaint("b", DAY, resolved_at="2026-11-04T00:00:00.000+00:00"),
    )
    made = summarise(replace(inputs(complaints=rows), watch=WatchRules()))
    assert made.complaints is not None
    alerts = made.complaints.alerts
    assert alerts is not None
    assert alerts.by_kind == {"no_owner": 1, "recovery_passed": 1, "silence": 1, "deadline_late": 3}
    assert alerts.total == 6
    text = " ".join(cell.text for row in table(watch(made), "alerts").rows for cell in row)
    assert "Nobody owns it" in text
    late = {row.params["rule"]: row.in_force for row in alerts.rows if row.kind == "deadline_late"}
    assert late == {"ES-14": False, "ES-15": True, "ES-16": False}
    assert text.count("the rule did not bind yet") == 2
    assert summarise(inputs(complaints=rows)).complaints.alerts is None  # type: ignore[union-attr]


def test_promises_stand_by_operator_and_hand_overs_by_how_many() -> None:
    at = "2026-11-03T10:00:00.000+00:00"
    rows = (
        complaint("a", DAY, promises=(Promise(id="1", what="llamar", by="2026-11-05", kept=True),)),
        complaint(
            "b",
            DAY,
            operator="Norte",
            promises=(Promise(id="1", what="llamar", by="2026-11-05", kept=False),),
        ),
        complaint(
            "c",
            DAY,
            owners=(
                Ownership(at, "o1", "técnico"),
                Ownership("2026-11-04T10:00:00.000+00:00", "o2", "calidad"),
            ),
        ),
    )
    found = summarise(inputs(complaints=rows)).complaints
    assert found is not None
    assert [(p.operator, p.kept.value) for p in found.promises_by] == [("Norte", 0.0), ("in_house", 1.0)]
    assert {s.id: s.counts for s in found.spreads} == {
        "ownership.hand_overs": ((0, 2), (1, 1)),
        "ownership.departments": ((2, 1),),
    }


def test_the_curve_runs_over_thirty_windows_and_says_who_is_censored() -> None:
    again = CaseContact(at="2026-11-13T10:00:00.000+00:00", inbound=True)
    first = CaseContact(at="2026-11-03T10:00:00.000+00:00", inbound=True)
    rows = (complaint("a", DAY), complaint("b", DAY, contacts=(first, again)))
    found = summarise(inputs(complaints=rows)).complaints
    assert found is not None
    by_day = {row.window_days: row.closed.value for row in found.curve}
    assert len(by_day) == 30
    assert (by_day[9], by_day[10], by_day[30]) == (1.0, 0.5, 0.5)


def test_sample_rules_take_each_call_for_what_it_shows() -> None:
    dial = "wait.dial_to_human_s"
    reached = wait_of(call(wait_s=60.0), dial)
    assert (reached.reached_s, reached.under(180)) == (60.0, True)
    assert wait_of(call(wait_s=None, duration_s=60.0), dial).under(180) is None
    assert wait_of(call(wait_s=None, duration_s=200.0), dial).under(180) is False
    assert (
        wait_of(call(wait_s=None, duration_s=60.0, outcome=Outcome.HUNG_UP_BY_THEM), dial).under(180) is False
    )
    assert wait_of(call(wait_s=60.0, outcome=Outcome.FAILED), dial).under(180) is None
    assert wait_of(call(wait_s=None, outcome=Outcome.BUSY, scored=False), dial).under(180) is False


def test_the_rules_part_gives_a_verdict_only_when_the_sample_allows() -> None:
    calls = [call(f"c{i}", DAY + timedelta(days=i % 25), wait_s=40.0 + i / 10) for i in range(60)]
    few = summarise(inputs(calls[:20]))
    assert [(s.id, s.verdict, s.why) for s in few.samples] == [
        ("ES-01", "not_assessable", "sample_too_small"),
        ("ES-02", "not_assessable", "sample_too_small"),
    ]
    made = summarise(inputs(calls))
    first = made.samples[0]
    assert [c.clock for c in first.clocks] == ["wait.dial_to_human_s", "wait.request_to_human_s"]
    assert [(r.reading, r.verdict) for r in first.clocks[0].readings] == [
        ("share", "pass"),
        ("mean", "pass"),
        ("fastest", "pass"),
    ]
    assert (first.clocks[1].n, first.verdict) == (0, "not_assessable")
    assert (first.calls, first.bound) == (60, 0)
    section = rules(made)
    text = " ".join(cell.text for row in table(section, "samples").rows for cell in row)
    assert "too few calls for a verdict" in text
    ids = [row[0].value for row in table(section, "open-es-sac").rows]
    assert "ES-01" not in ids
    use_language("es")
    assert "demasiado pocas llamadas" in str(rules(made))


def test_the_schema_in_the_docs_is_the_one_of_the_values() -> None:
    assert json.loads(FILE.read_text("utf-8")) == schema()


def test_a_sector_adds_its_own_deadline_and_leaves_the_telephone_out() -> None:
    rows = (complaint("a", DAY, channel="email"), complaint("b", DAY, channel="phone"))
    made = summarise(replace(inputs(complaints=rows), sector="finance"))
    assert made.complaints is not None
    by_rule = {row.rule: row for row in made.complaints.deadlines}
    assert (by_rule["ES-F1"].kept.n, by_rule["ES-F1"].late) == (1, 1)
    plain = summarise(inputs(complaints=rows)).complaints
    assert plain is not None
    assert "ES-F1" not in {row.rule for row in plain.deadlines}


def change(at: str, what: str = "words") -> PromptChange:
    old = Cited("a", 5.0, 9.0, "Contrate ya", "2026-10-01T09:00:00.000+00:00", "casa")
    return PromptChange(
        "casa", "hold_message", what, at, old, replace(old, shop="b", quote="Llame mañana"), 3, True
    )


def test_the_change_log_has_what_was_first_heard_in_the_period_before_and_after() -> None:
    inside, late = change("2026-11-30T22:30:00.000+00:00"), change("2026-11-30T23:30:00.000+00:00")
    made = summarise(replace(inputs([call()]), prompt_changes=(late, inside)))
    assert made.prompt_changes == (inside,)  # by the day in Madrid
    cells = table(hold(made), "changes").rows[0]
    assert [cell.cited.shop for cell in cells if cell.cited] == ["a", "b"]
    assert cells[0].value == date(2026, 11, 30)
    none = hold(summarise(inputs([call()])))
    assert "No recording of a line is known to have changed" in str(none)


def test_the_complaint_that_matters_is_one_that_can_be_heard_where_they_weigh_the_same() -> None:
    said = Quote("Queda resuelto", False, shop_id="s1", start_s=3.0, end_s=5.0)
    rows = (
        complaint("a", DAY, confirmed=False, quotes=(said,)),
        complaint("b", DAY, confirmed=False, text="Nadie me llama"),
        complaint("c", DAY, confirmed=False, importance=3, quotes=(said,)),
    )
    found = summarise(inputs(complaints=rows)).questions[2].finding
    assert found is not None
    assert found.cited is not None
    assert (found.cited.shop, found.cited.quote) == ("s1", "Queda resuelto")
    heavier = (*rows, complaint("d", DAY, confirmed=False, importance=5, text="Llevo un mes"))
    worst = summarise(inputs(complaints=heavier)).questions[2].finding
    assert worst is not None
    assert worst.cited is not None
    assert (worst.cited.shop, worst.cited.quote) == ("", "Llevo un mes")


def test_of_each_kind_of_alert_a_few_are_shown_and_all_are_counted() -> None:
    rows = tuple(complaint(f"a{i}", DAY, owners=(), importance=1 + i % 5) for i in range(12))
    found = summarise(replace(inputs(complaints=rows), watch=WatchRules())).complaints
    assert found is not None
    assert found.alerts is not None
    assert found.alerts.by_kind["no_owner"] == 12
    assert sum(row.kind == "no_owner" for row in found.alerts.rows) == 8
    assert found.alerts.total == sum(found.alerts.by_kind.values())


def test_own_rule_packs_are_judged_beside_the_shipped_ones() -> None:
    text = (
        "id: house\nversion: 1\ntitle: House rules\nstatus: practice\nrules:\n"
        "  - {id: HR-1, title: Quick, shows: call, weight: good_practice, source: Charter §4,"
        " figure: wait.dial_to_human_s, at_most: 30, unit: s}\n"
    )
    own = read_pack(text, "house.yaml")
    made = summarise(replace(inputs([call(wait_s=60.0)]), packs=(own, load_pack("es-sac"))))
    rows = {pack.id: pack.rows for pack in made.packs}
    assert list(rows) == ["es-sac", "house"]
    assert rows["house"][0].failed == 1


def test_each_question_has_its_trend_by_weeks() -> None:
    made = summarise(rich())
    trends = {question.key: question.trend for question in made.questions}
    assert all(trend is not None and len(trend.points) > 2 for trend in trends.values())
    assert trends["route"] == made.chart
    drawn = [draw(made, f"trend:{key}") for key in trends]
    assert all(svg.startswith("<svg") for svg in drawn)
    cards = document(made).sections[0].blocks[-2]
    assert isinstance(cards, Cards)
    assert all(card.trend and "Week by week, mean" in card.trend.alt for card in cards.cards)
    assert [q.trend for q in summarise(inputs()).questions] == [None, None, None]
