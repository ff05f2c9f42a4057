"""Turns cut into pieces, one for each sentence, each with everything that tells who speaks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from transcripts.acoustic import Acoustics, Stretch, Turn
from transcripts.contact import Mark, MarkName
from transcripts.roles.cues import PERSON, RECORDED, Cues, cues_of
from transcripts.roles.welcomes import personal_welcomes
from transcripts.speech.confirmed import Sentence
from transcripts.timeline import Kind, Side

KEY_AFTER_S = 5.0
"""A key pressed within this after a prompt answers it."""

ANSWER_S = 6.0
"""Speech of ours that begins within this after theirs answers it."""

BREAK_S = 30.0
"""Between two pieces of music, speech longer than this is no message (norms HD-01: 15–30 s)."""

_SEVERAL = 3
"""Stretches of speech that may be talk: both sides, and one of them again."""

_MUSIC_S = 2.0
"""Shorter music is a jingle, or the voice itself misheard: it frames no message."""

REPLY_S = 4.0
"""Speech of theirs that begins within this after ours replies to it."""

_NOTHING = Cues(frozenset())


@dataclass(frozen=True, slots=True)
class Line:
    """What other calls say: where something sounds that one of them heard, too, and had for a machine's
    (`prompts`) or was not sure of (`again`).

    `calls` counts those that began with something that was not surely a machine's, `surprise` is the chance
    that a machine's next words are new to the line, `None` with too few calls (see
    `transcripts.prompts.unsure.Earlier`).
    """

    prompts: tuple[Stretch, ...] = ()
    again: tuple[Stretch, ...] = ()
    calls: int = 0
    surprise: float | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What happened around the speech: our own speech, the keys, and the moments that the channel marked.

    `ours_known` is false where our voice could be anywhere: then no answer or reply is evidence of anything.
    """

    ours: tuple[Stretch, ...]
    ours_known: bool
    keys_s: tuple[float, ...]
    humans_s: tuple[float, ...]
    hold_started_s: float | None
    music: tuple[Stretch, ...]
    tones: tuple[Stretch, ...] = ()
    line: Line = Line()


class Talk(Protocol):
    """Tells whether two people speak; see `transcripts.roles.voices.Voices`."""

    def expect(self, pieces: Sequence[Piece]) -> None: ...

    def talk(self, pieces: Sequence[Piece]) -> bool | None: ...

    def take_turns(self, pieces: Sequence[Piece]) -> bool: ...


@dataclass(slots=True)
class Piece:
    """One sentence of theirs (or a whole turn without words), in its turn.

    `recorded`: the same sound or the same sentence was heard elsewhere in the call, or the sound in another
    call. `keyed`: a key answered
    it. `answered`: our speech followed it. `replied`: it followed our speech. `keys_offered` counts the keys
    that its whole turn asks for. `open`: neither surely a machine's nor surely people's, whatever it says.
    """

    turn: int
    start_s: float
    end_s: float
    text: str
    cues: Cues = _NOTHING
    held: bool = False
    open: bool = False
    over_music: bool = False
    recorded: bool = False
    keyed: bool = False
    answered: bool = False
    replied: bool = False
    keys_offered: int = 0
    sentences: list[Sentence] = field(default_factory=list)


def surroundings(acoustics: Acoustics, marks: Sequence[Mark], line: Line | None = None) -> Surroundings:
    """Our side from its own channel, else from the marks of what we said."""
    own = acoustics.ours
    said = _said(marks)
    # keys come from our side; where that is known, what sounds like one on theirs is a tune
    heard_keys = [key.start_s for key in (own or acoustics.theirs).keys]
    marked_keys = [mark.at_s for mark in marks if mark.name is MarkName.KEY]
    hold = next((mark.at_s for mark in marks if mark.name is MarkName.HOLD_START), None)
    return Surroundings(
        ours=own.speech if own else said,
        ours_known=own is not None or bool(said),
        keys_s=tuple(sorted({*heard_keys, *marked_keys})),
        humans_s=tuple(mark.at_s for mark in marks if mark.name is MarkName.HUMAN),
        hold_started_s=hold,
        music=tuple(music for music in acoustics.theirs.music if music.length_s >= _MUSIC_S),
        tones=tuple(Stretch(tone.start_s, tone.end_s) for tone in acoustics.theirs.tones),
        line=line or Line(),
    )


def _said(marks: Sequence[Mark]) -> tuple[Stretch, ...]:
    said: list[Stretch] = []
    start_s: float | None = None
    for mark in marks:
        if mark.name is MarkName.SAY_START:
            start_s = mark.at_s
        elif mark.name is MarkName.SAY_END and start_s is not None:
            said.append(Stretch(start_s, mark.at_s))
            start_s = None
    return tuple(said)


def pieces_of(
    turns: Sequence[Turn],
    sentences: Sequence[Sentence],
    around: Surroundings,
    language: str,
    voices: Talk | None = None,
) -> list[Piece]:
    """The pieces of their turns in order. A sentence's `key` is the index of its turn."""
    from transcripts.roles.again import mark_heard_again

    by_turn: dict[int, list[Sentence]] = {}
    for sentence in sorted(sentences, key=lambda one: one.start_s):
        by_turn.setdefault(sentence.key, []).append(sentence)
    pieces = [
        piece
        for index, turn in enumerate(turns)
        if turn.side is Side.THEIRS
        for piece in _pieces_of_turn(index, turn, by_turn.get(index, []), language)
    ]
    known = (*around.line.prompts, *around.line.again)
    pieces = sorted(after_known(pieces, known), key=lambda piece: (piece.start_s, piece.end_s))
    for piece in pieces:
        piece.keys_offered = sum(p.cues.menu_count for p in pieces if p.turn == piece.turn)
    _mark_repeated_sentences(pieces)
    mark_heard_again(pieces, around)
    personal_welcomes(pieces, around)
    if voices is not None:
        voices.expect(pieces)
    _release_conversations(pieces, around, voices)
    for number, piece in enumerate(pieces):
        following_s = pieces[number + 1].start_s if number + 1 < len(pieces) else float("inf")
        _look_around(piece, following_s, around)
    return pieces


