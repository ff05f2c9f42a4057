"""What a book learns from one call: which of its prompts were heard, which are new, which have changed.

Pure: a book and a call in, a book out. The same call again changes no count, so that work may be repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transcripts.prompts.coding import decode, encode_mask, encode_prints
from transcripts.prompts.likeness import best_error_rate
from transcripts.prompts.lookup import Match, matches_in, shelf_of
from transcripts.prompts.values import (
    CallPrompts,
    HeardPrompt,
    Hearing,
    Line,
    Prompt,
    PromptBook,
    Version,
    Visit,
    version_id,
)
from transcripts.prompts.wording import same_words
from transcripts.timeline import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORGOTTEN_AFTER = 20
"""A prompt heard in one contact and in none of the next 20 was no prompt (or is gone), and is dropped."""

MOST_VISITS = 400
MOST_VERSIONS = 12

_NEW_S = 0.2
"""Sound of less than this outside a match is its edge. A spoken digit is longer."""
_REPLACED_S, _EDGE_S = 0.1, 0.35
_LEAST_S = 0.9
_SHARED = 0.35
"""A version shares at least this much of its sound with the one before, or is another prompt."""
_FOLLOWS_S = 1.0
_OTHER_RECORDING = 0.42
"""Two readings of one text differ in 0.45 of their bits or more; one recording badly heard in less."""


@dataclass
class _Learning:
    """The book while one call is read into it."""

    book: PromptBook
    call: CallPrompts
    contact: str
    at: str | None
    again: bool
    prompts: dict[str, Prompt] = field(default_factory=dict)
    next_number: int = 1
    heard: list[str] = field(default_factory=list)


def learnt(book: PromptBook, call: CallPrompts, contact: str, at: str | None) -> PromptBook:
    """The book after this call; `at` is when it was (ISO 8601, UTC). Raises `PromptBookError`."""
    again = any(visit.contact == contact for visit in book.visits)
    prompts = {prompt.id: prompt for prompt in book.prompts}
    now = _Learning(book, call, contact, at, again, prompts, book.next_number)
    unknown = [piece for piece in call.heard if not _recognised(now, piece)]
    for piece in unknown:
        if not _recognised(now, piece):  # an earlier piece of this call may have been it
            _unheard_of(now, piece)
    visit = Visit(contact, at, call.keys, call.held, tuple(dict.fromkeys(now.heard)))
    visits = [v for v in book.visits if v.contact != contact]
    visits = sorted([*visits, visit], key=lambda v: v.at or "")[-MOST_VISITS:]
    kept = tuple(_kept(now.prompts.values(), visits))
    return replace(book, prompts=kept, visits=tuple(visits), next_number=now.next_number)


def _recognised(now: _Learning, piece: HeardPrompt) -> bool:
    """Whether a known prompt sounds in this piece; then it is taken note of."""
    import numpy as np

    words, loud = decode(piece.prints, piece.loud)
    matches = matches_in(shelf_of(list(now.prompts.values())), words, loud)
    if not matches:
        return False
    new = _unlike(loud, matches, shifted=False)
    of = _of_one(matches)
    best = of[0]
    rest = _stretches(new)
    if not rest:
        for match in matches:
            _note(now, piece, match, alone=len(matches) == 1)
        return True
    replaced = not best.version.cut and _missing(of)
    if len(matches) == 1 and best.version.cut and _follows(rest, best):
        _lengthen(now, piece, best)
        return True
    if replaced and not piece.over_music:
        loudest = max(int(loud.sum()), int(decode(best.version.prints, best.version.loud)[1].sum()))
        if sum(match.weight for match in of) < _SHARED * loudest:
            return False
        _new_version(now, piece, best)
        return True
    for match in matches:
        _note(now, piece, match, alone=False)
    for start, end in rest:
        part = _part(piece, words, loud, start, end)
        if part is not None and np.any(new[start:end]):
            _unheard_of(now, part)
    return True


def _stretches(new: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where something sounds that is not known: (start, end) in frames, pauses of half a second part two."""
    import numpy as np

    places = np.flatnonzero(new)
    if len(places) == 0:
        return []
    parts = np.split(places, np.flatnonzero(np.diff(places) > 50) + 1)
    return [(int(p[0]), int(p[-1]) + 1) for p in parts if len(p) >= _NEW_S * 100]


