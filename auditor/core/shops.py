"""What was done, as documents: lists, pages, reviews. Reads and keeps; carries nothing out."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from auditor.codec import dump, load
from auditor.core.views import Review, ShopPage, ShopRow
from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.jobs.shop import Shop
from auditor.jobs.times import to_text, utc_now
from auditor.store import Store
from metrics.values import Answer, Scorecard
from transcripts.heard import Heard
from transcripts.redaction import redacted

WAIT = "wait.dial_to_human_s"
BEGUN = ("dialling", "recorded", "heard", "scored", "failed")
REVIEW_ANSWERS = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)


def now_utc() -> str:
    """This moment, ISO 8601 in UTC, to the millisecond."""
    return to_text(utc_now())


class Shops:
    """The documents of shops: `shops`, `heard`, `scorecards` (every one ever made) and `reviews`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shops = store.table("shops", index=("state", "due_at"))
        self._heard = store.table("heard")
        self._scorecards = store.table("scorecards", index=("shop",))
        self._reviews = store.table("reviews", index=("shop",))

    def count(self) -> int:
        """How many shops were begun: what is only planned is the programme's to show."""
        return self._shops.count(state=BEGUN)

    def list(self, limit: int = 200, offset: int = 0) -> list[ShopRow]:
        """The shops that were begun, the latest due first, a page at a time.

        Not in the order in which they were stored: a plan's shops are made long before they are carried out.
        """
        docs = self._shops.where(
            state=BEGUN, order_by="due_at", newest_first=True, limit=limit, offset=offset
        )
        return [self._row(load(Shop, doc)) for doc in docs]

    def row(self, id: str) -> ShopRow:
        """One shop as a line of the list. Raises `CommandError` for an unknown id."""
        return self._row(self.get(id))

    def get(self, id: str) -> Shop:
        """One shop. Raises `CommandError` for an unknown id; a unique beginning of an id is enough."""
        doc = self._shops.get(id)
        if doc is None:
            near = (
                [d for d in self._shops.all(newest_first=True) if str(d["id"]).startswith(id)] if id else []
            )
            if len(near) != 1:
                raise CommandError(
                    N_("There is no shop “{id}” (or several begin so). See `auditor shops list`."), id=id
                )
            doc = near[0]
        return load(Shop, doc)

    def page(self, id: str) -> ShopPage:
        """Everything known of one shop."""
        shop = self.get(id)
        latest = self._latest_scorecard(shop.id)
        return ShopPage(
            shop=shop,
            title=self._title(shop),
            heard=self.heard(shop.id),
            scorecard=load(Scorecard, latest["scorecard"]) if latest else None,
            scored_at=str(latest["made_at"]) if latest else None,
            reviews=self.reviews(shop.id),
            recording_path=self.recording_path(shop),
        )

    def recording_path(self, shop: Shop) -> Path | None:
        """Where the recording lies on this machine; `None` when there is none (any more)."""
        recording = shop.contact.recording if shop.contact else None
        if recording is None:
            return None
        path = Path(recording.path)
        path = path if path.is_absolute() else self._store.home / path
        return path if path.exists() else None

    def heard(self, shop_id: str) -> Heard | None:
        """What listening found, or `None` when it was not listened to."""
        doc = self._heard.get(shop_id)
        return load(Heard, doc) if doc else None

    def keep_heard(self, shop_id: str, heard: Heard) -> None:
        """Stores what listening found, in place of an earlier listening.

        The listening process hands it over redacted; whatever else may come is redacted here.
        """
        from transcripts.redaction.hearing import redact_heard

        kept = heard if "redaction" in heard.versions else redact_heard(heard)
        self._heard.put(shop_id, dump(kept))

    def keep_scorecard(self, shop_id: str, scorecard: Scorecard) -> None:
        """Adds a scorecard; earlier ones stay, so that two versions can be compared."""
        made_at = now_utc()
        id = f"{shop_id}-{made_at}-{secrets.token_hex(2)}"
        self._scorecards.put(id, {"shop": shop_id, "made_at": made_at, "scorecard": dump(scorecard)})

    def scorecards(self, shop_id: str) -> tuple[tuple[str, Scorecard], ...]:
        """Every scorecard of the shop with the moment it was made, oldest first."""
        docs = sorted(self._scorecards.where(shop=shop_id), key=lambda doc: str(doc["made_at"]))
        return tuple((str(doc["made_at"]), load(Scorecard, doc["scorecard"])) for doc in docs)

    def reviews(self, shop_id: str) -> tuple[Review, ...]:
        """Every human judgement on the shop, taken-back ones too, oldest first."""
        return tuple(
            sorted(
                (load(Review, doc) for doc in self._reviews.where(shop=shop_id)), key=lambda review: review.at
            )
        )

    def review(self, shop_id: str, check_id: str, answer: str, who: str, note: str = "") -> Review:
        """Adds a person's judgement on a check. The machine's answer stays beside it."""
        page = self.page(shop_id)
        known = [check.id for check in page.scorecard.checks] if page.scorecard else []
        if check_id not in known:
            raise CommandError(
                N_("The shop {shop} has no check “{check}”; it has: {known}."),
                shop=shop_id,
                check=check_id,
                known=", ".join(known) or "–",
            )
        if answer not in REVIEW_ANSWERS:
            raise CommandError(
                N_("“{answer}” is no answer to a check; use {known}."),
                answer=answer,
                known=", ".join(a.value for a in REVIEW_ANSWERS),
            )
        review = Review(secrets.token_hex(8), page.shop.id, check_id, answer, who, now_utc(), redacted(note))
        self._reviews.put(review.id, dump(review))
        return review

    def undo_review(self, review_id: str) -> None:
        """Takes a judgement back; it stays on record as taken back."""

        def undone(doc: dict[str, Any]) -> dict[str, Any]:
            return {**doc, "undone_at": now_utc()}

        if self._reviews.update_if(review_id, undone) is None:
            raise CommandError(N_("There is no review “{id}”."), id=review_id)

    def _latest_scorecard(self, shop_id: str) -> dict[str, Any] | None:
        docs = self._scorecards.where(shop=shop_id)
        return max(docs, key=lambda doc: str(doc["made_at"]), default=None)

    def _title(self, shop: Shop) -> str:
        return shop.title or shop.scenario_id or shop.id

    def _row(self, shop: Shop) -> ShopRow:
        latest = self._latest_scorecard(shop.id)
        scorecard = load(Scorecard, latest["scorecard"]) if latest else None
        wait = scorecard.figure(WAIT) if scorecard else None
        return ShopRow(
            id=shop.id,
            at=(shop.contact.started_at if shop.contact else None) or shop.due_at,
            scenario_id=shop.scenario_id,
            title=self._title(shop),
            channel_id=shop.channel_id,
            state=shop.state.value,
            outcome=shop.contact.outcome.value if shop.contact else None,
            wait_s=wait.value if wait else None,
            score=scorecard.score.value if scorecard and scorecard.score else None,
            error=shop.error,
        )
