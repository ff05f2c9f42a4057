"""Calls as a summary takes them out of the data folder, and excerpts of their recordings: redacted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from auditor.channel import OwnChannel
from auditor.codec import load
from auditor.core.app import App
from auditor.core.sharing import shared_document, shared_stretches
from auditor.core.shops import BEGUN
from auditor.errors import CommandError, StoreError
from auditor.jobs.shop import Shop
from auditor.jobs.times import to_text
from auditor.reports.inputs import Call
from auditor.reports.values import Cited
from metrics.values import Scorecard
from scenarios.errors import ScenariosError
from scenarios.reading import read_scenario_text
from scenarios.scenario import Scenario
from transcripts.heard import Heard


class Calls:
    """Reads the calls of some days, in order of time."""

    def __init__(self, app: App, zone: str, zone_of: dict[str, str]) -> None:
        self._app, self._zone, self._zone_of = app, zone, zone_of
        self._channels = {channel.id: channel for channel in app.channels.list()}
        self._scripts: dict[str, Scenario | None] = {}
        self.unread = 0

    def between(self, first: date, last: date) -> Iterator[Call]:
        """Those that were carried out between two local days, both included."""
        table = self._app.store.table("shops")
        low = to_text(datetime.combine(first - timedelta(days=1), time(), UTC))
        high = to_text(datetime.combine(last + timedelta(days=2), time(), UTC))
        docs = table.where(state=BEGUN, due_at__gte=low, due_at__lt=high, order_by="due_at")
        for doc in docs:
            try:
                call = self._call(load(Shop, doc))
            except (StoreError, ValueError, KeyError, TypeError, ExceptionGroup):
                self.unread += 1
                continue
            if call is not None and first <= call.day <= last:
                yield call

    def _call(self, shop: Shop) -> Call | None:
        if shop.contact is None:
            return None
        at = shop.contact.started_at or shop.due_at
        zone = self._zone_of.get(shop.channel_id or "", self._zone)
        return Call(
            id=shop.id,
            at=at,
            day=datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).date(),
            title=shop.title or shop.scenario_id or shop.id,
            channel=shop.channel_id,
            contact=shop.contact,
            scorecard=self._scorecard(shop.id, self._channels.get(shop.channel_id or "")),
            script=self._script(shop),
            scenario=shop.scenario_id,
            recording=self._app.shops.recording_path(shop),
            invented=shop.invented is not None,
        )

    def _scorecard(self, shop_id: str, channel: OwnChannel | None) -> Scorecard | None:
        docs = self._app.store.table("scorecards", index=("shop",)).where(shop=shop_id)
        latest = max(docs, key=lambda doc: str(doc["made_at"]), default=None)
        if latest is None:
            return None
        country = self._app.settings.country
        return load(Scorecard, shared_document(latest["scorecard"], channel, country=country))

    def _script(self, shop: Shop) -> Scenario | None:
        text = shop.scenario_text
        if text is None:
            return None
        if text not in self._scripts:
            try:
                self._scripts[text] = read_scenario_text(text, shop.scenario_id or shop.id)
            except ScenariosError:
                self._scripts[text] = None
        return self._scripts[text]


class Excerpts:
    """Opus excerpts of recordings for what a report cites; `None` where none may or can be played."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self, cited: Cited) -> bytes | None:
        """The sound of what is cited; words that redaction took out are a soft tone."""
        from auditor.reports.clips import MOST_S, excerpt

        if not cited.shop:
            return None
        try:
            shop = self._app.shops.get(cited.shop)
        except CommandError:
            return None
        path = self._app.shops.recording_path(shop)
        heard: Heard | None = self._app.shops.heard(shop.id)
        end_s = min(cited.end_s, cited.start_s + MOST_S)
        if path is None or heard is None:
            return None
        recording = shop.contact.recording if shop.contact else None
        ours = recording.ours_channel if recording else None
        channel = self._app.channels.get(shop.channel_id or "")
        stretches = shared_stretches(heard, channel, self._app.settings.country)
        return excerpt(path, cited.start_s, end_s, stretches, ours)
