"""Writes the invented lines, plans, shops and actions into a new data folder, each document marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from auditor.channel import OwnChannel
from auditor.codec import dump
from auditor.core.invented.lines import CASA, NORTE, SUR, Year, channels, plans
from auditor.core.invented.people import People
from auditor.core.invented.shops import Made, Programme
from auditor.core.scenarios import library_of
from auditor.jobs.times import to_text
from auditor.ledger import planting
from auditor.ledger.actions import Action, ActionState, ActionStep
from auditor.ledger.invention import MARKER, ZONE, Invention
from auditor.ledger.ledger import Ledger, document
from auditor.store import Store
from metrics.complaints.values import IN_HOUSE, Complaint
from scenarios.library import Library
from scenarios.scenario import Scenario

BATCH = 25
WITH_FOLLOW_UPS = 1.3  # about: some complaining shops are followed up
SCRIPT = "factura-cobro-indebido"
"""The script that the actions are measured again with."""
Progress = Callable[[str, int, int], None]


def fill_shops(store: Store, made: Invention, names: People, weeks: int, progress: Progress) -> int:
    """Everything but the ledger's own complaints; returns how many shops there are."""
    year = Year(made.last_day)
    lines, library = channels(year, names.owners), library_of(store.home)
    _fill_register(store, year, lines, made.seed)
    programme = Programme(year, library, lines, names, made)
    writer = _Writer(store, made, lines, library)
    of = round(sum(plan.times for plan in plans(year, made.seed)) * weeks * WITH_FOLLOW_UPS)
    shops = programme.shops(weeks)
    while batch := list(islice(shops, BATCH)):
        with store.transaction():
            for shop in batch:
                writer.write(shop)
        progress("shops", writer.count, of)
    writer.plant()
    _fill_actions(store, year)
    return writer.count


def _marked(value: object) -> dict[str, Any]:
    return {**dump(value), "invented": MARKER}


def _fill_register(store: Store, year: Year, lines: Iterable[OwnChannel], seed: int) -> None:
    register = store.table("channels")
    for line in lines:
        register.put(line.id, _marked(line))
    for plan in plans(year, seed):
        store.table("plans").put(plan.id, _marked(plan))


class _Writer:
    """Writes shops one by one, then what they plant in the ledger."""

    def __init__(
        self, store: Store, made: Invention, lines: tuple[OwnChannel, ...], library: Library
    ) -> None:
        self._store, self._made, self._library = store, made, library
        self._lines = {line.id: line for line in lines}
        self._shops = store.table("shops", index=("state", "due_at", "plan_id", "channel_id"))
        self._heard = store.table("heard")
        self._cards = store.table("scorecards", index=("shop",))
        self._planted: dict[str, tuple[Complaint, float]] = {}
        self._answered: set[str] = set()
        self.count = 0

    def write(self, made: Made) -> None:
        """The documents of a shop, and what is true of it."""
        shop, call = made.shop, made.call
        self._shops.put(shop.id, dump(shop))
        if call.heard is not None:
            self._heard.put(shop.id, _marked(call.heard))
        if made.scorecard is not None:
            document = {
                "shop": shop.id,
                "made_at": shop.updated_at,
                "scorecard": dump(made.scorecard),
                "invented": MARKER,
            }
            self._cards.put(f"{shop.id}-{shop.updated_at}", document)
            self._concern(made)
        self._expect(made)
        self.count += 1

    def plant(self) -> None:
        """The complaints of the shops, as the follow-ups left them."""
        ledger = Ledger(self._store)
        with self._store.transaction():
            for id, (complaint, resolves) in self._planted.items():
                final = self._made.from_shop(complaint, resolves, id in self._answered)
                ledger.table.insert_new(final.id, document(final))

    def _expect(self, made: Made) -> None:
        expected, channel = self._made.expected, made.shop.channel_id
        expected.add("report.person_within", made.call.within, {"channel": channel})
        if made.call.gave_key is not None:
            expected.add(f"check.key.{made.shop.scenario_id}", made.call.key_chance, {"channel": channel})

    def _concern(self, made: Made) -> None:
        """Plants a complaint, or verifies the one that the shop follows up."""
        shop = made.shop
        assert made.scorecard is not None  # noqa: S101 - the caller has looked
        line = self._lines[shop.channel_id or ""]
        scenario: Scenario = self._library.entry(shop.scenario_id or "").scenario
        heard = planting.Heard(shop, scenario, made.scorecard, line, {})
        if shop.parent_id is not None:
            self._verify(shop.parent_id, heard)
            return
        person = shop.persona.get("account_number") or shop.id
        complaint = planting.planted(heard, f"c-muestra-{person}")
        if complaint is not None:
            resolves = self._made.truth.resolved_first[line.operator or IN_HOUSE]
            self._planted[shop.id] = (replace(complaint, invented=MARKER), resolves)

    def _verify(self, parent: str, heard: planting.Heard) -> None:
        if parent in self._planted:
            complaint, resolves = self._planted[parent]
            followed = planting.followed_up(complaint, heard)
            self._planted[parent] = (followed, resolves)
            if followed.verified is not None:
                self._answered.add(parent)


def _fill_actions(store: Store, year: Year) -> None:
    table = store.table("actions", index=("state",))
    for action in _actions(year):
        table.put(action.id, _marked(action))


def _actions(year: Year) -> Iterator[Action]:
    """Three that were done when the lines changed, and one that is open."""

    def at(day: date, days: int = 0) -> str:
        return to_text(datetime.combine(day + timedelta(days=days), time(8), ZONE))

    def done(id: str, day: date, words: tuple[str, str], *, figure: str, channel: str) -> Action:
        what, who = words
        return Action(
            id=id,
            what=what,
            who=who,
            by=(day + timedelta(days=2)).isoformat(),
            made_at=at(day, -10),
            made_by=MARKER,
            state=ActionState.DONE,
            done_at=at(day),
            history=(ActionStep(ActionState.DONE.value, at(day), MARKER),),
            figure=figure,
            scenario=SCRIPT,
            channel=channel,
        )

    advert, keys = "hold.advertising_share", "check.case_key_given"
    turn = "Quitar la publicidad de la espera y decir el turno", "Marketing"
    given = "Formar a Contrata Sur: cada reclamación sale con su número", "Calidad"
    quiet = "Quitar la publicidad de la espera de Contrata Norte", "Marketing"
    yield done("muestra-publicidad", year.change_day, turn, figure=advert, channel=CASA)
    yield done("muestra-claves", year.change_day, given, figure=keys, channel=SUR)
    yield done("muestra-norte", year.recent_day, quiet, figure=advert, channel=NORTE)
    yield Action(
        id="muestra-menu",
        what="Quitar el menú de una sola opción",
        who="Sistemas",
        by=(year.last_day + timedelta(days=15)).isoformat(),
        made_at=at(year.last_day, -20),
        made_by=MARKER,
        figure="route.useless_s",
        scenario=SCRIPT,
        channel=NORTE,
    )
