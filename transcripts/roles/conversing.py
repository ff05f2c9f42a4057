"""Whoever answers first, replies once or twice and puts the call through: a receptionist, or a machine that
talks. Told by words, one of which alone only makes it doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transcripts.roles.cues import Cue
from transcripts.roles.moments import HELD_S
from transcripts.roles.pieces import Piece, Surroundings, broken
from transcripts.timeline import Kind

FEW_REPLIES = 4
"""A machine that converses passes on after this many replies; with more, it is taken for a person."""

FEW_SENTENCES = 15
"""On one channel, where replies cannot be counted, such talk has fewer sentences than this of both sides."""

SAME_MACHINE_S = 3.0
"""Talk that begins within this after a prompt, without a key or a tone between, may be the same machine's."""

_LIKE_A_MACHINE = {
    Cue.BOT: 3,
    Cue.UNDERSTOOD: 2,
    Cue.ASSISTANT: 1,
    Cue.ECHO: 1,
    Cue.SOMEBODY: 1,
    Cue.WAITING: 1,
    Cue.CASUAL: -1,
}
"""What words say for a machine; each kind counts once."""

_MACHINE, _MACHINE_AFTER_A_MENU = 2, 3
"""From this on it is one; after a menu and a key, where people answer more often, from the second on."""

_CALLS = 2
"""As many calls to a line must be known for its machine to be known, if it has one."""

_TALK = (Kind.AGENT, Kind.CALLER, Kind.SPEECH)


def machines_that_converse(
    pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings
) -> list[Kind]:
    """The kinds again: the first to answer, before any music, is a machine where a short talk before the
    call is put through has the words of one, and not known to be a person where it has a single one of them,
    or says nothing that a receptionist would not say either. What follows stays.
    """
    result = list(kinds)
    talk = _first_talk(pieces, kinds, around)
    told = [i for i in talk if kinds[i] is not Kind.CALLER]
    if not told or not _goes_on_after(talk[-1], pieces, around) or not _few(talk, told, pieces, around):
        return result
    found = {cue for i in told for cue in pieces[i].cues.found}
    like = sum(weight for cue, weight in _LIKE_A_MACHINE.items() if cue in found)
    first = _first_to_answer(talk[0], pieces, kinds, around)
    named = Cue.NAME in found or _never_said_before(talk, told, pieces, around)
    if like >= (_MACHINE if first else _MACHINE_AFTER_A_MENU) and not named:
        machine = [i for i in told if kinds[i] is Kind.AGENT or around.ours_known]
        return [Kind.IVR if i in machine else kind for i, kind in enumerate(result)]
    once = not around.ours_known or _replies(pieces, told, around) == 1
    passed_on = like >= 0 or (once and _passed_on(told, pieces))
    if like >= _MACHINE or (first and not named and passed_on):
        for i in told:
            result[i] = Kind.SPEECH
    return result


def _never_said_before(
    talk: Sequence[int], told: Sequence[int], pieces: Sequence[Piece], around: Surroundings
) -> bool:
    """Whether the talk opens the call, and two calls heard nothing of it: a machine greets the same."""
    return talk[0] == 0 and around.line.calls >= _CALLS and not any(pieces[i].recorded for i in told)


def _first_talk(pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings) -> list[int]:
    """The pieces of the talk with the first that is taken for a person, unless music was heard before it."""
    first = next((i for i, kind in enumerate(kinds) if kind is Kind.AGENT), None)
    if first is None or any(music.start_s < pieces[first].start_s for music in around.music):
        return []
    talk = [first]
    while talk[0] > 0 and _together(talk[0], pieces, kinds, around):
        talk.insert(0, talk[0] - 1)
    while talk[-1] + 1 < len(pieces) and _together(talk[-1] + 1, pieces, kinds, around, back=False):
        talk.append(talk[-1] + 1)
    return talk


def _together(
    i: int, pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings, back: bool = True
) -> bool:
    other = i - 1 if back else i
    replies = not back and Cue.MENU not in pieces[i].cues and _in_reply(i, pieces, around)
    talks = kinds[other] in _TALK or Cue.BOT in pieces[other].cues or replies
    return talks and not broken(pieces[i - 1], pieces[i], around)


def _in_reply(i: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    """Whether a machine speaks right after the talk: nobody else can have come on so soon."""
    if around.ours_known:
        return pieces[i].replied
    return pieces[i].start_s - pieces[i - 1].end_s <= SAME_MACHINE_S


def _goes_on_after(last: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    """Whether the call went on after the talk, with somebody else or on hold."""
    end_s = pieces[last].end_s
    held = any(music.start_s >= end_s - 1.0 and music.length_s >= HELD_S for music in around.music)
    return last + 1 < len(pieces) or held


def _first_to_answer(
    first: int, pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings
) -> bool:
    """Whether nothing answered before, or nothing but a prompt that runs on into this talk."""
    if first == 0 or all(kind in _TALK for kind in kinds[:first]):
        return True
    before, piece = pieces[first - 1], pieces[first]
    key = any(before.start_s <= key_s < piece.start_s for key_s in around.keys_s)
    return (
        piece.start_s - before.end_s <= SAME_MACHINE_S
        and not key
        and Cue.MENU not in before.cues
        and not broken(before, piece, around)
    )


def _few(talk: Sequence[int], told: Sequence[int], pieces: Sequence[Piece], around: Surroundings) -> bool:
    if not around.ours_known:
        return len(talk) < FEW_SENTENCES
    return 1 <= _replies(pieces, told, around) <= FEW_REPLIES


def _passed_on(told: Sequence[int], pieces: Sequence[Piece]) -> bool:
    """The call was put through by words, or without anything that people let slip."""
    return any(Cue.PASSES in pieces[i].cues for i in told[-2:]) or not any(
        Cue.CASUAL in pieces[i].cues for i in told
    )


def _replies(pieces: Sequence[Piece], told: Sequence[int], around: Surroundings) -> int:
    """How often the company's side spoke after us."""
    return sum(
        any(pieces[before].end_s - 0.5 <= own.start_s < pieces[i].start_s for own in around.ours)
        for before, i in pairwise(told)
    )
