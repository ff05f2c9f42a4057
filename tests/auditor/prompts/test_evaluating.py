"""A shop that is listened to teaches its channel's catalogue, and a change is told once. Sound and words are given;
the catalogue, the store and what is learnt are real."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.catalogue import Catalogue
from auditor.core.evaluating import Evaluator
from auditor.core.heavy import TASKS
from auditor.core.imports import FileAsked
from auditor.core.keeping import Keeper
from auditor.events import Event, EventName
from auditor.jobs.shop import imported_shop
from auditor.jobs.states import ShopState
from auditor.settings import load_settings
from metrics.values import Scorecard
from tests.auditor.prompts.taught import CHANNEL, calls
from transcripts.contact import Contact, Outcome, Recording
from transcripts.heard import Heard
from transcripts.prompts import Prompt, Unsure
from transcripts.prompts.unsure import Earlier
from transcripts.timeline import Timeline
from transcripts.transcript import Transcript

HEARD = Heard(Timeline((), 60.0), Transcript((), "es"))


class Worker:
    """Hears what it is told; learns as the real one does."""

    def __init__(self) -> None:
        self.calls = list(calls())
        self.known: list[tuple[Prompt, ...]] = []
        self.before: list[Earlier | None] = []

    def run(self, task: str, *arguments: object, stop: object = None) -> Iterator[tuple[str, float]]:
        yield task, 1.0
        if task == "hear":
            _path, _options, _marks, _named, prompts, _sounds, before = arguments
            self.known.append(prompts)  # type: ignore[arg-type]
            self.before.append(before)  # type: ignore[arg-type]
            heard = replace(self.calls.pop(0), unsure=(Unsure("", "", 0.0),), whole=True, opened=True)
            return HEARD, heard  # type: ignore[return-value]
        if task == "learn":
            return TASKS["learn"](lambda *_: None, *arguments)  # type: ignore[no-any-return]
        return Scorecard(())  # type: ignore[return-value]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path}, dict(os.environ)))
    opened.channels.add(CHANNEL)
    opened.channels.add(replace(CHANNEL, id="fuera", address="sip:100@192.0.2.7"))
    yield opened
    opened.close()


def listened(
    app: App,
    evaluator: Evaluator,
    keeper: Keeper,
    worker: Worker,
    day: int,
    *,
    fresh: bool = False,
    channel: str = CHANNEL.id,
) -> list[Event]:
    file = app.store.home / f"{day}.wav"
    file.touch()
    at = f"2026-03-{day:02d}T10:00:00+00:00"
    contact = Contact(
        Outcome.IMPORTED, recording=Recording(str(file), "0" * 64, 60.0, 8000, 1), started_at=at
    )
    shop = imported_shop(contact, datetime(2026, 3, day, 10, tzinfo=UTC), None, channel)
    keeper.queue.add(shop)
    with keeper.held(shop.id) as owner:
        events = list(evaluator.evaluate(shop.id, owner, None, FileAsked(fresh=fresh)))
    assert app.shops.get(shop.id).state is ShopState.SCORED
    keeper.queue.decide(shop.id, ShopState.RECORDED, by="test")  # as after a crash once it was learnt from
    worker.calls.insert(0, calls()[day - 1])
    with keeper.held(shop.id) as owner:
        again = list(evaluator.evaluate(shop.id, owner))
    assert [event for event in again if event.name is EventName.PROMPT_CHANGED] == []
    return events


def evaluating(app: App, worker: Worker, keeper: Keeper) -> Evaluator:
    return Evaluator(
        settings=app.settings,
        shops=app.shops,
        channels=app.channels,
        keeper=keeper,
        worker=worker,  # type: ignore[arg-type]
        models=(),
        catalogue=Catalogue(app.store),
    )


def test_what_earlier_calls_were_not_sure_of_is_handed_over(app: App) -> None:
    """Not to a fresh hearing, not what the call itself taught, and nothing on a line of this machine."""
    worker, keeper = Worker(), Keeper(app.store)
    evaluator = evaluating(app, worker, keeper)
    for day in range(1, 4):
        listened(app, evaluator, keeper, worker, day, fresh=day == 3, channel="fuera")
    told = [before and len(before.unsure) for before in worker.before]
    assert told == [0, 0, 1, 1, None, 2]
    assert [before and len(before.opened) for before in worker.before] == told
    worker.before.clear()
    worker.calls = list(calls())
    listened(app, evaluator, keeper, worker, 4)
    assert worker.before == [None, None]


def test_a_change_is_told_once_and_work_done_twice_counts_once(app: App) -> None:
    worker, keeper = Worker(), Keeper(app.store)
    evaluator = evaluating(app, worker, keeper)
    told = []
    for day in range(1, 5):
        events = listened(app, evaluator, keeper, worker, day, fresh=day == 4)
        told += [event.detail for event in events if event.name is EventName.PROMPT_CHANGED]
    assert told == [
        "p2: Para facturas, pulse uno. Para [-averías,-] {+contratar una tarifa nueva,+} pulse dos."
    ]
    kept = app.catalogue.get("luz")
    assert [len(visit.heard) for visit in kept.book.visits] == [4, 4, 3, 3]
    assert {p.id: sum(v.contacts for v in p.versions) for p in kept.book.prompts} == {
        "p1": 4,
        "p2": 4,
        "p3": 2,
        "p4": 4,
    }
    assert kept.purposes["p3"] == ("advertising",)
    assert worker.known[0] == ()
    assert worker.known[-2] == ()  # fresh
    assert len(worker.known[-1]) == 4
