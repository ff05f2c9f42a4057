"""What the ledger keeps beside a complaint: each change with who and when, each import."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from auditor.i18n import N_


class What(StrEnum):
    """What a change did."""

    ADDED = "added"
    EDITED = "edited"
    CONTACT = "contact"
    OWNER = "owner"
    PROMISE = "promise"
    PROMISE_CHECKED = "promise_checked"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CONFIRMED = "confirmed"
    VERIFIED = "verified"
    IMPORTED = "imported"


LABELS = {
    What.ADDED: N_("added"),
    What.EDITED: N_("edited"),
    What.CONTACT: N_("contact noted"),
    What.OWNER: N_("handed over"),
    What.PROMISE: N_("promise noted"),
    What.PROMISE_CHECKED: N_("promise checked"),
    What.RESOLVED: N_("resolved"),
    What.REOPENED: N_("reopened"),
    What.CONFIRMED: N_("customer asked"),
    What.VERIFIED: N_("verified by a shop"),
    What.IMPORTED: N_("changed by an import"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a complaint, kept for good. `at` is ISO 8601 in UTC, `by` who did it.

    `before` is the document as it stood, `None` for a complaint that was new. An undone change stays on
    record with who took it back and when.
    """

    id: str
    complaint: str
    at: str
    by: str
    what: What
    note: str = ""
    before: dict[str, Any] | None = None
    undone_at: str | None = None
    undone_by: str | None = None


class ImportState(StrEnum):
    """How an import stands. One whose process died stays `RUNNING` on record: it is broken off."""

    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import: the file (its name and SHA-256, never its content) and what it did.

    It is on disk before the first complaint is (`at`), so that what a killed one has stored can be taken back
    or completed; `finished_at` is `None` until it came to its end. `added`, `changed` and `unchanged` are
    counted at the end.
    """

    id: str
    at: str
    by: str
    file: str
    sha256: str
    mapping: dict[str, Any] = field(default_factory=dict)
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faulty: int = 0
    state: ImportState = ImportState.FINISHED
    finished_at: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None
