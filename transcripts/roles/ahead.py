"""What lies ahead of a sentence and tells that a machine says it: a menu, a mailbox, a machine's name."""

from __future__ import annotations

from collections.abc import Sequence

from transcripts.roles.cues import Cue
from transcripts.roles.pieces import Piece, Surroundings

MENU_AHEAD_S = 15.0
"""A menu within this after a friendly sentence, with nothing of ours between: a machine said both."""


def menu_follows(index: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    """Whether a menu, or a prompt that a key answers, follows with nothing of ours between."""
    piece = pieces[index]
    for later in pieces[index + 1 :]:
        if later.start_s - piece.end_s > MENU_AHEAD_S or later.held:
            return False
        if any(piece.end_s <= own.start_s < later.start_s for own in around.ours):
            return False
        if later.cues.menu_count or later.keyed:
            return True
    return False


def follows(cue: Cue, index: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    """What one voice says before "leave a message" or "your virtual assistant", its own name too, is the
    mailbox's or the machine's."""
    piece = pieces[index]
    for later in pieces[index + 1 :]:
        if later.start_s - piece.end_s > MENU_AHEAD_S or later.held or we_spoke(piece, later, around):
            return False
        if cue in later.cues:
            return not around.ours_known or cue is Cue.MAILBOX or not later.replied
    return False


def we_spoke(piece: Piece, later: Piece, around: Surroundings) -> bool:
    """Whether our side spoke between two pieces."""
    return any(piece.end_s - 0.5 <= own.start_s < later.start_s for own in around.ours)
