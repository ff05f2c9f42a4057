"""Answers and changed recordings as a report takes them out of the data folder: redacted, with their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.report_answers import answers_of
from auditor.core.report_prompts import prompt_changes_of
from auditor.core.reporting import gather
from auditor.reports.inputs import Call
from auditor.settings import load_settings
from scenarios.scenario import HangUp, Listen, Purpose, Say, Scenario
from tests.auditor.prompts.taught import CHANNEL, teach
from tests.auditor.reports.made import call
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.heard import Heard
from transcripts.timeline import Timeline
from transcripts.transcript import Segment, Speaker, Transcript

ASKING = Scenario(
    id="baja", version=1, language="es", title="t", channels=("phone",), purpose=Purpose.ENQUIRY,
    steps=(Say("¿Cuánto cuesta la baja?"), Listen(2, 20), HangUp()),
)  # fmt: skip
MARKS = (
    Mark(MarkName.INVITE, 0.0),
    Mark(MarkName.STEP, 5.0, "0 say"),
    Mark(MarkName.SAY_START, 5.0, "…"),
    Mark(MarkName.SAY_END, 6.0),
)


@pytest.fixture
def app(tmp_path: Path):
    home = tmp_path / "home"
    teach(home)
    opened = open_app(load_settings({"home": home}, {}))
    yield opened
    opened.close()


def asked(app: App, id: str, answer: str, script: Scenario = ASKING) -> Call:
    """A call of that script in which a person gave that answer."""
    heard = Transcript((Segment(Speaker.AGENT, 6.5, 9.0, answer),), "es")
    app.shops.keep_heard(id, Heard(Timeline((), 30.0), heard))
    contact = Contact(Outcome.COMPLETED, MARKS, None, None, "2026-11-03T09:00:00.000+00:00")
    return replace(call(id, date(2026, 11, 3), channel="luz"), contact=contact, script=script)


def test_answers_are_redacted_and_know_who_gave_them(app: App) -> None:
    calls = [asked(app, "a", "Son quince euros, llame al 612 345 678."), asked(app, "b", "Son 40 euros.")]
    contractor = replace(CHANNEL, operator="Contrata Norte")
    first, second = answers_of(app, {"luz": contractor}, calls)
    assert (first.operator, first.shop_id, first.start_s, first.recording) == (
        "Contrata Norte",
        "a",
        6.5,
        None,
    )
    assert "345" not in first.text
    assert "quince euros" in first.text
    assert second.text == "Son 40 euros."
    assert next(answers_of(app, {}, calls)).operator is None


def test_how_one_case_stands_is_not_set_against_another(app: App) -> None:
    follow_up = replace(ASKING, purpose=Purpose.FOLLOW_UP)
    calls = [asked(app, "a", "Sí.", follow_up), replace(asked(app, "b", "No."), script=None)]
    assert list(answers_of(app, {"luz": CHANNEL}, calls)) == []


def test_a_document_that_cannot_be_read_answers_nothing(app: App) -> None:
    calls = [asked(app, "a", "Son 40 euros."), asked(app, "b", "Son 15 euros.")]
    app.store.table("heard").put("a", {"timeline": "broken"})
    assert [answer.shop_id for answer in answers_of(app, {"luz": CHANNEL}, calls)] == ["b"]


def test_changed_recordings_carry_old_and_new_words_and_where_to_hear_them(app: App) -> None:
    found = gather(app, date(2026, 1, 1), date(2026, 12, 31), as_of=datetime(2027, 1, 1, tzinfo=UTC))
    (change,) = found.prompt_changes
    assert (change.channel, change.kind, change.what) == ("luz", "ivr", "words")
    assert "averías" in str(change.old.quote)
    assert "tarifa nueva" in str(change.new.quote)
    assert change.new.shop != change.old.shop
    assert change.new.end_s > change.new.start_s
    assert change.calls == 2


def test_a_damaged_catalogue_leaves_the_report_whole(app: App) -> None:
    app.store.table("prompts").put("luz", {"revision": 1, "book": "broken", "purposes": {}})
    assert list(prompt_changes_of(app, {"luz": CHANNEL})) == []
    assert gather(app, date(2026, 1, 1), date(2026, 1, 2)).prompt_changes == ()
