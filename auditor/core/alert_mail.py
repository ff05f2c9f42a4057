"""Alerts as e-mail: each handed to the mail server in its own message, every step of it on disk before."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime

from auditor.i18n import _, explain
from auditor.jobs.times import to_text
from auditor.ledger.alertbook import AlertBook, Raised
from auditor.ledger.mailing import MailError, mail_server, message
from auditor.settings import Settings
from metrics.complaints.labels import label
from metrics.complaints.watch import NOT_BINDING


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sending did: the keys that went out, and why the others did not (they are tried again).

    `repeated` are those that may have gone out before: an earlier attempt broke off unanswered.
    """

    keys: tuple[str, ...]
    to: tuple[str, ...]
    error: str | None = None
    repeated: tuple[str, ...] = ()


class Sending:
    """One run of the sender over alerts that it claimed."""

    def __init__(self, book: AlertBook, settings: Settings, at: datetime) -> None:
        self._book, self._settings, self._at = book, settings, at
        self._done: list[str] = []
        self._repeated: list[str] = []
        self._refused: list[str] = []

    def send(self, claimed: list[Raised]) -> Sent:
        """Sends them; what the server did not take is left for the next run."""
        left = [raised.key for raised in claimed]
        try:
            with mail_server(self._settings) as server:
                for raised in claimed:
                    self._one(server, raised)
                    left.remove(raised.key)
        except MailError as error:
            self._leave(left, explain(error), answered=isinstance(error.__cause__, _ANSWERS))
            return self._sent(explain(error))
        except BaseException:
            self._leave(left, "interrupted", answered=False)
            raise
        return self._sent("; ".join(self._refused) or None)

    def _one(self, server: smtplib.SMTP, raised: Raised) -> None:
        """Before the server gets it, that is on disk; so a repeat is known as one."""
        settings, at = self._settings, to_text(self._at)
        raised = self._book.handing(raised.key, at)
        subject, body = alert_words(raised)
        mail = message(settings, subject, body, key=mail_key(raised), at=self._at, repeat=raised.in_doubt)
        refused = server.send_message(mail)
        to = tuple(address for address in settings.smtp_to if address not in refused)
        error = (
            _("not taken for {addresses}").format(addresses=", ".join(sorted(refused))) if refused else None
        )
        self._book.sent(raised.key, to, at, error)
        self._done.append(raised.key)
        self._repeated += [raised.key] if raised.in_doubt else []
        self._refused += [error] if error else []

    def _leave(self, left: list[str], why: str, *, answered: bool) -> None:
        for key in left:
            self._book.unsent(key, why, answered=answered)

    def _sent(self, error: str | None) -> Sent:
        return Sent(tuple(self._done), self._settings.smtp_to, error, tuple(self._repeated))


_ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
"""The server's own no: the message was certainly not taken."""


def alert_words(raised: Raised) -> tuple[str, str]:
    """Subject and body of an alert, in the user's language. No customer's key, no text of anyone's."""
    alert = raised.alert
    what = alert_text(raised)
    again = _("This message may have reached you before: an attempt to send it broke off unanswered.")
    lines = [
        what,
        "",
        *([again, ""] if raised.in_doubt else []),
        _("Complaint: {id}").format(id=alert.complaint),
        _("Segment: {segment}").format(segment=_(label("segment", alert.segment)) or "–"),
        _("Importance: {importance}").format(importance=alert.importance or "–"),
        _("Since: {at}").format(at=alert.since),
        *([_("Due: {at}").format(at=alert.due_at)] if alert.due_at else []),
        *([_("For: {who}").format(who=alert.who)] if alert.who else []),
        "",
        _("auditor complaints show {id}").format(id=alert.complaint),
        _("auditor alerts ack {key}").format(key=raised.key),
    ]
    return f"[Auditor] {what} ({alert.complaint})", "\n".join(lines) + "\n"


def alert_text(raised: Raised) -> str:
    """An alert in one line."""
    params = {
        name: f"{value:g}" if isinstance(value, float | int) else value
        for name, value in raised.alert.params.items()
    }
    text = _(label("alert", raised.alert.kind.value)).format(**params)
    if NOT_BINDING not in params:
        return text
    return text + " (" + _("the rule did not bind when it was opened") + ")"


def mail_key(raised: Raised) -> str:
    """The same for the same raising, another when it is raised anew."""
    return f"{raised.key}-{raised.raised_at.translate(str.maketrans('', '', '-:.+T'))}"
