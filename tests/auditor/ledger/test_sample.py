"""The invented company: the estimates against the truth that it was made with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.resolution import Asked, ResolutionPage, resolution_page
from auditor.core.sample import Sample, make_sample
from auditor.errors import CommandError
from auditor.settings import load_settings
from metrics.complaints.promises import kept_rate, promises
from metrics.values import Figure

END = datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample") / "home")


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


def test_the_rates_hold_the_truth(sample: Sample, page: ResolutionPage) -> None:
    everything = page.groups[0][1][0]
    assert everything.n == 3000
    assert holds(everything.claimed, sample.truth.claimed)
    assert holds(everything.no_repeat, sample.truth.no_repeat_30d)
    assert holds(everything.false_resolution, sample.truth.false_resolution)
    assert everything.no_repeat.counts["censored"] > 100  # the last month: open, not resolved


def test_the_three_rates_are_not_the_same_thing(page: ResolutionPage) -> None:
    """Claims say more than the truth, and so does silence: that is why they are kept apart."""
    everything = page.groups[0][1][0]
    claimed, confirmed = everything.claimed, everything.confirmed
    assert claimed.interval is not None
    assert confirmed.interval is not None
    assert claimed.interval[0] > confirmed.interval[1]


def test_the_confirmed_rate_of_each_operator_holds_its_truth(sample: Sample, page: ResolutionPage) -> None:
    named = {name: sets[0] for name, sets in page.groups if name}
    assert set(named) == set(sample.truth.operators)
    held = [holds(named[name].confirmed, truth) for name, truth in sample.truth.resolved_first.items()]
    assert sum(held) >= len(held) - 1  # of three 95 % intervals one may miss


def test_the_median_times_hold_the_truth(sample: Sample, app: App) -> None:
    page = resolution_page(app, Asked(windows=(30,), by="topic", as_of=END))
    times = dict(page.times[1:])
    held = [holds(times[topic].figures[1], days) for topic, days in sample.truth.median_days.items()]
    assert sum(held) >= len(held) - 1


def test_promises_and_owners_hold_the_truth(sample: Sample, app: App) -> None:
    complaints = app.complaints.ledger.complaints()
    assert holds(kept_rate(promises(complaints, as_of=END, zone="Europe/Madrid")), sample.truth.promise_kept)
    from metrics.stats.intervals import rate

    old = [c for c in complaints if c.opened_at < "2026-06-01"]
    made = rate(sum(c.owners == () for c in old), len(old))
    assert made.low is not None
    assert made.high is not None
    assert made.low <= sample.truth.without_owner <= made.high


def test_the_truth_lies_beside_and_the_seed_repeats_it(sample: Sample, tmp_path: Path) -> None:
    written = json.loads(sample.truth_file.read_text("utf-8"))
    assert written["derived"]["fcr"] == pytest.approx(0.5 * 0.72 + 0.3 * 0.58 + 0.2 * 0.44)
    one, two, other = (
        make_sample(tmp_path / name, count=50, seed=seed) for name, seed in (("a", 5), ("b", 5), ("c", 6))
    )
    ledgers = []
    for made in (one, two, other):
        opened = open_app(load_settings({"home": made.home}, {}))
        ledgers.append(opened.complaints.ledger.complaints())
        opened.close()
    assert ledgers[0] == ledgers[1] != ledgers[2]
    with pytest.raises(CommandError, match="holds data"):
        make_sample(tmp_path / "a")
