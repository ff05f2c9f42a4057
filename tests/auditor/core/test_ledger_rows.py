"""Rows of the ledger: filters against the whole complaints, order, reading by the piece, case pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from auditor.codec import dump
from auditor.core.alert_page import in_order
from auditor.core.app import App, open_app
from auditor.core.case_page import case_page, shops_of
from auditor.core.ledger_rows import (
    CENSORED_DAYS,
    NOBODY,
    PAGE,
    LedgerPages,
    RowFilter,
    RowState,
    Sort,
    is_closed,
    owner_of,
    values_of,
)
from auditor.core.moments import deadline, moment
from auditor.core.resolution import company_zone, deadline_statuses
from auditor.core.sample import make_sample
from auditor.core.watch_round import watched
from auditor.errors import CommandError
from auditor.i18n import language, use_language
from auditor.ledger import acts
from auditor.settings import load_settings
from metrics.complaints.deadlines import Timeliness
from metrics.complaints.watch import WatchRules, alerts

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("home") / "sample"
    make_sample(home, count=700, seed=3, last_day=NOW.date(), weeks=0)
    opened = open_app(load_settings({"home": str(home)}, {}))
    yield opened
    opened.close()


def rows(app: App, sort: Sort = Sort.NEWEST, **asked: object) -> list[str]:
    pages = LedgerPages(app, RowFilter(**asked), sort, NOW)  # type: ignore[arg-type]
    return [row.id for row in pages.first(10_000)]


def test_rows_say_what_the_whole_complaints_say(app: App) -> None:
    whole = {each.id: each for each in app.complaints.ledger.complaints()}
    found = LedgerPages(app, RowFilter(), Sort.NEWEST, NOW).first(10_000)
    assert len(found) == len(whole) == 700
    for row in found:
        each = whole[row.id]
        assert (row.owner, row.state is RowState.RESOLVED) == (each.owner, acts.is_closed(each))
        assert row.owned == (None if each.owners is None else each.owner is not None)
        assert (is_closed(dump(each)), owner_of(dump(each))) == (acts.is_closed(each), each.owner)


def test_filters(app: App) -> None:
    whole = app.complaints.ledger.complaints()
    opened = {each.id for each in whole if not acts.is_closed(each)}
    assert set(rows(app, state="open")) == opened
    assert set(rows(app, state="resolved")) == {each.id for each in whole} - opened
    since = (NOW - timedelta(days=CENSORED_DAYS)).isoformat(timespec="milliseconds")
    assert set(rows(app, state="censored")) == {each.id for each in whole if each.opened_at > since}
    assert set(rows(app, owner=NOBODY)) == {e.id for e in whole if e.owners is not None and not e.owner}
    topic = whole[0].topic or ""
    assert set(rows(app, topic=topic, segment="A")) == {
        each.id for each in whole if each.topic == topic and each.segment == "A"
    }
    assert rows(app, text=whole[5].id.casefold()) == [whole[5].id]
    assert rows(app, ids=frozenset({whole[5].id, "none"})) == [whole[5].id]


def test_late_and_near_are_those_of_the_rule_pack(app: App) -> None:
    late = rows(app, state="late")
    near = rows(app, state="near")
    assert late
    assert not set(late) & set(near)
    for id in late[:5]:
        states = [status.state for status in case_page(app, id, NOW).deadlines]
        assert Timeliness.LATE in states
    for id in near[:5]:
        page = case_page(app, id, NOW)
        assert page.deadlines[0].state is Timeliness.NEAR
        assert page.row.working_days_left == page.deadlines[0].working_days_left


def test_order(app: App) -> None:
    whole = {each.id: each for each in app.complaints.ledger.complaints()}
    newest = [whole[id].opened_at for id in rows(app)]
    assert newest == sorted(newest, reverse=True)
    assert [whole[id].opened_at for id in rows(app, Sort.OLDEST)] == sorted(newest)
    weights = [whole[id].importance or 0 for id in rows(app, Sort.IMPORTANCE)]
    assert weights == sorted(weights, reverse=True)


def test_pages_join_to_the_whole(app: App) -> None:
    pages = LedgerPages(app, RowFilter(), Sort.IMPORTANCE, NOW)
    assert pages.total() == 700  # before everything was read
    joined = [row.id for number in range(5) for row in pages.page(number)]
    assert joined == rows(app, Sort.IMPORTANCE)
    assert len(pages.page(0)) == PAGE
    assert pages.page(9) == []


def test_a_search_that_nobody_waits_for_ends(app: App) -> None:
    pages = LedgerPages(app, RowFilter(text="no such words"), Sort.NEWEST, NOW)
    assert pages.page(0, lambda: False) == []
    assert pages.read == 0
    assert pages.total() is None


def test_values_for_the_filter(app: App) -> None:
    whole = app.complaints.ledger.complaints()
    assert values_of(app, "owner") == sorted({each.owner for each in whole if each.owner})
    assert set(values_of(app, "topic")) == {each.topic for each in whole}


def test_shops_of_a_complaint_once_each(app: App) -> None:
    some = app.complaints.ledger.complaints()[0]
    made = replace(
        acts.verify(some, True, some.opened_at, "s2"),
        source=replace(some.source, shop_id="s1"),
        contacts=None,
    )
    made = acts.promise(made, "x", id="p")
    made = acts.check_promise(made, "p", True, some.opened_at, "s1")
    assert shops_of(made) == ("s1", "s2")


@pytest.fixture
def _spanish() -> Iterator[None]:
    before = language()
    use_language("es")
    yield
    use_language(before)


@pytest.mark.usefixtures("_spanish")
def test_moments_as_spain_writes_them(app: App, tmp_path: Path) -> None:
    assert moment(app, "2/3/2026 10:15") == "2026-03-02T09:15:00.000+00:00"
    assert moment(app, "2026-03-02T10:15+01:00") == "2026-03-02T09:15:00.000+00:00"
    assert deadline(app, "6.3.2026") == "2026-03-06"
    assert deadline(app, " ") is None
    with pytest.raises(CommandError):
        moment(app, "31/2/2026")
    use_language("en")
    with pytest.raises(CommandError):  # month or day first: nobody guesses
        moment(app, "2/3/2026")


def test_no_alert_is_lost_by_leaving_out_what_is_done(app: App) -> None:
    ledger = list(app.complaints.ledger.complaints())
    statuses = deadline_statuses(app, ledger, NOW)
    zone = company_zone(app)
    wanted = alerts(ledger, WatchRules(), as_of=NOW, zone=zone, statuses=statuses)
    kept = list(watched(app.complaints.ledger.table.all(), NOW))
    assert len(kept) < len(ledger) / 2
    found = app.alerts.refresh(NOW)
    assert [raised.alert.id for raised in found] == [alert.id for alert in wanted]
    assert in_order(reversed(found)) == found
