"""Contradictions out of calls as they are stored: each answer with its call and its second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from auditor.channel import Caps, OwnChannel
from auditor.codec import dump
from auditor.core.app import App
from auditor.core.figures.details import detail_words
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import Sheet, Wanted
from auditor.jobs.shop import ShopState, shop_for_now
from metrics.complaints.contradictions import Contradiction
from scenarios.scenario import Say
from tests.auditor.figures.ledgers import AS_OF
from transcripts.contact import Contact, Mark, MarkName, Outcome
from transcripts.heard import Heard
from transcripts.timeline import Timeline
from transcripts.transcript import Segment, Speaker, Transcript

SCENARIO = "factura-cobro-indebido"


def call(app: App, channel: str, at: str, words: str) -> str:
    """A call in which every question of the script is answered so; returns its id."""
    entry = app.library().entry(SCENARIO)
    marks, segments, now = [], [], 0.0
    for index, step in enumerate(entry.scenario.steps):
        if isinstance(step, Say) and "?" in step.text:
            marks += [Mark(MarkName.STEP, now, f"{index} say"), Mark(MarkName.SAY_START, now, "…")]
            marks.append(Mark(MarkName.SAY_END, now + 1))
            segments.append(Segment(Speaker.AGENT, now + 1.5, now + 3, words))
            now += 10
    shop = shop_for_now(entry, channel, datetime.fromisoformat(at), seed=7)
    contact = Contact(Outcome.COMPLETED, marks=tuple(marks), started_at=at)
    app.store.table("shops").put(shop.id, dump(replace(shop, state=ShopState.HEARD, contact=contact)))
    app.shops.keep_heard(shop.id, Heard(Timeline((), now), Transcript(tuple(segments), "es")))
    return shop.id


def channel(app: App, id: str, operator: str | None) -> None:
    app.channels.add(
        OwnChannel(
            id=id, kind="phone", address=f"sip:{id}@127.0.0.1", owner="Ana", declared_by="ana",
            declared_at="2026-01-01T00:00:00+00:00", caps=Caps(), operator=operator,
        )
    )  # fmt: skip


@pytest.fixture
def calls(empty: App) -> dict[str, str]:
    channel(empty, "casa", None)
    channel(empty, "norte", "Norte")
    return {
        "five": call(empty, "casa", "2026-03-02T10:00:00+01:00", "Cinco días. Mi número es el 612 345 678."),
        "ten": call(empty, "norte", "2026-04-02T10:00:00+02:00", "Son diez días."),
        "none": call(empty, "norte", "2026-05-02T10:00:00+02:00", "Eso no lo sé."),
    }


def made(app: App, wanted: Wanted) -> Sheet:
    figures = Figures(app)
    return figures.sheet("contradictions", figures.select(figures.read(AS_OF), wanted))


def test_each_version_with_its_calls(empty: App, calls: dict[str, str]) -> None:
    sheet = made(empty, Wanted())
    entry = sheet.entries[0]
    assert entry.of == "calls"
    assert set(entry.counted()) == {calls["five"], calls["ten"]}
    assert (entry.figure.value, entry.figure.n) == (2, 2)
    found = entry.detail
    assert isinstance(found, Contradiction)
    answers = {answer.shop_id: answer for version in found.versions for answer in version.answers}
    assert answers[calls["five"]].operator == "in_house"
    assert answers[calls["ten"]].operator == "Norte"
    assert answers[calls["ten"]].start_s is not None
    said = " ".join(detail_words(entry))
    assert "612 345 678" not in said
    assert "diez días" in said


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(operator="Norte"),
        Wanted(last=date(2026, 3, 31)),
        Wanted(channel="email"),
        Wanted(topic="no such topic"),
    ],
)
def test_what_is_filtered_away_contradicts_nothing(empty: App, calls: dict[str, str], wanted: Wanted) -> None:
    assert calls
    assert not made(empty, wanted).entries


def test_a_filter_that_all_pass_changes_nothing(empty: App, calls: dict[str, str]) -> None:
    assert calls
    spec = empty.library().entry(SCENARIO).scenario.complaint
    assert spec is not None
    wanted = Wanted(channel="phone", topic=spec.topic, owner="eva")
    assert len(made(empty, wanted).entries) == len(made(empty, Wanted()).entries) > 0
