"""Alerts: each raised once, closed when its cause is gone, sent once to a real mail server."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from auditor.core.app import App, open_app
from auditor.errors import CommandError, MissingError, SettingsError
from auditor.ledger import acts
from auditor.ledger.alertbook import CAUSE_GONE, GONE, RESOLVED, AlertBook, State
from auditor.ledger.mailing import message
from auditor.ledger.values import What
from auditor.ledger.watching import rules_of, watch_rules
from auditor.settings import load_settings
from metrics.complaints.values import Complaint, Ownership, Promise
from metrics.complaints.watch import AlertKind

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


class Mailbox:
    """Keeps what arrives; can refuse, and can die after the message was taken."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.refuse = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuse:
            return "451 try later"
        self.messages.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Mailbox()

    def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"secret")

    server = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=login, auth_require_tls=False, auth_required=True
    )
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def app(tmp_path: Path, mailbox: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("AUDITOR_SMTP_PASSWORD", "secret")
    flags = {
        "home": tmp_path / "home", "smtp_host": "127.0.0.1", "smtp_port": mailbox[1], "smtp_tls": "none",
        "smtp_user": "auditor", "smtp_from": "auditor@example.com", "smtp_to": "eva@example.com,leo@example.com",
    }  # fmt: skip
    opened = open_app(load_settings(flags, dict(os.environ)))
    yield opened
    opened.close()


@pytest.fixture
def watched(app: App, complaint: Complaint) -> App:
    """A most valuable customer's complaint that nobody owns, a day old."""
    app.complaints.ledger.add(replace(complaint, owners=(), topic="á [/b]\nX-Injected: yes"), "ana")
    return app


def test_an_alert_is_raised_once_and_closed_when_its_cause_is_gone(watched: App) -> None:
    [raised] = watched.alerts.refresh(NOW)
    assert (raised.alert.kind, raised.state) == (AlertKind.NO_OWNER, State.RAISED)
    [again] = watched.alerts.refresh(NOW + timedelta(hours=1))
    assert (again.key, again.raised_at, again.history) == (raised.key, raised.raised_at, raised.history)
    watched.complaints.act("r-1", What.OWNER, lambda c: acts.hand_over(c, "eva", NOW.isoformat()))
    assert watched.alerts.refresh(NOW + timedelta(hours=2)) == []
    [closed] = watched.alerts.book.list(closed=True)
    assert (closed.state, closed.history[-1].by) == (State.CLOSED, "auditor")
    assert closed.history[-1].note == CAUSE_GONE


def test_a_broken_promise_closes_itself_with_its_complaint_and_says_why(
    app: App, complaint: Complaint
) -> None:
    broken = Promise(
        id="p", what="abono", by="2026-03-02", kept=False, verified_at="2026-03-03T08:00:00+00:00"
    )
    app.complaints.ledger.add(replace(complaint, segment=None, topic=None, promises=(broken,)), "ana")
    [raised] = app.alerts.refresh(NOW)
    assert raised.alert.kind is AlertKind.PROMISE_BROKEN
    app.complaints.act("r-1", What.RESOLVED, partial(acts.resolve, at=NOW.isoformat()))
    assert app.alerts.refresh(NOW + timedelta(hours=1)) == []
    [closed] = app.alerts.book.list(closed=True)
    assert (closed.state, closed.history[-1].note) == (State.CLOSED, RESOLVED)
    reopened = (NOW + timedelta(hours=2)).isoformat()
    app.complaints.act("r-1", What.REOPENED, partial(acts.reopen, at=reopened))
    [again] = app.alerts.refresh(NOW + timedelta(hours=3))
    assert (again.key, again.state) == (raised.key, State.RAISED)
    app.complaints.undo("r-1")
    app.complaints.undo("r-1")
    app.complaints.undo("r-1")  # it was added by hand: out of the ledger
    assert app.alerts.refresh(NOW + timedelta(hours=4)) == []
    assert app.alerts.book.get(raised.key).history[-1].note == GONE


def test_who_took_it_is_kept(watched: App) -> None:
    [raised] = watched.alerts.refresh(NOW)
    watched.alerts.acknowledge(raised.key[:6], "eva", "la llamo yo")
    watched.alerts.escalate(raised.key, "dirección", "eva")
    done = watched.alerts.close(raised.key, "leo")
    assert [(step.to, step.by, step.note) for step in done.history] == [
        ("raised", "auditor", ""), ("acknowledged", "eva", "la llamo yo"),
        ("escalated", "eva", "dirección"), ("closed", "leo", ""),
    ]  # fmt: skip
    assert watched.alerts.refresh(NOW + timedelta(hours=1)) == []  # a person's word stands
    with pytest.raises(CommandError):
        watched.alerts.acknowledge(raised.key)


def test_escalation_steps_are_the_companys_own(watched: App) -> None:
    (watched.settings.home / "watch.yaml").write_text(
        "steps:\n  - {name: jefa, after_days: 2, who: marta, segments: [A], min_importance: 4}\n", "utf-8"
    )
    assert len(watched.alerts.refresh(NOW)) == 1
    later = watched.alerts.refresh(NOW + timedelta(days=2))
    assert [r.alert.who for r in later if r.alert.kind is AlertKind.ESCALATION] == ["marta"]


@pytest.mark.parametrize(
    "data",
    [[], {"x": 1}, {"silence_days": "7"}, {"silence_days": -1}, {"steps": {}}, {"steps": [{"name": "a"}]},
     {"steps": [{"name": "a", "after_days": 1, "who": "b", "min_importance": 9}]}, {"valuable": ["D"]},
     {"steps": [{"name": "a", "after_days": 1, "who": "b"}] * 2}],
)  # fmt: skip
def test_faulty_rules_are_told(data: object) -> None:
    with pytest.raises(SettingsError):
        rules_of(data, "watch.yaml")


def test_each_alert_is_sent_once(watched: App, mailbox: tuple[Mailbox, int]) -> None:
    watched.alerts.refresh(NOW)
    sent = watched.alerts.send(NOW)
    assert (len(sent.keys), sent.error) == (1, None)
    assert watched.alerts.send(NOW).keys == ()
    [envelope] = mailbox[0].messages
    assert envelope.rcpt_tos == ["eva@example.com", "leo@example.com"]
    text = envelope.content.decode()
    assert "Message-ID: <alert-" in text
    assert "Nobody owns it" in text
    assert "X-Injected" not in text
    assert (watched.complaints.ledger.get("r-1").customer or "?") not in text


def test_a_server_that_refuses_is_asked_again(watched: App, mailbox: tuple[Mailbox, int]) -> None:
    box = mailbox[0]
    watched.alerts.refresh(NOW)
    box.refuse = True
    failed = watched.alerts.send(NOW)
    assert failed.keys == ()
    assert "451" in (failed.error or "")
    assert "451" in (watched.alerts.book.list()[0].error or "")
    box.refuse = False
    assert len(watched.alerts.send(NOW).keys) == 1
    assert len(box.messages) == 1


def test_two_senders_send_one_message(watched: App, mailbox: tuple[Mailbox, int]) -> None:
    watched.alerts.refresh(NOW)
    threads = [threading.Thread(target=watched.alerts.send, args=(NOW,)) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mailbox[0].messages) == 1


def test_a_sender_that_died_is_taken_over_under_the_same_message_id(
    watched: App, mailbox: tuple[Mailbox, int]
) -> None:
    watched.alerts.refresh(NOW)
    assert len(AlertBook(watched.store).claim(NOW)) == 1  # and is killed before it says that it sent
    assert watched.alerts.send(NOW + timedelta(minutes=5)).keys == ()
    assert len(watched.alerts.send(NOW + timedelta(minutes=11)).keys) == 1
    [raised] = watched.alerts.book.list()
    ids = {message(watched.settings, "a", "b", key=raised.key)["Message-ID"] for _twice in range(2)}
    assert len(ids) == 1


def test_what_sending_needs_is_named(watched: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AUDITOR_SMTP_PASSWORD")
    watched.alerts.refresh(NOW)
    with pytest.raises(MissingError, match="AUDITOR_SMTP_PASSWORD"):
        watched.alerts.send(NOW)
    bare = open_app(load_settings({"home": tmp_path / "bare"}, {}))
    with pytest.raises(MissingError, match="smtp_host"):
        bare.alerts.send(NOW)
    bare.close()
    far = open_app(load_settings({"home": tmp_path / "far", "smtp_host": "mail.example.com", "smtp_tls": "none",
                                  "smtp_from": "a@example.com", "smtp_to": "b@example.com"}, {}))  # fmt: skip
    with pytest.raises(SettingsError, match="starttls"):
        far.alerts.send(NOW)
    far.close()


def test_a_promise_plans_the_shop_that_verifies_it_once(app: App) -> None:
    from auditor.channel import OwnChannel
    from metrics.values import Answer
    from tests.auditor.ledger.shops import card, done

    at = "2026-03-02T09:00:00.000+00:00"
    app.channels.add(
        OwnChannel(
            id="casa", kind="phone", address="sip:a@127.0.0.1", owner="A", declared_by="t", declared_at=at
        )
    )
    parent = done(app, "factura-cobro-indebido", at, card(promise_given=(Answer.YES, "le llamamos")))
    made = app.complaints.plant(parent.id)
    assert made is not None
    with pytest.raises(CommandError, match="with a date"):
        app.alerts.plan_promise_shop(made.id, "heard-1")
    friday = "2030-03-01"
    app.complaints.act(made.id, What.PROMISE, lambda c: acts.promise(c, "abono", by=friday, id="p1"))
    shop = app.alerts.plan_promise_shop(made.id, "p1")
    assert shop.due_at == "2030-03-04T09:00:00.000+00:00"  # Monday, 10 o'clock in Madrid
    assert (shop.scenario_id, shop.parent_id) == ("verificar-resolucion", parent.id)
    assert shop.persona["account_number"] == parent.persona["account_number"]
    assert app.alerts.plan_promise_shop(made.id, "p1").created_at == shop.created_at
    app.complaints.ledger.add(Complaint(id="real", opened_at=at, owners=(Ownership(at, "eva"),)), "ana")
    app.complaints.act("real", What.PROMISE, lambda c: acts.promise(c, "abono", by=friday, id="p1"))
    with pytest.raises(CommandError, match="real customer"):
        app.alerts.plan_promise_shop("real", "p1")


def test_without_a_file_the_rules_are_the_defaults(tmp_path: Path) -> None:
    assert watch_rules(tmp_path).steps == ()
