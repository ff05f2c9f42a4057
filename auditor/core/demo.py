"""The demonstration: one real SIP call to each practice line, heard, scored, held against the truth.

It has a data folder of its own (`demo/` in the user's), so that practice never counts among real figures.
"""

from __future__ import annotations

import dataclasses
import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.channel import Caps, OwnChannel
from auditor.core.app import App, open_app
from auditor.core.shops import now_utc
from auditor.core.views import ShopPage
from auditor.errors import AuditorError
from auditor.events import Event, EventName
from auditor.i18n import _, explain
from auditor.practice.compare import Row, compare
from auditor.practice.line import PracticeLines, start_lines
from auditor.practice.truth import read_truth
from auditor.settings import Settings

LINES = ("modelo", "laberinto", "sin-salida")


@dataclass(frozen=True, slots=True)
class DemoCall:
    """One practice call: the shop, and each measurement beside what the line knows to be true."""

    line: str
    page: ShopPage
    rows: tuple[Row, ...]


def open_demo(settings: Settings) -> App:
    """The core on the demonstration's own data folder; speech models of the real one are found too."""
    home = settings.home / "demo"
    models = (*settings.model_folders, settings.home / "models")
    return open_app(dataclasses.replace(settings, home=home, model_folders=models))


def run_demo(app: App, stop: threading.Event) -> Iterator[Event]:
    """Places the calls at once and yields their events as they come, then listens to each and scores it.

    Ask `results` for what came of it.
    """
    with start_lines(LINES, folder=app.settings.home / "truth", ports=app.settings.practice_ports) as lines:
        shops = {name: _prepare(app, lines, name) for name in LINES}
        yield from _placed(app, list(shops.values()), stop)
        for name, shop_id in shops.items():
            with suppress(AuditorError):  # a call that never reached the line has no truth
                lines.truths(name)  # waits until it is written
                _keep_truth(app, shop_id, lines.truth(name)[-1])
    for shop_id in shops.values():
        if stop.is_set():
            return
        try:
            yield from app.run.shop(shop_id, stop)
        except AuditorError as error:  # the other calls are heard all the same
            yield Event(EventName.FAILED, detail=explain(error), shop=shop_id)


def results(app: App, shop_ids: list[str]) -> list[DemoCall]:
    """Each call with its comparison. A call without truth (it never reached the line) has no rows."""
    calls = []
    for shop_id in shop_ids:
        page = app.shops.page(shop_id)
        truth = app.settings.home / "truth" / f"{shop_id}.json"
        rows: tuple[Row, ...] = ()
        if truth.exists() and page.heard and page.shop.contact:
            heard = page.heard
            rows = compare(
                read_truth(truth), heard.timeline, page.shop.contact, page.scorecard, heard.transcript
            )
        calls.append(DemoCall(page.shop.channel_id or "", page, rows))
    return calls


def _prepare(app: App, lines: PracticeLines, name: str) -> str:
    channel = OwnChannel(
        id=name,
        kind="phone",
        address=lines.address(name),
        owner=_("the practice line"),
        declared_by="auditor demo",
        declared_at=now_utc(),
        title=_("Practice line “{name}”").format(name=name),
        caps=Caps(calls_per_day=1000, agent_minutes_per_day=1000.0),
    )
    (app.channels.add if app.channels.get(name) is None else app.channels.replace)(channel)
    return app.run.plan_now(f"practica-{name}", name).id


def _placed(app: App, shop_ids: list[str], stop: threading.Event) -> Iterator[Event]:
    """All calls at once, each in a thread of its own; their events in the order in which they come."""
    events: queue.Queue[Event | None] = queue.Queue()

    def place(shop_id: str) -> None:
        try:
            for event in app.run.place(shop_id, stop):
                events.put(event)
        except Exception as error:  # one call that fails must not hide the others
            events.put(Event(EventName.FAILED, detail=explain(error), shop=shop_id))
        finally:
            events.put(None)

    threads = [threading.Thread(target=place, args=(id,), daemon=True) for id in shop_ids]
    for thread in threads:
        thread.start()
    running = len(threads)
    while running:
        event = events.get()
        if event is None:
            running -= 1
        else:
            yield event
    for thread in threads:
        thread.join()


def _keep_truth(app: App, shop_id: str, path: Path) -> None:
    """The line's own truth under the shop's id, so that it can be looked at again."""
    (app.settings.home / "truth" / f"{shop_id}.json").write_bytes(path.read_bytes())
