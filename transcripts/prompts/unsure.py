"""Speech that is not surely a machine's: kept as a fingerprint, so that the next calls know whether it is.

What sounds the very same in two calls is a recording, whatever it says; nobody says a sentence twice so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcripts.acoustic import Acoustics, Stretch, Turn
from transcripts.prompts.values import CallPrompts, PromptBook, Unsure, Visit, version_id
from transcripts.timeline import Kind, Side

if TYPE_CHECKING:
    from transcripts.prompts.lookup import Place

MOST_PERSON_S = 30.0
"""Of people no more is kept: a machine that passes for a person has been heard by then."""

FORGOTTEN_AFTER = 20
"""Contacts after which it is dropped, as a prompt that was heard once."""

_LEAST_S = 0.8
_IN_TIME_S = 0.05


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the calls before say of speech without known words.

    `calls` counts those of which everything is known. `surprise` is the chance that what a machine says next
    on this line is new to it, by the rule of succession over those calls but the first; `None` before two.
    """

    unsure: tuple[Unsure, ...] = ()
    calls: int = 0
    surprise: float | None = None


def earlier(book: PromptBook, contact: str) -> Earlier:
    """What a channel's book says of speech without known words to this contact: not what itself taught."""
    whole = [visit for visit in book.visits if visit.whole and visit.contact != contact]
    heard, new = sum(len(v.heard) for v in whole[1:]), sum(v.new for v in whole[1:])
    surprise = (min(new, heard) + 1) / (heard + 2) if len(whole) > 1 else None
    unsure = tuple(one for one in book.unsure if one.contact != contact)
    return Earlier(unsure, len(whole), surprise)


def heard_again(acoustics: Acoustics, turns: Sequence[Turn], unsure: Sequence[Unsure]) -> list[Stretch]:
    """Where these sound again in the company's turns. Raises `PromptBookError`."""
    from transcripts.prompts.coding import decode
    from transcripts.prompts.lookup import laid_out, places_in
    from transcripts.prompts.sounding import sounding

    theirs = acoustics.theirs
    if theirs.prints is None or theirs.frame_dbfs is None or not unsure:
        return []
    loud = sounding(theirs.frame_dbfs, [(t.start_s, t.end_s) for t in turns if t.side is Side.THEIRS])
    laid = laid_out([decode(one.prints, one.loud) for one in unsure])
    places = places_in(laid, theirs.prints, loud)
    same = _same_calls(places, unsure)
    return [Stretch(p.start / 100, p.end / 100) for p in places if unsure[p.owner].contact not in same]


def _same_calls(places: Sequence[Place], unsure: Sequence[Unsure]) -> set[str]:
    """Contacts that are this very call, recorded or taken in twice: all they said comes again, in time."""
    found: dict[str, dict[int, float]] = {}
    for place in places:
        one = unsure[place.owner]
        found.setdefault(one.contact, {})[place.owner] = place.lag / 100 - one.start_s
    said = Counter(one.contact for one in unsure)
    return {
        contact
        for contact, later_s in found.items()
        if len(later_s) == said[contact] > 1 and max(later_s.values()) - min(later_s.values()) <= _IN_TIME_S
    }


def unsure_of(acoustics: Acoustics, turns: Sequence[Turn]) -> tuple[Unsure, ...]:
    """What the company's side said that is not surely a machine's: of nobody, and a person's first words."""
    from transcripts.prompts.coding import encode_mask, encode_prints
    from transcripts.prompts.sounding import printed

    found: list[Unsure] = []
    person_s = 0.0
    for turn in turns:
        if turn.side is not Side.THEIRS or turn.kind not in (Kind.SPEECH, Kind.AGENT):
            continue
        end_s = turn.end_s
        if turn.kind is Kind.AGENT:
            end_s = min(end_s, turn.start_s + MOST_PERSON_S - person_s)
            person_s += turn.length_s
        part = printed(acoustics.theirs, turn.start_s, end_s, least_s=_LEAST_S)
        if part is not None:
            found.append(Unsure(encode_prints(part.prints), encode_mask(part.loud), part.first / 100))
    return tuple(found)


def with_unsure(book: PromptBook, call: CallPrompts, contact: str) -> PromptBook:
    """The book with what this call was not sure of, in place of what it had before; the oldest is dropped."""
    recent = {visit.contact for visit in book.visits[-FORGOTTEN_AFTER:]}
    before = [one for one in book.unsure if one.contact in recent and one.contact != contact]
    return replace(book, unsure=(*before, *(replace(one, contact=contact) for one in call.unsure)))


def counted(visit: Visit, call: CallPrompts, book: PromptBook) -> Visit:
    """The visit with what in it was new to the book; read again, it has as much news as the first time."""
    before = next((one for one in book.visits if one.contact == visit.contact), None)
    known = {version_id(prompt.id, v.number) for prompt in book.prompts for v in prompt.versions}
    new = before.new if before else sum(name not in known for name in visit.heard)
    return replace(visit, whole=call.whole, new=new)
