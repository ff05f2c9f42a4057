"""Whoever answers first, replies once and puts the call through: a receptionist, or a machine that talks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transcripts.roles.cues import Cue
from transcripts.roles.pieces import Piece, Surroundings, broken
from transcripts.timeline import Kind

REPLIES = 1
"""A machine that converses passes on after this many replies; with more, it is taken for a person."""

SENTENCES = 7
"""On one channel, where replies cannot be counted, such talk has fewer sentences than this of both sides."""

_TALK = (Kind.AGENT, Kind.CALLER, Kind.SPEECH)


def perhaps_a_machine(pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings) -> list[Kind]:
    """The kinds again: the first to answer, before any prompt or music, is not known to be a person where
    nothing but a greeting and one reply was said before the call was put through. What follows stays.
    """
    result = list(kinds)
    first = next((i for i, kind in enumerate(kinds) if kind is Kind.AGENT), None)
    if first is None or any(kind not in _TALK for kind in kinds[:first]):
        return result
    if any(music.start_s < pieces[first].start_s for music in around.music):
        return result
    last = first
    while last + 1 < len(pieces) and kinds[last + 1] in _TALK:
        if broken(pieces[last], pieces[last + 1], around):
            break
        last += 1
    if last + 1 == len(pieces) or Cue.NAME in pieces[first].cues:
        return result
    told = [i for i in range(first, last + 1) if kinds[i] is not Kind.CALLER]
    passes = any(Cue.PASSES in pieces[i].cues for i in told[-2:])
    few = 1 <= _replies(pieces, told, around) <= REPLIES
    few = few if around.ours_known else last - first < SENTENCES
    if passes and few:
        for i in told:
            result[i] = Kind.SPEECH
    return result


def _replies(pieces: Sequence[Piece], told: Sequence[int], around: Surroundings) -> int:
    """How often the company's side spoke after us."""
    return sum(
        any(pieces[before].end_s - 0.5 <= own.start_s < pieces[i].start_s for own in around.ours)
        for before, i in pairwise(told)
    )
