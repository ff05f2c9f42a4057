"""Paints control charts, Pareto bars and intervals side by side. Takes a plotext figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.core.figures.tables import MEASURES
from auditor.core.figures.values import Entry, Sheet
from auditor.core.figures.weeks import Charts
from auditor.core.figures.words import figure_words, named, percent
from auditor.i18n import _
from auditor.tui.drawing.plotting import percent_axis, rgb
from auditor.tui.theme import Ink
from metrics.stats.values import ChartPoint, ParetoBar

MOST_BARS = 12


def weeks(plt: Any, sheet: Sheet, key: str, ink: Ink) -> str | None:
    """Both charts' limits around the weeks; a signal of p′ is a diamond, the week under the cursor a star."""
    charts = sheet.picture
    if not isinstance(charts, Charts) or charts.laney.centre is None:
        return None
    points = charts.laney.points
    measured = [(i, p) for i, p in enumerate(points) if p.value is not None]
    dim, main = rgb(ink, "dim"), rgb(ink, "primary")
    for chart, marker in ((charts.p, "·"), (charts.laney, "-")):
        for edge in ("low", "high"):
            at = _limits(chart.points, edge)
            plt.plot([i for i, _v in at], [v for _i, v in at], marker=marker, color=dim)
    centre = charts.laney.centre
    plt.plot([0, len(points) - 1], [centre, centre], marker="─", color=rgb(ink, "secondary"))
    plt.plot([i for i, _p in measured], [p.value or 0.0 for _i, p in measured], marker="braille", color=main)
    plt.scatter([i for i, _p in measured], [p.value or 0.0 for _i, p in measured], marker="●", color=main)
    signals = [(i, p) for i, p in measured if p.signals]
    if signals:
        at_signals = [i for i, _p in signals], [p.value or 0.0 for _i, p in signals]
        plt.scatter(*at_signals, marker="◆", color=rgb(ink, "error"))
    label = key.removeprefix("signal.").removeprefix("week.")
    here = [(i, p) for i, p in measured if p.label == label]
    if here:
        plt.scatter([here[0][0]], [here[0][1].value or 0.0], marker="★", color=rgb(ink, "accent"))
    figure = next((e.figure for e in sheet.entries if e.key == "weeks.centre"), None)
    name = figure_words(figure) if figure is not None else ""
    caption = _("{what}: limits of p′ (- -) and of p (· ·), signals ◆").format(what=name)
    step = max(1, len(points) // 6)
    ticks = list(range(0, len(points), step))
    plt.xticks(ticks, [_short_day(points[i].label) for i in ticks])
    values = [v for _i, p in measured for v in (p.value, p.low, p.high) if v is not None]
    percent_axis(plt, int(min(values) * 10) / 10, min(1.0, int(max(values) * 10 + 1) / 10))
    return caption


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


def _limits(points: Sequence[ChartPoint], edge: str) -> list[tuple[int, float]]:
    found = [(i, getattr(p, edge)) for i, p in enumerate(points)]
    return [(i, value) for i, value in found if value is not None]


def _short_day(label: str) -> str:
    _year, month, day = label.split("-")
    return f"{int(day)}/{int(month)}"


def causes(plt: Any, sheet: Sheet, key: str, ink: Ink, width: int) -> str | None:
    """Pareto: bars of the weight in falling order, the running share over them."""
    bars = (
        [bar for bar in sheet.picture if isinstance(bar, ParetoBar)]
        if isinstance(sheet.picture, tuple)
        else []
    )
    bars = bars[:MOST_BARS]
    if not any(bar.weight for bar in bars):
        return None
    at = list(range(1, len(bars) + 1))
    chosen = key.removeprefix("cause.")
    for own, tone in ((False, "primary"), (True, "accent")):
        some = [(i, bar) for i, bar in zip(at, bars, strict=True) if (bar.key == chosen) is own]
        if some:
            shares = [bar.share for _i, bar in some]
            plt.bar([i for i, _b in some], shares, width=0.7, marker="█", color=rgb(ink, tone))
    plt.plot(at, [bar.cumulative for bar in bars], marker="braille", color=rgb(ink, "secondary"))
    plt.scatter(at, [bar.cumulative for bar in bars], marker="●", color=rgb(ink, "secondary"))
    by = sheet.wanted.by or "topic"
    room = max(3, (width - 8) // len(bars) - 2)
    plt.xticks(at, [_cut(named(by, bar.key), room) for bar in bars])
    caption = _("Share of the summed importance (bars) and running share (●)")
    plt.xlim(0.4, len(bars) + 0.6)
    percent_axis(plt)
    return caption


def intervals(plt: Any, sheet: Sheet, key: str, ink: Ink) -> str | None:
    """One line an operator: its rate and 95 % interval."""
    prefix = "operator." if sheet.view == "operators" else "promises.kept@"
    rows = [e for e in sheet.entries if e.key.startswith(prefix) and e.figure.interval is not None]
    if not rows:
        return None
    for place, entry in zip(range(len(rows), 0, -1), rows, strict=True):
        _interval(plt, place, entry, ink, here=entry.key == key)
    names = [named(*entry.name) if entry.name else entry.key for entry in rows]
    plt.yticks(list(range(len(rows), 0, -1)), [name[:18] for name in names])
    plt.ylim(0.5, len(rows) + 0.5)
    lows = [entry.figure.interval[0] for entry in rows if entry.figure.interval]
    highs = [entry.figure.interval[1] for entry in rows if entry.figure.interval]
    low, high = int(min(lows) * 10) / 10, min(1.0, int(max(highs) * 10 + 1) / 10)
    plt.xlim(low, high)
    step = 0.05 if high - low <= 0.4 else 0.1 if high - low <= 0.6 else 0.2
    ticks = [round(low + i * step, 3) for i in range(round((high - low) / step) + 1)]
    plt.xticks(ticks, [percent(tick, 0) for tick in ticks])
    what = figure_words(rows[0].figure)
    if sheet.view == "operators" and sheet.wanted.measure != "no_repeat":
        what = _(MEASURES[sheet.wanted.measure])
    return _("{what}, with 95 % intervals").format(what=what)


def _interval(plt: Any, place: int, entry: Entry, ink: Ink, *, here: bool) -> None:
    low, high = entry.figure.interval or (0.0, 1.0)
    colour = rgb(ink, "accent" if here else "primary")
    plt.plot([low, high], [place, place], marker="━", color=colour)
    plt.scatter([low, high], [place, place], marker="┃", color=colour)
    plt.scatter([entry.figure.value], [place], marker="◆" if here else "●", color=colour)
