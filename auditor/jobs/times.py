"""Instants as the documents hold them: ISO 8601 in UTC, all of one length, so that texts sort as times do."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """An aware instant as "2026-03-02T09:15:00.000+00:00"."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """The aware instant in UTC that `to_text` wrote, or any other ISO 8601 text with an offset."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return instant.astimezone(UTC)


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
