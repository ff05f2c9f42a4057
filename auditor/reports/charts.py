"""Charts as SVG by matplotlib, drawn from the summary's numbers. Loaded only when a page is made."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from auditor.i18n import _, number
from auditor.reports.calls_part import bin_name
from auditor.reports.ledger_values import CurveRow
from auditor.reports.values import Summary, Waits
from metrics.stats.values import Chart, ParetoBar, SurvivalStep

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, MAIN, SECOND, ALERT, FAINT = "#111213", "#1f5fa8", "#7a5195", "#b3261e", "#9aa0a6"
VARIABLES = {INK: "var(--ink)", MAIN: "var(--main)", SECOND: "var(--second)", ALERT: "var(--alert)"}
VARIABLES |= {FAINT: "var(--faint)"}
"""On a page colours are variables, so that a chart follows light and dark."""
STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


def draw(summary: Summary, id: str, *, outlines: bool = False) -> str:
    """The chart of that id as an `<svg>` element. `outlines`: letters as shapes, fixed colours."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    style: Any = {**STYLE, "svg.hashsalt": id, "svg.fonttype": "path" if outlines else "none"}
    with rc_context(style):
        size = (4.2, 0.9) if id.startswith("trend:") else (8, 3.2)
        figure = Figure(figsize=size, layout="constrained")
        _paint(figure.subplots(), summary, id)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue() if outlines else _inline(out.getvalue(), id)


def _inline(svg: str, id: str) -> str:
    """The element alone, its ids unique on the page, its colours as variables."""
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    name = re.sub(r"\W", "-", id)
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg)
    svg = re.sub(r'href="#', f'href="#{name}-', svg)
    svg = re.sub(r'(<svg [^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg [^>]*?) height="[^"]*"', r"\1", svg, count=1)
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, variable)
    return svg


def _paint(axes: Axes, summary: Summary, id: str) -> None:
    family, _colon, which = id.partition(":")
    found = summary.complaints
    if family == "trend":
        question = next(q for q in summary.questions if q.key == which)
        if question.trend is not None:
            _trend(axes, question.trend)
    elif family == "waits":
        _waits(axes, next(w for w in summary.waits if w.clock == which))
    elif family == "weeks":
        chart = summary.chart if which == "calls" else found.chart if found else None
        if chart is not None:
            _weeks(axes, chart)
    elif family == "survival" and found is not None:
        _survival(axes, found.survival)
    elif family == "fcr-curve" and found is not None:
        _curve(axes, found.curve)
    elif family == "pareto" and found is not None:
        _pareto(axes, found.pareto)


def _waits(axes: Axes, waits: Waits) -> None:
    from matplotlib.ticker import MaxNLocator

    names = [bin_name(low, high) for low, high, _n in waits.bins] + [_("no person")]
    counts = [n for _low, _high, n in waits.bins] + [waits.not_reached]
    limit = [bool(high is None or high > waits.limit_s) for _low, high, _n in waits.bins] + [True]
    colours = [ALERT if late else MAIN for late in limit]
    bars = axes.bar(range(len(counts)), counts, color=colours)
    axes.bar_label(bars, labels=[str(n) if n else "" for n in counts], color=INK)
    axes.set_xticks(range(len(names)), [name.replace("\u00a0", " ") for name in names], fontsize=8.5)
    axes.set_ylabel(_("Calls"))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _trend(axes: Axes, chart: Chart) -> None:
    """The weeks alone, the mean as a line, weeks that stand out marked; first and last are named."""
    points = [(i, p) for i, p in enumerate(chart.points) if p.value is not None]
    values = [p.value or 0.0 for _i, p in points]
    axes.plot([i for i, _p in points], values, color=MAIN, linewidth=1.3, marker="o", markersize=2.5)
    if chart.centre is not None:
        axes.axhline(chart.centre, color=FAINT, linewidth=0.8)
    out = [(i, p.value or 0.0) for i, p in points if p.signals]
    axes.plot([i for i, _v in out], [v for _i, v in out], "D", color=ALERT, markersize=6, fillstyle="none")
    ends = (0, len(chart.points) - 1)
    axes.set_xticks(ends, [chart.points[i].label for i in ends], fontsize=8)
    axes.set_yticks([0, 1], ["0 %", "100 %"], fontsize=8)
    axes.set_ylim(-0.08, 1.08)


