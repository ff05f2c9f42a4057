"""Carries a run of the core out in a thread, and posts what happens; nothing here touches a widget."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from textual.app import App
from textual.message import Message

from auditor.errors import AuditorError
from auditor.events import Event

Start = Callable[[threading.Event], Iterator[Event]]


@dataclass
class Happened(Message):
    """An event of the run with that id."""

    run: int
    event: Event


@dataclass
class Over(Message):
    """The run with that id came to its end; `error` says why when it did not come through."""

    run: int
    error: BaseException | None = None


@dataclass
class Runner:
    """One run at a time: a line is rung by one caller only. `stop` asks the present run to end."""

    app: App[int]
    run: int = 0
    busy: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def begin(self, start: Start) -> int:
        """Starts a run and returns its id. Raises `RuntimeError` while another one is going on."""
        if self.busy:
            raise RuntimeError("a run is going on")
        self.run += 1
        self.busy = True
        self.stop = threading.Event()
        run, stop = self.run, self.stop
        self.app.run_worker(
            lambda: self._carry_out(run, stop, start), group="run", thread=True, exit_on_error=False
        )
        return run

    def _carry_out(self, run: int, stop: threading.Event, start: Start) -> None:
        error: BaseException | None = None
        try:
            for event in start(stop):
                self.app.post_message(Happened(run, event))
        except (AuditorError, Exception) as found:  # every end of a run must reach the screen
            error = found
        self.app.post_message(Over(run, error))
