""" "Thank you for calling": a machine's, unless the same voice goes on with a person's words and no menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transcripts.roles.cues import PERSON, RECORDED, Cue

if TYPE_CHECKING:
    from transcripts.roles.pieces import Piece, Surroundings

GOES_ON_S = 1.5
"""One voice pauses no longer than this between its sentences."""

AHEAD_S = 15.0
"""A menu, a notice or a mailbox within this after a welcome: a machine said both."""

_MACHINE = RECORDED - {Cue.WELCOME}


def personal_welcomes(pieces: Sequence[Piece], around: Surroundings) -> None:
    """Takes the cue `welcome` from pieces where a person says it: with a name or an offer in it or right
    after it, nothing of a machine ahead, and where our side is known, an answer of ours."""
    for index, piece in enumerate(pieces):
        if Cue.WELCOME not in piece.cues or piece.cues.any(_MACHINE) or piece.held:
            continue
        said, asked = _goes_on(index, pieces, around)
        if asked or not any(p.cues.any(PERSON) for p in said[:3]):
            continue
        if not around.ours_known or _answered(said[-1], around):
            piece.cues = replace(piece.cues, found=piece.cues.found - {Cue.WELCOME})


def _goes_on(index: int, pieces: Sequence[Piece], around: Surroundings) -> tuple[list[Piece], bool]:
    """The pieces that one voice says from this one on, and whether a machine's words lie ahead."""
    said = [pieces[index]]
    for later in pieces[index + 1 :]:
        if later.start_s - pieces[index].end_s > AHEAD_S:
            break
        if any(said[-1].end_s - 0.5 <= own.start_s < later.start_s for own in around.ours):
            break
        if later.cues.any(_MACHINE) or later.recorded:
            return said, True
        if later.start_s - said[-1].end_s > GOES_ON_S:
            break
        said.append(later)
    key = any(said[0].start_s <= key_s < said[-1].end_s + GOES_ON_S for key_s in around.keys_s)
    return said, key


def _answered(piece: Piece, around: Surroundings) -> bool:
    return any(piece.end_s - 0.5 <= own.start_s <= piece.end_s + 4.0 for own in around.ours)
