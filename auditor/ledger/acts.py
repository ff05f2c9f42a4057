"""What can happen to a complaint, as functions from complaint to complaint. Nothing is stored here.

Instants are texts in UTC; each act raises `CommandError` for what cannot be.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from auditor.errors import CommandError
from auditor.i18n import N_
from metrics.complaints.times import instant
from metrics.complaints.values import CaseContact, Complaint, Confirmation, Ownership, Promise


def hand_over(complaint: Complaint, owner: str | None, at: str, department: str | None = None) -> Complaint:
    """From `at` on it belongs to `owner` (`None`: to nobody). Earlier owners stay on record."""
    if (
        complaint.owner == owner
        and owner is not None
        and (complaint.owners or ())[-1].department == department
    ):
        raise CommandError(N_("“{id}” belongs to {owner} already."), id=complaint.id, owner=owner)
    return replace(complaint, owners=(*(complaint.owners or ()), Ownership(at, owner, department)))


def note_contact(complaint: Complaint, contact: CaseContact) -> Complaint:
    """A further contact. Where contacts were not recorded so far, the opening becomes the first of them."""
    before = complaint.contacts
    if before is None:
        opening = CaseContact(
            at=complaint.opened_at, channel=complaint.channel, operator=complaint.operator, inbound=True
        )
        before = () if same_instant(contact.at, complaint.opened_at) else (opening,)
    _not_before_opening(complaint, contact.at)
    return replace(complaint, contacts=(*before, contact))


def promise(
    complaint: Complaint,
    what: str,
    *,
    by: str | None = None,
    made_at: str | None = None,
    agent: str | None = None,
    operator: str | None = None,
    id: str | None = None,
) -> Complaint:
    """Something was promised to the customer."""
    id = id or secrets.token_hex(3)
    if any(each.id == id for each in complaint.promises or ()):
        raise CommandError(N_("“{id}” has a promise “{promise}” already."), id=complaint.id, promise=id)
    made = Promise(id=id, what=what, by=by, made_at=made_at, agent=agent, operator=operator)
    return replace(complaint, promises=(*(complaint.promises or ()), made))


def check_promise(
    complaint: Complaint, promise_id: str, kept: bool, at: str, shop_id: str | None = None
) -> Complaint:
    """Whether a promise was kept; `shop_id` is the follow-up shop that looked."""
    known = complaint.promises or ()
    if all(each.id != promise_id for each in known):
        raise CommandError(
            N_("“{id}” has no promise “{promise}”; it has: {known}."),
            id=complaint.id,
            promise=promise_id,
            known=", ".join(each.id for each in known) or "–",
        )
    checked = tuple(
        replace(each, kept=kept, verified_at=at, shop_id=shop_id) if each.id == promise_id else each
        for each in known
    )
    return replace(complaint, promises=checked)


def resolve(complaint: Complaint, at: str) -> Complaint:
    """The company closed it at `at`."""
    if is_closed(complaint):
        raise CommandError(N_("“{id}” is resolved already; reopen it first."), id=complaint.id)
    _not_before_opening(complaint, at)
    return replace(complaint, resolved_at=at)


def reopen(complaint: Complaint, at: str) -> Complaint:
    """It was opened again at `at`, after it had been closed."""
    if not is_closed(complaint):
        raise CommandError(N_("“{id}” is not resolved, so it cannot be reopened."), id=complaint.id)
    if instant(at) < instant(complaint.resolved_at or complaint.opened_at):
        raise CommandError(N_("“{id}” cannot be reopened before it was resolved."), id=complaint.id)
    return replace(complaint, reopened=(*complaint.reopened, at))


def confirm(complaint: Complaint, resolved: bool, at: str) -> Complaint:
    """The customer says whether it is resolved. What a follow-up shop found stays beside it."""
    return replace(complaint, confirmed=Confirmation(resolved, at))


def verify(complaint: Complaint, resolved: bool, at: str, shop_id: str | None = None) -> Complaint:
    """A follow-up shop found whether it is resolved."""
    return replace(complaint, verified=Confirmation(resolved, at, shop_id))


def is_closed(complaint: Complaint) -> bool:
    """Whether the company counts it as resolved now: closed, and not opened again since."""
    if complaint.resolved_at is None:
        return False
    closed = instant(complaint.resolved_at)
    return all(instant(again) < closed for again in complaint.reopened)


def same_instant(one: str, other: str) -> bool:
    """Whether two texts name one moment."""
    return instant(one) == instant(other)


def _not_before_opening(complaint: Complaint, at: str) -> None:
    if instant(at) < instant(complaint.opened_at):
        raise CommandError(
            N_("{at} lies before the complaint was opened ({opened})."), at=at, opened=complaint.opened_at
        )