def _of_one(matches: Sequence[Match]) -> list[Match]:
    """The matches of the version that is heard most, the weightiest first."""
    weights: dict[tuple[str, int], int] = {}
    for match in matches:
        name = (match.prompt.id, match.version.number)
        weights[name] = weights.get(name, 0) + match.weight
    most = max(weights, key=lambda name: weights[name])
    return [m for m in matches if (m.prompt.id, m.version.number) == most]


def _missing(matches: Sequence[Match]) -> bool:
    """Whether a part of their version was not heard: within what was, or at its ends."""
    _, loud = decode(matches[0].version.prints, matches[0].version.loud)
    unlike = _unlike(loud, matches, shifted=True)
    first = min(m.start - m.lag for m in matches)
    last = max(m.end - m.lag for m in matches)
    inner = int(unlike[first:last].sum())
    return inner >= _REPLACED_S * 100 or int(unlike.sum()) >= _EDGE_S * 100


def _unlike(loud: NDArray[np.bool_], matches: Sequence[Match], *, shifted: bool) -> NDArray[np.bool_]:
    """The frames of a piece (`shifted`: of the version) that are no part of the other.

    Inside a match those around which it sounds otherwise, pauses too; outside of it those that sound.
    """
    unlike = loud.copy()
    alike = ~loud & False
    for match in matches:
        lag = match.lag if shifted else 0
        part = slice(match.start - lag, match.end - lag)
        unlike[part] |= ~match.same
        alike[part] |= match.same
    return unlike & ~alike


def _follows(rest: Sequence[tuple[int, int]], match: Match) -> bool:
    """Whether what is new goes on where a recording had been cut."""
    return len(rest) == 1 and 0 <= rest[0][0] - match.end <= _FOLLOWS_S * 100


def _unheard_of(now: _Learning, piece: HeardPrompt) -> None:
    """Never heard: the same words in another recording, another prompt at its place, or a new one."""
    before = _same_words(now, piece) or _same_place(now, piece)
    if before is None:
        prompt = Prompt(f"p{now.next_number}", piece.kind, piece.place, (_version(now, piece, 1),))
        now.next_number += 1
        now.prompts[prompt.id] = prompt
        now.heard.append(version_id(prompt.id, 1))
        return
    _add_version(now, before, piece)


def _same_words(now: _Learning, piece: HeardPrompt) -> Prompt | None:
    """The prompt with these words that this call has not heard otherwise."""
    if len(piece.text.split()) < 3:
        return None
    for prompt in now.prompts.values():
        if prompt.kind is piece.kind and any(same_words(v.text, piece.text) for v in prompt.versions):
            return prompt
    return None


def _same_place(now: _Learning, piece: HeardPrompt) -> Prompt | None:
    """The one menu voice that was always heard here, when this call hears something else instead."""
    if piece.kind is not Kind.IVR or not piece.text:
        return None
    here = [p for p in now.prompts.values() if p.kind is piece.kind and p.place == piece.place]
    if len(here) != 1 or any(name.startswith(f"{here[0].id}@") for name in now.heard):
        return None
    return here[0] if here[0].current.contacts >= 2 and not here[0].current.cut else None


def _add_version(now: _Learning, prompt: Prompt, piece: HeardPrompt) -> None:
    """Another recording, unless the sound cannot be compared or is the same, worse heard."""
    version = prompt.current
    same = [v for v in prompt.versions if same_words(v.text, piece.text)]
    if same and (piece.over_music or _alike(same[-1], piece)):
        _count(now, prompt, same[-1], piece)
        return
    number = max(v.number for v in prompt.versions) + 1
    versions = (*prompt.versions, _version(now, piece, number))
    now.prompts[prompt.id] = replace(prompt, versions=_few(versions, version))
    now.heard.append(version_id(prompt.id, number))


def _alike(version: Version, piece: HeardPrompt) -> bool:
    return best_error_rate(decode(version.prints, version.loud), decode(piece.prints, piece.loud)) < (
        _OTHER_RECORDING
    )


def _new_version(now: _Learning, piece: HeardPrompt, match: Match) -> None:
    """A part of the prompt was replaced: by other words, by another number, or by a noise."""
    prompt = now.prompts[match.prompt.id]
    if same_words(match.version.text, piece.text) or not piece.text:
        _count(now, prompt, match.version, piece)
        return
    number = max(v.number for v in prompt.versions) + 1
    versions = _few((*prompt.versions, _version(now, piece, number)), match.version)
    now.prompts[prompt.id] = replace(prompt, versions=versions)
    now.heard.append(version_id(prompt.id, number))