def after_known(pieces: Sequence[Piece], known: Sequence[Stretch]) -> list[Piece]:
    """The pieces again: sound that goes on after a known recording, without words, is a piece of its own."""
    result: list[Piece] = []
    for piece in pieces:
        unread_s = piece.end_s if piece.sentences else piece.start_s + _GOES_ON_S
        spoken_s = max((s.words[-1].start_s for s in piece.sentences if s.words), default=unread_s)
        ends = [one.end_s for one in known if one.start_s < spoken_s < one.end_s < piece.end_s - _GOES_ON_S]
        if not ends:
            result.append(piece)
            continue
        rest = replace(piece, start_s=max(ends), text="", cues=_NOTHING, recorded=False, sentences=[])
        result += [replace(piece, end_s=max(ends)), rest]
    return result


def _pieces_of_turn(index: int, turn: Turn, sentences: list[Sentence], language: str) -> list[Piece]:
    held = turn.kind is Kind.HOLD_MESSAGE
    over, recorded = turn.over_music > 0.5, turn.repeat is not None
    if not sentences:
        return [Piece(index, turn.start_s, turn.end_s, "", held=held, over_music=over, recorded=recorded)]
    starts = [turn.start_s, *(sentence.start_s for sentence in sentences[1:])]
    ends = [*(sentence.start_s for sentence in sentences[1:]), turn.end_s]
    return [
        Piece(
            index,
            start_s,
            end_s,
            sentence.text,
            cues=_NOTHING if sentence.low_confidence else cues_of(sentence.text, language),
            held=held,
            over_music=over,
            recorded=recorded or sentence.reuse is not None,
            sentences=[sentence],
        )
        for start_s, end_s, sentence in zip(starts, ends, sentences, strict=True)
    ]


_LONG_SENTENCE = 6
_SAME_TEXT = 92.0
_GOES_ON_S = 0.5


def _mark_repeated_sentences(pieces: list[Piece]) -> None:
    """A long sentence said twice word for word is a recording, also where coding hides that it is."""
    from rapidfuzz import fuzz

    long = [piece for piece in pieces if len(piece.text.split()) >= _LONG_SENTENCE]
    for number, piece in enumerate(long):
        for other in long[number + 1 :]:
            if fuzz.ratio(piece.text, other.text, score_cutoff=_SAME_TEXT):
                piece.recorded = other.recorded = True


def _release_conversations(pieces: list[Piece], around: Surroundings, voices: Talk | None) -> None:
    """Speech between two pieces of music is held only while it can be a message.

    A tone between (a transfer that rings), and on one channel the words of a person or mere length, say that
    people talked there. Where voices can be told apart there must be two: an advert, too, says "I am Lucy".
    """
    ends = [0.0, *(music.end_s for music in around.music)]
    starts = [*(music.start_s for music in around.music), float("inf")]
    for gap in (Stretch(*times) for times in zip(ends, starts, strict=True) if times[0] < times[1]):
        inside = [p for p in pieces if p.held and gap.overlap_s(p.start_s, p.end_s) > 0]
        inside = [p for p in inside if not p.over_music and not p.recorded]
        rings = any(gap.start_s <= tone.start_s < gap.end_s for tone in around.tones)
        spoken = any(p.cues.any(PERSON) and not p.cues.any(RECORDED) for p in inside)
        talk: bool | None = True
        if spoken and voices is not None and not around.ours_known and gap.length_s <= BREAK_S:
            talk = voices.talk(inside)
            spoken = talk is not False
        elif voices is not None and not around.ours_known and gap.length_s <= BREAK_S and not rings:
            spoken = voices.take_turns(inside) or (_unread(inside) and voices.talk(inside) is not False)
            talk = None if spoken else talk  # an advert may be a dialogue, too: nobody knows
        if rings or (not around.ours_known and (spoken or gap.length_s > BREAK_S)):
            for piece in inside:
                piece.held, piece.open = False, talk is None


def _unread(pieces: Sequence[Piece]) -> bool:
    """Whether most of several stretches has no words that can be relied on: another language, a bad line.

    Then neither words nor their lack say what it is.
    """
    if len(pieces) < _SEVERAL:
        return False
    unread_s = sum(
        piece.end_s - piece.start_s for piece in pieces if all(s.low_confidence for s in piece.sentences)
    )
    return unread_s >= 0.5 * sum(piece.end_s - piece.start_s for piece in pieces)


def broken(before: Piece, piece: Piece, around: Surroundings) -> bool:
    """Whether music or a tone sounds between two pieces."""
    sounds = (*around.music, *around.tones)
    return any(sound.overlap_s(before.end_s - 0.5, piece.start_s + 0.5) > 1.0 for sound in sounds)


def _look_around(piece: Piece, following_s: float, around: Surroundings) -> None:
    until_s = min(piece.end_s + KEY_AFTER_S, max(following_s, piece.end_s + 0.5))
    piece.keyed = any(piece.start_s <= key_s < until_s for key_s in around.keys_s)
    piece.answered = any(
        piece.end_s - 0.5 <= own.start_s <= min(piece.end_s + ANSWER_S, following_s + 0.5)
        for own in around.ours
    )
    piece.replied = any(-0.5 <= piece.start_s - own.end_s <= REPLY_S for own in around.ours)
