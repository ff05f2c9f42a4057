"""Turns: stretches of speech with what acoustics can guess about them. Who speaks, their reader decides."""

from __future__ import annotations

from dataclasses import dataclass

from transcripts.acoustic.values import Acoustics, ChannelSound, Stretch
from transcripts.heard import Repeat
from transcripts.timeline import Kind, Side

HOLD_GAP_S = 45.0
"""Music that comes back within this is the same hold: norms HD-01 has messages of 15–30 s, some run on."""
LEAST_HOLD_MUSIC_S = 5.0
"""Less music than this in a whole stretch is a jingle, not hold: speech beside it is no hold message."""
MESSAGE_PAUSE_S = 1.2
"""Pauses inside a recorded message; over music they are filled by it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech. `kind` is what acoustics can say: CALLER (our side), HOLD_MESSAGE or SPEECH.

    `over_music` is the share of it that music underlies, 0–1. `repeat` is the id of the recorded message
    that it is one hearing of. A reader who knows more (words, keys) replaces `kind` and `detail`,
    or cuts the turn in two, and gives the turns back to `timeline_of`.
    """

    start_s: float
    end_s: float
    side: Side
    kind: Kind = Kind.SPEECH
    over_music: float = 0.0
    repeat: str | None = None
    detail: str | None = None

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def hold_stretches(acoustics: Acoustics) -> tuple[Stretch, ...]:
    """From the first to the last music of each hold, messages between included.

    Two pieces of music belong together when at most `HOLD_GAP_S` lie between them, our side says nothing
    meanwhile, no two voices take turns there, and there is music for `LEAST_HOLD_MUSIC_S` in all.
    """
    heard = _heard(acoustics)
    talk = (*(acoustics.ours.speech if acoustics.ours else ()), *heard.talk)
    joined: list[list[Stretch]] = []
    for music in heard.music:
        if joined:
            before = joined[-1][-1].end_s
            talked = any(turn.overlap_s(before, music.start_s) > 0.3 for turn in talk)
            if music.start_s - before <= HOLD_GAP_S and not talked:
                joined[-1].append(music)
                continue
        joined.append([music])
    return tuple(
        Stretch(pieces[0].start_s, pieces[-1].end_s)
        for pieces in joined
        if sum(piece.length_s for piece in pieces) >= LEAST_HOLD_MUSIC_S
    )


def speech_turns(acoustics: Acoustics) -> tuple[Turn, ...]:
    """Every stretch of speech of both sides, in order of start; see `Turn`."""
    holds = hold_stretches(acoustics)
    heard = _heard(acoustics)
    turns = [_turn(part, heard, holds) for part in _joined(heard.speech, holds)]
    messages = {turn.repeat for turn in turns if turn.kind is Kind.HOLD_MESSAGE and turn.repeat}
    turns = [_as_message(turn) if turn.repeat in messages else turn for turn in turns]
    if acoustics.ours:
        turns += [Turn(s.start_s, s.end_s, Side.OURS, Kind.CALLER) for s in acoustics.ours.speech]
    return tuple(sorted(turns, key=lambda turn: (turn.start_s, turn.end_s)))


def _heard(acoustics: Acoustics) -> ChannelSound:
    return acoustics.theirs


def _as_message(turn: Turn) -> Turn:
    return Turn(
        turn.start_s, turn.end_s, turn.side, Kind.HOLD_MESSAGE, turn.over_music, turn.repeat, turn.repeat
    )


def _turn(part: Stretch, heard: ChannelSound, holds: tuple[Stretch, ...]) -> Turn:
    over_s = sum(music.overlap_s(part.start_s, part.end_s) for music in heard.speech_over_music)
    repeat = _repeat_at(part, heard.repeats)
    turn = Turn(
        part.start_s, part.end_s, Side.THEIRS, over_music=over_s / max(part.length_s, 1e-6), repeat=repeat
    )
    inside = any(hold.overlap_s(part.start_s, part.end_s) >= 0.5 * part.length_s for hold in holds)
    return _as_message(turn) if inside else turn


def _repeat_at(part: Stretch, repeats: tuple[Repeat, ...]) -> str | None:
    """The message that fills most of this stretch, when it fills at least half."""
    best = max(
        ((part.overlap_s(*time), repeat.id) for repeat in repeats for time in repeat.times),
        default=(0.0, None),
    )
    return best[1] if best[0] >= 0.5 * part.length_s else None


def _joined(speech: tuple[Stretch, ...], holds: tuple[Stretch, ...]) -> list[Stretch]:
    """Within a hold, sentences with short pauses between them are one message."""
    result: list[Stretch] = []
    for part in speech:
        if result:
            before = result[-1]
            held = any(hold.start_s <= before.start_s and part.end_s <= hold.end_s for hold in holds)
            if held and part.start_s - before.end_s <= MESSAGE_PAUSE_S:
                result[-1] = Stretch(before.start_s, part.end_s)
                continue
        result.append(part)
    return result
