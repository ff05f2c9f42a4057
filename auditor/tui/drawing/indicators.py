"""A sheet of figures as entries: value, interval and n on one line, below it what stands behind them."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from auditor.core.figures.details import detail_words
from auditor.core.figures.values import BYS, Entry, Section, Sheet
from auditor.core.figures.weeks import Week
from auditor.core.figures.words import (
    behind_words,
    entry_words,
    figure_words,
    interval_words,
    note_words,
    section_words,
    short_words,
    value_words,
    why_words,
)
from auditor.i18n import _, number
from auditor.tui.drawing.figures import note
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import spread, wrapped
from metrics.complaints.labels import variant_of
from metrics.values import Figure


def sheet_items(sheet: Sheet, ink: Ink) -> list[Item]:
    """Every section's heading, entries and notes."""
    items: list[Item] = []
    for number_, section in enumerate(sheet.sections):
        items.append(_heading(f"{number_}", section_words(section), ink))
        items += [_item(entry, section, ink) for entry in section.entries]
        items += [note(f"{number_}-{key}", note_words(key), ink) for key in section.notes]
    return items


def _heading(key: str, text: str, ink: Ink) -> Item:
    """A section's title, as many lines as it needs."""

    def draw(width: int) -> list[Text]:
        lines = wrapped(Text.assemble((text, Style(bold=True, color=ink.tone("primary")))), width)
        lines[-1].append(" " + "─" * max(0, width - lines[-1].cell_len - 1), Style(color=ink.tone("dim")))
        return lines

    return Item(f"heading-{key}", draw, selectable=False)


def _item(entry: Entry, section: Section, ink: Ink) -> Item:
    grouped = section.title[0] in BYS

    def draw(width: int) -> list[Text]:
        words = short_words(entry) if grouped else entry_words(entry)
        lines = spread(Text(words), _right(entry, ink), width)
        for text in _below(entry, section):
            colour = ink.tone("error" if _stands_out(entry, text) else "dim")
            lines += [Text.assemble("  ", line, end="") for line in wrapped(Text(text, colour), width - 2)]
        return lines

    return Item(entry.key, draw, entry)


def _right(entry: Entry, ink: Ink) -> Text:
    """Value, interval and n, and a sign that Enter leads to cases."""
    figure = entry.figure
    measured = figure.value is not None
    style = Style(bold=True) if measured else Style(italic=True, color=ink.tone("dim"))
    right = Text.assemble((value_words(figure), style))
    dim = ink.tone("dim")
    interval = interval_words(figure)
    if interval:
        right.append(f"  {interval}", dim)
    if figure.unit != "count" or figure.value != figure.n:
        right.append(f"  n = {number(figure.n or 0, 0)}", dim)
    return right.append(" ▸" if figure.n else "  ", ink.tone("accent"))


def _below(entry: Entry, section: Section) -> list[str]:
    figure = entry.figure
    lines = [why_words(figure), *(beside_words(entry, each) for each in entry.beside), behind_words(figure)]
    if figure.unit == "days" and not figure.id.endswith("median_days") and figure.value is not None:
        lines = []  # what stands behind the quartiles stands behind the median, and is told there
    if entry.key.startswith("window."):
        lines = [why_words(figure), behind_words(figure)]
    return [line for line in (*lines, *detail_words(entry)) if line]


def beside_words(entry: Entry, figure: Figure) -> str:
    """A figure that stands with another: the weighted one beside the plain, and the other way round."""
    value = f"{value_words(figure)} ({interval_words(figure)})" if figure.interval else value_words(figure)
    if variant_of(figure.id) == "by_importance":
        return _("by importance: {value}").format(value=value)
    if variant_of(entry.figure.id) == "by_importance":
        return _("by plain count: {value}").format(value=value)
    return f"{figure_words(figure)}: {value}"


def _stands_out(entry: Entry, text: str) -> bool:
    """Whether a line tells a signal of a control chart."""
    return isinstance(entry.detail, Week) and text.startswith(("p: ", "p′: "))
