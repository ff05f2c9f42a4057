"""Helpers: jobs against a line on loopback, and calls made with them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.channels.phone import CallJob, Network, place_call
from auditor.events import Event, EventName
from scenarios.scenario import Limits, Purpose, Scenario, Step
from tests.auditor.channels.phone.uas import Truth, Uas
from transcripts.contact import Contact, Mark, MarkName

LOOPBACK = Network(local_address="127.0.0.1")


def scenario(*steps: Step, **limits: float) -> Scenario:
    return Scenario(
        id="prueba",
        version=1,
        language="es",
        title="Prueba",
        channels=("phone",),
        purpose=Purpose.ENQUIRY,
        limits=Limits(**limits),
        steps=steps,
    )


def job(folder: Path, shop: str, address: str, *steps: Step, **more: Any) -> CallJob:
    limits = more.pop("limits", {})
    return CallJob(
        shop=shop,
        address=address,
        scenario=scenario(*steps, **limits),
        folder=folder,
        network=more.pop("network", LOOPBACK),
        **more,
    )


@dataclass(frozen=True)
class Made:
    """A call that was made, beside what the line knows of it."""

    contact: Contact
    events: tuple[Event, ...]
    truth: Truth | None = None

    def mark(self, name: MarkName) -> Mark:
        found = self.contact.first(name)
        assert found is not None, f"no {name} among {self.contact.marks}"
        return found

    def names(self) -> list[MarkName]:
        return [mark.name for mark in self.contact.marks]


def made(
    wanted: CallJob,
    *,
    stop: threading.Event | None = None,
    on_event: Callable[[Event], None] | None = None,
    truth: Truth | None = None,
    password: str | None = None,
) -> Made:
    events = []
    for event in place_call(wanted, stop=stop, password=password):
        events.append(event)
        if on_event is not None:
            on_event(event)
    last = events[-1]
    assert last.name is EventName.ENDED
    assert last.contact is not None
    return Made(last.contact, tuple(events), truth)


def called(folder: Path, shop: str, uas: Uas, *steps: Step, **more: Any) -> Made:
    """Makes one call to the line; the line is there for as long as it takes."""
    on_event = more.pop("on_event", None)
    stop = more.pop("stop", None)
    with uas:
        return made(
            job(folder, shop, uas.address, *steps, **more), stop=stop, on_event=on_event, truth=uas.truth
        )
