"""Figures as entries: by section, with value, unit, n and interval, or why they were not measured."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.core.labels import figure_label, why_label
from auditor.i18n import N_, _, ngettext, number
from auditor.tui.drawing import labels
from auditor.tui.formats import count, duration, percent
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread, wrapped
from metrics.values import Figure, Scorecard

UNITS = {"1/min": N_("per minute"), "ms": "ms"}


def heading(key: str, text: str, ink: Ink) -> Item:
    """A section's title, which the cursor passes over."""

    def draw(width: int) -> list[Text]:
        line = Text(f"{text} ", Style(bold=True, color=ink.tone("primary")), end="")
        line.append("─" * max(0, width - line.cell_len), ink.tone("dim"))
        return [line]

    return Item(f"heading-{key}", draw, selectable=False)


def note(key: str, text: str, ink: Ink) -> Item:
    """A line of plain words, not selectable: an empty section, a caution."""
    return Item(f"note-{key}", lambda width: wrapped(Text(text, ink.tone("dim")), width), selectable=False)


def figure_items(card: Scorecard, ink: Ink) -> list[Item]:
    """The whole scorecard's figures by section, the total first."""
    items = [_total(card, ink)] if card.score is not None or card.checks else []
    sections: dict[str, list[Figure]] = {}
    for figure in card.figures:
        sections.setdefault(figure.id.partition(".")[0], []).append(figure)
    for section, figures in sections.items():
        items.append(heading(section, labels.section(section), ink))
        items += [figure_item(figure, ink) for figure in figures]
    if not card.figures:
        items.append(note("none", _("Nothing was scored on this call."), ink))
    return items


def _total(card: Scorecard, ink: Ink) -> Item:
    def draw(width: int) -> list[Text]:
        value = percent(card.score.value if card.score else None)
        left = Text(_("Score"), Style(bold=True))
        lines = spread(left, Text(value, Style(bold=True, color=ink.tone("accent"))), width)
        if card.score is not None and card.score.n:
            answered = ngettext("{n} check answered", "{n} checks answered", card.score.n)
            lines += wrapped(Text(answered.format(n=card.score.n), ink.tone("dim")), width)
        if card.critical_failed:
            failed = "✗ " + _("a critical check was answered no")
            lines += wrapped(Text(failed, Style(bold=True, color=ink.tone("error"))), width)
        return lines

    return Item("score", draw, card.score)


def figure_item(figure: Figure, ink: Ink) -> Item:
    """One figure: label, value and how many stretches it rests on; below them what else is to be known."""

    def draw(width: int) -> list[Text]:
        measured = figure.value is not None
        style = Style(bold=True) if measured else Style(italic=True, color=ink.tone("dim"))
        right = Text(written(figure), style).append(f" {cited(figure):<3}", ink.tone("accent"))
        lines = spread(Text(figure_label(figure.id)), right, width)
        basis = basis_of(figure)
        if basis:
            below = wrapped(Text(basis, ink.tone("dim")), width - 2)
            lines += [Text.assemble("  ", line, end="") for line in below]
        return lines

    return Item(f"figure-{figure.id}", draw, figure)


def cited(figure: Figure) -> str:
    """ "▸" when Enter leads somewhere, with the number of places when there are several."""
    n = len(figure.evidence)
    return "" if n == 0 else "▸" if n == 1 else f"▸{min(n, 99)}"


def written(figure: Figure) -> str:
    """The value with its unit: "1:05", "45 %", "2,4 por minuto"; "not measured" for `None`."""
    value = figure.value
    if value is None:
        return _("not measured")
    match figure.unit:
        case "s":
            return duration(value)
        case "ratio" | "score":
            return percent(value)
        case "count":
            return count(round(value))
        case unit:
            return f"{number(value)} {_(UNITS[unit])}" if unit in UNITS else number(value)


def basis_of(figure: Figure) -> str:
    """Why it was not measured; n, where it is not the one call itself; interval and counts."""
    parts = []
    if figure.value is None and figure.why:
        parts.append(why_label(figure.why))
    if figure.n is not None and (figure.n > 1 or figure.unit == "ratio"):
        parts.append(f"n = {count(figure.n)}")
    if figure.interval is not None:
        low, high = (written(Figure(figure.id, edge, figure.unit)) for edge in figure.interval)
        parts.append(_("95% interval {low} to {high}").format(low=low, high=high))
    for key, value in figure.counts.items():
        digits = 0 if value == int(value) else 1
        parts.append(f"{labels.count(key)} {number(value, digits)}")
    return " · ".join(parts)
