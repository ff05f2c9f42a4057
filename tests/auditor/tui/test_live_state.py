"""What is gathered from the events of a call."""

from __future__ import annotations

import pytest

from auditor.events import Event, EventName
from auditor.tui.live_state import Live, recorded
from tests.auditor.tui.fakes import after_events, call_events
from tests.auditor.tui.values import CLAIM, CONTACT
from transcripts.contact import MarkName, Outcome
from transcripts.timeline import Kind, Side


def live_after(*events: Event) -> Live:
    live = Live(1, "Cobro", "linea-900")
    for event in events:
        live.take(event)
    return live


def test_a_call_that_goes_on() -> None:
    live = live_after(*call_events())
    assert live.phase == "human"
    assert live.on_the_line
    assert live.human_at_s == 60.0
    assert live.keys == [(17.4, "2")]
    assert live.step == 5
    assert live.level_dbfs == -40.0
    assert live.saying is not None
    assert live.hold_s(live.at_s) == pytest.approx(42.0)  # 18 → 60 s; the clock of the hold has stopped
    assert [m.name for m in live.marks] == [
        MarkName.INVITE, MarkName.ANSWERED, MarkName.KEY, MarkName.HOLD_START, MarkName.HUMAN
    ]  # fmt: skip


def test_the_hold_clock_runs_while_on_hold() -> None:
    live = live_after(Event(EventName.ON_HOLD, 18.0))
    assert live.hold_s(30.0) == pytest.approx(12.0)


def test_two_holds_are_added_up() -> None:
    events = [
        Event(EventName.ON_HOLD, 10.0),
        Event(EventName.HUMAN, 20.0),
        Event(EventName.ON_HOLD, 50.0),
        Event(EventName.ENDED, 55.0),
    ]
    assert live_after(*events).hold_s(99.0) == pytest.approx(15.0)


def test_the_sketch_of_the_timeline() -> None:
    timeline = live_after(*call_events()).timeline(70.0)
    spans = {(s.kind, s.side): s for s in timeline}
    assert spans[Kind.AGENT, Side.THEIRS].end_s == 70.0
    assert spans[Kind.CALLER, Side.OURS].start_s == pytest.approx(64.1)
    assert timeline.duration_s == 70.0


def test_we_stop_speaking_when_the_next_step_begins() -> None:
    live = live_after(*call_events(), Event(EventName.STEP, 69.0, "6 listen"))
    assert live.saying is None
    assert live.ours == [(64.1, 69.0)]


def test_the_end() -> None:
    live = live_after(*call_events(), *after_events())
    assert live.phase == "scored"
    assert live.contact is not None
    assert live.contact.outcome is Outcome.COMPLETED
    assert live.shop == "20261120-00000"
    assert not live.on_the_line


def test_words_that_make_no_sense_change_nothing() -> None:
    live = live_after(
        Event(EventName.LEVEL, 1.0, "loud"),
        Event(EventName.SOUND, 2.0, "whale"),
        Event(EventName.STEP, 3.0, "?"),
    )
    assert live.level_dbfs is None
    assert live.timeline(5.0).spans == ()
    assert live.step is None


def test_levels_do_not_grow_without_end() -> None:
    live = live_after(*(Event(EventName.LEVEL, i / 10, "-20") for i in range(5000)))
    assert len(live.levels) <= 240


def test_a_call_that_is_over_shows_its_moments() -> None:
    live = recorded("Cobro", "linea-900", "one", CONTACT)
    assert not live.on_the_line
    assert live.at_s == 160.0
    assert live.keys == [(17.4, "2"), (27.0, "1")]
    assert live.texts == [(124.2, "caller", CLAIM)]
    assert live.timeline(live.at_s).of(Kind.CALLER)[0].length_s == pytest.approx(4.7)
    assert recorded("Cobro", "linea-900", "one", None).at_s == 0.0
