"""What has to be done by when: deadlines of the rule pack, the next step, promises to the customer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from rich.style import Style
from rich.text import Text

from auditor.core.case_page import CasePage
from auditor.i18n import _, language, ngettext
from auditor.tui.drawing import ledger
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import date_words, local, moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from metrics.complaints.deadlines import DeadlineStatus, Timeliness
from metrics.complaints.labels import label
from metrics.complaints.promises import PromiseState, PromiseStatus
from metrics.complaints.times import instant, place

_TERMS = {
    Timeliness.ON_TIME: ("✓", "success"),
    Timeliness.MISSED: ("✗", "error"),
    Timeliness.LATE: ("✗", "error"),
    Timeliness.NEAR: ("!", "warning"),
    Timeliness.RUNNING: ("○", "primary"),
}
_PROMISES = {
    PromiseState.KEPT: ("✓", "success"),
    PromiseState.BROKEN: ("✗", "error"),
    PromiseState.PASSED: ("!", "warning"),
    PromiseState.RUNNING: ("○", "primary"),
    PromiseState.WITHOUT_DATE: ("–", "secondary"),
}


def deadline_items(page: CasePage, ink: Ink) -> Iterable[Item]:
    """Each deadline that concerns it, and the next escalation step."""
    if page.deadlines:
        yield heading("deadlines", _("Deadlines"), ink)
    for status in page.deadlines:
        yield Item(f"deadline-{status.rule.id}", partial(_deadline, status, page.zone, ink))
    if page.step is not None:
        step, at = page.step
        words = _("Next step on {day}: {step} → {who}").format(day=_day(at), step=step.name, who=step.who)
        yield note("step", words, ink)


def _deadline(status: DeadlineStatus, zone: str, ink: Ink, width: int) -> list[Text]:
    glyph, tone = _TERMS[status.state]
    body = Text(_(label("timeliness", status.state.value)), Style(bold=True, color=ink.tone(tone)))
    left = status.working_days_left
    if left is not None and left >= 0 and status.state is not Timeliness.LATE:
        body.append(", " + ngettext("{n} working day left", "{n} working days left", left).format(n=left))
    elif left is not None:
        body.append(", " + ngettext("by {n} working day", "by {n} working days", -left).format(n=-left))
    body.append(" · " + _("until {moment}").format(moment=_until(status.due_at, zone)), ink.tone("dim"))
    title = status.rule.title.get(language()) or next(iter(status.rule.title.values()), "")
    body.append(f"\n{title}", ink.tone("dim"))
    if not status.in_force:
        body.append(" · " + _("did not bind when it was opened"), Style(italic=True, color=ink.tone("dim")))
    return hanging(Text(f"{glyph} {status.rule.id:<6} ", ink.tone(tone)), body, width)


def promise_items(page: CasePage, ink: Ink) -> Iterable[Item]:
    """Each promise with its date and whether it was kept."""
    yield heading("promises", _("Promises"), ink)
    if page.complaint.promises is None:
        yield note("no-promises", _("Not recorded. p notes one."), ink)
    elif not page.promises:
        yield note("no-promises", _("None. p notes one."), ink)
    for status in page.promises:
        yield Item(f"promise-{status.promise.id}", partial(_promise, status, ink), status.promise)


def _promise(status: PromiseStatus, ink: Ink, width: int) -> list[Text]:
    glyph, tone = _PROMISES[status.state]
    promise = status.promise
    body = Text(promise.what or "–").append(f"\n{_(label('promise', status.state.value))}", ink.tone(tone))
    if status.due_at is not None:
        body.append(
            " · " + _("by {moment}").format(moment=_day(promise.by or status.due_at)), ink.tone("dim")
        )
    if promise.operator or promise.agent:
        who = ", ".join(
            filter(None, (promise.agent, ledger.operator(promise.operator) if promise.operator else ""))
        )
        body.append(f" · {who}", ink.tone("dim"))
    return hanging(Text(f"{glyph} ", ink.tone(tone)), body, width)


def _day(at: str) -> str:
    """A day alone as a day, an instant as its date and hour."""
    if len(at) > 10:
        return moment(at)
    when = local(at)
    return date_words(when.date()) if when else at


def _until(at: str, zone: str) -> str:
    """When a term ends, where the company is: a day's midnight is the end of the day before."""
    end = instant(at).astimezone(place(zone))
    if (end.hour, end.minute) == (0, 0):
        return date_words(end.date() - timedelta(days=1))
    return moment(end.isoformat(), own_offset=True)
