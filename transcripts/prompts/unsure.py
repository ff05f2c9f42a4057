"""Speech that is not surely a machine's: kept as a fingerprint, so that the next calls know whether it is.

What sounds the very same in two calls is a recording, whatever it says; nobody says a sentence twice so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic import Acoustics, Stretch, Turn
from transcripts.prompts.values import (
    FORGOTTEN_AFTER,
    CallPrompts,
    Prompt,
    PromptBook,
    Unsure,
    Version,
    Visit,
    version_id,
)
from transcripts.timeline import Kind, Side

if TYPE_CHECKING:
    from transcripts.prompts.lookup import Place

MOST_PERSON_S, MOST_S = 30.0, 60.0
"""Of people, and of all together, no more is kept: a machine that passes for one has been heard by then."""

_LEAST_S = 0.8
_IN_TIME_S = 0.05
_LONG_PAUSE_S = 2.5
_OURS = 0.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the calls before say of speech without known words.

    `opened` names those that began with speech of the company's side that was not surely a machine's.
    `surprise` is the chance that what a machine says next on this line is new to it, by the rule of
    succession over all calls known whole but the first; `None` before two.
    """

    unsure: tuple[Unsure, ...] = ()
    opened: tuple[str, ...] = ()
    surprise: float | None = None


class Again(NamedTuple):
    """Where in a call earlier ones sound again, and which of them are this very call, taken in twice."""

    places: tuple[Stretch, ...]
    same: frozenset[str]


def earlier(book: PromptBook, contact: str) -> Earlier:
    """What a channel's book says of speech without known words to this contact: not what itself taught."""
    others = [visit for visit in book.visits if visit.whole and visit.contact != contact]
    heard, new = sum(len(v.heard) for v in others[1:]), sum(v.new for v in others[1:])
    surprise = (min(new, heard) + 1) / (heard + 2) if len(others) > 1 else None
    unsure = tuple(one for one in book.unsure if one.contact != contact)
    kept = {one.contact for one in unsure}
    opened = tuple(visit.contact for visit in others if visit.opened and visit.contact in kept)
    return Earlier(unsure, opened, surprise)


def witnessed(prompts: Sequence[Prompt], contact: str) -> tuple[Prompt, ...]:
    """The prompts without the versions that only this contact heard: it is no witness to itself."""
    found = (
        replace(prompt, versions=tuple(v for v in prompt.versions if _others_heard(v, contact)))
        for prompt in prompts
    )
    return tuple(prompt for prompt in found if prompt.versions)


def _others_heard(version: Version, contact: str) -> bool:
    return version.contacts > 1 or version.first.contact != contact


def heard_again(acoustics: Acoustics, turns: Sequence[Turn], unsure: Sequence[Unsure]) -> Again:
    """Where these sound again in the company's turns, but for echoes of us. Raises `PromptBookError`."""
    from transcripts.prompts.coding import decode
    from transcripts.prompts.lookup import laid_out, places_in
    from transcripts.prompts.sounding import sounding

    theirs = acoustics.theirs
    if theirs.prints is None or theirs.frame_dbfs is None or not unsure:
        return Again((), frozenset())
    loud = sounding(theirs.frame_dbfs, [(t.start_s, t.end_s) for t in turns if t.side is Side.THEIRS])
    laid = laid_out([decode(one.prints, one.loud) for one in unsure])
    places = places_in(laid, theirs.prints, loud, overlapping=True)
    same = _same_calls(places, unsure, acoustics)
    kept = [Stretch(p.start / 100, p.end / 100) for p in places if unsure[p.owner].contact not in same]
    return Again(tuple(one for one in kept if not _echo(one.start_s, one.end_s, acoustics)), same)


def _same_calls(places: Sequence[Place], unsure: Sequence[Unsure], acoustics: Acoustics) -> frozenset[str]:
    """Contacts that are this very call, recorded or taken in twice: two stretches of them come again at one
    distance, though we spoke between. Where our side is not known, a long pause between must do."""
    found: dict[str, list[tuple[float, Place]]] = {}
    for place in places:
        one = unsure[place.owner]
        found.setdefault(one.contact, []).append((place.lag / 100 - one.start_s, place))
    return frozenset(
        contact
        for contact, told in found.items()
        if any(
            abs(one_s - other_s) <= _IN_TIME_S and _parted(one, other, acoustics)
            for one_s, one in told
            for other_s, other in told
            if one.end <= other.start
        )
    )


def _parted(one: Place, other: Place, acoustics: Acoustics) -> bool:
    from_s, to_s = one.end / 100, other.start / 100
    if acoustics.ours is None:
        return to_s - from_s >= _LONG_PAUSE_S
    return any(from_s - 0.5 < own.start_s < to_s for own in acoustics.ours.speech)


def _echo(start_s: float, end_s: float, acoustics: Acoustics) -> bool:
    """Whether we spoke ourselves for most of this: it may be our own voice that comes back."""
    ours = acoustics.ours.speech if acoustics.ours is not None else ()
    return sum(own.overlap_s(start_s, end_s) for own in ours) > _OURS * (end_s - start_s)


def unsure_of(acoustics: Acoustics, turns: Sequence[Turn]) -> tuple[Unsure, ...]:
    """What the company's side said that is not surely a machine's: of nobody, and a person's first words."""
    from transcripts.prompts.coding import encode_mask, encode_prints
    from transcripts.prompts.sounding import printed

    found: list[Unsure] = []
    person_s = all_s = 0.0
    for turn in turns:
        if not _unsure(turn) or _echo(turn.start_s, turn.end_s, acoustics):
            continue
        most_s = min(MOST_S - all_s, MOST_PERSON_S - person_s if turn.kind is Kind.AGENT else MOST_S)
        end_s = min(turn.end_s, turn.start_s + max(0.0, most_s))
        all_s += end_s - turn.start_s
        person_s += end_s - turn.start_s if turn.kind is Kind.AGENT else 0.0
        part = printed(acoustics.theirs, turn.start_s, end_s, least_s=_LEAST_S)
        if part is not None:
            found.append(Unsure(encode_prints(part.prints), encode_mask(part.loud), part.first / 100))
    return tuple(found)


def opens(turns: Sequence[Turn]) -> bool:
    """Whether the company's side began with speech that is not surely a machine's."""
    theirs = [turn for turn in turns if turn.side is Side.THEIRS]
    return bool(theirs) and _unsure(min(theirs, key=lambda turn: turn.start_s))


def _unsure(turn: Turn) -> bool:
    return turn.side is Side.THEIRS and turn.kind in (Kind.SPEECH, Kind.AGENT)


def with_unsure(book: PromptBook, call: CallPrompts, contact: str) -> PromptBook:
    """The book with what this call was not sure of, in place of what it had before; the old is dropped."""
    again = any(visit.contact == contact for visit in book.visits)
    others = [one for one in book.unsure if one.contact != contact]
    if not again:
        others = [replace(one, later=one.later + 1) for one in others if one.later + 1 < FORGOTTEN_AFTER]
    return replace(book, unsure=(*others, *(replace(one, contact=contact) for one in call.unsure)))


def counted(visit: Visit, call: CallPrompts, book: PromptBook) -> Visit:
    """The visit with what in it was new to the book; read again, a call has as much news as before."""
    before = next((one for one in book.visits if one.contact == visit.contact), None)
    known = {
        version_id(prompt.id, version.number)
        for prompt in book.prompts
        for version in prompt.versions
        if version.first.contact != visit.contact
    }
    new = before.new if before and before.whole else sum(name not in known for name in visit.heard)
    return replace(visit, whole=call.whole, opened=call.opened, new=new)
