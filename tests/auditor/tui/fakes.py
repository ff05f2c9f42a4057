"""A core without a data folder or a telephone, in the shape that `auditor.tui.api` asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from auditor.channel import Caps, OwnChannel
from auditor.core.views import AgendaRow, Review, ShopPage, ShopRow
from auditor.errors import CommandError, RefusedError
from auditor.events import Event, EventName
from auditor.jobs.shop import Shop, ShopState
from metrics.packs import Finding, judge, load_pack
from scenarios.library import Entry, Library
from scenarios.plan import Period, Plan
from scenarios.windows import Window
from tests.auditor.tui.values import CLAIM, CONTACT, HEARD, SCENARIO, SCORECARD
from transcripts.contact import Contact, Outcome
from transcripts.prompts.changes import Change

CHANNEL = OwnChannel(
    id="linea-900",
    kind="phone",
    address="sip:900123456@127.0.0.1:5070",
    owner="Calidad",
    declared_by="ana",
    declared_at="2026-11-01T08:00:00+00:00",
    title="Atención al cliente",
    caps=Caps(calls_per_day=3),
)

OUTCOMES = (Outcome.COMPLETED, Outcome.BUSY, Outcome.WAIT_LIMIT, Outcome.HUNG_UP_BY_THEM)


def rows(n: int) -> list[ShopRow]:
    """n calls, the newest first; every fourth one completed."""
    found = []
    for i in range(n):
        outcome = OUTCOMES[i % 4]
        done = outcome is Outcome.COMPLETED
        found.append(
            ShopRow(
                id=f"20261120-{i:05}",
                at=f"2026-11-{20 - i % 19:02}T09:30:00+00:00",
                scenario_id=SCENARIO.id if i % 3 else "consulta-horario",
                title=SCENARIO.title if i % 3 else "Consulta de horario",
                channel_id="linea-900" if i % 5 else "linea-averias",
                state=ShopState.SCORED.value if done else ShopState.RECORDED.value,
                outcome=outcome.value,
                wait_s=119.0 if done else None,
                score=0.4 if done else None,
            )
        )
    return found


@dataclass
class FakeShops:
    rows: list[ShopRow] = field(default_factory=list)
    kept: list[Review] = field(default_factory=list)
    contact: Contact | None = CONTACT
    scored: bool = True
    path: Path | None = Path("/tmp/one.flac")

    def count(self) -> int:
        return len(self.rows)

    def list(self, limit: int = 200, offset: int = 0) -> list[ShopRow]:
        return self.rows[offset : offset + limit]

    def page(self, id: str) -> ShopPage:
        row = next((row for row in self.rows if row.id == id), None)
        if row is None:
            raise CommandError(
                "There is no shop “{id}” (or several begin so). See `auditor shops list`.", id=id
            )
        shop = Shop(
            id=id,
            scenario_id=row.scenario_id,
            scenario_version=2,
            scenario_text="",
            channel_id=row.channel_id,
            due_at=row.at,
            window_end=None,
            created_at=row.at,
            updated_at=row.at,
            title=row.title,
            state=ShopState(row.state),
            contact=self.contact,
        )
        heard, card = (HEARD, SCORECARD) if self.scored else (None, None)
        return ShopPage(
            shop, row.title, heard, card, "2026-11-20T09:35:00+00:00", tuple(self.kept), self.path
        )

    def review(self, shop_id: str, check_id: str, answer: str, who: str, note: str = "") -> Review:
        at = f"2026-11-21T10:00:{len(self.kept):02}+00:00"
        self.kept.append(Review(f"r{len(self.kept)}", shop_id, check_id, answer, who, at, note))
        return self.kept[-1]

    def undo_review(self, review_id: str) -> None:
        self.kept = [
            replace(r, undone_at="2026-11-21T11:00:00+00:00") if r.id == review_id else r for r in self.kept
        ]


N = EventName


def call_events(shop: str = "20261120-00000") -> list[Event]:
    """What a call yields, as the core words it."""
    return [
        Event(N.DIALLING, shop=shop),
        Event(N.DIALLED, 0.0, shop=shop),
        Event(N.RINGING, 1.2),
        Event(N.SOUND, 1.3, "ringback"),
        Event(N.ANSWERED, 7.1),
        Event(N.STEP, 7.2, "0 wait_for"),
        Event(N.SOUND, 8.0, "ivr"),
        Event(N.LEVEL, 8.2, "-18.5"),
        Event(N.HEARD_TEXT, 16.6, "Para facturación, pulse dos."),
        Event(N.STEP, 17.3, "1 press"),
        Event(N.KEY, 17.4, "2"),
        Event(N.STEP, 18.0, "4 hold"),
        Event(N.ON_HOLD, 18.0),
        Event(N.SOUND, 18.2, "hold_music"),
        Event(N.LEVEL, 18.4, "-24.0"),
        Event(N.LEVEL, 40.0, "-22.0"),
        Event(N.SOUND, 45.0, "hold_message"),
        Event(N.LEVEL, 46.0, "-16.0"),
        Event(N.SOUND, 50.0, "hold_music"),
        Event(N.HUMAN, 60.0),
        Event(N.SOUND, 60.0, "agent"),
        Event(N.HEARD_TEXT, 63.0, "Buenos días, le atiende Marta."),
        Event(N.STEP, 64.0, "5 say"),
        Event(N.SAYING, 64.1, CLAIM),
        Event(N.LEVEL, 66.0, "-40.0"),
    ]


def after_events(shop: str = "20261120-00000") -> list[Event]:
    """The end of the call, the listening and the scoring."""
    return [
        Event(N.STEP, 69.0, "8 hang_up"),
        Event(N.ENDED, 90.0, contact=CONTACT, shop=shop),
        Event(N.RECORDED, 90.0, shop=shop),
        Event(N.LISTENING, 90.0, "timeline", 0.4, shop=shop),
        Event(N.LISTENING, 90.0, "speech", 0.8, shop=shop),
        Event(N.HEARD, 90.0, shop=shop),
        Event(N.SCORED, 90.0, shop=shop),
    ]


@dataclass
class FakeRuns:
    """Yields the events of a call, waits at its gate as a call that goes on, then ends it."""

    gate: threading.Event = field(default_factory=threading.Event)
    refusal: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)
    stopped: bool = False

    def call(self, scenario_id: str, channel_id: str, stop: threading.Event | None = None) -> Iterator[Event]:
        self.asked.append(("call", scenario_id, channel_id))
        yield from self._events(stop)

    def shop(self, shop_id: str, stop: threading.Event | None = None) -> Iterator[Event]:
        self.asked.append(("shop", shop_id))
        yield from self._events(stop)

    def rescore(
        self, shop_id: str, listen_again: bool = False, stop: threading.Event | None = None
    ) -> Iterator[Event]:
        self.asked.append(("rescore", shop_id))
        yield from after_events(shop_id)[3:]

    def _events(self, stop: threading.Event | None) -> Iterator[Event]:
        if self.refusal is not None:
            raise self.refusal
        yield from call_events()
        for _turn in range(500):  # ten seconds: a test that fails must not hang
            if self.gate.wait(0.02):
                break
            if stop is not None and stop.is_set():
                self.stopped = True
                break
        yield from after_events()


REFUSAL = RefusedError(
    "“{id}” has had its {most} calls of today.",
    rule="calls-per-day",
    lift="Wait until tomorrow, or raise calls_per_day of the channel.",
    id="linea-900",
    most=3,
)


PLAN = Plan(
    id="facturas-semanal",
    scenarios=(SCENARIO.id,),
    channels=(CHANNEL.id,),
    start=date(2026, 11, 1),
    times=3,
    every=Period.WEEK,
    windows=(Window("10:00", "13:30"),),
)


def agenda_rows() -> list[AgendaRow]:
    return [
        AgendaRow("s1", "plan-1", "2026-11-23T10:15:00+01:00", SCENARIO.id, CHANNEL.id, "planned"),
        AgendaRow("s2", "plan-1", "2026-11-23T16:40:00+01:00", SCENARIO.id, CHANNEL.id, "planned"),
        AgendaRow("s3", "plan-1", "2026-11-24T11:05:00+01:00", SCENARIO.id, CHANNEL.id, "planned"),
        AgendaRow("s0", "plan-1", "2026-11-22T09:00:00+01:00", SCENARIO.id, CHANNEL.id, "scored"),
    ]


@dataclass
class FakeProgramme:
    rows: list[AgendaRow] = field(default_factory=agenda_rows)
    kept_plans: list[Plan] = field(default_factory=lambda: [PLAN])
    kept_up: int = 0

    def keep_up(self) -> None:
        self.kept_up += 1

    def plans(self) -> list[Plan]:
        return self.kept_plans

    def agenda(self, from_date: date, to_date: date) -> list[AgendaRow]:
        return [r for r in self.rows if from_date.isoformat() <= r.local_time[:10] <= to_date.isoformat()]

    def _set(self, id: str, state: str) -> None:
        self.rows = [replace(r, state=state) if r.id == id else r for r in self.rows]

    def run_now(self, id: str) -> None:
        self._set(id, "dialling")

    def skip(self, id: str) -> None:
        self._set(id, "skipped")

    def cancel(self, id: str) -> None:
        self._set(id, "cancelled")

    def unskip(self, id: str) -> None:
        self._set(id, "planned")


@dataclass
class FakeChannels:
    kept: list[OwnChannel] = field(default_factory=lambda: [CHANNEL])

    def list(self) -> list[OwnChannel]:
        return self.kept


LIBRARY = Library({SCENARIO.id: Entry(SCENARIO, Path("cobro.yaml"), "")})


@dataclass
class FakeCore:
    shops: FakeShops = field(default_factory=lambda: FakeShops(rows(3)))
    run: FakeRuns = field(default_factory=FakeRuns)
    programme: FakeProgramme = field(default_factory=FakeProgramme)
    channels: FakeChannels = field(default_factory=FakeChannels)
    kept_library: Library = LIBRARY
    invented: str | None = None

    def library(self) -> Library:
        return self.kept_library

    def findings(self, page: ShopPage) -> tuple[Finding, ...]:
        if page.scorecard is None or page.shop.contact is None:
            return ()
        return judge(load_pack("es-sac"), page.scorecard, page.shop.contact, SCENARIO)

    def prompt_changes(self, page: ShopPage) -> tuple[Change, ...]:
        return ()
