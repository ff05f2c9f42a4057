"""With which sentence a person begins: by the voice that speaks on afterwards and that of the prompts before.

Words alone draw this line badly: people thank for calling and for waiting, machines say "you are being
connected" right before a person, and a person may cut a message short.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from transcripts.roles.cues import PERSON, RECORDED
from transcripts.roles.machine_voice import prompts_before
from transcripts.roles.pieces import Piece, Surroundings
from transcripts.roles.voices import Voices, seconds
from transcripts.timeline import Kind

PAUSE_S = 2.5
"""After a pause like this, filled by nobody, what was said before is another matter."""

LEAST_PERSON_S, MOST_PERSON_S = 2.5, 20.0
"""With less speech than the first a voice is not known well enough; more than the second tells no more."""

LEAST_PROMPT_S = 1.5
"""Less speech than this makes no machine of somebody by its voice alone."""

PERSON_WORDS = 3.0
"""How much it weighs that words make a person of a piece, and again that they are a name or an offer; a voice
gains 5 and more where it tells (all 28 beginnings after a prompt in the two-channel `held` calls)."""

VOICE_WEIGHT = 0.5
"""What a voice gains counts half: frames beside one another say the same twice, and beginnings of `last` were
put wrong against odds of over a hundred to one."""

DOUBT = 0.05
"""A line of this probability is possible; possible lines further apart than `NEAR_S` leave it open."""

NEAR_S = 1.0
"""Lines this near to one another are one: the aim for the moment of an answer is a second."""

_MUSIC_S = 2.0
_MACHINE = (Kind.IVR, Kind.HOLD_MESSAGE)


def by_first_word(
    pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings, voices: Voices
) -> list[Kind]:
    """The kinds again: around each place where a person comes on, what is in the person's voice is the
    person's, and what is in the machine's is the machine's. What may be either is not known.

    Stays as it was where no prompt came before, or the person spoke too little after our first reply. On one
    channel where nobody was told apart, a machine's words are only taken from people.
    """
    result = list(kinds)
    for part in _unbroken(pieces, around):
        first = next((i for i in part if kinds[i] is Kind.AGENT), None)
        if first is None:
            continue
        block = _block(first, part, pieces, kinds, around)
        if any(kinds[i] is Kind.CALLER for i in part if i < block[0]):
            continue  # we talk with somebody already
        later = [i for i in part if i > block[-1] and kinds[i] is Kind.AGENT]
        named = around.ours_known or _seconds(pieces, later) >= LEAST_PERSON_S
        if not named:
            block, later = _unnamed(first, block, part, pieces, kinds)
        block = _after_known(first, block, pieces)
        block, prompts = _prompts(first, block, pieces, result)
        if not prompts or _seconds(pieces, later) < LEAST_PERSON_S:
            continue
        if _seconds(pieces, block) < LEAST_PROMPT_S:  # too short a greeting to have a voice: words stand
            continue
        after = _first_seconds([pieces[i] for i in later], MOST_PERSON_S)
        gains = _gains(prompts, [pieces[i] for i in block], after, voices)
        chances = _chances(gains, block, pieces, kinds, around.line.surprise)
        told = _told(block, later, chances, pieces, kinds)
        for i, kind in zip(block, told, strict=True):
            result[i] = kind if named or kind is not Kind.AGENT else kinds[i]
    return result


def _after_known(first: int, block: list[int], pieces: Sequence[Piece]) -> list[int]:
    """What follows the last recording of the block, where that comes before the person."""
    known = [i for i in block if i < first and pieces[i].recorded]
    return [i for i in block if not known or i > known[-1]]


def _prompts(
    first: int, block: list[int], pieces: Sequence[Piece], kinds: Sequence[Kind]
) -> tuple[list[int], list[list[Piece]]]:
    """The prompts before the block; where there are none, what in the block itself is surely one."""
    found = prompts_before(pieces, kinds, block[0])
    if found:
        return block, found
    sure = [i for i in block if i < first and pieces[i].cues.any(RECORDED)]
    rest = [i for i in block if not sure or i > sure[-1]]
    return rest, prompts_before(pieces, kinds, rest[0])


def _gains(
    prompts: Sequence[Sequence[Piece]], block: Sequence[Piece], later: Sequence[Piece], voices: Voices
) -> list[float]:
    """For k from 0 on: how much better it is explained that k pieces of the block are a machine's than that
    none is. A line has several voices: the nearest of them counts."""
    return [max(each) for each in zip(*(voices.change(p, block, later) for p in prompts), strict=True)]


def _chances(
    gains: Sequence[float],
    block: Sequence[int],
    pieces: Sequence[Piece],
    kinds: Sequence[Kind],
    surprise: float | None,
) -> list[float]:
    """The probabilities of these, with what words say against a machine, and that the line never said it."""
    against, found = -log(surprise) if surprise else 0.0, [VOICE_WEIGHT * gains[0]]
    for gain, i in zip(gains[1:], block, strict=True):
        against += PERSON_WORDS * ((kinds[i] is Kind.AGENT) + pieces[i].cues.any(PERSON))
        found.append(VOICE_WEIGHT * gain - against)
    likely = [exp(each - max(found)) for each in found]
    return [each / sum(likely) for each in likely]


def _told(
    block: Sequence[int],
    later: Sequence[int],
    chances: Sequence[float],
    pieces: Sequence[Piece],
    kinds: Sequence[Kind],
) -> list[Kind]:
    """The kind of each piece of the block: a machine's up to the line, a person's from it on."""
    places = [*block, later[0]]
    possible = [k for k, chance in enumerate(chances) if chance >= DOUBT]
    low, high = possible[0], possible[-1]
    if pieces[places[high]].start_s - pieces[places[low]].start_s <= NEAR_S:
        low = high = max(possible, key=lambda k: chances[k])
    machine = Kind.SPEECH if _seconds(pieces, block[:low]) < LEAST_PROMPT_S else Kind.IVR
    before = [kinds[i] if kinds[i] in _MACHINE else machine for i in block[:low]]
    return [*before, *[Kind.SPEECH] * (high - low), *[Kind.AGENT] * (len(block) - high)]


def _unbroken(pieces: Sequence[Piece], around: Surroundings) -> list[list[int]]:
    """Indices of pieces between music, tones and keys."""
    parts: list[list[int]] = []
    for i, piece in enumerate(pieces):
        if i and not _parted(pieces[i - 1], piece, around):
            parts[-1].append(i)
        else:
            parts.append([i])
    return parts


def _parted(one: Piece, other: Piece, around: Surroundings) -> bool:
    music = any(sound.overlap_s(one.end_s, other.start_s) > _MUSIC_S for sound in around.music)
    tone = any(one.end_s - 0.5 <= sound.start_s < other.start_s for sound in around.tones)
    return music or tone or any(one.start_s < key_s <= other.start_s for key_s in around.keys_s)


def _block(
    first: int, part: Sequence[int], pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings
) -> list[int]:
    """What may still be a prompt, or already the person: from the last long pause to our first reply."""
    start = first
    while start > part[0] and _quiet_s(pieces[start - 1], pieces[start], around) < PAUSE_S:
        start -= 1
    block = [i for i in range(start, first + 1) if kinds[i] is not Kind.CALLER]
    for i in range(first + 1, part[-1] + 1):
        replied = any(pieces[first].start_s < own.start_s < pieces[i].start_s for own in around.ours)
        if replied or kinds[i] is Kind.CALLER:
            break
        block.append(i)
    return block


def _unnamed(
    first: int, block: Sequence[int], part: Sequence[int], pieces: Sequence[Piece], kinds: Sequence[Kind]
) -> tuple[list[int], list[int]]:
    """On one channel where nobody was told apart: the first words, and whatever people say after them."""
    near = [i for i in block if i <= first or pieces[i].start_s - pieces[first].end_s < PAUSE_S]
    return near, [i for i in part if i > near[-1] and kinds[i] not in _MACHINE]


def _quiet_s(one: Piece, other: Piece, around: Surroundings) -> float:
    ours_s = sum(own.overlap_s(one.end_s, other.start_s) for own in around.ours)
    return other.start_s - one.end_s - ours_s


def _first_seconds(pieces: Sequence[Piece], most_s: float) -> list[Piece]:
    """As many of the first pieces as it takes to reach `most_s`."""
    found: list[Piece] = []
    for piece in pieces:
        if seconds(found) >= most_s:
            break
        found.append(piece)
    return found


def _seconds(pieces: Sequence[Piece], chosen: Sequence[int]) -> float:
    return seconds([pieces[i] for i in chosen])
