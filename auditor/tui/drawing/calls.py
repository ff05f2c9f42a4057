"""The list of calls as a table: its columns for a width, the cells of a row, the line above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from auditor.i18n import N_, _
from auditor.tui.formats import brief, clock, count, moment, percent
from auditor.tui.shop_pages import PAGE, Filter
from auditor.tui.theme import Ink
from auditor.tui.words import outcome, state

if TYPE_CHECKING:
    from auditor.core.views import ShopRow


def cells(row: ShopRow, ink: Ink, *, wide: bool, this_year: int) -> list[Text]:
    """One cell a column; what was not measured is a dash."""
    word = outcome(row.outcome) if row.outcome else state(row.state)
    dash = Text(f"{'–':>5}", ink.tone("dim"))
    found = [
        Text(moment(row.at) if wide else brief(row.at, this_year)),
        Text(row.title, no_wrap=True, overflow="ellipsis"),
        Text(row.channel_id or "–", no_wrap=True, overflow="ellipsis"),
        Text(str(word), Style(color=ink.tone(word.tone), bold=True), no_wrap=True, overflow="ellipsis"),
        Text(f"{clock(row.wait_s):>5}") if row.wait_s is not None else dash,
        Text(f"{percent(row.score):>5}") if row.score is not None else dash,
    ]
    return [*found, Text(str(state(row.state))), Text(row.id, ink.tone("dim"))] if wide else found


def line(rows: Sequence[ShopRow], number: int, total: int | None, wanted: Filter, ink: Ink) -> Text:
    """Which rows are on screen, of how many, and what they were filtered by."""
    words = Text(no_wrap=True, overflow="ellipsis")
    if rows:
        first = number * PAGE
        shown = _("{first}–{last} of {total}").format(
            first=count(first + 1),
            last=count(first + len(rows)),
            total=_("many") if total is None else count(total),
        )
        words.append(_("Calls") + " " + shown, Style(bold=True))
    if wanted:
        words.append("   ⌕ " + _filter_words(wanted), ink.tone("accent"))
    return words


def _filter_words(wanted: Filter) -> str:
    chosen = [
        wanted.title,
        f"«{wanted.text}»" if wanted.text else "",
        str(outcome(wanted.outcome)) if wanted.outcome else "",
        wanted.scenario,
        wanted.channel,
    ]
    return " · ".join(word for word in chosen if word)


def columns(width: int) -> list[tuple[str, str, int | None]]:
    """(key, English heading, columns) of the table for a screen of that width."""
    wide = width >= 120
    date, channel, result, wait, score, state_, id_ = 17, 18, 24, 6, 6, 14, 24
    if not wide:
        date, channel, result, wait, score = 12, 9, 17, 5, 5
    fixed = date + channel + result + wait + score + (state_ + id_ if wide else 0)
    title = max(12, width - 3 - fixed - 2 * (8 if wide else 6))
    found: list[tuple[str, str, int | None]] = [
        ("at", N_("Date"), date),
        ("title", N_("Scenario"), title),
        ("channel", N_("Channel"), channel),
        ("outcome", N_("Outcome"), result),
        ("wait", N_("Wait"), wait),
        ("score", N_("Score"), score),
    ]
    return [*found, ("state", N_("State"), state_), ("id", N_("Id"), id_)] if wide else found
