"""One of the company's own channels, as registered. Values only; `auditor.store` keeps the register."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much a line may be troubled in one local day: calls, and minutes with a live agent.

    `quiet_hours` are local times ("22:00", "08:00") between which it is not called; `None`: no such hours.
    """

    calls_per_day: int = 10
    agent_minutes_per_day: float = 30.0
    quiet_hours: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNotice:
    """The notice to staff and their representatives that mystery calls happen (Spain: LO 3/2018, art. 89.1).

    `given_on` is the day (ISO 8601), `recorded_by` and `recorded_at` who put it on the register and when.
    """

    given_on: str
    recorded_by: str
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChannel:
    """An own line or mailbox. Nothing that is not registered is ever contacted.

    `address` is a SIP URI or an E.164 number; `owner` is the person answerable for the line;
    `declared_by` and `declared_at` (ISO 8601) are the statement that the channel is the company's own.
    `country` picks the tone plan and the numbering rules; `account` names the SIP account in the settings
    that calls go out by (`None`: straight to the address). `time_zone` is IANA. `staff_notice` says when the
    people who work on it were told that mystery calls happen; without it no name of theirs is kept.
    `traffic` is how many customers call it a month (`None`: not known): the weight of the line among others.
    """

    id: str
    kind: str  # "phone", "recordings"
    address: str
    owner: str
    declared_by: str
    declared_at: str
    title: str = ""
    country: str = "ES"
    language: str = "es"
    time_zone: str = "Europe/Madrid"
    account: str | None = None
    operator: str | None = None
    caps: Caps = Caps()
    staff_notice: StaffNotice | None = None
    traffic: float | None = None

    @property
    def loopback(self) -> bool:
        """Whether it is on this very machine: a practice line, whose people are recordings, too."""
        return any(f"@{host}" in self.address for host in ("127.0.0.1", "localhost", "[::1]"))
