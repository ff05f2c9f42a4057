"""Route: one map a channel with the seconds of each step, and the steps that serve nobody named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from auditor.reports.inputs import Call
from auditor.reports.measuring import channel_groups, cited
from auditor.reports.values import ChannelRoute, Cited, Headline, Measure, RouteRow
from auditor.reports.waiting import figure_of
from metrics.routemap import Node, routemap
from metrics.stats.intervals import rate
from metrics.values import Evidence, RouteStep, Scorecard
from metrics.words import normal

SAME_PROMPT = 85.0
"""As in `metrics.routemap`: prompts that agree by this much are one place (rapidfuzz ratio, 0–100)."""


def routes(calls: Iterable[Call]) -> tuple[ChannelRoute, ...]:
    """The map of each channel, flattened: each place with its depth, the most walked branch first."""
    return tuple(_route(name, members) for name, members in channel_groups(calls).items())


def _route(channel: str | None, calls: list[Call]) -> ChannelRoute:
    merged = routemap([card for call in calls if (card := call.scorecard)])
    rows = tuple(_sized(row, merged.calls) for root in merged.roots for row in _rows(root, None, 0, calls))
    return ChannelRoute(channel, merged.calls, merged.without_route, rows)


def _sized(row: RouteRow, of: int) -> RouteRow:
    found = rate(row.calls, of)
    return replace(row, interval=None if found.low is None or found.high is None else (found.low, found.high))


def _rows(node: Node, key: str | None, depth: int, calls: list[Call]) -> Iterator[RouteRow]:
    where = _useless(node, calls) if node.useless else _sample(node, calls)
    yield RouteRow(
        depth=depth,
        kind=node.kind,
        key=key,
        prompt=node.prompt,
        calls=node.calls,
        share=node.share,
        median_s=node.median_s,
        mean_s=node.mean_s,
        useless=dict(node.useless),
        cited=where,
    )
    for branch in node.branches:
        yield from _rows(branch.to, branch.key, depth + 1, calls)


def _sample(node: Node, calls: Iterable[Call]) -> Cited | None:
    """A call in which this prompt was heard; places without words have none."""
    return next(
        (cited(c, Evidence(s.start_s, s.end_s, s.prompt)) for c, s in _at(node, calls) if s.prompt), None
    )


def _useless(node: Node, calls: Iterable[Call]) -> Cited | None:
    """A call in which this place served nobody, at what was useless in it."""
    for call, step in _at(node, calls):
        if step.useless:
            for waste in _wastes(call, step.useless):
                if step.start_s - 0.01 <= waste.start_s <= step.end_s:
                    return cited(call, waste)
    return None


def _at(node: Node, calls: Iterable[Call]) -> Iterator[tuple[Call, RouteStep]]:
    """The steps of the calls that are this place of the map."""
    from rapidfuzz.fuzz import ratio

    words = normal(node.prompt or "")
    for call, step in _steps(calls):
        if step.kind == node.kind and (
            node.prompt is None or ratio(normal(step.prompt or ""), words) >= SAME_PROMPT
        ):
            yield call, step


def _steps(calls: Iterable[Call]) -> Iterator[tuple[Call, RouteStep]]:
    for call in calls:
        card: Scorecard | None = call.scorecard
        if card is not None:
            yield from ((call, step) for step in card.route)


def time_lost(calls: Iterable[Call]) -> Measure:
    """Seconds in useless steps, the mean a call in which it was measured (RT-01), with its t interval."""
    return mean_of(calls, "route.useless_s", "report.useless_s", "s")


def menus(calls: Iterable[Call]) -> Measure:
    """Menus before a person, the mean a call that reached one."""
    return mean_of(calls, "route.menus_before_human", "report.menus_before_human", "count")


def mean_of(calls: Iterable[Call], figure: str, id: str, unit: str) -> Measure:
    from statistics import fmean, stdev

    found = [(call, f) for call in calls if (f := figure_of(call, figure))]
    values = [f.value for _c, f in found if f.value is not None]
    if not values:
        return Measure(id, None, unit, 0, why="not_measured")
    interval = None
    if len(values) > 1:
        from scipy.stats import t

        reach = float(t.ppf(0.975, len(values) - 1)) * stdev(values) / len(values) ** 0.5
        interval = (max(0.0, fmean(values) - reach), fmean(values) + reach)
    evidence = tuple(cited(c, e) for c, f in found for e in f.evidence[:1] if f.value)
    counts = {"most": max(values)}
    return Measure(id, fmean(values), unit, len(values), counts, interval, None, evidence[:3])


def headline(calls: Sequence[Call], maps: Iterable[ChannelRoute]) -> Headline | None:
    """The kind of useless step that cost callers most in sum; without one, the longest prompt in sum."""
    found = [(call, f) for call in calls if (f := figure_of(call, "route.useless_s"))]
    lost: dict[str, float] = {}
    for _call, figure in found:
        for kind, spent in figure.counts.items():
            lost[kind] = lost.get(kind, 0.0) + spent
    if lost:
        worst = max(sorted(lost), key=lambda kind: lost[kind])
        hit = [call for call, figure in found if worst in figure.counts]
        places = [cited(call, e) for call in hit for e in _wastes(call, worst)]
        where = max(places, key=lambda c: (bool(c.quote), c.end_s - c.start_s), default=None)
        numbers = {"calls": float(len(hit)), "of": float(len(found)), "seconds": lost[worst]}
        return Headline("route_useless", {"useless": worst}, numbers, where)
    rows = [row for m in maps for row in m.rows if row.kind in ("prompt", "menu") and row.cited]
    longest = max(rows, key=lambda row: row.calls * row.mean_s, default=None)
    if longest is None:
        return None
    numbers = {"calls": float(longest.calls), "seconds": longest.median_s}
    return Headline("route_slowest", {"kind": longest.kind}, numbers, longest.cited)


def _wastes(call: Call, kind: str) -> list[Evidence]:
    """Where that kind of waste is heard in a call: what was found useless within the steps named so."""
    figure = figure_of(call, "route.useless_s")
    steps = [s for s in call.scorecard.route if s.useless == kind] if call.scorecard else []
    evidence = figure.evidence if figure else ()
    return [e for e in evidence if any(s.start_s - 0.01 <= e.start_s <= s.end_s for s in steps)]
