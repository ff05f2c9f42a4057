"""The book while one call is read into it: hearings counted, versions added, better words taken."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transcripts.prompts.coding import encode_mask, encode_prints
from transcripts.prompts.lookup import Match, Shelf, shelf_of
from transcripts.prompts.values import (
    CallPrompts,
    HeardPrompt,
    Hearing,
    Line,
    Prompt,
    PromptBook,
    Version,
    version_id,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_VERSIONS = 12
_LEAST_S = 0.9


@dataclass
class Learning:
    """The book while one call is read into it."""

    book: PromptBook
    call: CallPrompts
    contact: str
    at: str | None
    again: bool
    prompts: dict[str, Prompt] = field(default_factory=dict)
    next_number: int = 1
    heard: list[str] = field(default_factory=list)
    _shelf: tuple[object, Shelf] | None = None

    def shelf(self) -> Shelf:
        """The prompts as they are now, laid out for lookup; their counts may be older."""
        laid = tuple(
            (prompt.id, version.number, len(version.prints))
            for prompt in self.prompts.values()
            for version in prompt.versions
        )
        if self._shelf is None or self._shelf[0] != laid:
            self._shelf = laid, shelf_of(list(self.prompts.values()))
        return self._shelf[1]

    def current(self, match: Match) -> tuple[Prompt, Version]:
        """The prompt and the version of a match as they are now."""
        prompt = self.prompts[match.prompt.id]
        return prompt, prompt.version(match.version.number) or match.version


def at_most(versions: tuple[Version, ...], keep: Version) -> tuple[Version, ...]:
    """At most `MOST_VERSIONS`: the first, the last and those heard in most contacts stay."""
    if len(versions) <= MOST_VERSIONS:
        return versions
    inner = sorted(versions[1:-1], key=lambda v: (v is keep, v.contacts, v.last.at or ""))
    dropped = inner[0].number
    return tuple(v for v in versions if v.number != dropped)


def version_of(now: Learning, piece: HeardPrompt, number: int) -> Version:
    heard = hearing_of(now, piece)
    return Version(
        number=number,
        prints=piece.prints,
        loud=piece.loud,
        lines=tuple(replace(line, reused=False) for line in piece.lines),
        first=heard,
        last=heard,
        source=heard,
        language=now.call.language,
        engine=now.call.engine,
        model=now.call.model,
        cut=piece.cut,
        over_music=piece.over_music,
    )


def hearing_of(now: Learning, piece: HeardPrompt) -> Hearing:
    return Hearing(now.contact, now.at, piece.start_s, piece.end_s)


def note(now: Learning, piece: HeardPrompt, match: Match, *, alone: bool) -> None:
    """A known version was heard; where it is all of the piece, its words may have been heard better."""
    prompt, version = now.current(match)
    at = replace(piece, start_s=piece.start_s + match.start / 100, end_s=piece.start_s + match.end / 100)
    version = count_hearing(now, prompt, version, at)
    if alone and match.whole and piece.lines and not all(line.reused for line in piece.lines):
        reword(now, prompt.id, version, piece, match.lag)


def count_hearing(now: Learning, prompt: Prompt, version: Version, piece: HeardPrompt) -> Version:
    """The version with this hearing in its dates; a contact counts once."""
    name, hearing = version_id(prompt.id, version.number), hearing_of(now, piece)
    once = now.again or name in now.heard
    counted = replace(
        version,
        contacts=version.contacts + (0 if once else 1),
        first=hearing if (now.at or "") < (version.first.at or "") else version.first,
        last=hearing if (now.at or "") > (version.last.at or "") else version.last,
    )
    now.heard.append(name)
    put(now, prompt.id, counted)
    return counted


def reword(now: Learning, prompt: str, version: Version, piece: HeardPrompt, lag: int) -> None:
    """Words that were transcribed anew replace unsure ones, and those of another model or language."""
    other = (version.model, version.language) != (now.call.model, now.call.language)
    better = min(line.confidence for line in piece.lines) > (version.confidence or 0.0)
    lines = tuple(shifted(line, -lag / 100) for line in piece.lines) if other or better else version.lines
    made = (now.call.engine, now.call.model, now.call.language, hearing_of(now, piece))
    engine, model, language, source = (
        made if other or better else (version.engine, version.model, version.language, version.source)
    )
    tries = 1 if other else version.tries + (not now.again)
    put(
        now,
        prompt,
        replace(
            version, lines=lines, engine=engine, model=model, language=language, source=source, tries=tries
        ),
    )


def lengthen(now: Learning, piece: HeardPrompt, match: Match) -> None:
    """A prompt that a key had cut is heard further: the longer hearing takes its place."""
    version = count_hearing(now, *now.current(match), piece)
    fresh = version_of(now, piece, version.number)
    put(
        now,
        match.prompt.id,
        replace(fresh, first=version.first, last=version.last, contacts=version.contacts),
    )


def put(now: Learning, prompt_id: str, version: Version) -> None:
    prompt = now.prompts[prompt_id]
    versions = tuple(version if v.number == version.number else v for v in prompt.versions)
    now.prompts[prompt_id] = replace(prompt, versions=versions)


def shifted(line: Line, by_s: float) -> Line:
    words = tuple(
        replace(w, start_s=round(w.start_s + by_s, 3), end_s=round(w.end_s + by_s, 3)) for w in line.words
    )
    return replace(
        line,
        start_s=round(line.start_s + by_s, 3),
        end_s=round(line.end_s + by_s, 3),
        words=words,
        reused=False,
    )


def part_of(
    piece: HeardPrompt, words: NDArray[np.uint32], loud: NDArray[np.bool_], start: int, end: int
) -> HeardPrompt | None:
    """Frames [start, end) of a piece as one of its own, with the sentences that lie mostly in it."""
    if loud[start:end].sum() < _LEAST_S * 100:
        return None
    lines = tuple(
        shifted(line, -start / 100)
        for line in piece.lines
        if start / 100 <= (line.start_s + line.end_s) / 2 < end / 100
    )
    return replace(
        piece,
        start_s=piece.start_s + start / 100,
        end_s=piece.start_s + end / 100,
        prints=encode_prints(words[start:end]),
        loud=encode_mask(loud[start:end]),
        lines=lines,
        place=piece.place if start == 0 else f"{piece.place}+",
        cut=piece.cut and end == len(words),
    )
