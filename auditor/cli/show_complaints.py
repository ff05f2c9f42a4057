"""Complaints as text for people: the list, and one whole with its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from auditor.cli.show import console
from auditor.i18n import _
from auditor.ledger.acts import is_closed
from auditor.ledger.values import LABELS, Change
from metrics.complaints.labels import label
from metrics.complaints.values import Complaint, Confirmation

if TYPE_CHECKING:
    from auditor.core.case_page import CasePage


def show_rows(complaints: Sequence[Complaint]) -> None:
    """One line a complaint."""
    table = Table(box=None, pad_edge=False)
    headings = (
        _("Complaint"),
        _("Opened"),
        _("Topic"),
        _("Importance"),
        _("Segment"),
        _("Operator"),
        _("Owner"),
    )
    for heading in (*headings, _("State")):
        table.add_column(heading, overflow="fold")
    for each in complaints:
        table.add_row(
            escape(each.id),
            short(each.opened_at),
            escape(each.topic or ""),
            str(each.importance or ""),
            _(label("segment", each.segment)) if each.segment else "",
            escape(_(label("operator", each.operator))) if each.operator else "",
            escape(owner_words(each)),
            state_words(each),
            style="bold" if each.owners == () and each.segment in ("most_valuable", "A") else None,
        )
    console().print(table)


def show_complaint(complaint: Complaint, history: Sequence[Change]) -> None:
    """Every field that is known, contacts, promises, and who changed what when."""
    show_rows([complaint])
    for name, value in (
        (_("Customer"), complaint.customer),
        (_("Case key"), complaint.case_key),
        (_("Text"), complaint.text),
    ):
        if value:
            click.echo(f"{name}: {value}")
    for contact in complaint.contacts or ():
        parts = (contact.channel, contact.operator, contact.agent, contact.outcome)
        claimed = {True: _("said to be resolved"), False: _("said not to be resolved"), None: ""}
        words = [*(part for part in parts if part), claimed[contact.agent_claimed_resolved]]
        click.echo(
            _("Contact {at}: {what}").format(at=short(contact.at), what=", ".join(w for w in words if w))
        )
    if complaint.contacts is None:
        click.echo(_("Contacts: not recorded"))
    for promise in complaint.promises or ():
        state = {True: _("kept"), False: _("broken"), None: _("not checked")}[promise.kept]
        by = promise.by or _("no date")
        click.echo(
            _("Promise {id}: {what} ({by}; {state})").format(
                id=promise.id, what=promise.what, by=by, state=state
            )
        )
    click.echo(_("Customer's word: {text}").format(text=_answer(complaint.confirmed)))
    click.echo(_("Verified by a shop: {text}").format(text=_answer(complaint.verified)))
    for change in history:
        gone = (
            f"  ({_('taken back')}: {short(change.undone_at)}, {change.undone_by})"
            if change.undone_at
            else ""
        )
        note = f"  {change.note}" if change.note else ""
        click.echo(f"{short(change.at)}  {change.by}  {_(LABELS[change.what])}{note}{gone}")


def show_terms(page: CasePage) -> None:
    """The day counter, each deadline, and the next escalation step."""
    click.echo(_("Day {n}").format(n=page.row.day))
    for each in page.deadlines:
        words = _("{rule}: {state}, until {at}").format(
            rule=each.rule.id, state=_(label("timeliness", each.state.value)), at=short(each.due_at)
        )
        left = each.working_days_left
        if left is not None:
            words += " · " + _("working days left: {n}").format(n=left)
        click.echo(words if each.in_force else f"{words} · {_('did not bind when it was opened')}")
    if page.step is not None:
        step, at = page.step
        click.echo(
            _("Next step on {day}: {step} → {who}").format(day=short(at), step=step.name, who=step.who)
        )


def short(at: str) -> str:
    """An instant to the minute, in UTC."""
    return at[:16].replace("T", " ")


def owner_words(complaint: Complaint) -> str:
    """Who owns it: nobody is not the same as not recorded."""
    if complaint.owners is None:
        return _("not recorded")
    return complaint.owner or _("nobody")


def state_words(complaint: Complaint) -> str:
    """Open, resolved, reopened."""
    if is_closed(complaint):
        return _("resolved {at}").format(at=short(complaint.resolved_at or ""))
    return _("reopened") if complaint.reopened and complaint.resolved_at else _("open")


def _answer(answer: Confirmation | None) -> str:
    if answer is None:
        return _("nobody asked")
    return _("resolved") if answer.resolved else _("not resolved")
