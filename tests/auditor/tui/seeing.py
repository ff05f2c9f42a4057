"""What a person would read on the screen of an application under test."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

LOW, HIGH = (80, 24), (160, 48)
LONG_S = 60.0
"""No claim about speed: a machine that does other things as well may take so long."""


def seen(screen: Screen[Any]) -> str:
    """The screen's text, line by line, as it is drawn now, with what lies below a dialog."""
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def settled(pilot: Pilot[Any]) -> str:
    """Waits until workers and messages are through, and reads the screen."""
    while True:
        with contextlib.suppress(WorkerCancelled):  # another took its place meanwhile: that one is waited for
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        if all(worker.is_finished for worker in pilot.app.workers):  # one worker's end may have begun another
            return seen(pilot.app.screen)


async def until(pilot: Pilot[Any], words: str) -> str:
    """Lets the application go on until those words are on screen."""
    give_up_s = time.monotonic() + LONG_S
    while time.monotonic() < give_up_s:
        await pilot.pause()
        text = seen(pilot.app.screen)
        if words in text:
            return text
    raise AssertionError(f"{words!r} never came up:\n{text}")


def told(pilot: Pilot[Any]) -> str:
    """The notices that were given and still stand."""
    return "\n".join(notice.message for notice in pilot.app._notifications)
