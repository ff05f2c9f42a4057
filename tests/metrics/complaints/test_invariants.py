"""What must hold of any ledger: censoring never raises a rate, order and unrelated rows change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.codec import dump, load
from metrics.complaints.calendar import WorkingDays
from metrics.complaints.cases import Case, cases
from metrics.complaints.curve import fcr_curve
from metrics.complaints.deadlines import Timeliness, deadlines, summarise
from metrics.complaints.durations import resolution_time, resolution_times
from metrics.complaints.fcr import fcr
from metrics.complaints.knowledge import said
from metrics.complaints.ownership import ownerships
from metrics.complaints.promises import kept_rate, promises
from metrics.complaints.values import Complaint
from metrics.complaints.watch import EscalationStep, WatchRules, alerts
from metrics.packs import load_pack
from metrics.values import Figure
from tests.metrics.complaints.ledger import ZONE, complaint, complaints, day, ledgers

fast = settings(max_examples=30, deadline=None)
slow = settings(max_examples=12, deadline=None)
moments = st.floats(0, 120).map(lambda days: day(round(days, 2)))
windows = st.integers(1, 40)
RULES = WatchRules(
    unrecorded_owner=True, steps=(EscalationStep("boss", 5, "boss"), EscalationStep("all", 9, "chief", (), 3))
)


def sound(figure: Figure) -> None:
    """A rate in 0–1 inside its interval, or a reason why there is none."""
    assert (figure.value is None) == (figure.why is not None)
    if figure.value is None:
        assert figure.interval is None
        return
    assert 0 <= figure.value <= 1
    if figure.interval:
        assert 0 <= figure.interval[0] <= figure.value <= figure.interval[1] <= 1


@fast
@given(ledgers(), moments, windows)
def test_every_rate_is_sound(ledger, moment, window) -> None:
    found = fcr(cases(ledger, as_of=moment), window_days=window)
    for figure in found.figures:
        sound(figure)
    counts = found.no_repeat.counts
    left_out = counts["censored"] + counts["not_recorded"] + counts["planted"]
    assert found.no_repeat.n + left_out == found.n
    assert sum(cell.n for cell in found.overlap) == found.n
    for point in fcr_curve(cases(ledger, as_of=moment), range(1, 31, 7)):
        sound(point.closed)
        sound(point.all_cases)
    kept = ownerships(ledger, as_of=moment)
    sound(kept.without_owner)
    sound(kept.never_owned)
    sound(kept_rate(promises(ledger, as_of=moment, zone=ZONE)))


@slow
@given(ledgers(), moments, windows, st.randoms())
def test_order_never_matters(ledger, moment, window, shuffle) -> None:
    mixed = list(ledger)
    shuffle.shuffle(mixed)
    assert cases(mixed, as_of=moment) == cases(ledger, as_of=moment)
    assert resolution_time(mixed, as_of=moment) == resolution_time(ledger, as_of=moment)
    assert said(mixed) == said(ledger)
    assert ownerships(mixed, as_of=moment) == ownerships(ledger, as_of=moment)
    again = {alert.id for alert in alerts(mixed, RULES, as_of=moment, zone=ZONE)}
    assert again == {alert.id for alert in alerts(ledger, RULES, as_of=moment, zone=ZONE)}


def no_repeat(found: tuple[Case, ...], window: int) -> float | None:
    return fcr(found, window_days=window).no_repeat.value


@fast
@given(ledgers(), moments, windows, st.floats(0, 1, exclude_max=True))
def test_censoring_never_raises_a_rate(ledger, moment, window, share) -> None:
    """A resolved case that is seen for less time may leave the rate, and never lifts it."""
    quiet = complaint("quiet", opened_at=(moment - timedelta(days=window + 1)).isoformat(), contacts=())
    found = cases([*ledger, quiet], as_of=moment)
    chosen = next(case for case in found if case.id == "quiet")
    assert chosen.no_repeat(window)
    seen = share * window
    cut = tuple(replace(case, observed_days=seen) if case is chosen else case for case in found)
    before, after = no_repeat(found, window), no_repeat(cut, window)
    assert after is None or after <= before
    for one, two in zip(fcr_curve(found, [window]), fcr_curve(cut, [window]), strict=True):
        assert two.all_cases.value is None or two.all_cases.value <= one.all_cases.value + 1e-9


@fast
@given(ledgers(), moments, windows, complaints("zz"))
def test_a_case_still_inside_its_window_changes_no_rate(ledger, moment, window, young) -> None:
    """It is counted as censored and that is all."""
    young = replace(
        young,
        opened_at=(moment - timedelta(hours=1)).isoformat(),
        customer="other",
        case_key=None,
        contacts=(),
        reopened=(),
        scenario=None,
    )
    before = fcr(cases(ledger, as_of=moment), window_days=window)
    after = fcr(cases([*ledger, young], as_of=moment), window_days=window)
    assert after.no_repeat.value == before.no_repeat.value
    assert after.no_repeat.counts["censored"] == before.no_repeat.counts["censored"] + 1


@fast
@given(ledgers(), moments, windows, complaints("zz"))
def test_a_planted_case_changes_nothing_that_rests_on_repeats(ledger, moment, window, planted) -> None:
    """Our own shopper never calls again: counted as resolved, it would only flatter."""
    planted = replace(planted, scenario="billing", customer="ours", case_key=None)
    before = fcr(cases(ledger, as_of=moment), window_days=window)
    with_it = cases([*ledger, planted], as_of=moment)
    after = fcr(with_it, window_days=window)
    for one, two in ((before.no_repeat, after.no_repeat), (before.one_contact, after.one_contact)):
        assert (one.value, one.n, one.interval) == (two.value, two.n, two.interval)
    assert after.weighted[1].value == before.weighted[1].value
    assert fcr_curve(with_it, [window]) == fcr_curve(cases(ledger, as_of=moment), [window])
    assert after.no_repeat.counts["planted"] == before.no_repeat.counts["planted"] + after.n - before.n


@fast
@given(ledgers(), windows)
def test_a_longer_window_never_raises_the_rate_once_all_are_closed(ledger, window) -> None:
    found = cases(ledger, as_of=day(1000))
    short, long = no_repeat(found, window), no_repeat(found, window + 5)
    assert (short is None and long is None) or long <= short
    curve = [point.all_cases.value for point in fcr_curve(found)]
    assert curve == [None] * 30 or curve == sorted(curve, reverse=True)


@fast
@given(ledgers(), moments, st.lists(st.integers(1, 5), min_size=1, max_size=1))
def test_equal_importance_is_the_plain_rate(ledger, moment, weight) -> None:
    level = [replace(row, importance=weight[0]) for row in ledger]
    found = fcr(cases(level, as_of=moment), window_days=7)
    for plain, weighted in zip(
        (found.claimed, found.no_repeat, found.confirmed), found.weighted, strict=True
    ):
        if plain.value is None:
            assert weighted.value is None
        else:
            assert abs(weighted.value - plain.value) < 1e-9
            assert all(abs(a - b) < 1e-9 for a, b in zip(weighted.interval, plain.interval, strict=True))


@fast
@given(ledgers(), moments)
def test_every_row_is_in_one_case(ledger, moment) -> None:
    seen = [id for case in cases(ledger, as_of=moment) for id in case.complaints]
    assert len(seen) == len(set(seen))
    late = cases(ledger, as_of=day(1000))
    assert sorted(id for case in late for id in case.complaints) == sorted(row.id for row in ledger)


@slow
@given(ledgers(), moments)
def test_groups_are_the_whole(ledger, moment) -> None:
    whole = resolution_time(ledger, as_of=moment)
    for by in ("topic", "owner"):
        parts = resolution_times(ledger, by=by, as_of=moment).values()
        assert sum(part.survival.n for part in parts) == whole.survival.n
        assert sorted(id for part in parts for id in part.complaints) == list(whole.complaints)


@slow
@given(ledgers(), moments)
def test_deadlines_are_sound(ledger, moment) -> None:
    calendar = WorkingDays("ES", "MD")
    statuses = deadlines(ledger, load_pack("es-sac"), as_of=moment, zone=ZONE, calendar=calendar)
    for status in statuses:
        assert (status.state is Timeliness.LATE) <= status.due
        assert status.state not in (Timeliness.NEAR, Timeliness.RUNNING) or not status.due
        assert (status.working_days_left is None) == (status.state in (Timeliness.ON_TIME, Timeliness.MISSED))
    for summary in summarise(statuses):
        sound(summary.kept)
        assert summary.kept.n + summary.kept.counts["censored"] == sum(
            s.rule.id == summary.rule.id for s in statuses
        )


@fast
@given(ledgers(), moments)
def test_alerts_have_ids_of_their_own_that_stay(ledger, moment) -> None:
    """An hour later the same things are found under the same ids, as long as they still are so."""
    found = alerts(ledger, RULES, as_of=moment, zone=ZONE)
    assert len({alert.id for alert in found}) == len(found)
    assert alerts(ledger, RULES, as_of=moment, zone=ZONE) == found
    assert all(alert.who is None or alert.who for alert in found)


@fast
@given(complaints())
def test_a_complaint_survives_the_store(one) -> None:
    import json

    assert load(Complaint, json.loads(json.dumps(dump(one)))) == one
