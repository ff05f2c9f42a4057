"""The numbers of the summary, worked out by hand: shares, waits, changes, the findings, and what is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from auditor.channel import OwnChannel
from auditor.core.reporting import before, period
from auditor.errors import CommandError
from auditor.reports.document import Table
from auditor.reports.holding import _ratio_interval
from auditor.reports.inputs import ActionInput, ActionResult, Period, Side
from auditor.reports.measuring import against, of_rate
from auditor.reports.rest_part import actions
from auditor.reports.summary import summarise
from auditor.reports.waiting import mean_of_fastest, reached_within, seconds_to_person, within
from metrics.stats.comparing import compare
from metrics.stats.intervals import rate
from tests.auditor.reports.made import call, complaint, inputs
from transcripts.contact import Outcome

AD = ("Contrate ya la tarifa", ("advertising",))
USEFUL = ("Es usted el segundo de la cola", ("position_or_wait",))
OCT = date(2026, 10, 6)


def test_an_empty_period_measures_nothing_and_claims_nothing() -> None:
    made = summarise(inputs())
    assert [q.figure.value for q in made.questions] == [None, None, None]
    assert [q.finding for q in made.questions] == [None, None, None]
    assert made.complaints is None
    assert made.method.agent_minutes is None


def test_hold_counts_playings_and_names_the_advertising_heard_longest() -> None:
    calls = [call("a", messages=[(*AD, 3), (*USEFUL, 1)]), call("b", messages=[(*USEFUL, 2)])]
    question = summarise(inputs(calls)).questions[0]
    assert question.figure.value == pytest.approx(3 / 6)
    assert question.figure.n == 6
    assert question.finding is not None
    assert question.finding.key == "hold_advertising"
    assert question.finding.numbers == {"plays": 3.0, "calls": 1.0, "seconds": 30.0}
    assert question.finding.cited is not None
    assert (question.finding.cited.shop, question.finding.cited.start_s) == ("a", 20.0)


def test_messages_nobody_understood_count_apart() -> None:
    doubtful = call("a", messages=[("…", (), 4), (*USEFUL, 1)])
    figure = summarise(inputs([doubtful])).questions[0].figure
    assert (figure.value, figure.n, figure.counts["not_understood"]) == (1.0, 1, 4.0)


def test_the_catalogue_says_what_is_new_and_what_is_gone() -> None:
    now = [call("a", messages=[(*AD, 1), (*USEFUL, 1)])]
    earlier = [
        call("b", OCT, messages=[(*USEFUL, 1), ("Puede llamar a la tienda", ("useful_information",), 1)])
    ]
    made = summarise(inputs(now, earlier))
    found = {row.text: row.change for row in made.catalogue}
    assert found == {AD[0]: "new", USEFUL[0]: "same", "Puede llamar a la tienda": "gone"}
    assert [row.change for row in summarise(inputs(now)).catalogue] == ["first", "first"]


@pytest.mark.parametrize(
    ("outcome", "wait_s", "duration_s", "scored", "expected"),
    [
        (Outcome.COMPLETED, 60.0, 200.0, True, True),
        (Outcome.COMPLETED, 180.0, 200.0, True, False),  # "under three minutes"
        (Outcome.HUNG_UP_BY_THEM, None, 50.0, True, False),
        (Outcome.HUNG_UP_BY_THEM, None, 50.0, False, None),  # not listened to: perhaps a person answered
        (Outcome.BUSY, None, 5.0, False, False),
        (Outcome.WAIT_LIMIT, None, 600.0, True, False),
        (Outcome.WAIT_LIMIT, None, 100.0, True, None),  # we gave up before it could be known
        (Outcome.CANCELLED, None, 600.0, True, None),
        (Outcome.FAILED, 10.0, 20.0, True, None),
    ],
)
def test_who_reached_a_person_within_three_minutes(outcome, wait_s, duration_s, scored, expected) -> None:
    made = call("a", outcome=outcome, wait_s=wait_s, duration_s=duration_s, scored=scored)
    assert reached_within(made) is expected


def test_calls_without_a_person_lengthen_the_median() -> None:
    reached = [call(str(i), wait_s=10.0 * (i + 1)) for i in range(4)]
    lost = [call(f"x{i}", wait_s=None, duration_s=5.0 + i, outcome=Outcome.HUNG_UP_BY_THEM) for i in range(4)]
    short = summarise(inputs(reached)).waits[0]
    both = summarise(inputs(reached + [replace(c) for c in lost])).waits[0]
    assert short.median.value == 20.0
    assert both.not_reached == 4
    late = [call(f"y{i}", wait_s=None, duration_s=90.0, outcome=Outcome.HUNG_UP_BY_THEM) for i in range(4)]
    assert summarise(inputs(reached + late)).waits[0].median.value == 40.0


def test_the_fastest_95_percent_leave_out_no_call_of_few() -> None:
    assert mean_of_fastest([10.0, 20.0, 30.0, 400.0]) == 115.0
    assert mean_of_fastest([1.0] * 19 + [1000.0]) == 1.0
    assert mean_of_fastest([]) is None


def test_the_useless_step_is_told_with_what_it_cost() -> None:
    calls = [call("a", useless="one_way_menu"), call("b", useless="one_way_menu"), call("c")]
    finding = summarise(inputs(calls)).questions[1].finding
    assert finding is not None
    assert (finding.key, finding.text) == ("route_useless", {"useless": "one_way_menu"})
    assert finding.numbers == {"calls": 2.0, "of": 3.0, "seconds": 16.0}
    assert finding.cited is not None
    assert (finding.cited.start_s, finding.cited.end_s) == (10.0, 18.0)


@pytest.mark.parametrize(("now", "then"), [((45, 50), (20, 50)), ((5, 20), (4, 20)), ((0, 9), (9, 9))])
def test_the_difference_of_two_wilson_rates_is_newcombes(now: tuple[int, int], then: tuple[int, int]) -> None:
    change = against(of_rate("x", rate(*now)), of_rate("x", rate(*then))).change
    known = compare(now, then)
    assert change is not None
    assert change.interval == pytest.approx((known.low, known.high), abs=1e-9)
    assert change.words == known.words


def test_a_difference_that_chance_explains_is_not_called_one() -> None:
    made = summarise(inputs([call("a", wait_s=10)], [call("b", OCT, wait_s=999)]))
    change = made.questions[1].figure.change
    assert change is not None
    assert (change.difference, change.words) == (1.0, "not_distinguishable")


def test_no_rank_below_the_minimum() -> None:
    made = summarise(inputs([call(f"a{i}") for i in range(5)] + [call("b", channel="otra")]))
    assert [s.rank for s in made.league.standings] == [None, None]


def test_the_order_of_the_calls_does_not_matter() -> None:
    calls = [call(f"a{i}", wait_s=10.0 + i, messages=[(*AD, i + 1), (*USEFUL, 2)]) for i in range(5)]
    one, other = summarise(inputs(calls)), summarise(inputs(calls[::-1]))
    assert [q.figure.value for q in one.questions] == [q.figure.value for q in other.questions]
    assert [(r.text, r.plays) for r in one.catalogue] == [(r.text, r.plays) for r in other.catalogue]


def test_complaints_by_importance_with_the_false_resolution_that_weighs_most() -> None:
    day = date(2026, 11, 4)
    rows = (
        complaint("1", day, confirmed=True, importance=5),
        complaint("2", day, confirmed=False, importance=1, text="me cobran dos veces"),
        complaint("3", day, importance=3),
        complaint("4", OCT, confirmed=True),
    )
    made = summarise(inputs((), (), rows))
    question = made.questions[2]
    assert question.figure.id == "fcr.confirmed.by_importance"
    assert question.figure.value == pytest.approx(5 / 6)
    assert {m.id: m.value for m in question.beside}["fcr.confirmed"] == 0.5
    assert question.finding is not None
    assert question.finding.key == "complaint_false"
    assert question.finding.numbers == {"n": 1.0, "of": 3.0, "importance": 1.0}
    assert question.finding.cited is not None
    assert question.finding.cited.quote == "me cobran dos veces"
    assert made.complaints is not None
    assert made.complaints.cases == 3


def test_what_came_of_an_action_is_told_as_far_as_chance_allows() -> None:
    def came_of(interval: tuple[float, float] | None) -> str:
        result = ActionResult(
            figure="hold.total_s",
            unit="s",
            before=Side(90.0, (80.0, 100.0), 4),
            after=Side(60.0, (50.0, 70.0), 4),
            difference=-30.0,
            interval=interval,
        )
        made = ActionInput(what="x", state="done", done_at="2026-11-02T09:00:00.000+00:00", result=result)
        section = actions(summarise(inputs(actions=(made, ActionInput(what="y")))))
        table = section.blocks[0]
        assert isinstance(table, Table)
        assert [row[0].text for row in table.rows] == ["y", "x"]  # open ones first
        assert table.rows[0][-1].text == "not measured again yet"
        return table.rows[1][-1].text

    assert "Lower than before." in came_of((-45.0, -15.0))
    assert "Not distinguishable" in came_of((-65.0, 5.0))
    assert "Not distinguishable" in came_of(None)


@pytest.mark.parametrize(
    ("asked", "earlier"),
    [
        (Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 2, 1), date(2026, 2, 28))),
        (Period(date(2026, 1, 1), date(2026, 1, 31)), Period(date(2025, 12, 1), date(2025, 12, 31))),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2025, 10, 1), date(2025, 12, 31))),
        (Period(date(2026, 3, 2), date(2026, 3, 8)), Period(date(2026, 2, 23), date(2026, 3, 1))),
    ],
)
def test_the_period_before(asked: Period, earlier: Period) -> None:
    assert before(asked) == earlier


def test_the_last_full_month_and_a_period_that_ends_before_it_begins() -> None:
    assert period(None, None, date(2026, 3, 15)) == Period(date(2026, 2, 1), date(2026, 2, 28))
    with pytest.raises(CommandError, match="2026-03-02"):
        period(date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 15))


def test_a_call_in_which_somebody_may_have_answered_counts_as_no_wait() -> None:
    """An imported recording with voices that nobody could tell apart: its length is not what was waited."""
    nobody, somebody = call("a", wait_s=None), call("b", wait_s=None)
    figures = tuple(
        replace(figure, value=None, counts={}, why="speaker_not_known")
        if figure.id in ("call.human_at_s", "wait.dial_to_human_s")
        else figure
        for figure in somebody.scorecard.figures  # type: ignore[union-attr]
    )
    unclear = replace(somebody, scorecard=replace(somebody.scorecard, figures=figures))  # type: ignore[type-var]
    assert seconds_to_person(nobody, "wait.dial_to_human_s") == (None, 200.0)
    assert seconds_to_person(unclear, "wait.dial_to_human_s") == (None, None)


def test_the_share_of_advertising_has_an_interval_over_calls() -> None:
    """Two calls with 10 s of 20 s and none of 20 s: 25 %, d = ±5, s² = 2·50 ⇒ ± 12.706·10/40."""
    low, high = _ratio_interval([(10.0, 20.0), (0.0, 20.0)]) or (None, None)
    assert (low, high) == (0.0, 1.0)  # two calls say nothing
    low, high = _ratio_interval([(5.0, 20.0), (4.0, 20.0), (6.0, 20.0)]) or (0.0, 0.0)
    assert (low, high) == pytest.approx(
        (0.25 - 4.30265 * 3**0.5 / 60, 0.25 + 4.30265 * 3**0.5 / 60), abs=1e-5
    )
    assert _ratio_interval([(5.0, 20.0)]) is None
    assert _ratio_interval([(0.0, 20.0), (0.0, 9.0)]) is None


def test_the_share_of_a_place_on_the_map_has_an_interval() -> None:
    made = summarise(inputs([call("a"), call("b"), call("c")]))
    first = made.routes[0].rows[0]
    assert (first.share, first.calls) == (1.0, 3)
    assert first.interval == pytest.approx((0.43850, 1.0), abs=1e-4)


def _line(id: str, traffic: float | None) -> OwnChannel:
    known = {"kind": "phone", "address": "sip:x@192.0.2.1", "owner": "Ana", "declared_by": "ana"}
    return OwnChannel(id=id, declared_at="2026-01-01T00:00:00+00:00", traffic=traffic, **known)  # type: ignore[arg-type]


def test_lines_weigh_as_their_customers_do_where_that_is_known_of_all() -> None:
    """Nine quick calls of ten went to a line that one customer in ten calls: .1·1 + .9·0."""
    calls = [call(f"a{i}", wait_s=60.0, channel="small") for i in range(9)]
    calls.append(call("b", wait_s=400.0, channel="large"))
    lines = {"small": _line("small", 100.0), "large": _line("large", 900.0)}
    weighed = summarise(replace(inputs(calls), channels=lines))
    assert weighed.questions[1].figure.value == pytest.approx(0.1)
    assert weighed.method.traffic == {"small": 100.0, "large": 900.0}
    plain = summarise(replace(inputs(calls), channels={**lines, "large": _line("large", None)}))
    assert plain.questions[1].figure.value == pytest.approx(0.9)
    assert plain.method.traffic is None


def test_calls_of_one_day_resemble_each_other() -> None:
    """Two days, all reached on one and none on the other: as good as two calls, not as twenty."""
    first, second = date(2026, 11, 3), date(2026, 11, 4)
    calls = [call(f"a{i}", first, wait_s=60.0) for i in range(10)]
    calls += [call(f"b{i}", second, wait_s=400.0) for i in range(10)]
    figure = within(calls)
    assert (figure.value, figure.n) == (0.5, 20)
    assert figure.interval is not None
    assert figure.interval[1] - figure.interval[0] > 0.9
