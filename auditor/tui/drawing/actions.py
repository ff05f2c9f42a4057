"""Actions as entries, and what there is to tell of one: its origin, its re-tests, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from auditor.core.action_acts import verdict
from auditor.core.actions import CHECK, BeforeAfter, Measured
from auditor.core.labels import figure_label
from auditor.i18n import _
from auditor.ledger.actions import LABELS, Action, ActionState, ActionStep
from auditor.tui.drawing.facts import fact
from auditor.tui.drawing.figures import heading, note, written
from auditor.tui.formats import date_words, moment, percent
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging, spread, wrapped
from metrics.values import Figure

_STATES = {
    ActionState.OPEN: ("○", "primary"),
    ActionState.DONE: ("✓", "success"),
    ActionState.DROPPED: ("–", "secondary"),
}


class ActionRow(NamedTuple):
    """An action, and what came of it where a figure is compared."""

    action: Action
    result: BeforeAfter | None


def action_items(rows: Sequence[ActionRow], today: date, ink: Ink) -> list[Item]:
    """One entry an action, the earliest day first."""
    return [Item(row.action.id, partial(_action, row, today, ink), row) for row in rows]


def _action(row: ActionRow, today: date, ink: Ink, width: int) -> list[Text]:
    action = row.action
    glyph, tone = _STATES[action.state]
    state = _("to do") if action.state is ActionState.OPEN else _(LABELS[action.state])
    if action.late(today):
        glyph, tone, state = "✗", "error", _("past its day")
    left = Text(f"{glyph} ", Style(bold=True, color=ink.tone(tone))).append(action.what, Style(bold=True))
    lines = spread(left, Text(state, Style(bold=True, color=ink.tone(tone))), width)
    about = f"{date_words(date.fromisoformat(action.by))} · {action.who} · {action.id}"
    if row.result is not None and row.result.difference is not None:
        about += f" · {_difference(row.result)}"
    return [
        *lines,
        *(Text.assemble("  ", line, end="") for line in wrapped(Text(about, ink.tone("dim")), width - 2)),
    ]


def detail_items(row: ActionRow, ink: Ink) -> list[Item]:
    """Where it came from, what came of it, what was done."""
    action = row.action
    items = [heading("origin", _("Where it comes from"), ink)]
    items += [
        fact(_("finding"), action.finding or "–", ink),
        fact(_("figure"), _figure_name(action.figure) if action.figure else "–", ink),
        fact(_("scenario"), action.scenario or "–", ink),
        fact(_("channel"), action.channel or "–", ink),
    ]
    if action.shop:
        items.append(_call(_("call"), action.shop, ink))
    items += [heading("result", _("Before and after"), ink), *_result(row, ink)]
    if action.retests:
        items.append(heading("retests", _("Measured again by"), ink))
        items += [_call(str(n), shop, ink) for n, shop in enumerate(action.retests, start=1)]
    items.append(heading("history", _("History"), ink))
    noted = ActionStep("noted", action.made_at, action.made_by)
    steps = enumerate((noted, *action.history))
    return [*items, *(Item(f"step-{n}", partial(_step, step, ink)) for n, step in steps)]


def _call(name: str, shop: str, ink: Ink) -> Item:
    head = Text(f"{name:<14} ", ink.tone("dim")).append("▸ ", ink.tone("accent"))
    return Item(f"shop-{shop}", partial(hanging, head, Text(shop)), shop)


def _result(row: ActionRow, ink: Ink) -> list[Item]:
    result = row.result
    if result is None:
        why = _("No figure and scenario to compare were named when it was noted.")
        return [note("no-result", why, ink)]
    items = [
        fact(_("before"), _side(result, result.before), ink),
        fact(_("after"), _side(result, result.after), ink),
    ]
    if result.difference is not None:
        items.append(fact(_("difference"), _difference(result), ink))
    said = verdict(result)
    if result.distinguishable is None:
        said += ". " + _("Two on each side are needed: t plans one more.")
    return [*items, note("verdict", said, ink)]


def _side(result: BeforeAfter, side: Measured) -> str:
    n = f"n = {side.n}"
    if side.value is None:
        return _("not measured") + f" ({n})"
    text = _written(result, side.value)
    if side.low is not None and side.high is not None:
        text += " " + _("({low} to {high})").format(
            low=_written(result, side.low), high=_written(result, side.high)
        )
    return f"{text}, {n}"


def _difference(result: BeforeAfter) -> str:
    if result.difference is None:
        return _("not measured")
    text = _signed(result, result.difference)
    if result.low is not None and result.high is not None:
        text += " " + _("({low} to {high})").format(
            low=_signed(result, result.low), high=_signed(result, result.high)
        )
    return text


def _signed(result: BeforeAfter, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + _written(result, abs(value))


def _written(result: BeforeAfter, value: float) -> str:
    if result.unit == "yes_no":
        return percent(value)
    return written(Figure(result.figure, value, result.unit or ""))


def _figure_name(figure: str) -> str:
    if figure == "score":
        return _("Score")
    if figure.startswith(CHECK):
        return _("question “{id}”").format(id=figure.removeprefix(CHECK))
    return figure_label(figure)


def _step(step: ActionStep, ink: Ink, width: int) -> list[Text]:
    words = {"noted": _("noted"), "retest": _("call planned"), "open": _("to do again")}
    word = words.get(step.what) or _(LABELS[ActionState(step.what)])
    body = Text(word, Style(bold=True)).append(f"  {moment(step.at)}, {step.by}", ink.tone("dim"))
    if step.note:
        body.append(f"\n{step.note}", Style(italic=True))
    return hanging(Text("· "), body, width)
