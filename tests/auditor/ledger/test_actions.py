"""Actions: from a finding to done, measured again with the same scenario, before and after with interval."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditor.channel import OwnChannel
from auditor.core.actions import compared
from auditor.core.app import App, open_app
from auditor.errors import CommandError
from auditor.ledger.actions import Action, ActionState
from auditor.settings import load_settings
from metrics.values import Answer, Figure, Scorecard
from tests.auditor.ledger.shops import card, done

AT = "2026-03-02T09:00:00.000+00:00"
LATER = "2090-01-01T09:00:00.000+00:00"
SCENARIO = "factura-cobro-indebido"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path / "home"}, dict(os.environ)))
    opened.channels.add(
        OwnChannel(
            id="casa", kind="phone", address="sip:a@127.0.0.1", owner="A", declared_by="t", declared_at=AT
        )
    )
    yield opened
    opened.close()


def waited(seconds: float) -> Scorecard:
    return Scorecard(figures=(Figure("wait.dial_to_human_s", seconds, "s"),))


def test_an_action_is_measured_again_and_compared(app: App) -> None:
    for seconds in (200.0, 220.0, 240.0):
        shop = done(app, SCENARIO, AT, waited(seconds))
    made = app.actions.add(
        "Más agentes a las 9", "eva", "2026-04-30", figure="wait.dial_to_human_s", shop=shop.id
    )
    assert (made.scenario, made.channel) == (SCENARIO, "casa")
    again = app.actions.retest(made.id)
    assert again.scenario_id == SCENARIO
    assert app.actions.book.get(made.id).retests == (again.id,)
    app.actions.done(made.id, "dos turnos más")
    result = app.actions.result(made.id)
    assert result is not None
    assert (result.before.value, result.before.n, result.after.value) == (220.0, 3, None)
    assert result.distinguishable is None
    for seconds in (50.0, 60.0, 70.0):
        done(app, SCENARIO, LATER, waited(seconds))
    done(app, "verificar-resolucion", LATER, waited(900.0))  # another scenario is no after
    result = app.actions.result(made.id)
    assert result is not None
    assert (result.after.value, result.after.n, result.difference) == (60.0, 3, -160.0)
    assert result.distinguishable is True
    # Welch by hand: se = sqrt(400/3 + 100/3) = 12.910, 2.941 degrees, t = 3.219
    assert (result.low, result.high) == (pytest.approx(-201.56, abs=0.1), pytest.approx(-118.44, abs=0.1))


def test_a_check_is_compared_as_a_share(app: App) -> None:
    for answer in (Answer.NO, Answer.NO, Answer.YES, Answer.NOT_HEARD):
        done(app, SCENARIO, AT, card(case_key_given=(answer, "")))
    made = app.actions.add(
        "Dar la clave", "eva", "2026-04-30", figure="check.case_key_given", scenario=SCENARIO, channel="casa"
    )
    result = app.actions.result(made.id)
    assert result is not None
    assert (result.before.n, result.before.value) == (3, pytest.approx(1 / 3))
    assert (result.after.n, result.difference) == (0, None)


def test_two_shops_that_hardly_differ_are_not_told_apart() -> None:
    action = Action(id="a", what="x", who="y", by="2026-01-01", made_at=AT, made_by="t", figure="f")
    made = compared(action, "s", [("1", 100.0), ("2", 140.0)], [("3", 90.0), ("4", 150.0)])
    assert made.distinguishable is False
    one = compared(action, "s", [("1", 100.0)], [("3", 90.0), ("4", 150.0)])
    assert (one.distinguishable, one.before.low, one.difference) == (None, None, 20.0)


def test_states_and_faults(app: App) -> None:
    made = app.actions.add("x", "eva", "2026-04-30")
    assert made.late(date(2026, 5, 1))
    assert not made.late(date(2026, 4, 30))
    with pytest.raises(CommandError, match="no scenario"):
        app.actions.retest(made.id, datetime.now(UTC))
    assert app.actions.result(made.id) is None
    app.actions.drop(made.id, "no hace falta")
    assert app.actions.book.list() == []
    with pytest.raises(CommandError, match="not open"):
        app.actions.done(made.id)
    assert app.actions.book.reopen(made.id, "eva").state is ActionState.OPEN
    assert [step.what for step in app.actions.book.get(made.id).history] == ["dropped", "open"]
    for what, who, by in (("x", "eva", "mañana"), ("", "eva", "2026-04-30"), ("x", " ", "2026-04-30")):
        with pytest.raises(CommandError):
            app.actions.add(what, who, by)
    with pytest.raises(CommandError):
        app.actions.book.get("nada")
