"""Puts an own channel on the register, with the statement that it is one's own."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from auditor.channel import Caps, OwnChannel
from auditor.core.shops import now_utc
from auditor.errors import RefusedError
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
    )
    return app.channels.add(check_channel(channel))


def _hours(text: str | None) -> tuple[str, str] | None:
    """ "22:00-08:00" as its two times; what is wrong with them the register says."""
    if text is None:
        return None
    begin, _dash, end = text.partition("-")
    return begin.strip(), end.strip()
