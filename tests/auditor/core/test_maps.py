"""The route map of a channel: what is merged, what is left out, and how it is printed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from auditor.channel import OwnChannel
from auditor.codec import dump
from auditor.core.app import App
from auditor.core.maps import map_data, route_map
from auditor.errors import CommandError
from auditor.jobs.shop import Shop
from metrics.values import RouteStep, Scorecard
from tests.auditor.cli.run import auditor
from tests.auditor.tui.fakes import CHANNEL, FakeShops, rows
from tests.auditor.tui.values import SCORECARD


def _kept(app: App, id: str, day: str, route: tuple[RouteStep, ...], channel: str = CHANNEL.id) -> None:
    page = FakeShops(rows(1)).page(rows(1)[0].id)
    at = f"{day}T09:30:00+00:00"
    contact = replace(page.shop.contact, started_at=at) if page.shop.contact else None
    shop: Shop = replace(page.shop, id=id, channel_id=channel, due_at=at, contact=contact)
    app.store.table("shops").put(id, dump(shop))
    card: Scorecard = replace(SCORECARD, route=route)
    app.shops.keep_scorecard(id, card)


@pytest.fixture
def called(app: App) -> App:
    for channel in (CHANNEL, replace(CHANNEL, id="otra")):
        kept: OwnChannel = channel
        app.channels.add(kept)
    whole = SCORECARD.route
    _kept(app, "a", "2026-11-02", whole)
    _kept(app, "b", "2026-11-03", whole)
    _kept(app, "c", "2026-11-04", (*whole[:1], RouteStep(1, "end", 18.0, 19.0)))
    _kept(app, "d", "2026-11-05", ())
    _kept(app, "e", "2026-11-05", whole, channel="otra")
    return app


def test_calls_of_the_line_are_merged_and_each_share_has_its_interval(called: App) -> None:
    found = map_data(route_map(called, CHANNEL.id))
    assert (found["calls"], found["without_route"]) == (3, 1)
    [root] = found["roots"]
    assert (root["calls"], root["n"], root["share"]) == (3, 3, 1.0)
    assert root["interval"][0] == pytest.approx(0.4385, abs=1e-4)  # Wilson, 3 of 3
    ways = [(branch["key"], branch["to"]["kind"], branch["calls"]) for branch in root["branches"]]
    assert ways == [("2", "menu", 2), ("2", "end", 1)]
    assert sorted(path["calls"] for path in found["paths"]) == [1, 2]


def test_only_the_days_asked_for(called: App) -> None:
    assert route_map(called, CHANNEL.id, date(2026, 11, 3), date(2026, 11, 3)).calls == 1
    assert route_map(called, CHANNEL.id, date(2025, 1, 1), date(2025, 1, 2)).calls == 0
    with pytest.raises(CommandError):
        route_map(called, "nada")


def test_the_list_of_calls_begins_with_the_latest_not_with_the_last_stored(called: App) -> None:
    _kept(called, "old", "2025-01-01", ())
    assert [row.id for row in called.shops.list()][:1] == ["e"]
    assert [row.id for row in called.shops.list()][-1] == "old"
    assert [row.id for row in called.shops.list(limit=2, offset=1)] == ["d", "c"]


def test_the_command(called: App) -> None:
    home = called.settings.home
    text = auditor("--home", home, "--lang", "es", "channels", "map", CHANNEL.id)
    assert "3 llamadas" in text.stdout
    assert "3 de 3 (100 %, 44–100 %)" in text.stdout
    assert "De 1 llamada no se oyó la ruta." in text.stderr
    data = json.loads(auditor("--home", home, "channels", "map", CHANNEL.id, "--json").stdout)
    assert data["calls"] == 3
    assert auditor("--home", home, "channels", "map", "nada").returncode == 2
