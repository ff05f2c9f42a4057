"""E-mail by SMTP: one message an alert, its Message-ID the same however often it is tried."""

from __future__ import annotations

import base64
import os
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from auditor.errors import AuditorError, MissingError, SettingsError
from auditor.i18n import N_
from auditor.settings import Settings
from auditor.settings.secrets import from_keyring

TIMEOUT_S = 30.0
LOCAL = ("127.0.0.1", "::1", "localhost")


class MailError(AuditorError):
    """The mail server could not be reached, or said no."""


def check_mail(settings: Settings) -> None:
    """Raises `MissingError` naming the settings that sending needs."""
    needed = {"smtp_host": settings.smtp_host, "smtp_from": settings.smtp_from, "smtp_to": settings.smtp_to}
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise MissingError(
            N_("E-mail needs the settings {missing} (see auditor.toml)."), missing=", ".join(missing)
        )
    if settings.smtp_tls == "none" and settings.smtp_host not in LOCAL:
        raise SettingsError(
            N_('smtp_tls = "none" is for a server on this machine; {host} is another: use starttls or tls.'),
            host=settings.smtp_host,
        )
    for address in (settings.smtp_from or "", *settings.smtp_to):
        try:
            Address(addr_spec=address)
        except (ValueError, IndexError) as error:
            raise SettingsError(N_("“{address}” is no e-mail address."), address=address) from error


@contextmanager
def mail_server(settings: Settings, environ: Mapping[str, str] | None = None) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server, logged in. Raises `MailError` or `MissingError`."""
    password = _password(settings, os.environ if environ is None else environ)
    context = ssl.create_default_context(cafile=settings.tls_ca_file)
    try:
        if settings.smtp_tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.smtp_host or "", settings.smtp_port, timeout=TIMEOUT_S, context=context
            )
        else:
            server = smtplib.SMTP(settings.smtp_host or "", settings.smtp_port, timeout=TIMEOUT_S)
        with server:
            if settings.smtp_tls == "starttls":
                server.starttls(context=context)
            if settings.smtp_user and password is not None:
                _login(server, settings.smtp_user, password)
            yield server
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(
            N_("The mail server {host}:{port} failed: {why}"),
            host=settings.smtp_host,
            port=settings.smtp_port,
            why=_words(error),
        ) from error


def message(
    settings: Settings, subject: str, body: str, *, key: str, at: datetime | None = None, repeat: int = 0
) -> EmailMessage:
    """A plain-text message; nothing of anyone's text can become a header.

    The same `key` gives the same Message-ID; `repeat` is how many attempts before it may have arrived.
    """

    made = EmailMessage()
    made["Subject"] = " ".join(subject.split())[:200]
    made["From"] = settings.smtp_from or ""
    made["To"] = ", ".join(settings.smtp_to)
    made["Date"] = format_datetime(at or datetime.now(UTC))
    made["Message-ID"] = f"<alert-{key}@{(settings.smtp_from or 'auditor').rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    if repeat:
        made["X-Auditor-Repeat"] = str(repeat)
    made.set_content(body)
    return made


def _login(server: smtplib.SMTP, user: str, password: str) -> None:
    """smtplib knows ASCII only; SASL PLAIN is UTF-8 (RFC 4616)."""
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    server.ehlo_or_helo_if_needed()
    words = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = server.docmd("AUTH", f"PLAIN {words}")
    if code not in (235, 503):  # 503: authenticated already
        raise smtplib.SMTPAuthenticationError(code, said)


def _password(settings: Settings, environ: Mapping[str, str]) -> str | None:
    if not settings.smtp_user:
        return None
    found = environ.get(settings.smtp_password_env) or from_keyring(settings.smtp_user)
    if not found:
        raise MissingError(
            N_(
                "The password of the mail server is missing: set the environment variable {variable}, or "
                "store it in the system keyring: keyring set auditor {user}."
            ),
            variable=settings.smtp_password_env,
            user=settings.smtp_user,
        )
    return found


def _words(error: BaseException) -> str:
    """The server's own words, without anything that we sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{error.smtp_code} {said}"[:200]
    return (str(error) or type(error).__name__)[:200]
