"""The catalogues of prompts, one document a channel: read for listening, extended after it.

A catalogue is changed by compare-and-swap on its revision: two workers never overwrite each other's lessons,
and a process that dies leaves the old catalogue or the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.codec import dump, load
from auditor.errors import AuditorError
from auditor.i18n import N_
from auditor.store import Store
from transcripts.prompts import PromptBook

ATTEMPTS = 20

Lesson = Callable[["Kept"], "Kept"]
"""Gets the catalogue as it is stored now; returns it with what is to be added. May be called again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A channel's catalogue as it is stored. `purposes` are those of the newest version of each prompt."""

    book: PromptBook
    purposes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Catalogue:
    """The catalogues of one data folder, by the id of their channel."""

    def __init__(self, store: Store) -> None:
        self._documents = store.table("prompts")

    def get(self, channel: str) -> Kept:
        """The channel's catalogue; an empty one when nothing was heard of it. Raises `AuditorError`."""
        document = self._documents.get(channel)
        return Kept(PromptBook(channel)) if document is None else _read(channel, document)

    def book(self, channel: str) -> PromptBook:
        """The prompts of the channel alone."""
        return self.get(channel).book

    def extend(self, channel: str, lesson: Lesson) -> tuple[Kept, Kept]:
        """(before, after): worked out on what is stored, and again where another process was first."""
        for _attempt in range(ATTEMPTS):
            document = self._documents.get(channel)
            before = Kept(PromptBook(channel)) if document is None else _read(channel, document)
            after = lesson(before)
            revision = int(document["revision"]) if document else 0
            if self._swap(channel, revision, after):
                return before, after
        raise AuditorError(
            N_("The catalogue of prompts of “{channel}” is changed by others all the time; try again."),
            channel=channel,
        )

    def forget(self, channel: str) -> bool:
        """Drops the channel's catalogue; what was heard in its calls stays. False if there was none."""
        return self._documents.delete(channel)

    def _swap(self, channel: str, revision: int, kept: Kept) -> bool:
        new = {"revision": revision + 1, "purposes": dump(dict(kept.purposes)), "book": dump(kept.book)}
        if revision == 0:
            return self._documents.insert_new(channel, new)

        def swapped(old: dict[str, Any]) -> dict[str, Any] | None:
            return new if old.get("revision") == revision else None

        return self._documents.update_if(channel, swapped) is not None


def _read(channel: str, document: Mapping[str, Any]) -> Kept:
    try:
        if int(document["revision"]) < 1:
            raise ValueError
        purposes = load(dict[str, tuple[str, ...]], document["purposes"])
        return Kept(load(PromptBook, document["book"]), purposes)
    except Exception as error:  # cattrs groups whatever it met
        raise AuditorError(
            N_(
                "The catalogue of prompts of “{channel}” is damaged. Drop it with “auditor channels prompts "
                "{channel} --forget”: the next calls build it anew."
            ),
            channel=channel,
        ) from error
