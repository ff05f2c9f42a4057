"""On two channels: speech to which nobody of us replies, or that never replies to us, is no person's."""

from __future__ import annotations

from collections.abc import Sequence

from transcripts.roles.cues import CONVERSING, PERSON, Cue
from transcripts.roles.pieces import Piece, Surroundings, broken
from transcripts.timeline import Kind

ANNOUNCES_S = 5.0
"""Speech of theirs shorter than this may be a person to whom nobody replied in time."""

GOES_ON_S = 1.0
"""A machine pauses less than this between its sentences."""

MAILBOX_S, LEFT_S = 3.0, 5.0
"""Whoever of us speaks longer than the second to somebody who spoke longer than the first, and then never
again, speaks to a mailbox."""


def never_talked(pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings) -> list[Kind]:
    """The kinds again: the last speech of a call is a machine's where it runs for long, does not greet, asks
    nothing, and either follows a machine and has no reply, or has one of over 5 s and never speaks again.
    """
    result = list(kinds)
    start = len(pieces)
    while start and kinds[start - 1] is Kind.SPEECH:
        if start < len(pieces) and broken(pieces[start - 1], pieces[start], around):
            break
        start -= 1
    last = pieces[start:]
    if not last or any(_like_a_person(piece) for piece in last):
        return result
    if not around.ours_known:
        if _ends_with(pieces, kinds, start):
            result[start:] = [Kind.IVR] * len(last)
        return result
    ours_s = [own.length_s for own in around.ours if own.end_s > last[0].start_s]
    after_machine = any(kind in (Kind.IVR, Kind.HOLD_MESSAGE) for kind in kinds[start - 1 : start])
    replied = sum(ours_s) > LEFT_S and not any(_between(own.start_s, last) for own in around.ours)
    length_s = last[-1].end_s - last[0].start_s
    goes_on = after_machine and last[0].start_s - pieces[start - 1].end_s < GOES_ON_S
    announced = after_machine and not ours_s and (goes_on or length_s >= ANNOUNCES_S)
    if announced or (replied and (goes_on or length_s >= MAILBOX_S)):
        result[start:] = [Kind.IVR] * len(last)
    return result


def _ends_with(pieces: Sequence[Piece], kinds: Sequence[Kind], start: int) -> bool:
    """On one channel: whether the last speech of a call is the short end of a machine's closing words."""
    if not start or kinds[start - 1] is not Kind.IVR or Cue.ENDING not in pieces[start - 1].cues:
        return False
    near = pieces[start].start_s - pieces[start - 1].end_s < GOES_ON_S
    return near and pieces[-1].end_s - pieces[start].start_s < ANNOUNCES_S


def _like_a_person(piece: Piece) -> bool:
    greets = Cue.HELLO in piece.cues or Cue.ALONE in piece.cues
    return greets or piece.cues.any(PERSON | CONVERSING) or "?" in piece.text


def _between(at_s: float, pieces: Sequence[Piece]) -> bool:
    return pieces[0].start_s <= at_s < pieces[-1].start_s
