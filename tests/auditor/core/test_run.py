"""The way of a call through the core, over real SIP to the practice line, heard by the real model."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from auditor.core.app import App, open_app
from auditor.core.worker import work
from auditor.errors import RefusedError
from auditor.events import EventName
from auditor.jobs.shop import ShopState
from auditor.practice.line import PracticeLines
from auditor.settings import load_settings
from tests.auditor.core.conftest import own
from transcripts.contact import MarkName, Outcome


@pytest.mark.weights
def test_a_whole_call_is_placed_heard_scored_and_stored(app: App, lines: PracticeLines) -> None:
    app.channels.add(own(lines, "rapido"))
    events = list(app.run.call("rapida", "rapido"))
    names = [event.name for event in events]
    for earlier, later in (
        ("dialling", "answered"),
        ("answered", "ended"),
        ("recorded", "heard"),
        ("heard", "scored"),
    ):
        assert names.index(EventName(earlier)) < names.index(EventName(later))
    page = app.shops.page(events[0].shop or "")
    assert page.shop.state is ShopState.SCORED
    assert page.shop.contact is not None
    assert page.shop.contact.outcome in (Outcome.COMPLETED, Outcome.HUNG_UP_BY_THEM)
    assert [mark.detail for mark in page.shop.contact.marks if mark.name is MarkName.KEY] == ["1"]
    assert page.recording_path is not None
    assert page.recording_path.is_relative_to(app.settings.home / "recordings")
    truth = lines.truths("rapido")[-1]
    assert [key.digit for key in truth.keys] == ["1"]
    wait = page.scorecard.figure("wait.dial_to_human_s") if page.scorecard else None
    assert wait is not None
    assert wait.value == pytest.approx(truth.agent_answered_s, abs=0.5)
    check = page.scorecard.checks[0]
    # The person says a name. A base model may mishear it, and that is "not heard": "no" would be wrong.
    # Unless a busy machine tore the words apart on their way, as the line's own truth tells.
    assert page.heard is not None
    said = [segment.text for segment in page.heard.transcript.segments]
    quality = page.shop.contact.quality
    torn = truth.gaps or truth.lost or quality is None or quality.lost
    assert check.answer in ("yes", "not_heard") or torn, said
    if check.answer == "yes":
        assert check.evidence
        assert check.evidence[0].quote


def test_a_busy_line_is_an_outcome_of_its_own(app: App, lines: PracticeLines) -> None:
    app.channels.add(own(lines, "ocupado"))
    events = list(app.run.call("rapida", "ocupado"))
    page = app.shops.page(events[0].shop or "")
    assert page.shop.contact is not None
    assert page.shop.contact.outcome is Outcome.BUSY
    assert page.shop.state is ShopState.SCORED
    assert page.scorecard is None


def test_the_cap_of_a_line_holds(app: App, lines: PracticeLines) -> None:
    app.channels.add(own(lines, "ocupado", calls=1))
    list(app.run.call("rapida", "ocupado"))
    with pytest.raises(RefusedError) as refused:
        app.run.plan_now("rapida", "ocupado")
    assert refused.value.rule == "calls-per-day"


def test_a_call_that_a_person_stops_is_hung_up_and_kept(app: App, lines: PracticeLines) -> None:
    app.channels.add(own(lines, "mudo"))
    stop = threading.Event()
    before = len(lines.truth("mudo"))
    shop = app.run.plan_now("rapida", "mudo")
    for event in app.run.place(shop.id, stop):
        if event.name is EventName.ANSWERED:
            stop.set()
    kept = app.shops.get(shop.id)
    assert kept.contact is not None
    assert kept.contact.outcome is Outcome.CANCELLED
    assert kept.state is ShopState.RECORDED
    truths = lines.truths("mudo", at_least=before + 1, timeout_s=15)  # and the next test counts from here
    assert len(truths) == before + 1
    assert truths[-1].ended_by == "caller"


def _dial_and_hang(home: str, shop_id: str, answered: object) -> None:
    """In a process of its own: carries the shop out and says when the line has answered."""
    app = open_app(load_settings({"home": Path(home)}, dict(os.environ)))
    for event in app.run.shop(shop_id):
        if event.name is EventName.ANSWERED:
            answered.set()  # type: ignore[attr-defined]


def test_a_killed_worker_never_dials_twice_and_loses_no_recording(app: App, lines: PracticeLines) -> None:
    app.channels.add(own(lines, "mudo"))
    before = len(lines.truth("mudo"))
    shop = app.run.plan_now("rapida", "mudo")
    context = multiprocessing.get_context("spawn")
    answered = context.Event()
    process = context.Process(target=_dial_and_hang, args=(str(app.settings.home), shop.id, answered))
    process.start()
    assert answered.wait(60)
    time.sleep(1.0)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert len(lines.truths("mudo", at_least=before + 1, timeout_s=15)) == before + 1
    _expire_lease(app, shop.id)
    events = [event for event in work(app, threading.Event(), once=True) if event.shop == shop.id]
    assert EventName.DIALLING not in {event.name for event in events}
    kept = app.shops.get(shop.id)
    assert kept.contact is not None
    assert kept.contact.outcome is Outcome.INTERRUPTED
    assert kept.contact.recording is not None
    assert kept.contact.recording.duration_s > 0.5
    assert kept.state is ShopState.SCORED
    assert len(lines.truth("mudo")) == before + 1


def _expire_lease(app: App, shop_id: str) -> None:
    """As if a minute had gone by: the lease of the dead process counts no more."""

    def expired(document: dict[str, object]) -> dict[str, object]:
        lease = document["lease"]
        assert isinstance(lease, dict)
        return {**document, "lease": {**lease, "until": "2020-01-01T00:00:00.000+00:00"}}

    assert app.store.table("shops").update_if(shop_id, expired) is not None
