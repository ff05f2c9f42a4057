"""What is said in a machine's voice: told by the voice of its earlier prompts."""

from __future__ import annotations

from collections.abc import Sequence

from transcripts.roles.cues import PERSON, Cue
from transcripts.roles.pieces import Piece, Surroundings
from transcripts.roles.voices import NEW_GREETING_S, TWO_VOICES, Voices, conversations, seconds, with_people
from transcripts.timeline import Kind

SAME_VOICE = 0.0
"""Gain (see `differ`) up to which speech is by the same voice as a machine's. Two halves of one person's
recordings had at most 0 in 13 of 16, two people's at least 2 in 24 of 24 (all of the tuning half)."""

OTHER_VOICE = 2.0
"""Gain (see `differ`) from which speech is by another voice; measured as `SAME_VOICE`."""

_LEAST_S, _LEAST_MACHINE_S = 1.5, 3.0
"""With less speech than this nothing is said of a voice."""

_LOOK_AT = 8


def machine_by_voice(
    pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings, voices: Voices
) -> list[Kind]:
    """The kinds again: speech in a machine's voice that nobody talks with, and without a person's words, is
    the machine's. On one channel nobody talks with it when the same voice speaks all of it.
    """
    result = list(kinds)
    for run in conversations(pieces, kinds, around):
        machines = prompts_before(pieces, result, run[0])
        if not machines:
            continue
        talk = [pieces[i] for i in run]
        if seconds(talk) < _LEAST_S or any(with_people(piece) for piece in talk):
            continue
        if not around.ours_known and voices.part(talk).gain >= TWO_VOICES:
            continue
        if min(voices.differ(talk, machine) for machine in machines) <= SAME_VOICE:
            for i in run:
                result[i] = Kind.IVR
    return result


def before_greeting(
    pieces: Sequence[Piece], kinds: Sequence[Kind], around: Surroundings, voices: Voices
) -> list[Kind]:
    """The kinds again: what was said before a person's greeting, after a machine, without a person's words,
    answered by nobody and in another voice nearer to the machine's, is the machine's.
    """
    result = list(kinds)
    for run in conversations(pieces, kinds, around):
        greeting = next((i for i in run[1:] if _greets(pieces, i)), None)
        machines = prompts_before(pieces, result, run[0])
        if greeting is None or not machines:
            continue
        head = [pieces[i] for i in run if i < greeting]
        person = [p for p in pieces[greeting : run[-1] + 1] if p.start_s < pieces[greeting].end_s + 3.0]
        if seconds(head) < _LEAST_S or seconds(person) < _LEAST_S or any(with_people(p) for p in head):
            continue
        apart = voices.differ(head, person)
        if apart >= OTHER_VOICE and min(voices.differ(head, m) for m in machines) <= apart - OTHER_VOICE:
            for i in run[: len(head)]:
                result[i] = Kind.IVR
    return result


def _greets(pieces: Sequence[Piece], i: int) -> bool:
    """Whether somebody begins here after a pause, and greets within a second or two."""
    if pieces[i].start_s - pieces[i - 1].end_s < NEW_GREETING_S:
        return False
    near = [p for p in pieces[i : i + 3] if p.start_s - pieces[i].start_s < 3.0]
    return any(p.cues.any(PERSON) or Cue.HELLO in p.cues for p in near)


def prompts_before(pieces: Sequence[Piece], kinds: Sequence[Kind], before: int) -> list[list[Piece]]:
    """What machines said before a piece, prompt by prompt, as far as it is long enough to know a voice by."""
    found: list[list[Piece]] = []
    last = -2
    for i in range(before):
        if kinds[i] not in (Kind.IVR, Kind.HOLD_MESSAGE):
            continue
        near = i == last + 1 and pieces[i].start_s - pieces[last].end_s < 3.0
        found = [*found[:-1], [*found[-1], pieces[i]]] if near else [*found, [pieces[i]]]
        last = i
    return [prompt[-_LOOK_AT:] for prompt in found if seconds(prompt) >= _LEAST_MACHINE_S][-_LOOK_AT:]
