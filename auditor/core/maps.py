"""The route map of one channel: every call of some days merged, with the share and time of each path."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from auditor.core.report_sources import Calls
from auditor.core.resolution import company_zone

if TYPE_CHECKING:
    from auditor.core.app import App
    from metrics.routemap import Node, RouteMap
    from metrics.stats.values import Rate


def route_map(app: App, channel_id: str, first: date | None = None, last: date | None = None) -> RouteMap:
    """The calls of that channel between two local days, both included. Raises `CommandError`.

    Calls whose route was not heard are counted in `without_route`, never guessed.
    """
    from metrics.routemap import routemap

    channel = app.channels.show(channel_id)
    calls = Calls(app, company_zone(app), {channel.id: channel.time_zone})
    found = calls.between(first or date(1970, 1, 2), last or date(9998, 12, 30))
    return routemap([c.scorecard for c in found if c.channel == channel.id and c.scorecard is not None])


def share(calls: int, of: int) -> Rate:
    """The share of calls with Wilson's interval."""
    from metrics.stats.intervals import rate

    return rate(calls, of)


def map_data(found: RouteMap) -> dict[str, Any]:
    """What `--json` prints: places with their branches, whole paths, each share with n and interval."""
    return {
        "schema": "auditor/route-map/1",
        "calls": found.calls,
        "without_route": found.without_route,
        "roots": [_node(root, found.calls) for root in found.roots],
        "paths": [
            {"steps": list(p.steps), "mean_s": p.mean_s, **_share(p.calls, found.calls)} for p in found.paths
        ],
    }


def _share(calls: int, of: int) -> dict[str, Any]:
    rate = share(calls, of)
    return {"calls": calls, "share": rate.value, "n": of, "interval": [rate.low, rate.high]}


def _node(node: Node, total: int) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "prompt": node.prompt,
        "options": [{"key": key, "text": text} for key, text in node.options],
        **_share(node.calls, total),
        "mean_s": node.mean_s,
        "median_s": node.median_s,
        "useless": node.useless,
        "branches": [
            {"key": b.key, **_share(b.calls, node.calls), "to": _node(b.to, total)} for b in node.branches
        ],
    }
