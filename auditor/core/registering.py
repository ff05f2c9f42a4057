"""Puts an own channel on the register, with the statement that it is one's own."""

from __future__ import annotations

import getpass
import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from auditor.channel import Caps, OwnChannel, StaffNotice
from auditor.core.shops import now_utc
from auditor.errors import CommandError, RefusedError
from auditor.i18n import N_

if TYPE_CHECKING:
    from auditor.core.app import App


def register(
    app: App,
    *,
    id: str,
    address: str,
    owner: str,
    own: bool,
    declared_by: str | None = None,
    title: str = "",
    country: str = "ES",
    language: str = "es",
    time_zone: str = "Europe/Madrid",
    account: str | None = None,
    operator: str | None = None,
    calls_per_day: int = 10,
    agent_minutes_per_day: float = 30.0,
    quiet_hours: str | None = None,
    staff_notice: str | None = None,
    traffic: float | None = None,
) -> OwnChannel:
    """Checks and stores the channel. Raises `RefusedError` without the statement, or for a barred number."""
    if not own:
        raise RefusedError(
            N_("“{id}” was not stated to be your own company's line."),
            rule="own-channel",
            lift=N_("Only own lines may be called: state it with --own."),
            id=id,
        )
    from auditor.channels.guard import check_channel

    channel = OwnChannel(
        id=id,
        kind="phone",
        address=address,
        owner=owner,
        declared_by=declared_by or getpass.getuser(),
        declared_at=now_utc(),
        title=title,
        country=country,
        language=language,
        time_zone=time_zone,
        account=account,
        operator=operator,
        caps=Caps(
            calls_per_day=calls_per_day,
            agent_minutes_per_day=agent_minutes_per_day,
            quiet_hours=_hours(quiet_hours),
        ),
        staff_notice=None if staff_notice is None else _notice(staff_notice, declared_by),
        traffic=_traffic(traffic),
    )
    return app.channels.add(check_channel(channel))


def record_notice(app: App, id: str, day: str, by: str | None = None) -> OwnChannel:
    """Writes down that the staff of a channel were told of mystery calls on a day (ISO 8601, not to come).

    From then on the names by which its agents introduce themselves are kept. Raises `CommandError`.
    """
    channel = app.channels.show(id)
    return app.channels.replace(replace(channel, staff_notice=_notice(day, by)))


def withdraw_notice(app: App, id: str) -> OwnChannel:
    """Takes the record back: no name of an agent is kept or shared any more."""
    return app.channels.replace(replace(app.channels.show(id), staff_notice=None))


def record_traffic(app: App, id: str, calls_a_month: float | None) -> OwnChannel:
    """Writes down how many customers call a channel a month; `None` forgets it. Raises `CommandError`."""
    return app.channels.replace(replace(app.channels.show(id), traffic=_traffic(calls_a_month)))


def _traffic(calls_a_month: float | None) -> float | None:
    if calls_a_month is not None and not (math.isfinite(calls_a_month) and calls_a_month >= 0):
        raise CommandError(N_("Calls a month are a number from 0, not {value}."), value=calls_a_month)
    return calls_a_month


def _notice(day: str, by: str | None) -> StaffNotice:
    try:
        given = date.fromisoformat(day)
    except ValueError:
        raise CommandError(N_("“{text}” is no day; write it as 2026-03-31."), text=day) from None
    if given > date.today():  # noqa: DTZ011 - a day as people write it, where they are
        raise CommandError(N_("{day} is still to come: a notice counts from the day it was given."), day=day)
    return StaffNotice(given_on=given.isoformat(), recorded_by=by or getpass.getuser(), recorded_at=now_utc())


def _hours(text: str | None) -> tuple[str, str] | None:
    """ "22:00-08:00" as its two times; what is wrong with them the register says."""
    if text is None:
        return None
    begin, _dash, end = text.partition("-")
    return begin.strip(), end.strip()
