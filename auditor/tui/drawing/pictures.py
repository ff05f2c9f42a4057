"""Paints the picture of a sheet, and says what is drawn: here the curves. Takes a plotext figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from auditor.core.figures.times import Curves
from auditor.core.figures.values import Sheet
from auditor.core.figures.words import named
from auditor.i18n import _, number
from auditor.tui.drawing.bars import causes, intervals, weeks
from auditor.tui.drawing.plotting import percent_axis, rgb
from auditor.tui.theme import Ink
from metrics.complaints.curve import CurvePoint
from metrics.stats.survival import Survival

STEPS = 240
"""A curve of 100,000 steps is drawn from as many points as a wide screen shows."""
LEFT_SHARE = 0.05
"""A survival curve is drawn until so few are open: the long tail would flatten all that matters."""


def paint(plt: Any, sheet: Sheet, key: str, ink: Ink, width: int) -> str | None:
    """Paints what the sheet has to show on so many columns and returns its caption; `None` where nothing was
    measured."""
    plt.xfrequency(0)
    if sheet.view == "causes":
        return causes(plt, sheet, key, ink, width)
    painters: dict[str, Callable[[Any, Sheet, str, Ink], str | None]] = {
        "resolution": _windows,
        "time": _times,
        "weeks": weeks,
        "operators": intervals,
        "owners": intervals,
    }
    painter = painters.get(sheet.view)
    return painter(plt, sheet, key, ink) if painter is not None else None


def _windows(plt: Any, sheet: Sheet, key: str, ink: Ink) -> str | None:
    """No repeat contact as a function of the window, with its interval; the window in use is marked."""
    points = sheet.picture if isinstance(sheet.picture, tuple) else ()
    shown = [p for p in points if isinstance(p, CurvePoint) and p.closed.value is not None]
    if not shown:
        return None
    days = [p.window_days for p in shown]
    lows = [p.closed.interval[0] if p.closed.interval else 0.0 for p in shown]
    highs = [p.closed.interval[1] if p.closed.interval else 1.0 for p in shown]
    floor = max(0.0, min(int(min(lows) * 10) / 10, 0.9))
    for edge in (lows, highs):
        plt.plot(days, edge, marker="·", color=rgb(ink, "dim"))
    plt.plot(days, [p.closed.value or 0.0 for p in shown], marker="braille", color=rgb(ink, "primary"))
    wanted = int(key.removeprefix("window.")) if key.startswith("window.") else sheet.wanted.window_days
    marked = [p for p in shown if p.window_days == wanted]
    if marked:
        plt.scatter([wanted], [marked[0].closed.value], marker="◆", color=rgb(ink, "accent"))
    caption = _("No repeat contact, by window in days (dots: 95 % interval)")
    ticks = [day for day in (1, 7, 14, 21, 30) if day in days]
    plt.xticks(ticks, [str(day) for day in ticks])
    percent_axis(plt, floor, 1.0)
    return caption


def _times(plt: Any, sheet: Sheet, key: str, ink: Ink) -> str | None:
    """Kaplan–Meier: the share still open; the group under the cursor over the whole."""
    curves = sheet.picture
    if not isinstance(curves, Curves) or not curves.whole.survival.steps:
        return None
    whole = curves.whole.survival
    _key, _at, group = key.partition(f"@{curves.by}=")
    chosen = dict(curves.groups).get(group) if _at else None
    shown = chosen.survival if chosen is not None and chosen.survival.steps else whole
    end = max(_end(whole), _end(shown))
    grid = [end * i / STEPS for i in range(STEPS + 1)]
    for edge in ("low", "high"):
        at = [(t, v) for t in grid if (v := _edge(shown, t, edge)) is not None]
        plt.plot([t for t, _v in at], [v for _t, v in at], marker="·", color=rgb(ink, "dim"))
    if shown is not whole:  # sparser than the line: a sign of its own, since colour alone tells nothing
        at = [(t, v) for t in grid[:: STEPS // 40] if (v := _open(whole, t)) is not None]
        plt.scatter([t for t, _v in at], [v for _t, v in at], marker="+", color=rgb(ink, "secondary"))
    at = [(t, v) for t in grid if (v := _open(shown, t)) is not None]
    plt.plot([t for t, _v in at], [v for _t, v in at], marker="braille", color=rgb(ink, "primary"))
    plt.xlim(0, end)
    title = _("Share still open, by days since the opening")
    named_group = _("Share still open, by days: {group} (line), all (+)").format(
        group=named(curves.by, group)
    )
    caption = title if shown is whole else named_group
    ticks = _round_ticks(end)
    plt.xticks(ticks, [number(tick, 0 if tick == int(tick) else 1) for tick in ticks])
    percent_axis(plt)
    return caption


def _end(curve: Survival) -> float:
    few = next((step.time for step in curve.steps if step.open <= LEFT_SHARE), None)
    return max(few if few is not None else curve.longest or 1.0, 0.1)


def _open(curve: Survival, at: float) -> float | None:
    step = curve.at(at)
    return None if step is None else step.open


def _edge(curve: Survival, at: float, edge: str) -> float | None:
    index = bisect_right(curve.steps, at, key=lambda step: step.time) - 1
    if index < 0 or curve.at(at) is None:
        return None
    value: float | None = getattr(curve.steps[index], edge)
    return value


def _round_ticks(end: float) -> list[float]:
    step = next((s for s in (0.5, 1, 2, 5, 7, 14, 30, 60, 90, 180, 365) if end / s <= 8), 730)
    return [i * step for i in range(int(end / step) + 1)]
