"""What a person would read on the screen of an application under test."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

LOW, HIGH = (80, 24), (160, 48)


def seen(screen: Screen[Any]) -> str:
    """The screen's text, line by line, as it is drawn now, with what lies below a dialog."""
    strips = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def settled(pilot: Pilot[Any]) -> str:
    """Waits until workers and messages are through, and reads the screen."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
    return seen(pilot.app.screen)


async def until(pilot: Pilot[Any], words: str) -> str:
    """Lets the application go on until those words are on screen; a test's time limit ends the wait."""
    for _turn in range(200):
        await pilot.pause()
        text = seen(pilot.app.screen)
        if words in text:
            return text
    raise AssertionError(f"{words!r} never came up:\n{text}")


def told(pilot: Pilot[Any]) -> str:
    """The notices that were given and still stand."""
    return "\n".join(notice.message for notice in pilot.app._notifications)
