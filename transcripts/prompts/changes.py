"""What became of a channel's prompts: changed words, new recordings, prompts that are no longer heard.

Derived from the versions and their dates each time; nothing of it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transcripts.prompts.values import Hearing, Prompt, PromptBook, Version, Visit
from transcripts.prompts.wording import Piece, diff, same_but_numbers, same_words
from transcripts.timeline import Kind


class What(StrEnum):
    """What changed: the words, or only the recording of them."""

    WORDS = "words"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Change:
    """One prompt that changed from one version to the next.

    `old_heard` and `new_heard` are where the old version was heard last and the new one first; `diff` goes
    from the old words to the new. `contacts` are those in which the new version was heard since. `sure` is
    false where a version has words that the engine was not sure of: then listen before you quote it.
    """

    prompt: str
    kind: Kind
    what: What
    old: int
    new: int
    old_heard: Hearing
    new_heard: Hearing
    diff: tuple[Piece, ...]
    contacts: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """In how many contacts that came to a prompt's place since it was last heard it was not heard.

    `of` are the contacts that came to its place from when it was first heard on.
    """

    n: int
    of: int


def changes(book: PromptBook) -> tuple[Change, ...]:
    """All changes of a channel's prompts, the newest first."""
    found = [change for prompt in book.prompts for change in changes_of(prompt)]
    return tuple(sorted(found, key=lambda c: c.new_heard.at or "", reverse=True))


def changes_in(book: PromptBook, contact: str) -> tuple[Change, ...]:
    """The changes that were first heard in this contact."""
    return tuple(change for change in changes(book) if change.new_heard.contact == contact)


def changes_of(prompt: Prompt) -> tuple[Change, ...]:
    """The changes of one prompt, oldest first.

    Versions that take turns, or differ only in a number, are no change: the prompt is variable.
    """
    versions = sorted(prompt.versions, key=lambda v: (v.first.at or "", v.number))
    found: list[Change] = []
    for index, new in enumerate(versions[1:], 1):
        before = versions[:index]
        if any(_numbers_only(old, new) or _heard_after(old, new) for old in before):
            continue
        old = max(before, key=lambda v: (v.last.at or "", v.number))
        found.append(_change(prompt, old, new))
    return tuple(found)


def is_variable(prompt: Prompt) -> bool:
    """Whether a part of it differs from call to call (a position, a number), or versions of it take turns."""
    versions = sorted(prompt.versions, key=lambda v: (v.first.at or "", v.number))
    return any(
        _numbers_only(old, new) or _heard_after(old, new)
        for index, new in enumerate(versions)
        for old in versions[:index]
    )


def _numbers_only(old: Version, new: Version) -> bool:
    return same_but_numbers(old.text, new.text) and not same_words(old.text, new.text)


def _heard_after(old: Version, new: Version) -> bool:
    """Whether the old version was heard when the new one was in use already."""
    return (old.last.at or "") > (new.first.at or "") or old.last.contact == new.first.contact


def _change(prompt: Prompt, old: Version, new: Version) -> Change:
    what = What.RECORDING if same_words(old.text, new.text) else What.WORDS
    sure = not (old.low_confidence or new.low_confidence) and bool(old.text and new.text)
    return Change(
        prompt=prompt.id,
        kind=prompt.kind,
        what=what,
        old=old.number,
        new=new.number,
        old_heard=old.last,
        new_heard=new.first,
        diff=diff(old.text, new.text),
        contacts=new.contacts,
        sure=sure,
    )


def absence(book: PromptBook, prompt: Prompt) -> Absence:
    """How often a prompt was not heard since it last was; only contacts that came to its place count."""
    last, first = prompt.current.last.at or "", min(v.first.at or "" for v in prompt.versions)
    came = [visit for visit in book.visits if _came_to(visit, prompt)]
    gone = sum(1 for visit in came if (visit.at or "") > last)
    return Absence(gone, sum(1 for visit in came if (visit.at or "") >= first))


def _came_to(visit: Visit, prompt: Prompt) -> bool:
    if prompt.kind is Kind.HOLD_MESSAGE:
        return visit.held
    return visit.keys.startswith(prompt.place.split("/")[0])
