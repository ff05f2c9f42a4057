"""The steps of a scenario as entries: done, under way, to come."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import step
from scenarios.scenario import Scenario


def step_items(scenario: Scenario, now: int | None, ink: Ink, *, over: bool = False) -> list[Item]:
    """One entry a step; `now` is the index of the one under way, `None` before the first."""
    return [Item(f"step-{i}", _drawer(scenario, i, now, ink, over)) for i in range(len(scenario.steps))]


def _drawer(scenario: Scenario, index: int, now: int | None, ink: Ink, over: bool):  # type: ignore[no-untyped-def]
    reached = now is not None and index <= now
    here = index == now and not over
    glyph = "▶" if here else "✓" if reached else "·"
    colour = ink.tone("accent" if here else "success" if reached else "dim")

    def draw(width: int) -> list[Text]:
        style = Style(bold=here, color=colour if here or not reached else None)
        head = Text(f"{glyph} {index + 1:>2} ", Style(color=colour, bold=here))
        return hanging(head, Text(_short(step(scenario.steps[index])), style), width)

    return draw


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def no_steps() -> str:
    return _("This run follows no scenario.")
