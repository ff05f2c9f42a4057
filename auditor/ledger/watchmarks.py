"""How far the watch rules have been applied: each complaint's digest as it was, and when to look at it again.

Kept beside the alerts, in few documents: not all of a large ledger is read anew for the ten that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from auditor.store import Store

TABLE = "watch_marks"
HEAD = "head"

CLOCK_S = 60.0
"""So far a clock may have gone back, or another process be ahead, before all is looked at anew."""

Mark = tuple[str, float | None]
"""A complaint's digest, and the moment (seconds since 1970) from which its alerts may be others."""


@dataclass(slots=True)
class WatchMarks:
    """The marks of one data folder, made under `rules` (a digest of them) and last at `as_of`."""

    rules: str = ""
    as_of: float = 0.0
    marks: dict[str, Mark] = field(default_factory=dict)

    def stale(self, digests: Mapping[str, str], now: float) -> list[str]:
        """The complaints that are new, changed since, or whose moment has come."""
        return [id for id, digest in digests.items() if self._is_stale(id, digest, now)]

    def gone(self, digests: Mapping[str, str]) -> set[str]:
        """The complaints that are in the ledger no longer."""
        return self.marks.keys() - digests.keys()

    def _is_stale(self, id: str, digest: str, now: float) -> bool:
        known, due = self.marks.get(id, ("", None))
        return known != digest or (due is not None and due <= now)


def read_marks(store: Store, rules: str, now: float) -> WatchMarks:
    """The marks made under these rules; none where the rules are others, or the clock was set back."""
    table = store.table(TABLE)
    head = table.get(HEAD)
    if head is None or head["rules"] != rules or head["as_of"] > now + CLOCK_S:
        return WatchMarks(rules, now)
    marks = {
        id: (str(digest), due)
        for doc in table.all()
        if doc.id != HEAD
        for id, (digest, due) in doc["marks"].items()
    }
    return WatchMarks(rules, now, marks)


def write_marks(store: Store, found: WatchMarks, changed: Iterable[str]) -> None:
    """Writes the parts in which these complaints are, in one transaction; all of them for new rules."""
    table = store.table(TABLE)
    parts: dict[str, dict[str, list[object]]] = {}
    wanted = {_part(id) for id in changed}
    for id, mark in found.marks.items():
        if (part := _part(id)) in wanted:
            parts.setdefault(part, {})[id] = list(mark)
    with store.transaction():
        head = table.get(HEAD)
        if head is not None and head["rules"] != found.rules:
            for doc in table.all():
                table.delete(doc.id)
        for part in wanted:
            table.put(part, {"marks": parts.get(part, {})})
        table.put(HEAD, {"rules": found.rules, "as_of": found.as_of})


def _part(id: str) -> str:
    """One of 256, the same for the same id in every process."""
    from zlib import crc32

    return f"{crc32(id.encode('utf-8', 'surrogatepass')) & 255:02x}"
