"""The invented company: the estimates against the truth that it was made with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.resolution import Asked, ResolutionPage, resolution_page
from auditor.core.sample import Sample, invented_company, make_sample
from auditor.errors import CommandError
from auditor.ledger.invention import Invention
from auditor.ledger.truth import Expected, Fault, Truth
from auditor.settings import load_settings
from metrics.complaints.promises import kept_rate, promises
from metrics.values import Figure
from transcripts.contact import Outcome

LAST_DAY = date(2026, 6, 30)
END = datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample") / "home", count=3000, last_day=LAST_DAY)


@pytest.fixture(scope="module")
def app(sample: Sample) -> Iterator[App]:
    opened = open_app(load_settings({"home": sample.home}, dict(os.environ)))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(app: App) -> ResolutionPage:
    return resolution_page(app, Asked(windows=(30,), by="operator", as_of=END))


def holds(figure: Figure, truth: float) -> bool:
    assert figure.interval is not None
    return figure.interval[0] <= truth <= figure.interval[1]


def test_there_is_a_whole_year_of_everything(sample: Sample, app: App) -> None:
    assert 400 <= sample.shops <= 700
    assert {channel.operator for channel in app.channels.list()} == {None, "Contrata Norte", "Contrata Sur"}
    assert app.shops.count() == sample.shops
    days = sorted(row.at[:10] for row in app.shops.list(limit=1000))
    assert days[0] < "2025-07-10"
    assert days[-1] > "2026-06-20"
    actions = app.actions.book.list(everything=True)
    assert {action.state.value for action in actions} == {"open", "done"}


def test_the_rates_hold_the_truth(sample: Sample, page: ResolutionPage) -> None:
    everything = page.groups[0][1][0]
    expected = sample.expected
    assert everything.n == expected.cases("fcr.claimed")
    assert holds(everything.claimed, expected["fcr.claimed"])
    assert holds(everything.no_repeat, expected["fcr.no_repeat_30d"])
    assert holds(everything.false_resolution, expected["fcr.false_resolution"])
    assert everything.no_repeat.counts["censored"] > 100  # the last month: open, not resolved


def test_the_three_rates_are_not_the_same_thing(page: ResolutionPage) -> None:
    """Claims say more than the truth, and so does silence: that is why they are kept apart."""
    everything = page.groups[0][1][0]
    claimed, confirmed = everything.claimed, everything.confirmed
    assert claimed.interval is not None
    assert confirmed.interval is not None
    assert claimed.interval[0] > confirmed.interval[1]


def test_the_median_times_hold_the_truth(sample: Sample, app: App) -> None:
    page = resolution_page(app, Asked(windows=(30,), by="topic", as_of=END))
    times = dict(page.times[1:])
    held = [holds(times[topic].figures[1], days) for topic, days in sample.truth.median_days.items()]
    assert sum(held) >= len(held) - 1  # of five 95 % intervals one may miss


def test_promises_and_owners_hold_the_truth(sample: Sample, app: App) -> None:
    from metrics.stats.intervals import rate

    complaints = app.complaints.ledger.complaints()
    own = [c for c in complaints if c.source.shop_id is None]
    assert holds(kept_rate(promises(own, as_of=END, zone="Europe/Madrid")), sample.truth.promise_kept)
    old = [c for c in complaints if c.opened_at < "2026-06-01"]
    made = rate(sum(c.owners == () for c in old), len(old))
    assert made.low is not None
    assert made.high is not None
    assert made.low <= sample.truth.without_owner <= made.high


SEEDS = 24


def test_over_many_companies_the_intervals_hold_as_often_as_they_say() -> None:
    """95 % intervals: of 24 companies × 7 rates at most so many miss as a binomial would (p = 0.0001)."""
    from scipy.stats import binom

    from metrics.complaints.cases import cases
    from metrics.complaints.fcr import fcr, grouped

    checks: list[bool] = []
    for seed in range(SEEDS):
        expected = Expected()
        made = Invention(Truth(), seed, LAST_DAY, Fault(date(2026, 4, 20)), ("Soria",), expected)
        found = cases(tuple(made.complaints(400)), as_of=END)
        whole = fcr(found, window_days=30)
        checks += [
            holds(whole.claimed, expected["fcr.claimed"]),
            holds(whole.no_repeat, expected["fcr.no_repeat_30d"]),
            holds(whole.confirmed, expected["fcr.confirmed"]),
            holds(whole.false_resolution, expected["fcr.false_resolution"]),
        ]
        for operator, members in grouped(found, lambda case: case.operator).items():
            confirmed = fcr(members, window_days=30).confirmed
            checks.append(holds(confirmed, expected[f"fcr.confirmed:operator={operator}"]))
    missed = len(checks) - sum(checks)
    assert missed <= binom.ppf(0.9999, len(checks), 0.05), f"{missed} of {len(checks)} missed"
    assert missed > 0  # intervals that never miss are too wide


def test_the_charts_signal_the_week_of_the_fault(sample: Sample, app: App) -> None:
    from auditor.core.reporting import summary

    made = summary(app, date(2026, 6, 1), LAST_DAY, as_of=END)
    monday = sample.document["fault_week"]
    assert made.complaints is not None
    assert made.complaints.chart is not None
    below = [point.label for point in made.complaints.chart.points if "below_limit" in point.signals]
    assert monday in below
    calls = next(point for point in made.chart.points if point.label == monday)
    assert calls.value is not None
    assert made.chart.centre is not None
    assert calls.value < made.chart.centre / 2


def test_the_league_tells_the_planted_difference_and_not_the_null_one(app: App) -> None:
    """In-house differs from both contractors; the two contractors were made alike."""
    from auditor.core.report_sources import Calls
    from auditor.reports.checking import channel_league

    calls = tuple(Calls(app, "Europe/Madrid", {}).between(LAST_DAY - timedelta(days=364), LAST_DAY))
    league = {standing.name: standing for standing in channel_league(calls).standings}
    assert "atencion-norte" in league["atencion-sur"].alike
    assert not {"atencion-norte", "atencion-sur"} & set(league["atencion-casa"].alike)


def test_the_waits_are_drawn_from_the_planted_medians(app: App) -> None:
    from metrics.stats.survival import survival

    for channel, median_s in (("atencion-casa", 70.0), ("atencion-norte", 125.0)):
        waits: list[float] = []
        reached: list[bool] = []
        for doc in app.store.table("shops").where(channel_id=channel):
            cards = app.shops.scorecards(doc.id)
            figure = cards[-1][1].figure("wait.request_to_human_s") if cards else None
            if figure is not None and not ("2026-04-20" <= doc["due_at"][:10] < "2026-04-27"):
                waits.append(figure.counts["waited_at_least_s"] if figure.value is None else figure.value)
                reached.append(figure.value is not None)
        curve = survival(waits, reached)
        assert curve.median is not None
        assert curve.median.value == pytest.approx(median_s, rel=0.25)


def test_what_was_done_in_mid_year_is_measured_before_and_after(app: App) -> None:
    advert, keys = (app.actions.result(id) for id in ("muestra-publicidad", "muestra-claves"))
    assert advert is not None
    assert advert.distinguishable
    assert advert.before.value
    assert advert.after.value == 0
    assert keys is not None
    assert keys.distinguishable
    assert (keys.difference or 0) > 0.3


def test_the_catalogue_tells_which_messages_came_and_went(app: App) -> None:
    from auditor.core.reporting import summary

    made = summary(app, date(2026, 1, 1), date(2026, 1, 31), as_of=END)
    changes = {(row.channel, row.purposes): row.change for row in made.catalogue}
    late = summary(app, date(2026, 6, 1), LAST_DAY, as_of=END)
    assert late.actions is not None
    assert any(action.result and action.result.after.value == 0 for action in late.actions)
    assert changes["atencion-casa", ("position_or_wait",)] == "new"
    assert changes["atencion-casa", ("advertising",)] == "gone"
    assert any(row.useless for route in made.routes for row in route.rows)


def test_answers_contradict_each_other_where_it_was_planted(app: App) -> None:
    from auditor.core.evaluating import scenario_of
    from metrics.complaints.answers import answered
    from metrics.complaints.contradictions import Answered, contradictions

    told: list[Answered] = []
    for doc in app.store.table("shops").where(scenario_id="factura-cobro-indebido"):
        shop, heard = app.shops.get(doc.id), app.shops.heard(doc.id)
        scenario = scenario_of(shop)
        if shop.contact is not None and heard is not None and scenario is not None:
            told += answered(shop.contact, heard.transcript, scenario, shop_id=shop.id)
    found = {(c.kind.value, c.unit) for c in contradictions(told)}
    assert {("duration", "days"), ("yes_no", "answer")} <= found


def test_everything_says_that_it_is_invented(sample: Sample, app: App) -> None:
    for name in ("shops", "heard", "scorecards", "complaints", "channels", "plans", "actions", "about"):
        docs = app.store.table(name).all()
        assert docs, name
        assert all(doc["invented"] == "sample" for doc in docs), name
    assert invented_company(app.store) == sample.document["company"]
    row = next(row for row in app.shops.list(limit=20) if row.outcome == Outcome.COMPLETED.value)
    page = app.shops.page(row.id)
    assert page.recording_path is None
    assert page.shop.contact is not None
    assert page.shop.contact.reason == "no recording: invented"


def test_the_seed_repeats_every_document(tmp_path: Path) -> None:
    docs = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        made = make_sample(
            tmp_path / name, count=50, seed=seed, last_day=LAST_DAY, weeks=4 if name != "c" else 0
        )
        opened = open_app(load_settings({"home": made.home}, {}))
        tables = opened.store.tables()
        docs.append({table: [(d.id, dict(d)) for d in opened.store.table(table).all()] for table in tables})
        docs[-1]["truth"] = json.loads(made.truth_file.read_text("utf-8"))
        opened.close()
    assert docs[0] == docs[1]
    assert docs[0]["complaints"] != docs[2]["complaints"]
    with pytest.raises(CommandError, match="holds data"):
        make_sample(tmp_path / "a", last_day=LAST_DAY)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_report_on_it_is_full(app: App, tmp_path: Path, lang: str) -> None:
    from auditor.core.reporting import summary, write

    made = summary(app, date(2026, 6, 1), LAST_DAY, as_of=END)
    for format in ("html", "md", "json", "xlsx"):
        write(app, made, format, tmp_path / f"r.{format}", lang=lang)
    text = (tmp_path / "r.md").read_text("utf-8")
    assert "Contrata Norte" in text
    assert "atencion-casa" in text
    assert all(question.figure.value is not None for question in made.questions)
    assert all(question.finding is not None for question in made.questions)
