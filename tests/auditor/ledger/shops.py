"""Shops as they are after scoring, without a call: their documents are what planting reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from auditor.codec import dump
from auditor.core.app import App
from auditor.jobs.shop import Shop, ShopState, shop_for_now
from metrics.values import Answer, CheckResult, Evidence, Figure, Scorecard
from transcripts.contact import Contact, Mark, MarkName, Outcome


def card(**answers: tuple[Answer, str]) -> Scorecard:
    """A scorecard in which those detectors answered so, with those words at 30 s."""
    detected = tuple(
        CheckResult(name, name, answer, evidence=(Evidence(30.0, 33.0, quote),) if quote else ())
        for name, (answer, quote) in answers.items()
    )
    return Scorecard(figures=(Figure("call.human_at_s", 20.0, "s"),), detected=detected)


def done(
    app: App,
    scenario: str,
    at: str,
    scorecard: Scorecard,
    *,
    parent: str | None = None,
    human: bool = True,
    key: str | None = None,
) -> Shop:
    """A scored shop of that scenario, stored."""
    marks = (Mark(MarkName.HUMAN, 20.0),) if human else ()
    contact = Contact(Outcome.COMPLETED, marks=marks, started_at=at)
    shop = shop_for_now(app.library().entry(scenario), "casa", datetime.fromisoformat(at), seed=7)
    shop = replace(shop, state=ShopState.SCORED, contact=contact, parent_id=parent, key=key)
    app.store.table("shops").put(shop.id, dump(shop))
    app.shops.keep_scorecard(shop.id, scorecard)
    return shop
