"""The plans of the programme as entries: what, how often, on which days and at what hours."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from auditor.i18n import _, ngettext
from auditor.tui.drawing.figures import note
from auditor.tui.formats import date_words, weekdays
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import wrapped
from scenarios.plan import Period, Plan


def plan_items(plans: Sequence[Plan], ink: Ink) -> list[Item]:
    """Each plan with what it does, how often and when."""
    items = [Item(f"plan-{plan.id}", lambda width, p=plan: _plan(p, ink, width), plan) for plan in plans]  # type: ignore[misc]
    return items or [note("no-plans", _("There is no plan."), ink)]


def _plan(plan: Plan, ink: Ink, width: int) -> list[Text]:
    rows = [
        Text(f"{', '.join(plan.scenarios)}  →  {', '.join(plan.channels)}"),
        Text(f"{how_often(plan)} · {weekdays(plan.weekdays)} · {_hours(plan)}", ink.tone("dim")),
        Text(_from_to(plan), ink.tone("dim")),
        Text(plan.note, Style(italic=True)),
    ]
    lines = wrapped(Text(plan.id, Style(bold=True)), width)
    for row in rows:
        if row.plain:
            lines += [Text.assemble("  ", line, end="") for line in wrapped(row, width - 2)]
    return lines


def how_often(plan: Plan) -> str:
    """ "3 times a week"."""
    n = plan.times
    match plan.every:
        case Period.DAY:
            words = ngettext("once a day", "{n} times a day", n)
        case Period.WEEK:
            words = ngettext("once a week", "{n} times a week", n)
        case Period.MONTH:
            words = ngettext("once a month", "{n} times a month", n)
    return words.format(n=n)


def _hours(plan: Plan) -> str:
    windows = ", ".join(f"{window.start}–{window.end}" for window in plan.windows)
    return f"{windows} ({plan.time_zone})"


def _from_to(plan: Plan) -> str:
    words = _("from {date}").format(date=date_words(plan.start))
    if plan.end is not None:
        words = _("{start} to {date}").format(start=words, date=date_words(plan.end))
    if plan.quota is not None:
        words += " · " + ngettext("{n} call in all", "{n} calls in all", plan.quota).format(n=plan.quota)
    return words
