"""What a complaint must be before it is stored: instants in UTC and of one length, nothing that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from auditor.errors import CommandError
from auditor.i18n import N_
from metrics.complaints.times import instant
from metrics.complaints.values import CaseContact, Complaint, Promise
from transcripts.redaction import names_in, redacted

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
    contacts, owners, promises = complaint.contacts, complaint.owners, complaint.promises
    hide = _redactor(complaint)
    return replace(
        complaint,
        opened_at=utc_text(complaint.opened_at),
        resolved_at=None if complaint.resolved_at is None else utc_text(complaint.resolved_at),
        reopened=tuple(utc_text(at) for at in complaint.reopened),
        contacts=contacts and tuple(_contact(contact, hide) for contact in contacts),
        owners=owners and tuple(replace(owner, at=utc_text(owner.at)) for owner in owners),
        promises=promises and tuple(_promise(each, hide) for each in promises),
        text=complaint.text and hide(complaint.text),
        quotes=tuple(replace(each, text=hide(each.text)) for each in complaint.quotes),
    )


def _redactor(complaint: Complaint) -> Callable[[str], str]:
    """Redacts one text of the complaint; a name that one of them announces goes from all."""
    texts = [complaint.text, *(quote.text for quote in complaint.quotes)]
    texts += [promise.what for promise in complaint.promises or ()]
    texts += [contact.outcome for contact in complaint.contacts or ()]
    filled = [text for text in texts if text]
    if (
        len(filled) < 2
    ):  # a text's own names are found as it is redacted: to look twice costs an import a fourth
        return lambda text: redacted(text, complaint.language)
    known = names_in(filled, complaint.language)
    return lambda text: redacted(text, complaint.language, known=known)


def _contact(contact: CaseContact, hide: Callable[[str], str]) -> CaseContact:
    return replace(contact, at=utc_text(contact.at), outcome=contact.outcome and hide(contact.outcome))


def _promise(promise: Promise, hide: Callable[[str], str]) -> Promise:
    by = None if promise.by is None else deadline_text(promise.by)
    return replace(promise, what=hide(promise.what), by=by)


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
