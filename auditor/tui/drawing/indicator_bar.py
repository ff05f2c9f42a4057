"""The lines above the indicators: the views by name, and what is looked at, in words."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from rich.style import Style
from rich.text import Text

from auditor.core.figures.tables import BYS, MEASURES, VIEWS
from auditor.core.figures.values import VIEWS as ORDER
from auditor.core.figures.values import Read, Sheet, View, Wanted
from auditor.core.figures.words import day_words, named
from auditor.i18n import _, ngettext, number
from auditor.tui.theme import Ink

GROUPED = ("resolution", "time", "causes")
"""The views whose groups can be chosen."""
MEASURED = ("weeks", "operators")
"""The views that are held against a measure."""
WINDOWED = ("resolution", "weeks", "operators")


def tabs(view: View, width: int, ink: Ink) -> Text:
    """The views, the present one marked; the others are cut before it is."""
    line = Text(no_wrap=True, overflow="ellipsis")
    here = Style(bold=True, color=ink.tone("background"), bgcolor=ink.tone("primary"))
    for key, name in _cut(view, width):
        line.append(f" {name} ", here if key == view else Style(color=ink.tone("dim")))
    return line


def _cut(view: View, width: int) -> list[tuple[View, str]]:
    whole: list[tuple[View, str]] = [(key, _(VIEWS[key])) for key in ORDER]
    for letters in range(20, 2, -1):
        names = [(key, name if key == view else name[:letters].rstrip()) for key, name in whole]
        if sum(len(name) + 2 for _key, name in names) <= width:
            return names
    return [(key, name[:3]) for key, name in whole]


def about(sheet: Sheet, ledger: Read, ink: Ink) -> Text:
    """How many, of when, held against what, and the filters."""
    wanted, view = sheet.wanted, sheet.view
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"n = {number(sheet.n, 0)}", Style(bold=True))
    parts = [_period(wanted, ledger)]
    if view in WINDOWED and (view == "resolution" or wanted.measure == "no_repeat"):
        days = wanted.window_days
        parts.append(ngettext("window {n} day", "window {n} days", days).format(n=days))
    if view in MEASURED:
        parts.append(_(MEASURES[wanted.measure]))
    if view in GROUPED:
        parts.append(_("by {group}").format(group=group_words(view, wanted).lower()))
    for part in parts:
        line.append(f" · {part}", Style(color=ink.tone("dim")))
    told = {
        name: value for name, value in wanted.filters.items() if (name, view) != ("owner", "contradictions")
    }
    filters = [f"⌕ {named(name, value)}" for name, value in told.items()]
    if filters:
        line.append("  " + "  ".join(filters), Style(bold=True, color=ink.tone("accent")))
    return line


def group_words(view: View, wanted: Wanted) -> str:
    """What the groups are."""
    return _(BYS[wanted.by or ("topic" if view == "causes" else "segment")])


def _period(wanted: Wanted, ledger: Read) -> str:
    if wanted.first is None and wanted.last is None:
        # The last moment of a day is told as that day.
        seen = (ledger.as_of - timedelta(seconds=1)).astimezone(ZoneInfo(ledger.zone)).date()
        return _("as of {day}").format(day=day_words(seen))
    first, last = (day_words(day) if day else "…" for day in (wanted.first, wanted.last))
    return f"{first} – {last}"


def busy(text: str, ink: Ink) -> Text:
    """What is going on, while it does."""
    return Text(f"◔ {text or _('Calculating…')}", Style(bold=True, color=ink.tone("accent")))
