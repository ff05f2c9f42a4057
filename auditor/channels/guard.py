"""The guard: which lines may be called at all, and whether one may be called now.

`check_channel` is asked when a line is registered, `check_call` before every call. A refusal names its rule
and how it is lifted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from auditor.channel import OwnChannel
from auditor.channels.numbers import Address, check_address
from auditor.errors import RefusedError
from auditor.i18n import N_
from transcripts.contact import Contact, MarkName, Outcome

NEVER_DIALLED = frozenset({"planned", "skipped", "cancelled", "missed"})
"""States of a shop that trouble no line."""


class PastShop(Protocol):
    """What the guard has to know of an earlier shop on the line; `auditor.jobs.shop.Shop` is one."""

    @property
    def state(self) -> str: ...
    @property
    def contact(self) -> Contact | None: ...
    @property
    def updated_at(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the line may still be troubled today, this call included."""

    calls_left: int
    agent_minutes_left: float


def check_channel(channel: OwnChannel) -> OwnChannel:
    """The channel with its address in the one form that is dialled. Raises `RefusedError`.

    Rules: "owner", "declaration", and for a phone those of `auditor.channels.numbers.check_address`.
    """
    if not channel.owner.strip():
        raise RefusedError(
            N_("The channel “{id}” has no owner."),
            rule="owner",
            lift=N_("Name the person who answers for the line (--owner)."),
            id=channel.id,
        )
    if not channel.declared_by.strip() or not _is_moment(channel.declared_at):
        raise RefusedError(
            N_("Nobody has stated that the channel “{id}” is the company's own."),
            rule="declaration",
            lift=N_("State it when you register the line (--own)."),
            id=channel.id,
        )
    if channel.kind != "phone":
        return channel
    canonical = address_of(channel).canonical
    return replace(channel, address=canonical, country=channel.country.upper())


def address_of(channel: OwnChannel) -> Address:
    """The line's address, checked, with notes on it ("shared-cost"). Raises `RefusedError`."""
    from phonenumbers import SUPPORTED_REGIONS

    if channel.country.upper() not in SUPPORTED_REGIONS:
        raise RefusedError(
            N_("The channel “{id}” is in “{country}”, which is no country; its number cannot be checked."),
            rule="country",
            lift=N_("Give the country of the line as two letters, such as ES (--country)."),
            id=channel.id,
            country=channel.country,
        )
    return check_address(channel.address, channel.country.upper())


def check_call(channel: OwnChannel | None, shops_of_today: Iterable[PastShop], now: datetime) -> Allowance:
    """Whether the line may be called at `now` (aware). Raises `RefusedError`.

    `shops_of_today` are shops of this channel: of the line's local day at least; older ones do not count.
    Ask inside the transaction that marks the shop as being dialled, so that two processes cannot both be
    the last. Rules: "own-channel", "not-a-phone", "quiet-hours", "calls-per-day", "agent-minutes-per-day"
    and those of `check_channel`.
    """
    if channel is None:
        raise RefusedError(
            N_("This line is not on the register of own channels."),
            rule="own-channel",
            lift=N_("Only own lines may be called: register it with “auditor channels add”."),
        )
    check_channel(channel)
    if channel.kind != "phone":
        raise RefusedError(
            N_("The channel “{id}” is not a telephone line."),
            rule="not-a-phone",
            lift=N_("Choose a channel of the kind “phone”."),
            id=channel.id,
        )
    zone = ZoneInfo(channel.time_zone)
    _check_quiet_hours(channel, now.astimezone(zone).time())
    return _check_caps(channel, _of_the_day(shops_of_today, now, zone))


def agent_minutes(contact: Contact) -> float | None:
    """Minutes with a live agent: from the first sign of a person to the end; `None` when it is not known.

    A call that was never answered had none (0).
    """
    if contact.first(MarkName.ANSWERED) is None and contact.recording is None:
        return 0.0
    human = contact.first(MarkName.HUMAN)
    if human is None:
        return None
    ends = [m.at_s for m in contact.marks if m.name in (MarkName.BYE_OURS, MarkName.BYE_THEIRS)]
    if not ends and contact.recording is not None:
        ends = [contact.recording.duration_s]
    return max(0.0, max(ends) - human.at_s) / 60.0 if ends else None


def _of_the_day(shops: Iterable[PastShop], now: datetime, zone: ZoneInfo) -> list[Contact | None]:
    """What the line was troubled with on the local day of `now`: a contact each, `None` for one still on."""
    today = now.astimezone(zone).date()
    found = []
    for shop in shops:
        contact = shop.contact
        if str(shop.state) in NEVER_DIALLED or (contact and contact.outcome is Outcome.IMPORTED):
            continue
        began = (contact.started_at if contact else None) or shop.updated_at
        if _moment(began).astimezone(zone).date() == today:
            found.append(contact)
    return found


def _check_caps(channel: OwnChannel, calls: list[Contact | None]) -> Allowance:
    caps = channel.caps
    left = caps.calls_per_day - len(calls)
    if left < 1:
        raise RefusedError(
            N_("The line “{id}” has had its {cap} calls of today."),
            rule="calls-per-day",
            lift=N_("Wait until tomorrow (the line's own day), or raise the cap of the channel."),
            id=channel.id,
            cap=caps.calls_per_day,
        )
    spent = sum(agent_minutes(contact) or 0.0 for contact in calls if contact is not None)
    minutes_left = caps.agent_minutes_per_day - spent
    if minutes_left <= 0:
        raise RefusedError(
            N_("The agents of the line “{id}” have had their {cap} minutes of today."),
            rule="agent-minutes-per-day",
            lift=N_("Wait until tomorrow (the line's own day), or raise the cap of the channel."),
            id=channel.id,
            cap=f"{caps.agent_minutes_per_day:g}",
        )
    return Allowance(left, minutes_left)


def _check_quiet_hours(channel: OwnChannel, local: time) -> None:
    if channel.caps.quiet_hours is None:
        return
    begin, end = (time.fromisoformat(text) for text in channel.caps.quiet_hours)
    quiet = begin <= local < end if begin <= end else (local >= begin or local < end)
    if quiet:
        raise RefusedError(
            N_("It is {now} where the line “{id}” is; it is not called from {begin} to {end}."),
            rule="quiet-hours",
            lift=N_("Call outside these hours, or change the quiet hours of the channel."),
            id=channel.id,
            now=f"{local:%H:%M}",
            begin=f"{begin:%H:%M}",
            end=f"{end:%H:%M}",
        )


def _moment(text: str) -> datetime:
    """ISO 8601 to an aware moment; without a zone it is UTC, as everything that Auditor stores."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_moment(text: str) -> bool:
    """Whether this is a moment that has come (a day's grace for clocks)."""
    try:
        return _moment(text) <= datetime.now(UTC) + timedelta(days=1)
    except ValueError:
        return False
