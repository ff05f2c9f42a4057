"""What sounds the very same in another call is a recording; an agent may have recorded a greeting."""

from __future__ import annotations

from collections.abc import Sequence

from transcripts.acoustic.values import Stretch
from transcripts.roles.cues import Cue
from transcripts.roles.pieces import Piece, Surroundings, broken

_HEARD_AGAIN = 0.5
_MUSIC_AFTER_S = 1.0
_MACHINES_NAMES = frozenset({Cue.BOT, Cue.ASSISTANT, Cue.MAILBOX})


def mark_heard_again(pieces: Sequence[Piece], around: Surroundings) -> None:
    """Marks the recordings among the pieces, whatever they say.

    What the other call had not for a machine's is no recording where we reply to it and all that follows is
    new: with a name it is a greeting that an agent recorded, else it is left open. It is left open, too,
    where it gives a name and somebody goes on without waiting for us.
    """
    prompts = merged(around.line.prompts)
    _part_from_prompts(pieces, _alike(pieces, prompts), around)
    alike = _alike(pieces, merged((*around.line.prompts, *around.line.again)))
    for i in alike:
        greeted = _greeting(i, alike, pieces, around)
        if i in _alike(pieces, prompts) or greeted is None:
            pieces[i].recorded = True
        else:
            pieces[i].open = not greeted


def _part_from_prompts(pieces: Sequence[Piece], known: Sequence[int], around: Surroundings) -> None:
    """What follows a known prompt in its turn and is none itself is no part of it, unless music goes on."""
    for i, piece in enumerate(pieces):
        later = [k for k in known if k < i and pieces[k].turn == piece.turn]
        reused = any(sentence.reuse is not None for sentence in piece.sentences)
        last = i + 1 == len(pieces) or pieces[i + 1].turn != piece.turn
        music = any(-0.5 <= sound.start_s - piece.end_s <= _MUSIC_AFTER_S for sound in around.music)
        if later and last and i not in known and not reused and not music:
            piece.recorded = piece.held = False


def merged(places: Sequence[Stretch]) -> list[Stretch]:
    """The same seconds, none of them twice."""
    result: list[Stretch] = []
    for place in sorted(places, key=lambda one: one.start_s):
        if result and place.start_s <= result[-1].end_s:
            result[-1] = Stretch(result[-1].start_s, max(result[-1].end_s, place.end_s))
        else:
            result.append(place)
    return result


def _alike(pieces: Sequence[Piece], places: Sequence[Stretch]) -> list[int]:
    """Which pieces lie for the most part within these."""
    return [
        i
        for i, piece in enumerate(pieces)
        if sum(place.overlap_s(piece.start_s, piece.end_s) for place in places)
        > _HEARD_AGAIN * (piece.end_s - piece.start_s)
    ]


def _greeting(i: int, alike: Sequence[int], pieces: Sequence[Piece], around: Surroundings) -> bool | None:
    """Whether this is surely a person's greeting; `None` where it is surely none."""
    first = last = i
    while first - 1 in alike and not _apart(first, pieces, around):
        first -= 1
    while last + 1 in alike and last + 1 < len(pieces) and not _apart(last + 1, pieces, around):
        last += 1
    later: list[int] = []
    for k in range(last + 1, len(pieces)):
        if broken(pieces[k - 1], pieces[k], around):
            break
        later.append(k)
    if not later or any(k in alike for k in later):
        return None
    said = pieces[first : last + 1]
    named = any(Cue.NAME in one.cues for one in said)
    named = named and not any(one.cues.any(_MACHINES_NAMES) for one in said)
    replied = around.ours_known and _spoke(last + 1, pieces, around)
    return named if replied else False if named else None


def _apart(k: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    """Whether we spoke, or music or a tone sounded, right before a piece."""
    return _spoke(k, pieces, around) or broken(pieces[k - 1], pieces[k], around)


def _spoke(k: int, pieces: Sequence[Piece], around: Surroundings) -> bool:
    return any(pieces[k - 1].start_s < own.start_s < pieces[k].start_s for own in around.ours)
