"""What happened to a complaint: its contacts, and every change with who and when."""

from __future__ import annotations

from functools import partial

from rich.style import Style
from rich.text import Text

from auditor.core.case_page import CasePage
from auditor.i18n import _
from auditor.ledger.values import LABELS, Change
from auditor.tui.drawing import ledger
from auditor.tui.drawing.figures import heading, note
from auditor.tui.formats import moment
from auditor.tui.theme import Ink
from auditor.tui.widgets.item_list import Item
from auditor.tui.widgets.wrap import hanging
from auditor.tui.words import outcome
from metrics.complaints.values import CaseContact


def happened(page: CasePage, ink: Ink) -> list[Item]:
    """The right half: contacts in order of time, then the changes, the newest first."""
    complaint = page.complaint
    items = [heading("contacts", _("Contacts"), ink)]
    if complaint.contacts is None:
        items.append(note("no-contacts", _("Not recorded: seeing no repeat proves nothing."), ink))
    contacts = enumerate(sorted(complaint.contacts or (), key=lambda each: each.at))
    items += [Item(f"contact-{n}", partial(_contact, each, ink), each.shop_id) for n, each in contacts]
    if complaint.contacts is not None and not complaint.contacts_complete:
        items.append(note("incomplete", _("There may have been others."), ink))
    items.append(heading("history", _("History"), ink))
    items += [Item(f"change-{each.id}", partial(_change, each, ink)) for each in reversed(page.history)]
    if not page.history:
        items.append(note("no-history", _("Nothing was changed by hand."), ink))
    return items


def _contact(contact: CaseContact, ink: Ink, width: int) -> list[Text]:
    way = "←" if contact.inbound is False else "?" if contact.inbound is None else "→"
    body = Text(moment(contact.at), Style(bold=True))
    channel = ledger.channel(contact.channel) if contact.channel else None
    operator = ledger.operator(contact.operator) if contact.operator else None
    who = [part for part in (channel, operator, contact.department, contact.agent) if part]
    body.append("  " + " · ".join(who))
    said = {True: _("said to be resolved"), False: _("said not to be resolved"), None: ""}
    # a call of ours ended in one of our own words, any other contact in the company's
    ended = str(outcome(contact.outcome)) if contact.shop_id and contact.outcome else contact.outcome
    more = [ended, said[contact.agent_claimed_resolved]]
    if contact.verifies:
        more.append(_("only asked how it went"))
    if contact.shop_id:
        more.append(f"▸ {contact.shop_id}")
    below = " · ".join(part for part in more if part)
    if below:
        body.append(f"\n{below}", ink.tone("dim"))
    return hanging(Text(f"{way} ", ink.tone("accent")), body, width)


def _change(change: Change, ink: Ink, width: int) -> list[Text]:
    gone = change.undone_at is not None
    body = Text(_(LABELS[change.what]), Style(bold=not gone, strike=gone))
    body.append(f"  {moment(change.at)}, {change.by}", ink.tone("dim"))
    if change.note:
        body.append(f"\n{change.note}", Style(italic=True))
    if change.undone_at is not None:
        words = _("taken back: {who}, {when}").format(who=change.undone_by, when=moment(change.undone_at))
        body.append(f"\n{words}", ink.tone("warning"))
    return hanging(Text("· "), body, width)
