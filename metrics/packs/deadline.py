"""Reads the deadline of a rule: `{working_days: 15, topics: [factur, cobro]}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.packs.values import Deadline, DeadlineUnit

if TYPE_CHECKING:
    from metrics.packs.reading import Fields

_MOST = 10_000


def deadline_of(fields: Fields) -> Deadline | None:
    """The deadline, `None` when the rule has none or it is faulty."""
    data = fields.data.get("deadline")
    if data is None:
        return None
    units = ", ".join(DeadlineUnit)
    if not isinstance(data, dict) or set(data) - {*DeadlineUnit, "topics"}:
        fields.fault("deadline", "a deadline is one of {units}, and topics", units=units)
        return None
    given = [unit for unit in DeadlineUnit if unit in data]
    if len(given) != 1:
        fields.fault("deadline", "a deadline is one of {units}, and topics", units=units)
        return None
    amount = data[given[0]]
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= _MOST:
        fields.fault(
            "deadline", "{key} must be a whole number from 1 to {most}", key=given[0].value, most=_MOST
        )
        return None
    return Deadline(amount, given[0], _topics(fields, data.get("topics")))


def _topics(fields: Fields, data: object) -> tuple[str, ...]:
    if data is None:
        return ()
    if not isinstance(data, list) or not data or not all(isinstance(t, str) and t.strip() for t in data):
        fields.fault("deadline", "topics must be a list of words")
        return ()
    return tuple(topic.strip() for topic in data)
