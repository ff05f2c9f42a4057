"""E-mail over real TLS to a real local server, and what a sender that is killed leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from auditor.core.app import App, open_app
from auditor.errors import MissingError
from auditor.settings import load_settings
from metrics.complaints.values import Complaint

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
PASSWORD = "pässwörd"


class Box:
    """Keeps what arrives; refuses whom it is told to."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.bodies: list[str] = []
        self.encrypted: list[bool] = []
        self.unknown: set[str] = set()

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:
        if to in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        self.messages.append(mail)
        self.bodies.append(mail.get_payload(decode=True).decode())  # type: ignore[union-attr]
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


class Server(Controller):
    """STARTTLS (`tls_context`) or TLS from the first byte (`ssl_context`), on a port of its own."""

    def __init__(self, box: Box, context: ssl.SSLContext, *, implicit: bool) -> None:
        self._starttls = None if implicit else context
        super().__init__(box, hostname="127.0.0.1", port=0, ssl_context=context if implicit else None)

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            authenticator=_login,
            auth_require_tls=self._starttls is not None,
            auth_required=True,
            auth_exclude_mechanism=["LOGIN"],
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
        )

    def _trigger_server(self) -> None:
        """The parent connects to the port that it was asked for; ours is picked by the system."""
        with socket.create_connection(("127.0.0.1", self.bound), timeout=5):
            self._factory_invoked.wait(5)

    @property
    def bound(self) -> int:
        assert isinstance(self.server, asyncio.Server)
        return int(self.server.sockets[0].getsockname()[1])


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    good = data.login == b"auditor" and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(params=["starttls", "tls"])
def served(request: pytest.FixtureRequest, ca: trustme.CA) -> Iterator[tuple[Box, int, str]]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    box = Box()
    server = Server(box, context, implicit=request.param == "tls")
    server.start()
    yield box, server.bound, request.param
    server.stop()


@pytest.fixture
def flags(served: tuple[Box, int, str], tmp_path: Path, ca: trustme.CA) -> dict[str, Any]:
    authority = tmp_path / "ca.pem"
    ca.cert_pem.write_to_path(authority)
    return {
        "home": tmp_path / "home", "smtp_host": "127.0.0.1", "smtp_port": served[1], "smtp_tls": served[2],
        "smtp_user": "auditor", "smtp_from": "auditor@example.com", "smtp_to": "eva@example.com,leo@example.com",
        "tls_ca_file": authority,
    }  # fmt: skip


def opened(flags: dict[str, Any], complaint: Complaint) -> App:
    app = open_app(load_settings(flags, dict(os.environ)))
    if app.complaints.ledger.find(complaint.id) is None:
        app.complaints.ledger.add(replace(complaint, owners=(), topic="otra cosa"), "ana")
        app.alerts.refresh(NOW)
    return app


@pytest.fixture
def app(flags: dict[str, Any], complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("AUDITOR_SMTP_PASSWORD", PASSWORD)
    made = opened(flags, complaint)
    yield made
    made.close()


def test_a_server_whose_certificate_holds_gets_it_encrypted(app: App, served: tuple[Box, int, str]) -> None:
    box = served[0]
    sent = app.alerts.send(NOW)
    assert (len(sent.keys), sent.error, sent.repeated) == (1, None, ())
    assert box.encrypted == [True]
    assert box.messages[0]["To"] == "eva@example.com, leo@example.com"
    assert box.messages[0]["X-Auditor-Repeat"] is None


def test_a_certificate_that_nobody_vouches_for_is_refused(
    flags: dict[str, Any], complaint: Complaint, served: tuple[Box, int, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("AUDITOR_SMTP_PASSWORD", PASSWORD)
    stranger = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(stranger)
    app = opened({**flags, "tls_ca_file": stranger}, complaint)
    sent = app.alerts.send(NOW)
    assert "certificate" in (sent.error or "").lower()
    assert served[0].messages == []
    assert app.alerts.book.list()[0].in_doubt == 0  # nothing was handed over: no doubt
    app.close()


def test_a_certificate_of_another_name_is_refused(
    ca: trustme.CA, flags: dict[str, Any], complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_SMTP_PASSWORD", PASSWORD)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("mail.example.com").configure_cert(context)
    box = Box()
    server = Server(box, context, implicit=flags["smtp_tls"] == "tls")
    server.start()
    app = opened({**flags, "smtp_port": server.bound}, complaint)
    try:
        assert "certificate" in (app.alerts.send(NOW).error or "").lower()
        assert box.messages == []
    finally:
        app.close()
        server.stop()


def test_the_password_comes_from_the_environment_or_the_keyring_and_is_shown_nowhere(
    flags: dict[str, Any], complaint: Complaint, served: tuple[Box, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    monkeypatch.delenv("AUDITOR_SMTP_PASSWORD", raising=False)
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    app = opened(flags, complaint)
    with pytest.raises(MissingError, match="keyring set auditor auditor"):
        app.alerts.send(NOW)
    kept["auditor", "auditor"] = "wrong"
    sent = app.alerts.send(NOW + timedelta(minutes=11))
    assert "535" in (sent.error or "")
    assert "wrong" not in (sent.error or "")
    kept["auditor", "auditor"] = PASSWORD
    assert len(app.alerts.send(NOW + timedelta(minutes=22)).keys) == 1
    assert len(served[0].messages) == 1
    app.close()


def test_who_was_not_reached_is_not_noted_as_reached(app: App, served: tuple[Box, int, str]) -> None:
    served[0].unknown.add("leo@example.com")
    sent = app.alerts.send(NOW)
    assert len(sent.keys) == 1
    assert "leo@example.com" in (sent.error or "")
    [raised] = app.alerts.book.list()
    assert raised.sent_to == ("eva@example.com",)
    assert "leo@example.com" in (raised.error or "")


DIES = """
import os, signal, sys
from datetime import datetime
from auditor.core.app import open_app
from auditor.ledger.alertbook import AlertBook
from auditor.settings import load_settings

AlertBook.sent = lambda *_all, **_also: os.kill(os.getpid(), signal.SIGKILL)
flags = dict(part.split("=", 1) for part in sys.argv[2:])
open_app(load_settings(flags, dict(os.environ))).alerts.send(datetime.fromisoformat(sys.argv[1]))
"""


def test_a_sender_killed_between_the_servers_yes_and_our_note_repeats_and_says_so(
    app: App, flags: dict[str, Any], served: tuple[Box, int, str]
) -> None:
    box = served[0]
    words = [f"{name}={value}" for name, value in flags.items()]
    done = subprocess.run([sys.executable, "-c", DIES, NOW.isoformat(), *words], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(box.messages) == 1  # the server said yes, and nobody noted it
    assert app.alerts.send(NOW + timedelta(minutes=1)).keys == ()  # it may be alive yet
    sent = app.alerts.send(NOW + timedelta(minutes=11))
    assert sent.repeated == sent.keys
    assert len(sent.keys) == 1
    first, second = box.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert second["X-Auditor-Repeat"] == "1"
    assert "may have reached you before" not in box.bodies[0]
    assert "may have reached you before" in box.bodies[1]
    assert app.alerts.book.list()[0].in_doubt == 1
    assert app.alerts.send(NOW + timedelta(minutes=30)).keys == ()
