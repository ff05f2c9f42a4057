"""What the steps can wait for: the ear's latest word, and a wait that ends when it says enough."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from auditor.channels.phone.hearing.values import Now, Observation

T = TypeVar("T")
_NOTHING = Now(at_s=0.0, level_dbfs=-120.0)


class Senses:
    """The state of hearing on the worker's loop. Watchers are called with every observation."""

    def __init__(self, *, words: bool) -> None:
        self.now = _NOTHING
        self.words = words
        self.watchers: list[Callable[[Observation], None]] = []

    def take(self, what: Observation) -> None:
        """Takes an observation of the ear, in order."""
        if isinstance(what, Now):
            self.now = what
        for watcher in self.watchers:
            watcher(what)

    async def until(self, holds: Callable[[Observation | None], T | None], timeout_s: float) -> T | None:
        """What `holds` returns as soon as that is not `None`; `None` after the timeout.

        `holds` is called once at the start with `None`, then with each observation.
        """
        result = holds(None)
        if result is not None:
            return result
        found: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def watch(what: Observation) -> None:
            held = holds(what)
            if held is not None and not found.done():
                found.set_result(held)

        self.watchers.append(watch)
        try:
            return await asyncio.wait_for(found, max(0.0, timeout_s))
        except TimeoutError:
            return None
        finally:
            self.watchers.remove(watch)
