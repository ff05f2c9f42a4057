"""What a book learns from one call: which of its prompts were heard, which are new, which have changed.

Pure: a book and a call in, a book out. The same call again changes no count, so that work may be repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transcripts.prompts.coding import decode
from transcripts.prompts.entries import Learning, at_most, count_hearing, lengthen, note, part_of, version_of
from transcripts.prompts.likeness import best_error_rate
from transcripts.prompts.lookup import Match, matches_in
from transcripts.prompts.retain import with_sounds
from transcripts.prompts.unsure import counted, with_unsure
from transcripts.prompts.values import (
    FORGOTTEN_AFTER,
    CallPrompts,
    HeardPrompt,
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

MOST_VISITS = 400

_NEW_S = 0.2
"""Sound of less than this outside a match is its edge. A spoken digit is longer."""
_REPLACED_S, _EDGE_S = 0.1, 0.35
_SHARED = 0.35
"""A version shares at least this much of its sound with the one before, or is another prompt."""
_FOLLOWS_S = 1.0
_OTHER_RECORDING = 0.42
"""Two readings of one text differ in 0.45 of their bits or more; one recording badly heard in less."""


def learnt(book: PromptBook, call: CallPrompts, contact: str, at: str | None) -> PromptBook:
    """The book after this call; `at` is when it was (ISO 8601, UTC). Raises `PromptBookError`."""
    again = any(visit.contact == contact for visit in book.visits)
    prompts = {prompt.id: prompt for prompt in book.prompts}
    now = Learning(book, call, contact, at, again, prompts, book.next_number)
    unknown = [piece for piece in call.heard if not _recognised(now, piece)]
    for piece in unknown:
        if not _recognised(now, piece):  # an earlier piece of this call may have been it
            _unheard_of(now, piece)
    visit = Visit(contact, at, call.keys, call.held, tuple(dict.fromkeys(now.heard)))
    visit = counted(visit, call, book)
    visits = [v for v in book.visits if v.contact != contact]
    visits = sorted([*visits, visit], key=lambda v: v.at or "")[-MOST_VISITS:]
    kept = tuple(_kept(now.prompts.values(), visits))
    after = replace(book, prompts=kept, visits=tuple(visits), next_number=now.next_number)
    after = replace(after, unsure=with_unsure(book, call, contact).unsure)
    return after if again else with_sounds(after, call)


def _recognised(now: Learning, piece: HeardPrompt) -> bool:
    """Whether a known prompt sounds in this piece; then it is taken note of."""
    import numpy as np

    words, loud = decode(piece.prints, piece.loud)
    matches = matches_in(now.shelf(), words, loud)
    if not matches:
        return False
    new = _unlike(loud, matches, shifted=False)
    of = _of_one(matches)
    best = of[0]
    rest = _stretches(new)
    if not rest:
        for match in matches:
            note(now, piece, match, alone=len(matches) == 1)
        return True
    replaced = not best.version.cut and _missing(of)
    if len(matches) == 1 and best.version.cut and _follows(rest, best):
        lengthen(now, piece, best)
        return True
    if replaced and not piece.over_music:
        loudest = max(int(loud.sum()), int(decode(best.version.prints, best.version.loud)[1].sum()))
        if sum(match.weight for match in of) < _SHARED * loudest:
            return False
        _new_version(now, piece, best)
        return True
    for match in matches:
        note(now, piece, match, alone=False)
    for start, end in rest:
        if any(match.start < start and end < match.end for match in matches):
            continue  # a doubt within what is known
        part = part_of(piece, words, loud, start, end)
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

    Inside a match those around which it sounds otherwise (of the version: surely so), pauses too; outside of
    it those that sound.
    """
    unlike = loud.copy()
    alike, inside = ~loud & False, ~loud & False
    for match in matches:
        lag = match.lag if shifted else 0
        part = slice(match.start - lag, match.end - lag)
        unlike[part] = (match.other if shifted else ~match.same) | (unlike[part] & ~inside[part])
        inside[part] = True
        alike[part] |= match.same
    return unlike & ~alike


def _follows(rest: Sequence[tuple[int, int]], match: Match) -> bool:
    """Whether what is new goes on where a recording had been cut."""
    return len(rest) == 1 and 0 <= rest[0][0] - match.end <= _FOLLOWS_S * 100


def _unheard_of(now: Learning, piece: HeardPrompt) -> None:
    """Never heard: the same words in another recording, another prompt at its place, or a new one."""
    before = _same_words(now, piece) or _same_place(now, piece)
    if before is None:
        prompt = Prompt(f"p{now.next_number}", piece.kind, piece.place, (version_of(now, piece, 1),))
        now.next_number += 1
        now.prompts[prompt.id] = prompt
        now.heard.append(version_id(prompt.id, 1))
        return
    _add_version(now, before, piece)


def _same_words(now: Learning, piece: HeardPrompt) -> Prompt | None:
    """The prompt with these words that this call has not heard otherwise."""
    if len(piece.text.split()) < 3:
        return None
    for prompt in now.prompts.values():
        if prompt.kind is piece.kind and any(same_words(v.text, piece.text) for v in prompt.versions):
            return prompt
    return None


def _same_place(now: Learning, piece: HeardPrompt) -> Prompt | None:
    """The one menu voice that was always heard here, when this call hears something else instead."""
    if piece.kind is not Kind.IVR or not piece.text:
        return None
    here = [p for p in now.prompts.values() if p.kind is piece.kind and p.place == piece.place]
    if len(here) != 1 or any(name.startswith(f"{here[0].id}@") for name in now.heard):
        return None
    return here[0] if here[0].current.contacts >= 2 and not here[0].current.cut else None


def _add_version(now: Learning, prompt: Prompt, piece: HeardPrompt) -> None:
    """Another recording, unless the sound cannot be compared or is the same, worse heard."""
    version = prompt.current
    same = [v for v in prompt.versions if same_words(v.text, piece.text)]
    if same and (piece.over_music or _alike(same[-1], piece)):
        count_hearing(now, prompt, same[-1], piece)
        return
    number = max(v.number for v in prompt.versions) + 1
    versions = (*prompt.versions, version_of(now, piece, number))
    now.prompts[prompt.id] = replace(prompt, versions=at_most(versions, version))
    now.heard.append(version_id(prompt.id, number))


def _alike(version: Version, piece: HeardPrompt) -> bool:
    return best_error_rate(decode(version.prints, version.loud), decode(piece.prints, piece.loud)) < (
        _OTHER_RECORDING
    )


def _new_version(now: Learning, piece: HeardPrompt, match: Match) -> None:
    """A part of the prompt was replaced: by other words, by another number, or by a noise."""
    prompt, version = now.current(match)
    same = [v for v in (version, *prompt.versions) if same_words(v.text, piece.text)]
    if same or not piece.text:
        count_hearing(now, prompt, same[0] if same else version, piece)
        return
    number = max(v.number for v in prompt.versions) + 1
    versions = at_most((*prompt.versions, version_of(now, piece, number)), version)
    now.prompts[prompt.id] = replace(prompt, versions=versions)
    now.heard.append(version_id(prompt.id, number))


def _kept(prompts: Iterable[Prompt], visits: Sequence[Visit]) -> Iterator[Prompt]:
    """Without what was heard once and never again."""
    for prompt in prompts:
        contacts = sum(version.contacts for version in prompt.versions)
        since = sum(1 for visit in visits if (visit.at or "") > (prompt.current.last.at or ""))
        if contacts > 1 or since < FORGOTTEN_AFTER:
            yield prompt
