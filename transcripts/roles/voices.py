"""Who speaks in a conversation on one channel: two voices, and which of them is the company's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING

from transcripts.acoustic.values import Stretch
from transcripts.roles.cues import CONVERSING, PERSON, RECORDED, Cue
from transcripts.roles.pieces import Piece, Surroundings, broken
from transcripts.roles.unanswered import LEFT_S, MAILBOX_S
from transcripts.timeline import Kind

if TYPE_CHECKING:
    from transcripts.speakers.features import Voice
    from transcripts.speakers.two import Parted

HearVoices = Callable[[Sequence[Stretch]], Sequence["Voice"]]
"""Gives the voice of each of these stretches of the company's channel, or of the only one."""

TWO_VOICES = 20.0
"""Gain (see `Parted`) from which speech is by two voices, whatever is said. In the tuning half of
bench.listening.humans no stretch of one synthetic voice had over 18.2, none of two under 20.5; recorded
people vary more (24 pairs: 7 to 98), so less is enough where a person greets, or the words of each
voice fit it."""

MAYBE_TWO = 5.0
"""Under this gain two voices are not believed even then."""

NEW_GREETING_S = 1.5
"""A greeting after a pause like this may be somebody's first words."""

SURE = 0.9
"""A sentence belongs to a voice from this probability on; else nobody is named."""

_LEAN = {
    Cue.NAME: 3.0,
    Cue.OFFER: 3.0,
    Cue.SERVES: 1.5,
    Cue.THANKS: 1.5,
    Cue.STAFF: 1.0,
    Cue.CALLER: -1.5,
    Cue.CUSTOMER: -1.0,
}
"""What words say about who speaks in a conversation: the company's side above 0, the caller below."""

_GREETS_FIRST, _SURELY_FIRST = 1.0, 2.0
"""Whoever speaks first is the company's side, if words do not say otherwise. After a machine, music or
ringing, where two voices are sure and nobody asks whether somebody is there, that alone is enough."""

_MOST_LEAN = 2.0
"""Words add at most this to the logarithm of the odds that a voice gives."""

RIGHT_AFTER_S = 0.6
"""After a shorter pause the same person nearly always speaks on."""

_LEAST_OPENING_S = 1.0
_LEAST_LEAN = 2.0
_CONTRADICTION = 0.34
"""Share of the evidence that may speak against a naming before it is given up."""


class Voices:
    """The voices of pieces of speech; each stretch is heard once, all pending ones in one pass."""

    def __init__(self, hear: HearVoices) -> None:
        self._hear = hear
        self._pending: list[Stretch] = []
        self._known: dict[Stretch, Voice] = {}

    def expect(self, pieces: Sequence[Piece]) -> None:
        """These may be asked for: they are heard together with the first that is."""
        self._pending = [Stretch(piece.start_s, piece.end_s) for piece in pieces]

    def talk(self, pieces: Sequence[Piece]) -> bool | None:
        """Whether two people speak here, by what they say or by their voices; `None` where it is open."""
        if any(p.cues.any(CONVERSING) and not p.cues.any(RECORDED) for p in pieces):
            return True
        gain = self.part(pieces).gain
        return True if gain >= TWO_VOICES else None if gain > MAYBE_TWO else False

    def take_turns(self, pieces: Sequence[Piece]) -> bool:
        """Whether two voices surely speak here, and the first comes back after the second."""
        if len(pieces) < 3:
            return False
        parted = self.part(pieces)
        firsts = [chance > 0.5 for chance in parted.first]
        return parted.gain >= TWO_VOICES and any(firsts[firsts.index(False) :]) if False in firsts else False

    def part(self, pieces: Sequence[Piece]) -> Parted:
        """The pieces between two voices."""
        from transcripts.speakers.two import Parted, Spoken, part

        if len(pieces) < 2:
            return Parted(tuple(1.0 for _ in pieces), -1.0)  # as `part` says, without hearing anybody
        return part([Spoken(p.start_s, p.end_s, self._voice(p)) for p in pieces])

    def differ(self, some: Sequence[Piece], others: Sequence[Piece]) -> float:
        """See `transcripts.speakers.two.differ`."""
        from transcripts.speakers.two import Spoken, differ

        groups = [[Spoken(p.start_s, p.end_s, self._voice(p)) for p in group] for group in (some, others)]
        return differ(*groups)

    def change(
        self, before: Sequence[Piece], between: Sequence[Piece], after: Sequence[Piece]
    ) -> tuple[float, ...]:
        """See `transcripts.speakers.two.change`."""
        from transcripts.speakers.two import Spoken, change

        groups = [
            [Spoken(p.start_s, p.end_s, self._voice(p)) for p in group] for group in (before, between, after)
        ]
        return change(*groups)

    def _voice(self, piece: Piece) -> Voice:
        wanted = Stretch(piece.start_s, piece.end_s)
        if wanted not in self._known:
            missing = [one for one in {*self._pending, wanted} if one not in self._known]
            self._known |= dict(zip(missing, self._hear(missing), strict=True))
            self._pending = []
        return self._known[wanted]


