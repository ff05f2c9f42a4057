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
    if not isinstance(data, dict) or set(data) - {*DeadlineUnit, "topics", "not_by"}:
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
    topics, not_by = _words(fields, data, "topics"), _words(fields, data, "not_by")
    return Deadline(amount, given[0], topics, not_by)


def _words(fields: Fields, deadline: dict[str, object], key: str) -> tuple[str, ...]:
    data = deadline.get(key)
    if data is None:
        return ()
    if not isinstance(data, list) or not data or not all(isinstance(w, str) and w.strip() for w in data):
        fields.fault("deadline", "{key} must be a list of words", key=key)
        return ()
    return tuple(word.strip() for word in data)
