"""What the painters of charts share: colours of the theme, axes in per cent."""

from __future__ import annotations

from typing import Any

from rich.color import Color

from auditor.core.figures.words import percent
from auditor.tui.theme import Ink

Rgb = tuple[int, int, int]


def rgb(ink: Ink, tone: str) -> Rgb:
    """A tone of the theme as plotext takes it."""
    triplet = Color.parse(ink.tone(tone)).get_truecolor()
    return triplet.red, triplet.green, triplet.blue


def percent_axis(plt: Any, low: float = 0.0, high: float = 1.0) -> None:
    plt.ylim(low, high)
    step = 0.25 if high - low > 0.5 else 0.1
    first = round(low / step)
    ticks = [round(i * step, 2) for i in range(first, round(high / step) + 1)]
    plt.yticks(ticks, [percent(tick, 0) for tick in ticks])
