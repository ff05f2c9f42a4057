"""The worker: carries out what is due, one shop after the other, for as long as it is left running.

Any number of workers may run on one data folder. A worker that is killed leaves a shop that another one
resumes: what was recorded is heard and scored, and nothing is dialled a second time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.core.keeping import worker_name
from auditor.errors import AuditorError
from auditor.events import Event, EventName
from auditor.i18n import explain
from auditor.jobs.errors import LeaseLost

if TYPE_CHECKING:
    from auditor.core.app import App

IDLE_S = 5.0
"""How often an idle worker looks: a shop's window is minutes long."""
UPKEEP_S = 60.0


def work(app: App, stop: threading.Event, *, once: bool = False) -> Iterator[Event]:
    """Yields the events of every shop it carries out. With `once` it ends when nothing is due any more.

    A shop that fails does not end the worker: its fault is written on it and told as FAILED.
    """
    owner = worker_name()
    upkeep_at = 0.0
    while not stop.is_set():
        if time.monotonic() >= upkeep_at:
            app.run.recover()
            app.programme.keep_up()
            upkeep_at = time.monotonic() + UPKEEP_S
        shop = app.run.claim(owner)
        if shop is None:
            if once:
                return
            stop.wait(IDLE_S)
            continue
        try:
            yield from app.run.shop(shop.id, stop, owner)
        except LeaseLost as error:
            yield Event(EventName.FAILED, detail=explain(error), shop=shop.id)
        except AuditorError as error:
            app.run.give_up(shop.id, owner, explain(error))
            yield Event(EventName.FAILED, detail=explain(error), shop=shop.id)
