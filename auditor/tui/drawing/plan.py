"""The plans of the programme as entries."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from auditor.i18n import _
from auditor.tui.api import Plan
from auditor.tui.drawing.figures import note
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import wrapped


def plan_items(plans: Sequence[Plan], ink: Ink) -> list[Item]:
    """Each plan with what it does, how often and when."""
    items = [Item(f"plan-{plan.id}", lambda width, p=plan: _plan(p, ink, width), plan) for plan in plans]  # type: ignore[misc]
    return items or [note("no-plans", _("There is no plan."), ink)]


def _plan(plan: Plan, ink: Ink, width: int) -> list[Text]:
    return [
        *wrapped(Text(f"{plan.scenario_id}  →  {plan.channel_id}", Style(bold=True)), width),
        *wrapped(Text(plan.id, ink.tone("dim")), width),
    ]