def named(pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings, voices: Voices) -> list[Kind]:
    """The kinds again, with the conversations on one channel told apart by voice.

    A conversation is what people say between machines, music and tones. It stays as it was where one voice
    explains it, where no words tell which voice is the company's, or where words contradict that.
    """
    result = list(kinds)
    for run in conversations(pieces, kinds, around):
        talk = [pieces[i] for i in run]
        parted = voices.part(talk)
        waited = run[0] > 0 or any(
            sound.start_s < talk[0].start_s for sound in (*around.music, *around.tones)
        )
        agents_first = _company_first(talk, parted, waited) if parted.gain >= MAYBE_TWO else None
        theirs = Kind.AGENT
        if left_a_message(talk, parted) and run[-1] == len(pieces) - 1:
            agents_first, theirs = True, Kind.IVR
        if agents_first is None:
            continue
        for i, chance in zip(run, parted.first, strict=True):
            agents = with_words(chance if agents_first else 1 - chance, _lean(pieces[i]))
            result[i] = theirs if agents >= SURE else Kind.CALLER if agents <= 1 - SURE else Kind.SPEECH
        _calls_out(pieces, run, result)
        begins(pieces, run, [p if agents_first else 1 - p for p in parted.first], result)
    return result


def with_words(chance: float, lean: float) -> float:
    """The chance that a sentence is the company's, by its voice and then by its words."""
    odds = log(max(chance, 1e-4) / max(1 - chance, 1e-4)) + max(-_MOST_LEAN, min(_MOST_LEAN, lean))
    return 1 / (1 + exp(-odds))


def left_a_message(talk: Sequence[Piece], parted: Parted) -> bool:
    """Whether a voice that says nothing of a person is followed by another one for long, and never again:
    what a mailbox says, and what is left on it. As `never_talked` tells it on two channels."""
    opening, comes_back = _opening(talk, parted)
    left = talk[len(opening) :]
    if parted.gain < TWO_VOICES or comes_back or seconds(left) < LEFT_S or seconds(opening) < MAILBOX_S:
        return False
    return not any(with_people(piece) for piece in opening) and sum(map(_lean, left)) < 0


def begins(pieces: Sequence[Piece], run: Sequence[int], agents: Sequence[float], kinds: list[Kind]) -> None:
    """Words too short to know a voice by are the first person's who speaks on right after them, unless they
    are likelier somebody else's."""
    sure = next((k for k, i in enumerate(run) if kinds[i] is not Kind.SPEECH), 0)
    if kinds[run[sure]] is not Kind.AGENT:
        return
    for k in range(sure - 1, -1, -1):
        one, other = pieces[run[k]], pieces[run[k + 1]]
        if other.start_s - one.end_s > RIGHT_AFTER_S or agents[k] < 0.5:
            return
        kinds[run[k]] = Kind.AGENT


def _calls_out(pieces: Sequence[Piece], run: Sequence[int], kinds: list[Kind]) -> None:
    """A "hello?" of which the voice is unsure is the caller's who goes on to ask whether anybody is there."""
    for i, j in pairwise(run):
        near = pieces[j].start_s - pieces[i].end_s < NEW_GREETING_S
        alone = Cue.ALONE in pieces[i].cues and Cue.ALONE in pieces[j].cues
        if kinds[i] is Kind.SPEECH and kinds[j] is Kind.CALLER and near and alone:
            kinds[i] = Kind.CALLER


def seconds(pieces: Sequence[Piece]) -> float:
    return sum(piece.end_s - piece.start_s for piece in pieces)


def conversations(pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings) -> list[list[int]]:
    """Indices of the pieces of each stretch of talk."""
    runs: list[list[int]] = []
    open_ = False
    for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind not in (Kind.AGENT, Kind.SPEECH):
            open_ = False
            continue
        if open_ and not broken(pieces[i - 1], piece, around):
            runs[-1].append(i)
        else:
            runs.append([i])
        open_ = True
    return runs


def _company_first(talk: Sequence[Piece], parted: Parted, waited: bool) -> bool | None:
    """Whether the first voice is the company's; `None` where words do not tell, or speak on both sides."""
    for_side = {True: [0.0, 0.0], False: [0.0, 0.0]}  # first is the company's or not: by either voice's words
    opening, comes_back = _opening(talk, parted)
    sure = waited and comes_back and parted.gain >= TWO_VOICES and not any(piece.open for piece in talk)
    sure = sure and seconds(opening) >= _LEAST_OPENING_S  # a shorter one may be our own "hello?", misheard
    if not any(Cue.ALONE in piece.cues for piece in opening):
        for_side[True][0] = _SURELY_FIRST if sure else _GREETS_FIRST
    for piece, chance in zip(talk, parted.first, strict=True):
        if 1 - SURE < chance < SURE:
            continue
        first, lean = chance >= SURE, _lean(piece)
        if lean:
            for_side[first is (lean > 0)][0 if first else 1] += abs(lean)
    best = sum(for_side[True]) > sum(for_side[False])
    most, least = sum(for_side[best]), sum(for_side[not best])
    if most < _LEAST_LEAN or least > _CONTRADICTION * (most + least):
        return None
    if best and not comes_back and for_side[True][0] <= _GREETS_FIRST:
        return None  # the first voice said nothing of the company's, and never again
    answered = any(piece.cues.any(PERSON) for piece in talk)  # who greets is replied to
    return best if parted.gain >= TWO_VOICES or answered or all(for_side[best]) else None


def _opening(talk: Sequence[Piece], parted: Parted) -> tuple[list[Piece], bool]:
    """What the first voice says before the second, and whether it speaks again after that."""
    second = next((i for i, chance in enumerate(parted.first) if chance <= 1 - SURE), len(talk))
    return list(talk[:second]), any(chance >= SURE for chance in parted.first[second:])


def _lean(piece: Piece) -> float:
    if piece.cues.any(RECORDED - {Cue.WAITING}):
        return 0.0
    return piece.cues.address + sum(weight for cue, weight in _LEAN.items() if cue in piece.cues)


def with_people(piece: Piece) -> bool:
    said = piece.cues.any(PERSON | CONVERSING) or Cue.HELLO in piece.cues
    return said or piece.answered or piece.replied
