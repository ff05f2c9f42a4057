"""`attribute`: turns and sentences in, turns with their speakers and a transcript's segments out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from transcripts.acoustic import Acoustics, Turn
from transcripts.contact import Mark
from transcripts.roles.conversing import machines_that_converse
from transcripts.roles.cutting import cut_at_known, cut_at_pauses, rejoined
from transcripts.roles.judge import Judge
from transcripts.roles.machine_voice import before_greeting, machine_by_voice
from transcripts.roles.onset import by_first_word
from transcripts.roles.pieces import Line, Piece, Surroundings, pieces_of, surroundings
from transcripts.roles.unanswered import never_talked
from transcripts.roles.voices import HearVoices, Voices, named
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Kind, Side
from transcripts.transcript import Segment, Speaker

PAUSE_S = 1.0
"""Pauses of one voice up to this do not end its turn."""

_SPEAKERS = {
    Kind.IVR: Speaker.IVR,
    Kind.HOLD_MESSAGE: Speaker.HOLD,
    Kind.AGENT: Speaker.AGENT,
    Kind.CALLER: Speaker.CALLER,
}


@dataclass(frozen=True, slots=True)
class Attributed:
    """The same speech with its speakers: turns for the timeline, segments for the transcript."""

    turns: tuple[Turn, ...]
    segments: tuple[Segment, ...]


def attribute(
    acoustics: Acoustics,
    turns: Sequence[Turn],
    sentences: Sequence[Sentence],
    *,
    marks: Sequence[Mark] = (),
    language: str = "es",
    line: Line | None = None,
    hear: HearVoices | None = None,
) -> Attributed:
    """Who speaks each turn; a turn in which the speaker changes is cut there.

    `sentences` name their turn by its index (`key`). Times of marks and sound have the same zero. Without
    evidence a turn stays `speech`. `line` is what other calls say of it.
    `hear` gives the voices of stretches; with it a conversation on one
    channel is told apart.
    """
    around = surroundings(acoustics, marks, line)
    turns = _ours_by_marks(turns, acoustics, around.ours)
    voices = Voices(hear) if hear is not None else None
    parts = [[s] for s in sentences]
    if not around.ours_known:
        parts = cut_at_pauses(sentences, acoustics.theirs.speech)
    parts = cut_at_known(parts, (*around.line.prompts, *around.line.again))
    pieces = pieces_of(turns, [part for cut in parts for part in cut], around, language, voices)
    kinds = Judge(pieces, around).walk()
    if voices is not None:
        kinds = before_greeting(pieces, kinds, around, voices)
        kinds = machine_by_voice(pieces, kinds, around, voices)
        kinds = kinds if around.ours_known else named(pieces, kinds, around, voices)
        kinds = by_first_word(pieces, kinds, around, voices)
    kinds = machines_that_converse(pieces, never_talked(pieces, kinds, around), around)
    theirs = list(zip(pieces, kinds, strict=True))
    ours = [(index, turn) for index, turn in enumerate(turns) if turn.side is Side.OURS]
    told = {id(sentence): kind for piece, kind in theirs for sentence in piece.sentences}
    segments = [_segment(sentence, kind) for sentence, kind in rejoined(sentences, parts, told)]
    by_key = {index for index, _ in ours}
    segments += [_segment(s, Kind.CALLER) for s in sentences if s.key in by_key]
    attributed = [*_joined(_turns(turns, theirs), around), *(turn for _, turn in ours)]
    return Attributed(
        tuple(sorted(attributed, key=lambda turn: (turn.start_s, turn.end_s))),
        tuple(sorted(segments, key=lambda segment: (segment.start_s, segment.end_s))),
    )


def _ours_by_marks(turns: Sequence[Turn], acoustics: Acoustics, ours: Sequence[object]) -> list[Turn]:
    """On one channel, the turns that lie where we spoke are ours."""
    from transcripts.acoustic import Stretch

    if acoustics.ours is not None:
        return list(turns)
    said = [own for own in ours if isinstance(own, Stretch)]
    return [
        replace(turn, side=Side.OURS, kind=Kind.CALLER)
        if sum(own.overlap_s(turn.start_s, turn.end_s) for own in said) > 0.6 * turn.length_s
        else turn
        for turn in turns
    ]


def _turns(turns: Sequence[Turn], theirs: Sequence[tuple[Piece, Kind]]) -> list[Turn]:
    """The turns again, cut where the kind changes within one."""
    result: list[Turn] = []
    for (index, kind), group in groupby(theirs, key=lambda pair: (pair[0].turn, pair[1])):
        parts = [piece for piece, _ in group]
        turn = turns[index]
        detail = turn.repeat if kind in (Kind.HOLD_MESSAGE, Kind.IVR) else None
        start_s, end_s = parts[0].start_s, parts[-1].end_s
        side = Side.OURS if kind is Kind.CALLER else turn.side
        result.append(replace(turn, start_s=start_s, end_s=end_s, kind=kind, side=side, detail=detail))
    return result


def _joined(turns: list[Turn], around: Surroundings) -> list[Turn]:
    """One voice that pauses between its sentences is one turn, unless a key or our speech lies between.

    Hold messages stay as they were found: two that follow one another are two.
    """
    result: list[Turn] = []
    for turn in turns:
        before = result[-1] if result else None
        joins = before and before.kind is turn.kind and turn.kind is not Kind.HOLD_MESSAGE
        if before and joins and turn.start_s - before.end_s <= PAUSE_S:
            cut = any(before.start_s < key_s <= turn.start_s for key_s in around.keys_s) or any(
                before.end_s - 0.3 <= own.start_s <= turn.start_s for own in around.ours
            )
            if not cut:
                detail = before.detail if before.detail == turn.detail else None
                result[-1] = replace(before, end_s=turn.end_s, detail=detail)
                continue
        result.append(turn)
    return result


def _segment(sentence: Sentence, kind: Kind) -> Segment:
    return Segment(
        speaker=_SPEAKERS.get(kind, Speaker.UNKNOWN),
        start_s=round(sentence.start_s, 3),
        end_s=round(sentence.end_s, 3),
        text=sentence.text,
        confidence=sentence.confidence,
        low_confidence=sentence.low_confidence,
        same_as=sentence.same_as,
        words=sentence.words,
        reuse=sentence.reuse,
    )
