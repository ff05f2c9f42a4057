"""What the company answered to the questions of its shops, redacted, for a report to set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.channel import OwnChannel
from auditor.core.app import App
from auditor.errors import StoreError
from auditor.reports.inputs import Call
from metrics.complaints.answers import answered
from metrics.complaints.contradictions import Answered
from metrics.complaints.values import IN_HOUSE
from transcripts.redaction import redacted


def answers_of(app: App, channels: Mapping[str, OwnChannel], calls: Iterable[Call]) -> Iterator[Answered]:
    """The answers of each call whose script asks something. What cannot be read any more has none."""
    for call in calls:
        if call.script is None:
            continue
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
        yield from (replace(answer, text=redacted(answer.text), recording=None) for answer in found)
