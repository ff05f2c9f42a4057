"""The invented company's own lines and weekly plans, and what is planted in each line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from auditor.channel import Caps, OwnChannel
from auditor.ledger.invention import MARKER
from scenarios.plan import Period, Plan
from scenarios.windows import Window

CASA, NORTE, SUR, ENGLISH = "atencion-casa", "atencion-norte", "atencion-sur", "english-line"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a line treats its callers: shares are 0–1, `queue_median_s` is of a lognormal wait in the queue.

    `hold` names the messages of the hold; `asks_data` whether the menu asks for a customer number that the
    agent asks for again, `one_way` whether a menu has one way on. `gives_key` is the share of answers with a
    case key, `promises` with a promise, `names_self` with a name, `apologises`, `receipt` likewise.
    `answer_days` are what is told when asked for the time it takes, each as often as the others.
    """

    queue_median_s: float
    hold: tuple[str, ...]
    gives_key: float
    answer_days: tuple[int, ...]
    asks_data: bool = False
    one_way: bool = False
    promises: float = 0.8
    names_self: float = 0.9
    apologises: float = 0.7
    receipt: float = 0.6
    refuses_refund: float = 0.0


QUEUE_SIGMA = 0.55
"""Spread of the wait in the queue: standard deviation of its logarithm, on every line."""
BUSY = 0.02
"""Share of calls that find the line busy."""
SIGNAL_FACTOR = 6.0
"""How many times longer the queue is in the week of the fault."""

FIRST_HALF = {
    CASA: Habits(70, ("advert", "courtesy"), 0.9, (5,), asks_data=True),
    NORTE: Habits(125, ("advert", "apology"), 0.6, (5, 10), one_way=True),
    SUR: Habits(125, ("courtesy", "other_ways"), 0.3, (5,), asks_data=True, refuses_refund=0.25),
    ENGLISH: Habits(70, ("courtesy", "other_ways"), 0.9, (5,)),
}
SECOND_HALF = {
    CASA: Habits(70, ("position", "other_ways"), 0.9, (5,)),
    NORTE: Habits(125, ("advert_two", "apology"), 0.6, (5, 10), one_way=True),
    SUR: Habits(125, ("courtesy", "other_ways"), 0.95, (5,), asks_data=True, refuses_refund=0.25),
    ENGLISH: Habits(70, ("courtesy", "other_ways"), 0.9, (5,)),
}
"""What changed in mid-year: in-house no advert and no data question; Contrata Sur gives keys."""

_SIP = {CASA: "10", NORTE: "20", SUR: "30", ENGLISH: "40"}  # TEST-NET-1 (RFC 5737): reaches nobody
_OPERATORS = {CASA: None, NORTE: "Contrata Norte", SUR: "Contrata Sur", ENGLISH: None}
_TITLES = {
    CASA: "Atención al cliente, plantilla propia",
    NORTE: "Atención al cliente, Contrata Norte",
    SUR: "Atención al cliente, Contrata Sur",
    ENGLISH: "Customer service in English",
}
SPANISH_SCRIPTS = (
    "factura-cobro-indebido", "averia-sin-servicio", "baja-del-servicio", "horario-e-informacion",
)  # fmt: skip
ENGLISH_SCRIPTS = ("billing-unknown-charge", "opening-hours")


@dataclass(frozen=True, slots=True)
class Year:
    """The invented year: 52 whole ISO weeks up to `last_day`'s, and what happens when."""

    last_day: date

    @property
    def first_day(self) -> date:
        return self.last_day - timedelta(days=364)

    @property
    def change_day(self) -> date:
        """From this day on the lines have the habits of the second half."""
        return self.first_day + timedelta(days=182)

    @property
    def signal_week(self) -> date:
        """The Monday of the week of the fault, some ten weeks before the end."""
        day = self.last_day - timedelta(days=70)
        return day - timedelta(days=day.weekday())

    @property
    def recent_day(self) -> date:
        """From this day on Contrata Norte plays no advert: near enough for the report of the last month."""
        return self.last_day - timedelta(days=50)

    def in_signal_week(self, day: date) -> bool:
        return self.signal_week <= day < self.signal_week + timedelta(days=7)

    def habits(self, channel: str, day: date) -> Habits:
        """How a line was on a day."""
        found = (SECOND_HALF if day >= self.change_day else FIRST_HALF)[channel]
        if channel == NORTE and day >= self.recent_day:
            return replace(found, hold=("other_ways", "apology"))
        return found


def channels(year: Year, owners: tuple[str, ...]) -> tuple[OwnChannel, ...]:
    """The register of own lines; `owners` are names of invented people, one a line."""
    return tuple(
        OwnChannel(
            id=id,
            kind="phone",
            address=f"sip:sample@192.0.2.{_SIP[id]}",
            owner=owner,
            declared_by=owner,
            declared_at=f"{year.first_day.isoformat()}T08:00:00+02:00",
            title=_TITLES[id],
            language="en" if id == ENGLISH else "es",
            operator=_OPERATORS[id],
            caps=Caps(calls_per_day=12, agent_minutes_per_day=60.0),
        )
        for id, owner in zip(_SIP, owners, strict=True)
    )


def plans(year: Year, seed: int) -> tuple[Plan, ...]:
    """Seven Spanish calls and an English one a week, in office hours."""
    windows = (Window("09:00", "14:00"), Window("16:00", "19:00"))
    spanish = Plan(
        id="semana",
        scenarios=SPANISH_SCRIPTS,
        channels=(CASA, NORTE, SUR),
        start=year.first_day,
        end=year.last_day,
        times=7,
        every=Period.WEEK,
        windows=windows,
        seed=seed,
        note=MARKER,
    )
    english = Plan(
        id="english-week",
        scenarios=ENGLISH_SCRIPTS,
        channels=(ENGLISH,),
        start=year.first_day,
        end=year.last_day,
        times=1,
        every=Period.WEEK,
        windows=windows,
        seed=seed,
        note=MARKER,
    )
    return spanish, english