def _percent_axis(axes: Axes) -> None:
    axes.set_ylim(0, 1.02)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], [f"{n} %" for n in (0, 25, 50, 75, 100)])


def _weeks(axes: Axes, chart: Chart) -> None:
    points = [(i, p) for i, p in enumerate(chart.points) if p.value is not None]
    at, values = [i for i, _p in points], [p.value or 0.0 for _i, p in points]
    axes.plot(at, values, color=MAIN, marker="o", markersize=4, linewidth=1.4)
    limits = [(i, p.low, p.high) for i, p in points if p.low is not None and p.high is not None]
    for bound in (1, 2):
        edge = [limit[bound] for limit in limits]
        axes.step([limit[0] for limit in limits], edge, FAINT, where="mid", linestyle="--")
    if chart.centre is not None:
        axes.axhline(chart.centre, color=INK, linewidth=0.8)
    signals = [(i, p.value or 0.0) for i, p in points if p.signals]
    axes.plot(
        [i for i, _v in signals], [v for _i, v in signals], "D", color=ALERT, markersize=8, fillstyle="none"
    )
    step = max(1, len(chart.points) // 8)
    shown = range(0, len(chart.points), step)
    axes.set_xticks(list(shown), [chart.points[i].label for i in shown], fontsize=8.5)
    _percent_axis(axes)


def _survival(axes: Axes, steps: tuple[SurvivalStep, ...]) -> None:
    times = [s.time for s in steps]
    axes.step(times, [s.open for s in steps], color=MAIN, where="post", linewidth=1.6)
    low = [s.open if s.low is None else s.low for s in steps]
    high = [s.open if s.high is None else s.high for s in steps]
    axes.fill_between(times, low, high, step="post", color=MAIN, alpha=0.18, linewidth=0)
    axes.set_xlabel(_("Days since the opening"))
    axes.set_ylabel(_("Still open"))
    axes.set_xlim(left=0)
    _percent_axis(axes)


def _curve(axes: Axes, rows: tuple[CurveRow, ...]) -> None:
    """The closed windows with their interval, and the estimate that uses the open ones too."""
    closed = [(r.window_days, r.closed.value, r.closed.interval) for r in rows if r.closed.value is not None]
    days = [day for day, _v, _i in closed]
    low = [interval[0] if interval else value for _d, value, interval in closed]
    high = [interval[1] if interval else value for _d, value, interval in closed]
    axes.fill_between(days, low, high, color=MAIN, alpha=0.18, linewidth=0)
    label = _("windows closed")
    axes.plot(days, [value for _d, value, _i in closed], color=MAIN, marker="o", markersize=3, label=label)
    every = [(r.window_days, r.all_cases.value) for r in rows if r.all_cases.value is not None]
    label = _("with open windows (Kaplan–Meier)")
    axes.plot([d for d, _v in every], [v for _d, v in every], color=SECOND, linestyle="--", label=label)
    axes.set_xlabel(_("Window in days"))
    axes.set_ylabel(_("No repeat contact"))
    axes.set_xlim(0, 31)
    _percent_axis(axes)
    axes.legend(frameon=False, loc="lower left")


def _pareto(axes: Axes, bars: tuple[ParetoBar, ...]) -> None:
    top = bars[:10]
    at = range(len(top))
    axes.bar(at, [b.share for b in top], color=MAIN)
    axes.plot(at, [b.cumulative for b in top], color=SECOND, marker="o", markersize=4)
    above: Any = {"textcoords": "offset points", "ha": "center", "fontsize": 8.5}
    for i, bar in enumerate(top):
        axes.annotate(number(100 * bar.cumulative, 0), (i, bar.cumulative), (0, 5), **above)
    names = [(b.key or _("without a topic"))[:16].replace("$", r"\$") for b in top]
    axes.set_xticks(at, names, fontsize=8.5, rotation=20 if len(top) > 6 else 0)
    _percent_axis(axes)
    axes.set_ylim(0, 1.12)
