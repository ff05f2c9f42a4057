"""Planted complaints: what a shop was heard to be told, once a shop; follow-ups verify it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.channel import OwnChannel
from auditor.core.app import App, open_app
from auditor.core.complaints import promise_key
from auditor.core.evaluating import Evaluator
from auditor.core.keeping import Keeper
from auditor.jobs.shop import ShopState
from auditor.settings import load_settings
from metrics.values import Answer, Scorecard
from tests.auditor.ledger.shops import card, done
from transcripts.heard import Heard
from transcripts.timeline import Timeline
from transcripts.transcript import Transcript

MARCH_2, MARCH_7 = "2026-03-02T09:00:00.000+00:00", "2026-03-07T09:00:00.000+00:00"
CLAIMED = {
    "resolution_claimed": (Answer.YES, "Ya está resuelto"),
    "promise_given": (Answer.YES, "Le llamamos el viernes"),
    "case_key_given": (Answer.YES, "su clave es 4 5 8 1 2"),
}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = open_app(load_settings({"home": tmp_path / "home"}, dict(os.environ)))
    opened.channels.add(
        OwnChannel(
            id="casa",
            kind="phone",
            address="sip:a@127.0.0.1",
            owner="Ana",
            declared_by="t",
            declared_at=MARCH_2,
            operator="Contrata Norte",
        )
    )
    yield opened
    opened.close()


def test_a_complaint_shop_becomes_a_complaint_once(app: App) -> None:
    shop = done(app, "factura-cobro-indebido", MARCH_2, card(**CLAIMED))
    made = app.complaints.plant(shop.id)
    assert made is not None
    assert (made.topic, made.importance, made.segment) == ("facturación", 5, "A")
    assert (made.channel, made.operator, made.scenario) == (
        "phone",
        "Contrata Norte",
        "factura-cobro-indebido",
    )
    assert made.case_key == "45812"
    assert made.contacts is not None
    assert made.contacts[0].agent_claimed_resolved is True
    assert made.promises is not None
    assert (made.promises[0].what, made.promises[0].by) == ("Le llamamos el viernes", None)
    assert made.promises[0].made_at == "2026-03-02T09:00:30.000+00:00"
    assert made.quotes[0].text == "Ya está resuelto"
    assert made.customer != shop.persona["account_number"]
    assert app.complaints.plant(shop.id) == made
    assert len(app.complaints.history(made.id)) == 1


def test_what_was_not_heard_stays_unknown(app: App) -> None:
    nothing = dict.fromkeys(CLAIMED, (Answer.NOT_HEARD, ""))
    made = app.complaints.plant(done(app, "factura-cobro-indebido", MARCH_2, card(**nothing)).id)
    assert made is not None
    assert made.contacts is not None
    assert (made.contacts[0].agent_claimed_resolved, made.promises, made.case_key) == (None, None, None)


def test_who_reached_nobody_or_did_not_complain_plants_nothing(app: App) -> None:
    empty = Scorecard(figures=())
    assert app.complaints.plant(done(app, "factura-cobro-indebido", MARCH_2, empty, human=False).id) is None
    assert app.complaints.plant(done(app, "verificar-resolucion", MARCH_2, card()).id) is None
    assert app.complaints.ledger.count() == 0


def test_a_follow_up_verifies_and_is_no_repeat_contact(app: App) -> None:
    from datetime import UTC, datetime

    from metrics.complaints.cases import cases

    first = done(app, "factura-cobro-indebido", MARCH_2, card(**CLAIMED))
    app.complaints.plant(first.id)
    answer = card(resolution_claimed=(Answer.NO, "todavía no"))
    again = done(app, "verificar-resolucion", MARCH_7, answer, parent=first.id)
    for _twice in range(2):
        made = app.complaints.plant(again.id)
        assert made is not None
        assert made.verified is not None
        assert (made.verified.resolved, made.verified.shop_id) == (False, again.id)
        assert len(made.contacts or ()) == 2
    [case] = cases(app.complaints.ledger.complaints(), as_of=datetime(2026, 9, 1, tzinfo=UTC))
    assert (case.claimed, case.confirmed) == (True, False)  # a false resolution
    assert case.no_repeat(7) is None  # our shopper would not call again, resolved or not
    app.complaints.plant(first.id)  # scored again: what was verified stays
    kept = app.complaints.ledger.get(f"shop-{first.id}")
    assert kept.verified == made.verified
    assert len(kept.contacts or ()) == 2


def test_a_shop_after_a_promise_says_whether_it_was_kept(app: App) -> None:
    first = done(app, "factura-cobro-indebido", MARCH_2, card(**CLAIMED))
    made = app.complaints.plant(first.id)
    assert made is not None
    yes = card(resolution_claimed=(Answer.YES, "sí, ya está"))
    key = promise_key(made.id, "heard-1")
    shop = done(app, "verificar-resolucion", MARCH_7, yes, parent=first.id, key=key)
    checked = app.complaints.plant(shop.id)
    assert checked is not None
    assert checked.promises is not None
    assert (checked.promises[0].kept, checked.promises[0].shop_id) == (True, shop.id)


def test_a_persons_answer_counts_over_the_machines(app: App) -> None:
    shop = done(app, "factura-cobro-indebido", MARCH_2, card(**CLAIMED))
    checks = (replace(card(resuelto=(Answer.YES, "ya está")).detected[0], id="resuelto"),)
    app.shops.keep_scorecard(shop.id, replace(card(**CLAIMED), checks=checks))
    app.shops.review(shop.id, "resuelto", "no", "ana")
    made = app.complaints.plant(shop.id)
    assert made is not None
    assert made.contacts is not None
    assert made.contacts[0].agent_claimed_resolved is False


def test_scoring_plants(app: App) -> None:
    """The one call in the way of a shop, with a worker that has the scorecard ready."""
    shop = done(app, "factura-cobro-indebido", MARCH_2, card(**CLAIMED))
    app.store.table("shops").update_if(shop.id, lambda doc: {**doc, "state": ShopState.HEARD.value})
    app.shops.keep_heard(shop.id, Heard(Timeline((), 60.0), Transcript((), "es")))

    class Ready:
        def run(self, *_what: object, stop: object = None) -> object:
            yield "scoring", 0.5
            return card(**CLAIMED)

    keeper = Keeper(app.store)
    evaluator = Evaluator(
        settings=app.settings,
        shops=app.shops,
        channels=app.channels,
        keeper=keeper,
        worker=Ready(),
        models=(),
        catalogue=app.catalogue,
        after_scoring=app.complaints.plant,  # type: ignore[arg-type]
    )
    with keeper.held(shop.id) as owner:
        list(evaluator.evaluate(shop.id, owner))
    assert app.complaints.ledger.find(f"shop-{shop.id}") is not None
