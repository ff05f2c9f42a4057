"""What a complaint must be before it is stored: instants in UTC and of one length, nothing that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.errors import CommandError
from auditor.i18n import N_
from metrics.complaints.times import instant
from metrics.complaints.values import CaseContact, Complaint, Promise
from transcripts.redaction import redacted

MAX_TEXT = 20_000
MAX_WORD = 200


def utc_text(text: str) -> str:
    """An instant's text as documents hold it, so that texts sort as times do. Raises `DataError`."""
    return instant(text).isoformat(timespec="milliseconds")


def tidy(complaint: Complaint) -> Complaint:
    """The complaint with its instants in UTC and its words redacted: nothing else is stored.

    Raises `CommandError` or `DataError` for what cannot be.
    """
    _check(complaint)
    contacts, owners, language = complaint.contacts, complaint.owners, complaint.language
    return replace(
        complaint,
        opened_at=utc_text(complaint.opened_at),
        resolved_at=None if complaint.resolved_at is None else utc_text(complaint.resolved_at),
        reopened=tuple(utc_text(at) for at in complaint.reopened),
        contacts=contacts and tuple(_contact(contact, language) for contact in contacts),
        owners=owners and tuple(replace(owner, at=utc_text(owner.at)) for owner in owners),
        promises=complaint.promises and tuple(_promise(each, language) for each in complaint.promises),
        text=complaint.text and redacted(complaint.text, language),
        quotes=tuple(replace(each, text=redacted(each.text, language)) for each in complaint.quotes),
    )


def _contact(contact: CaseContact, language: str | None) -> CaseContact:
    outcome = contact.outcome and redacted(contact.outcome, language)
    return replace(contact, at=utc_text(contact.at), outcome=outcome)


def _promise(promise: Promise, language: str | None) -> Promise:
    by = None if promise.by is None else deadline_text(promise.by)
    return replace(promise, what=redacted(promise.what, language), by=by)


def deadline_text(text: str) -> str:
    """A date stays a date (until its end, where the company is); an instant is put into UTC."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return utc_text(text)


def _check(complaint: Complaint) -> None:
    if not complaint.id or len(complaint.id) > MAX_WORD or not complaint.id.isprintable():
        raise CommandError(N_("“{id}” cannot be the id of a complaint."), id=complaint.id[:80])
    if complaint.importance is not None and not 1 <= complaint.importance <= 5:
        raise CommandError(
            N_("Importance goes from 1 to 5, not {importance}."), importance=complaint.importance
        )
    if complaint.text is not None and len(complaint.text) > MAX_TEXT:
        raise CommandError(N_("The complaint's text is longer than {limit} characters."), limit=MAX_TEXT)
    if complaint.resolved_at is not None and instant(complaint.resolved_at) < instant(complaint.opened_at):
        raise CommandError(
            N_("“{id}” was resolved ({resolved}) before it was opened ({opened})."),
            id=complaint.id,
            resolved=complaint.resolved_at,
            opened=complaint.opened_at,
        )
