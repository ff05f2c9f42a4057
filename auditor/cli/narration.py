"""Events as words on stderr: what a person who waits at the prompt reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import click

from auditor.cli.common import narrate
from auditor.events import Event, EventName
from auditor.i18n import N_, _, number

WORDS = {
    EventName.DIALLING: N_("Dialling {detail} …"),
    EventName.RINGING: N_("Ringing."),
    EventName.ANSWERED: N_("Answered."),
    EventName.KEY: N_("Key {detail} sent."),
    EventName.SAYING: N_("We say: {detail}"),
    EventName.HEARD_TEXT: N_("Heard: {detail}"),
    EventName.ON_HOLD: N_("On hold."),
    EventName.HUMAN: N_("A person answers."),
    EventName.ENDED: N_("The call is over: {detail}"),
    EventName.RECORDED: N_("Recording stored."),
    EventName.HEARD: N_("Listened to."),
    EventName.PROMPT_CHANGED: N_("A recorded prompt has changed. {detail}"),
    EventName.SCORED: N_("Scored."),
    EventName.FAILED: N_("Failed: {detail}"),
}
STAGES = {
    "decode": N_("reading the audio"),
    "acoustics": N_("what sounds when"),
    "timeline": N_("what sounds when"),
    "speech": N_("what is said"),
    "roles": N_("who speaks"),
    "score": N_("scoring"),
}


def sentence(event: Event) -> str | None:
    """The event in the user's language, `None` for those that say nothing to a reader."""
    words = WORDS.get(event.name)
    if words is None:
        return None
    text = _(words).format(detail=event.detail or "")
    return f"{number(event.at_s):>7} s  {text}" if event.at_s else text


def narrated(events: Iterable[Event]) -> list[Event]:
    """Runs the events to their end, telling each; returns them. A bar shows the progress of listening."""
    return _told(events, lambda _event, text: text)


def narrated_by_shop(events: Iterable[Event]) -> list[Event]:
    """As `narrated`, for several calls at once: each line begins with its shop."""
    return _told(events, lambda event, text: f"{event.shop or '':<26} {text}")


def _told(events: Iterable[Event], line: Callable[[Event, str], str]) -> list[Event]:
    seen: list[Event] = []
    bar = _Bar()
    for event in events:
        seen.append(event)
        if event.name is EventName.LISTENING:
            bar.show(event)
            continue
        text = sentence(event)
        if text:
            bar.clear()
            narrate(line(event, text))
    bar.clear()
    return seen


class _Bar:
    """One line that is drawn over itself; nothing where stderr is not a terminal."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._drawn = False

    def show(self, event: Event) -> None:
        if not self._on:
            return
        share = event.share or 0.0
        stage = _(STAGES.get(event.detail or "", event.detail or ""))
        filled = round(share * 24)
        click.echo(f"\r\x1b[K  {'█' * filled}{'·' * (24 - filled)} {share:4.0%}  {stage}", nl=False, err=True)
        self._drawn = True

    def clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._drawn = False
