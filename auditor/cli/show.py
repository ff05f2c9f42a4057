"""Shops as text for people: the list, and one page with its timeline, figures, checks and route."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from auditor.core.labels import (
    answer_label,
    figure_label,
    figure_value,
    kind_label,
    outcome_label,
    purpose_label,
    state_label,
    step_label,
    useless_label,
    why_label,
)
from auditor.core.views import ShopPage, ShopRow
from auditor.i18n import _, number
from metrics.values import Figure, Scorecard


def console() -> Console:
    """stdout, 100 columns wide where it is no terminal, so that a pipe gets whole lines."""
    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)


def show_rows(rows: Sequence[ShopRow]) -> None:
    """The list of calls."""
    table = Table(box=None, pad_edge=False)
    for heading in (_("Shop"), _("When"), _("Scenario"), _("Channel"), _("Outcome"), _("Wait"), _("Score")):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            row.id,
            row.at[:16].replace("T", " "),
            row.scenario_id or row.title,
            row.channel_id or "",
            outcome_label(row.outcome) if row.outcome else state_label(row.state),
            clock(row.wait_s),
            percent(row.score),
        )
    console().print(table)


def show_page(page: ShopPage) -> None:
    """One shop, whole."""
    out = console()
    contact = page.shop.contact
    out.print(f"[bold]{page.title}[/bold]  {page.shop.id}  {page.shop.channel_id or ''}")
    if contact is None:
        out.print(_("Not carried out yet (state: {state}).").format(state=state_label(page.shop.state)))
        return
    out.print(
        _("Outcome: {outcome}").format(outcome=outcome_label(contact.outcome))
        + f"  {_(contact.reason) if contact.reason else ''}"
    )
    if page.recording_path:
        out.print(_("Recording: {path}").format(path=page.recording_path))
    if page.heard:
        _timeline(out, page)
    if page.scorecard:
        show_scorecard(out, page.scorecard)
    elif page.shop.error:
        out.print(page.shop.error)


def show_scorecard(out: Console, card: Scorecard) -> None:
    """Figures with their evidence, checks, hold messages and route."""
    table = Table(title=_("Figures"), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Figure"), _("Value"), "n", _("Heard at")):
        table.add_column(heading, overflow="fold")
    figures = (*((card.score,) if card.score else ()), *card.figures)
    for figure in figures:
        if figure.value is not None:
            table.add_row(figure_label(figure.id), figure_value(figure), _n(figure), _evidence(figure))
    out.print(table)
    _not_measured(out, [figure for figure in figures if figure.value is None])
    if card.checks:
        _checks(out, card)
    if card.messages:
        _messages(out, card)
    if card.route:
        _route(out, card)


def clock(seconds: float | None) -> str:
    """Seconds as 1:05; "not measured" for `None`."""
    if seconds is None:
        return _("not measured")
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def percent(share: float | None) -> str:
    """A share 0–1 as the locale writes a percentage."""
    return _("not measured") if share is None else f"{number(100 * share, 0)} %"


def _not_measured(out: Console, figures: Sequence[Figure]) -> None:
    """What is unknown, by the reason: said, but not in the way of what is known."""
    reasons: dict[str, list[str]] = {}
    for figure in figures:
        reasons.setdefault(figure.why or "", []).append(figure_label(figure.id))
    for why, names in reasons.items():
        out.print(f"{_('not measured')} ({why_label(why)}): {'; '.join(names)}", style="dim")


def _n(figure: Figure) -> str:
    return "" if figure.n is None else str(figure.n)


def _evidence(figure: Figure) -> str:
    if figure.value is None:
        return why_label(figure.why) if figure.why else ""
    if not figure.evidence:
        return ""
    first = figure.evidence[0]
    return clock(first.start_s) + (f" «{first.quote}»" if first.quote else "")


def _timeline(out: Console, page: ShopPage) -> None:
    assert page.heard is not None  # noqa: S101 - the caller looked
    table = Table(title=_("Timeline"), box=None, pad_edge=False, title_justify="left")
    for heading in (_("From"), _("To"), _("What"), _("Words")):
        table.add_column(heading, overflow="fold")
    for span in page.heard.timeline:
        if span.kind == "silence" and span.length_s < 2:
            continue
        said = page.heard.transcript.between(span.start_s, span.end_s)
        words = (
            " ".join(s.text for s in said if s.start_s >= span.start_s - 0.5)
            if span.kind not in SOUNDS
            else ""
        )
        what = kind_label(span.kind) + (f" {span.detail}" if span.detail else "")
        table.add_row(clock(span.start_s), clock(span.end_s), what, words)
    out.print(table)


SOUNDS = ("silence", "hold_music", "ringback", "busy", "congestion", "sit", "dtmf")


def _checks(out: Console, card: Scorecard) -> None:
    table = Table(title=_("Checks"), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Question"), _("Answer"), _("Weight"), _("Heard at")):
        table.add_column(heading, overflow="fold")
    for check in card.checks:
        first = check.evidence[0] if check.evidence else None
        heard = (
            f"{clock(first.start_s)} «{first.quote or ''}»"
            if first
            else why_label(check.why)
            if check.why
            else ""
        )
        weight = number(check.weight, 0) + (" !" if check.critical else "")
        table.add_row(check.ask, answer_label(check.answer), weight, heard)
    out.print(table)


def _messages(out: Console, card: Scorecard) -> None:
    table = Table(title=_("Hold messages"), box=None, pad_edge=False, title_justify="left")
    for heading in (_("Message"), _("Times"), _("Length"), _("Purpose")):
        table.add_column(heading, overflow="fold")
    for message in card.messages:
        purposes = ", ".join(purpose_label(purpose) for purpose in message.purposes)
        table.add_row(message.text, str(len(message.times)), f"{number(message.length_s)} s", purposes)
    out.print(table)


def _route(out: Console, card: Scorecard) -> None:
    table = Table(title=_("Route"), box=None, pad_edge=False, title_justify="left")
    for heading in ("#", _("Step"), _("From"), _("Seconds"), _("Key"), _("Serves nobody")):
        table.add_column(heading, overflow="fold")
    for step in card.route:
        words = (step.prompt or "")[:70]
        useless = useless_label(step.useless) if step.useless else ""
        length = number(step.end_s - step.start_s)
        table.add_row(
            str(step.index),
            f"{step_label(step.kind)} {words}",
            clock(step.start_s),
            length,
            step.key or "",
            useless,
        )
    out.print(table)
