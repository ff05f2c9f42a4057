"""What the company answered to the questions of its shops, redacted, for a report to set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.channel import OwnChannel
from auditor.core.app import App
from auditor.core.sharing import shared_document
from auditor.errors import StoreError
from auditor.reports.inputs import Call
from metrics.complaints.answers import answered
from metrics.complaints.contradictions import Answered
from metrics.complaints.values import IN_HOUSE
from scenarios.scenario import Purpose


def answers_of(app: App, channels: Mapping[str, OwnChannel], calls: Iterable[Call]) -> Iterator[Answered]:
    """The answers of each call whose script asks something; follow-ups and what is unreadable have none."""
    for call in calls:
        if call.script is None or call.script.purpose is Purpose.FOLLOW_UP:
            continue  # how a case stands is no knowledge: two cases may well stand differently
        try:
            heard = app.shops.heard(call.id)
        except (StoreError, ValueError, KeyError, TypeError, ExceptionGroup):
            continue
        if heard is None:
            continue
        known = channels.get(call.channel or "")
        operator = (known.operator or IN_HOUSE) if known else None
        found = answered(
            call.contact,
            heard.transcript,
            call.script,
            shop_id=call.id,
            operator=operator,
            channel=call.channel,
        )
        for answer in found:
            shared = shared_document({"text": answer.text}, known, answer.language, app.settings.country)
            yield replace(answer, text=shared["text"], recording=None)
