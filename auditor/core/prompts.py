"""A channel's catalogue of prompts as both front ends show it, and as `--json` prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.i18n import N_
from transcripts.prompts import Hearing, Prompt, Version
from transcripts.prompts.changes import (
    Absence,
    Change,
    What,
    absence,
    changes,
    changes_in,
    changes_of,
    is_variable,
)

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.core.views import ShopPage

VERSION = 1

WHAT = {What.WORDS: N_("other words"), What.RECORDING: N_("the same words, recorded anew")}


@dataclass(frozen=True, slots=True)
class PromptPage:
    """One prompt with what became of it. `purposes` are those of its newest version, `contacts` all of them.

    `gone` says in how many of the calls that came to its place it was not heard since it last was.
    """

    prompt: Prompt
    purposes: tuple[str, ...]
    contacts: int
    variable: bool
    gone: Absence
    changes: tuple[Change, ...]

    @property
    def current(self) -> Version:
        """The version that is heard now."""
        return self.prompt.current


def prompt_pages(app: App, channel: str) -> tuple[PromptPage, ...]:
    """The prompts of a registered channel, in order of discovery. Raises `CommandError` if unknown."""
    kept = app.catalogue.get(app.channels.show(channel).id)
    book = kept.book
    return tuple(
        PromptPage(
            prompt=prompt,
            purposes=tuple(kept.purposes.get(prompt.id, ())),
            contacts=sum(any(n.split("@")[0] == prompt.id for n in v.heard) for v in book.visits),
            variable=is_variable(prompt),
            gone=absence(book, prompt),
            changes=changes_of(prompt),
        )
        for prompt in book.prompts
    )


def prompt_changes(app: App, channel: str) -> tuple[Change, ...]:
    """Every change of the channel's prompts, the newest first."""
    return changes(app.catalogue.book(app.channels.show(channel).id))


def changes_heard(app: App, page: ShopPage) -> tuple[Change, ...]:
    """The changes of its line's prompts that were first heard in this call."""
    channel = page.shop.channel_id
    return changes_in(app.catalogue.book(channel), page.shop.id) if channel else ()


def prompts_json(app: App, channel: str) -> dict[str, Any]:
    """The contract of docs/schemas/prompts-1."""
    book = app.catalogue.book(app.channels.show(channel).id)
    return {
        "schema": f"auditor/prompts/{VERSION}",
        "channel": channel,
        "calls": len(book.visits),
        "prompts": [_page_json(page) for page in prompt_pages(app, channel)],
        "changes": [change_json(change) for change in changes(book)],
    }


def _page_json(page: PromptPage) -> dict[str, Any]:
    current = page.current
    return {
        "id": page.prompt.id,
        "kind": page.prompt.kind.value,
        "place": page.prompt.place,
        "variable": page.variable,
        "calls": page.contacts,
        "absent": {"n": page.gone.n, "of": page.gone.of},
        "first_heard": min((v.first for v in page.prompt.versions), key=lambda h: h.at or "").at,
        "last_heard": current.last.at,
        "length_s": round(current.duration_s, 3),
        "purposes": list(page.purposes),
        "text": current.text,
        "versions": [_version_json(version) for version in page.prompt.versions],
    }


def _version_json(version: Version) -> dict[str, Any]:
    made = version.engine
    return {
        "number": version.number,
        "text": version.text,
        "confidence": version.confidence,
        "low_confidence": version.low_confidence,
        "length_s": round(version.duration_s, 3),
        "cut": version.cut,
        "calls": version.contacts,
        "first": _hearing_json(version.first),
        "last": _hearing_json(version.last),
        "transcribed": {
            "from": _hearing_json(version.source),
            "language": version.language,
            "engine": f"{made.name} {made.version} {made.model}" if made else None,
        },
    }


def _hearing_json(hearing: Hearing) -> dict[str, Any]:
    return {
        "shop": hearing.contact,
        "at": hearing.at,
        "start_s": round(hearing.start_s, 3),
        "end_s": round(hearing.end_s, 3),
    }


def change_json(change: Change) -> dict[str, Any]:
    """{prompt, kind, what, old, new, …}: a prompt has changed, and where to hear it."""
    return {
        "finding": "prompt_changed",
        "prompt": change.prompt,
        "kind": change.kind.value,
        "what": change.what.value,
        "old": change.old,
        "new": change.new,
        "at": change.new_heard.at,
        "old_heard": _hearing_json(change.old_heard),
        "new_heard": _hearing_json(change.new_heard),
        "calls": change.contacts,
        "sure": change.sure,
        "diff": [{"op": piece.op.value, "text": piece.text} for piece in change.diff],
    }
