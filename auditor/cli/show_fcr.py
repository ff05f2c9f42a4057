"""First-call resolution as text: each rate with its n, interval and window; open windows said, not hidden."""

from __future__ import annotations

import click
from rich.markup import escape
from rich.table import Table

from auditor.cli.show import console
from auditor.core.resolution import ResolutionPage
from auditor.i18n import _, number
from metrics.complaints.fcr import Fcr
from metrics.complaints.labels import label, variant_of, window_of
from metrics.values import Figure

SHOWN = (
    *("cases", "censored", "censored_with_repeat", "not_recorded", "not_asked", "needed_more_contacts"),
    *("conflict", "switched", "claimed", "unweighted", "resolved", "open", "late", "near"),
)


def show_resolution(page: ResolutionPage) -> None:
    """All of it: rates, the overlap of the three answers, time to resolution, deadlines."""
    out = console()
    asked = page.asked
    period = f"{asked.first or '…'} – {asked.last or '…'}"
    out.print(
        _("{n} cases opened {period}, as of {as_of}.").format(
            n=len(page.cases), period=period, as_of=page.as_of.isoformat(timespec="minutes")
        )
    )
    if not page.cases:
        click.echo(_("There is nothing to count yet: auditor complaints import FILE, or auditor sample."))
        return
    for name, sets in page.groups:
        out.print(_rates(group_words(page, name), sets))
    out.print(_overlap(page.groups[0][1][0]))
    out.print(_times(page))
    if page.deadlines:
        out.print(_deadlines(page))


def group_words(page: ResolutionPage, name: str | None) -> str:
    """A group's name for people."""
    if name is None:
        return _("All cases")
    if not name:
        return _("not recorded")
    family = page.asked.by if page.asked.by in ("segment", "operator") else None
    return _(label(family, name)) if family else name


def figure_words(figure: Figure) -> str:
    """A figure's name with its window and variant."""
    text = _(label("figure", figure.id)).format(days=window_of(figure.id))
    variant = variant_of(figure.id)
    return f"{text}, {_(label('variant', variant))}" if variant else text


def value_words(figure: Figure) -> str:
    """Value and interval; why it was not measured where it was not."""
    if figure.value is None:
        return f"{_('not measured')} ({_(label('why', figure.why))})"
    if figure.unit == "days":
        text = f"{number(figure.value)} {_('days')}"
        low, high = figure.counts.get("low"), figure.counts.get("high")
        return f"{text} ({'…' if low is None else number(low)}–{'…' if high is None else number(high)})"
    text = f"{number(100 * figure.value)} %"
    if figure.interval:
        low, high = figure.interval
        text += f" ({number(100 * low)}–{number(100 * high)} %)"
    return text


def _counts(figure: Figure) -> str:
    shown = [(key, figure.counts[key]) for key in SHOWN if figure.counts.get(key)]
    return "; ".join(
        f"{_(label('count', key))}: {number(value, 0)}" for key, value in shown if key != "cases"
    )


def _rates(title: str, sets: tuple[Fcr, ...]) -> Table:
    table = Table(title=escape(title), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Figure"), _("Value"), "n", _("Of these")):
        table.add_column(heading, overflow="fold")
    seen: set[str] = set()
    for figure in (figure for each in sets for figure in each.figures):
        if figure.id not in seen:  # claimed and confirmed know no window
            seen.add(figure.id)
            table.add_row(figure_words(figure), value_words(figure), str(figure.n or 0), _counts(figure))
    return table


def _overlap(figures: Fcr) -> Table:
    title = _("The three answers side by side (window {days} days)").format(days=figures.window_days)
    table = Table(title=title, box=None, pad_edge=False, title_justify="left")
    for heading in (_("Agent claimed"), _("No repeat contact"), _("Confirmed"), _("Cases")):
        table.add_column(heading)
    words = {True: _("yes"), False: _("no"), None: _("not known")}
    for each in figures.overlap:
        if each.n:
            row = (words[each.claimed], words[each.no_repeat], words[each.confirmed])
            table.add_row(*row, number(each.n, 0))
    return table


def _times(page: ResolutionPage) -> Table:
    title = _("Time to resolution (Kaplan–Meier, open cases censored)")
    table = Table(title=title, box=None, pad_edge=False, title_justify="left")
    table.add_column("")
    for figure in page.times[0][1].figures:
        table.add_column(_(label("figure", figure.id)), overflow="fold")
    table.add_column("n")
    table.add_column(_("still open"))
    for name, times in page.times:
        values = [value_words(figure) for figure in times.figures]
        curve = times.survival
        table.add_row(escape(group_words(page, name)), *values, str(curve.n), str(curve.censored))
    return table


def _deadlines(page: ResolutionPage) -> Table:
    table = Table(title=_("Deadlines"), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Rule"), _("Resolved within the deadline"), "n", _("Late"), _("Near")):
        table.add_column(heading)
    for each in page.deadlines:
        value = value_words(each.kept)
        table.add_row(each.rule.id, value, str(each.kept.n or 0), str(len(each.late)), str(len(each.near)))
    return table
