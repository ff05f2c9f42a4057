"""A call in progress: what it says and hears is redacted before anything shows it, and so is its contact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from auditor.codec import dump
from auditor.core import calling
from auditor.core.app import App
from auditor.events import Event, EventName
from auditor.jobs.shop import shop_for_now
from scenarios.library import Entry
from tests.auditor.privacy.conftest import hidden_in, own
from tests.auditor.privacy.test_hunt import SCENARIO, TEXT
from transcripts.contact import Contact, Mark, MarkName, Outcome


def test_events_and_marks_hold_nothing_personal(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = (Mark(MarkName.KEY, 1.0, "1"), Mark(MarkName.SAY_START, 2.0, TEXT), Mark(MarkName.SAY_END, 4.0))

    def placed(*_job: object, **_more: object) -> Iterator[Event]:
        yield Event(EventName.KEY, 1.0, "1")
        yield Event(EventName.SAYING, 2.0, TEXT)
        yield Event(EventName.HEARD_TEXT, 5.0, "¿Me dice su DNI?")
        yield Event(EventName.HEARD_TEXT, 8.0, "Cuatro ocho dos nueve uno siete tres seis.")
        yield Event(EventName.ENDED, 9.0, contact=Contact(Outcome.COMPLETED, marks))

    monkeypatch.setattr(calling, "place_call", placed)
    folder = app.settings.home / "scenarios"
    folder.mkdir(exist_ok=True)
    (folder / "cargo.yaml").write_text(SCENARIO, "utf-8")
    entry: Entry = app.library().entry("cargo")
    shop = shop_for_now(entry, "casa", datetime.now(UTC), seed=1)
    events = list(calling.call_events(app.settings, shop, own(), (), None))
    assert hidden_in(json.dumps([dump(event) for event in events], ensure_ascii=False)) == []
    assert [event.detail for event in events] == [
        *(
            "1",
            "Me llamo [nombre], DNI [DNI], móvil [teléfono], [correo].",
            "¿Me dice su DNI?",
            "[DNI].",
            None,
        )
    ]
    contact = events[-1].contact
    assert contact is not None
    assert [mark.at_s for mark in contact.marks] == [1.0, 2.0, 4.0]
    assert contact.marks[0].detail == "1"
