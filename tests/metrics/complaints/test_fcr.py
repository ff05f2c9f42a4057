"""First-call resolution against ledgers worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.complaints.cases import cases
from metrics.complaints.curve import fcr_curve
from metrics.complaints.fcr import fcr, grouped
from metrics.complaints.values import CaseContact, Confirmation, Segment
from metrics.errors import DataError
from metrics.stats.intervals import rate
from tests.metrics.complaints.ledger import at, complaint, contact, day

YES, NO = Confirmation(True, at(20)), Confirmation(False, at(20))

LEDGER = [
    # id, opened, more calls, claimed, confirmed: seen on day 40
    complaint("quiet", 0, claimed=True, confirmed=YES, importance=5, segment=Segment.A),
    complaint("soon", 0, calls=(3,), claimed=True, confirmed=NO, importance=1, segment=Segment.A),
    complaint("later", 0, calls=(10,), claimed=True, confirmed=YES, importance=1, segment=Segment.B),
    complaint("edge", 0, calls=(7,), claimed=False, importance=3),
    complaint("silent", 0, importance=2),
    complaint("unrecorded", 0, calls=None, confirmed=YES, importance=4),
    complaint("young", 36, claimed=True),
    complaint("young-again", 36, calls=(38,), claimed=True),
]
SEEN = cases(LEDGER, as_of=day(40))


def test_agent_claimed() -> None:
    figure = fcr(SEEN, window_days=7).claimed
    assert (figure.value, figure.n, figure.counts["not_recorded"]) == (5 / 6, 6, 2)
    assert figure.interval == rate(5, 6).interval


@pytest.mark.parametrize(
    ("window", "kept", "closed", "censored", "early"),
    [(1, 7, 7, 0, 0), (2, 6, 7, 0, 0), (3, 5, 7, 0, 0), (7, 3, 5, 2, 1), (10, 2, 5, 2, 1), (30, 2, 5, 2, 1)],
)
def test_no_repeat_within_the_window(window, kept, closed, censored, early) -> None:
    """A call on the last moment of the window is a repeat; open windows and unrecorded contacts count nowhere."""
    figure = fcr(SEEN, window_days=window).no_repeat
    assert figure.id == f"fcr.no_repeat_{window}d"
    assert (figure.value, figure.n) == (kept / closed, closed)
    assert figure.counts["censored"] == censored
    assert figure.counts["censored_with_repeat"] == early
    assert figure.counts["not_recorded"] == 1
    assert figure.counts["window_days"] == window


def test_open_windows_leave_bounds() -> None:
    counts = fcr(SEEN, window_days=7).no_repeat.counts
    assert (counts["at_least"], counts["at_most"]) == (3 / 7, 4 / 7)


def test_confirmed_needs_that_nobody_had_to_ask_again() -> None:
    figure = fcr(SEEN, window_days=7).confirmed
    assert (figure.value, figure.n) == (1 / 3, 3)
    assert figure.counts == {
        "cases": 8, "not_asked": 4, "denied": 1, "needed_more_contacts": 1, "conflict": 0, "not_recorded": 1,
    }  # fmt: skip
    assert fcr(SEEN, window_days=7).resolved.value == 3 / 4


def test_false_resolution_is_claimed_and_denied() -> None:
    figure = fcr(SEEN, window_days=7).false_resolution
    assert (figure.value, figure.n) == (1 / 3, 3)
    assert (figure.counts["claimed"], figure.counts["not_asked"]) == (5, 2)


def test_overlap_has_every_case_once() -> None:
    cells = {(c.claimed, c.no_repeat, c.confirmed): c.cases for c in fcr(SEEN, window_days=7).overlap}
    assert len(cells) == 27
    assert {key: ids for key, ids in cells.items() if ids} == {
        (True, True, True): ("quiet",),
        (True, False, False): ("soon",),
        (True, True, False): ("later",),
        (False, False, None): ("edge",),
        (None, True, None): ("silent",),
        (None, None, None): ("unrecorded",),
        (True, None, None): ("young", "young-again"),
    }


def test_weights_stand_beside_the_plain_rate() -> None:
    found = fcr(SEEN, window_days=7)
    plain, weighted = found.no_repeat, found.weighted[1]
    assert plain.value == 3 / 5
    assert weighted.id == "fcr.no_repeat_7d.by_importance"
    assert weighted.value == pytest.approx((5 + 1 + 2) / (5 + 1 + 1 + 3 + 2))
    assert weighted.n == 5
    assert len(found.figures) == 9


def test_by_segment() -> None:
    groups = grouped(SEEN, lambda case: case.segment)
    assert {name: fcr(members, window_days=7).no_repeat.value for name, members in groups.items()} == {
        Segment.A: 1 / 2, Segment.B: 1.0, None: 1 / 2,
    }  # fmt: skip


def test_one_contact_counts_either_side_and_other_channels() -> None:
    ledger = [
        complaint("once"),
        replace(complaint("called-back"), contacts=(contact(0), contact(1, inbound=False))),
        replace(complaint("written"), contacts=(contact(0), contact(1, inbound=False, channel="email"))),
        replace(complaint("checked"), contacts=(contact(0), contact(1, verifies=True))),
    ]
    found = fcr(cases(ledger, as_of=day(40)), window_days=7)
    assert found.no_repeat.value == 1.0
    assert (found.one_contact.value, found.one_contact.counts["switched"]) == (2 / 4, 1)


def test_nothing_known_is_not_measured() -> None:
    empty = fcr((), window_days=7)
    assert {figure.value for figure in empty.figures} == {None}
    assert all(figure.why for figure in empty.figures)
    young = fcr(cases([complaint("a", 39)], as_of=day(40)), window_days=7)
    assert (young.no_repeat.value, young.no_repeat.why, young.no_repeat.n) == (None, "window_open", 0)
    blind = fcr(cases([complaint("a", calls=None)], as_of=day(40)), window_days=7)
    assert (blind.no_repeat.value, blind.no_repeat.why) == (None, "not_recorded")


def test_a_customer_who_calls_again_on_the_topic_is_one_case() -> None:
    rows = [
        complaint("a", 0, customer="k"),
        complaint("b", 5, customer="k"),
        complaint("c", 5, customer="k", topic="delivery"),
    ]
    found = cases(rows, as_of=day(60))
    assert [case.complaints for case in found] == [("a", "b"), ("c",)]
    assert found[0].repeat_days == pytest.approx(5)
    assert [case.id for case in cases(rows, as_of=day(60), by="case")] == ["a", "b", "c"]


def test_rows_long_apart_are_two_cases_unless_they_share_a_key() -> None:
    rows = [complaint("a", 0, customer="k"), complaint("b", 45, customer="k")]
    assert len(cases(rows, as_of=day(90))) == 2
    keyed = [replace(row, case_key="K-1") for row in rows]
    assert len(cases(keyed, as_of=day(90))) == 1
    assert len(cases(keyed, as_of=day(90), by="customer")) == 2
    chain = [*rows, complaint("m", 25, customer="k")]
    assert [case.complaints for case in cases(chain, as_of=day(90))] == [("a", "m", "b")]


def test_a_reopened_case_was_not_resolved_by_the_first_contact() -> None:
    case = cases([complaint("a", reopened=(at(4),), confirmed=Confirmation(True, at(2)))], as_of=day(40))[0]
    assert (case.repeat_days, case.confirmed, case.answer) == (pytest.approx(4), False, True)


def test_customer_and_shop_disagree() -> None:
    case = cases([complaint("a", claimed=True, confirmed=YES, verified=NO)], as_of=day(40))[0]
    assert (case.answer, case.confirmed, case.conflict) == (False, False, True)


def test_nothing_after_the_moment_is_seen() -> None:
    rows = [complaint("a", 0, calls=(3,), confirmed=NO), complaint("b", 10)]
    before = cases(rows, as_of=day(2))
    assert [(c.id, c.repeat_days, c.answer) for c in before] == [("a", None, None)]


def test_a_contact_whose_direction_nobody_wrote_down_counts_and_is_told() -> None:
    row = replace(complaint("a"), contacts=(contact(0), CaseContact(at=at(2))))
    figure = fcr(cases([row], as_of=day(40)), window_days=7).no_repeat
    assert (figure.value, figure.counts["direction_unknown"]) == (0, 1)


def test_curve() -> None:
    curve = {point.window_days: point for point in fcr_curve(SEEN)}
    assert sorted(curve) == list(range(1, 31))
    for days, point in curve.items():
        assert point.closed == replace(fcr(SEEN, window_days=days).no_repeat, counts=point.closed.counts)
    # By hand: 7 recorded cases; repeats on day 2 (of 7), 3 (of 6), then one censored at 4, 7 (of 4), 10 (of 3).
    assert curve[2].all_cases.value == pytest.approx(6 / 7)
    assert curve[3].all_cases.value == pytest.approx(6 / 7 * 5 / 6)
    assert curve[9].all_cases.value == pytest.approx(6 / 7 * 5 / 6 * 3 / 4)
    assert curve[30].all_cases.value == pytest.approx(6 / 7 * 5 / 6 * 3 / 4 * 2 / 3)
    assert (curve[1].censored, curve[5].censored) == (0, 2)


def test_curve_of_nothing() -> None:
    point = fcr_curve((), [7])[0]
    assert (point.closed.value, point.all_cases.value, point.all_cases.why) == (None, None, "not_recorded")
    young = fcr_curve(cases([complaint("a", 38)], as_of=day(40)), [1, 7])
    assert (young[0].all_cases.value, young[1].all_cases.why) == (1.0, "window_open")


def test_times_without_a_zone_are_refused() -> None:
    with pytest.raises(DataError, match="no time zone"):
        cases([complaint("a", opened_at="2026-03-02T09:00:00")], as_of=day(1))
    with pytest.raises(DataError, match="no time zone"):
        cases([], as_of=day(1).replace(tzinfo=None))
    with pytest.raises(DataError, match="is not a date"):
        cases([complaint("a", opened_at="yesterday")], as_of=day(1))
    with pytest.raises(DataError, match="at least one day"):
        fcr((), window_days=0)
