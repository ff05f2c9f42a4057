"""Alerts in the core: what the watch rules find, each once, by whom it was taken, and its e-mail."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from auditor.core.alert_mail import Sending, Sent, alert_text, alert_words
from auditor.core.alert_page import in_order
from auditor.core.complaints import person, promise_key
from auditor.core.resolution import company_zone
from auditor.core.watch_round import watch_round
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.jobs.shop import Shop, shop_for_now
from auditor.jobs.times import to_text
from auditor.ledger.alertbook import AlertBook, Raised, State
from auditor.ledger.mailing import check_mail
from metrics.complaints.times import deadline_instant
from scenarios.reading import read_scenario_text

if TYPE_CHECKING:
    from auditor.core.app import App

__all__ = ["Alerts", "Sent", "alert_text", "alert_words"]

VERIFYING = {"es": "verificar-resolucion", "en": "check-resolution"}
MORNING_H = 10
WINDOW = timedelta(hours=6)
"""A shop after a promise rings on the next weekday, between 10 and 16 o'clock."""


class Alerts:
    """The alerts of one data folder."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.book = AlertBook(app.store)

    def refresh(
        self, now: datetime | None = None, told: Callable[[int, int], object] = lambda _done, _of: None
    ) -> builtins.list[Raised]:
        """Applies the watch rules to what changed in the ledger, or came due; returns the open alerts.

        `told` gets how many complaints were looked at, of how many that have to be.
        """
        watch_round(self._app, self.book, now or datetime.now(UTC), told)
        return in_order(self.book.list())

    def acknowledge(self, key: str, by: str | None = None, note: str = "") -> Raised:
        """Somebody has seen it and takes care."""
        return self.book.move(key, State.ACKNOWLEDGED, by or person(), note)

    def escalate(self, key: str, to: str, by: str | None = None) -> Raised:
        """It goes to somebody else."""
        return self.book.move(key, State.ESCALATED, by or person(), to)

    def close(self, key: str, by: str | None = None, note: str = "") -> Raised:
        """A person closes it: it is not raised again for the same occasion."""
        return self.book.move(key, State.CLOSED, by or person(), note)

    def undo(self, key: str, by: str | None = None) -> Raised:
        """Takes the last step of a person back."""
        return self.book.undo(key, by or person())

    def send(self, now: datetime | None = None) -> Sent:
        """Sends every open alert that was not sent yet, each in a message of its own.

        A sender that dies between the server's yes and our note sends that one message again, under the same
        Message-ID, and the message says so; nothing is ever left unsent. Raises `MissingError` where settings
        are missing.
        """
        settings, at = self._app.settings, now or datetime.now(UTC)
        check_mail(settings)
        claimed = self.book.claim(at)
        return Sending(self.book, settings, at).send(claimed) if claimed else Sent((), settings.smtp_to)

    def plan_promise_shop(self, complaint_id: str, promise_id: str, scenario: str | None = None) -> Shop:
        """Plans the shop that verifies a promise, on the weekday after it is due. Doing it again adds none.

        Only a complaint that a shop of ours planted can be asked after: nobody rings as a real customer.
        """
        app = self._app
        complaint = app.complaints.ledger.get(complaint_id)
        promise = next((p for p in complaint.promises or () if p.id == promise_id), None)
        if promise is None or promise.by is None:
            raise CommandError(
                N_("“{id}” has no promise “{promise}” with a date."), id=complaint.id, promise=promise_id
            )
        if complaint.source.shop_id is None:
            raise CommandError(
                N_("“{id}” is a real customer's: only a complaint of our own shops can be asked after."),
                id=complaint.id,
            )
        parent = app.shops.get(complaint.source.shop_id)
        entry = app.library().entry(scenario or _verifying(parent))
        now = datetime.now(UTC)
        due = max(_next_morning(promise.by, company_zone(app)), now)
        child = shop_for_now(entry, parent.channel_id or "", now, seed=parent.persona_seed or 0)
        child = replace(
            child,
            id=f"{parent.id}-p{promise.id}",
            due_at=to_text(due),
            window_end=to_text(due + WINDOW),
            parent_id=parent.id,
            key=promise_key(complaint.id, promise.id),
            persona={**child.persona, **parent.persona},
        )
        app.programme.add_shop(child)
        return app.shops.get(child.id)


def _verifying(parent: Shop) -> str:
    """The scenario that the shop itself would be followed up with, else its language's own."""
    scenario = read_scenario_text(parent.scenario_text or "", parent.id)
    follow_up = next(iter(scenario.follow_up), None)
    return follow_up.scenario if follow_up else VERIFYING.get(scenario.language, VERIFYING["en"])


def _next_morning(by: str, zone: str) -> datetime:
    """10 o'clock on the first weekday after the deadline."""
    day = (deadline_instant(by, zone) - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date()
    day += timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, MORNING_H, tzinfo=ZoneInfo(zone)).astimezone(UTC)
