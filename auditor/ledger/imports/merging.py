"""Two accounts of one complaint joined: rows of a file, or a newer file over what is stored."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, replace
from typing import Any, TypeVar

from metrics.complaints.values import Complaint

T = TypeVar("T", bound=Hashable)
LISTS = ("contacts", "owners", "promises", "reopened", "quotes")


def merged(older: Complaint, newer: Complaint) -> Complaint:
    """What the newer one says counts; what it does not say stays. Nothing of a list is lost or doubled."""
    said: dict[str, Any] = {
        each.name: value
        for each in fields(Complaint)
        if each.name not in ("id", "source", "opened_at", "contacts_complete", *LISTS)
        and (value := getattr(newer, each.name)) is not None
    }
    known: dict[str, Any] = {name: _union(getattr(older, name), getattr(newer, name)) for name in LISTS}
    if known["promises"]:
        known["promises"] = tuple({each.id: each for each in known["promises"]}.values())
    return replace(
        older,
        **said,
        **known,
        opened_at=min(older.opened_at, newer.opened_at),
        contacts_complete=older.contacts_complete and newer.contacts_complete,
    )


def _union(one: tuple[T, ...] | None, other: tuple[T, ...] | None) -> tuple[T, ...] | None:
    if one is None or other is None:
        return one if other is None else other
    return tuple(dict.fromkeys((*one, *other)))