def _few(versions: tuple[Version, ...], keep: Version) -> tuple[Version, ...]:
    """At most `MOST_VERSIONS`: the first, the last and those heard in most contacts stay."""
    if len(versions) <= MOST_VERSIONS:
        return versions
    inner = sorted(versions[1:-1], key=lambda v: (v is keep, v.contacts, v.last.at or ""))
    dropped = inner[0].number
    return tuple(v for v in versions if v.number != dropped)


def _version(now: _Learning, piece: HeardPrompt, number: int) -> Version:
    heard = _hearing(now, piece)
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


def _hearing(now: _Learning, piece: HeardPrompt) -> Hearing:
    return Hearing(now.contact, now.at, piece.start_s, piece.end_s)


def _note(now: _Learning, piece: HeardPrompt, match: Match, *, alone: bool) -> None:
    """A known version was heard; where it is all of the piece, its words may have been heard better."""
    prompt = now.prompts[match.prompt.id]
    version = prompt.version(match.version.number) or match.version
    at = replace(piece, start_s=piece.start_s + match.start / 100, end_s=piece.start_s + match.end / 100)
    version = _count(now, prompt, version, at)
    if alone and match.whole and piece.lines and not all(line.reused for line in piece.lines):
        _reword(now, prompt.id, version, piece, match.lag)


def _count(now: _Learning, prompt: Prompt, version: Version, piece: HeardPrompt) -> Version:
    """The version with this hearing in its dates; a contact counts once."""
    name, hearing = version_id(prompt.id, version.number), _hearing(now, piece)
    once = now.again or name in now.heard
    counted = replace(
        version,
        contacts=version.contacts + (0 if once else 1),
        first=hearing if (now.at or "") < (version.first.at or "") else version.first,
        last=hearing if (now.at or "") > (version.last.at or "") else version.last,
    )
    now.heard.append(name)
    _put(now, prompt.id, counted)
    return counted


def _reword(now: _Learning, prompt: str, version: Version, piece: HeardPrompt, lag: int) -> None:
    """Words that were transcribed anew replace unsure ones, and those of another model or language."""
    other = (version.model, version.language) != (now.call.model, now.call.language)
    better = min(line.confidence for line in piece.lines) > (version.confidence or 0.0)
    lines = tuple(_shifted(line, -lag / 100) for line in piece.lines) if other or better else version.lines
    made = (now.call.engine, now.call.model, now.call.language, _hearing(now, piece))
    engine, model, language, source = (
        made if other or better else (version.engine, version.model, version.language, version.source)
    )
    tries = 1 if other else version.tries + (not now.again)
    _put(
        now,
        prompt,
        replace(
            version, lines=lines, engine=engine, model=model, language=language, source=source, tries=tries
        ),
    )


def _lengthen(now: _Learning, piece: HeardPrompt, match: Match) -> None:
    """A prompt that a key had cut is heard further: the longer hearing takes its place."""
    prompt = now.prompts[match.prompt.id]
    version = _count(now, prompt, match.version, piece)
    fresh = _version(now, piece, version.number)
    _put(
        now,
        prompt.id,
        replace(fresh, first=version.first, last=version.last, contacts=version.contacts),
    )


def _put(now: _Learning, prompt_id: str, version: Version) -> None:
    prompt = now.prompts[prompt_id]
    versions = tuple(version if v.number == version.number else v for v in prompt.versions)
    now.prompts[prompt_id] = replace(prompt, versions=versions)


def _shifted(line: Line, by_s: float) -> Line:
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


def _part(
    piece: HeardPrompt, words: NDArray[np.uint32], loud: NDArray[np.bool_], start: int, end: int
) -> HeardPrompt | None:
    """Frames [start, end) of a piece as one of its own, with the sentences that lie mostly in it."""
    if loud[start:end].sum() < _LEAST_S * 100:
        return None
    lines = tuple(
        _shifted(line, -start / 100)
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


def _kept(prompts: Iterable[Prompt], visits: Sequence[Visit]) -> Iterator[Prompt]:
    """Without what was heard once and never again."""
    for prompt in prompts:
        contacts = sum(version.contacts for version in prompt.versions)
        since = sum(1 for visit in visits if (visit.at or "") > (prompt.current.last.at or ""))
        if contacts > 1 or since < FORGOTTEN_AFTER:
            yield prompt
