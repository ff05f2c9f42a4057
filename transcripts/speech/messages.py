"""Turns cut where one recorded message ends and another begins: played back to back they sound as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transcripts.acoustic import Turn
from transcripts.heard import Repeat
from transcripts.timeline import Kind, Side

_INSIDE = 0.7
_APART_S = 0.5
_EDGE_S = 0.7
_BETWEEN_S = 1.0  # at most, between two messages that sound as one


def split_messages(turns: Sequence[Turn], repeats: Sequence[Repeat]) -> list[Turn]:
    """The turns of the company, cut at the ends of the messages that they hold.

    A message is known by one hearing that is a whole turn; parts that messages share ("you are number…") are
    no messages, and nothing is cut there.
    """
    hearings = sorted((start, end, repeat.id) for repeat in repeats for start, end in repeat.times)
    whole = {hearing[2] for hearing in hearings for turn in turns if _is(turn, hearing)}
    hearings = [hearing for hearing in hearings if hearing[2] in whole]
    result: list[Turn] = []
    for turn in turns:
        inside = [hearing for hearing in hearings if _holds(turn, hearing)]
        if turn.side is Side.THEIRS and turn.kind is Kind.HOLD_MESSAGE and inside:
            result += _cut(turn, inside)
        else:
            result.append(turn)
    return result


def _is(turn: Turn, hearing: tuple[float, float, str]) -> bool:
    return abs(turn.start_s - hearing[0]) <= _EDGE_S and abs(turn.end_s - hearing[1]) <= _EDGE_S


def _holds(turn: Turn, hearing: tuple[float, float, str]) -> bool:
    start_s, end_s, _ = hearing
    shared_s = min(turn.end_s, end_s) - max(turn.start_s, start_s)
    return shared_s >= _INSIDE * (end_s - start_s)


def _cut(turn: Turn, hearings: list[tuple[float, float, str]]) -> list[Turn]:
    parts: list[Turn] = []
    from_s = turn.start_s
    for end_s, start_s in _cuts(turn, hearings):
        if end_s - from_s > _APART_S:
            parts.append(_part(turn, from_s, end_s, hearings))
            from_s = start_s
    return [*parts, _part(turn, from_s, turn.end_s, hearings)]


def _cuts(turn: Turn, hearings: list[tuple[float, float, str]]) -> list[tuple[float, float]]:
    """Where one message ends and where the next begins, in order; the moment between them is nobody's speech.

    A hearing that begins or ends well inside the turn is one message's edge.
    """
    low_s, high_s = turn.start_s + _APART_S, turn.end_s - _APART_S
    starts = sorted(start_s for start_s, _, _ in hearings if low_s < start_s < high_s)
    found: list[tuple[float, float]] = []
    for end_s in sorted(end_s for _, end_s, _ in hearings if low_s < end_s < high_s):
        after = [start_s for start_s in starts if abs(start_s - end_s) <= _BETWEEN_S]
        start_s = min(after, key=lambda at_s: abs(at_s - end_s), default=end_s)
        found.append((min(end_s, start_s), start_s))
    used = {start_s for _, start_s in found}
    found += [(start_s, start_s) for start_s in starts if start_s not in used]
    return sorted(found)


def _part(turn: Turn, start_s: float, end_s: float, hearings: list[tuple[float, float, str]]) -> Turn:
    shared = [(min(end_s, end) - max(start_s, start), id) for start, end, id in hearings]
    longest_s, id = max(shared)
    repeat = id if longest_s >= 0.5 * (end_s - start_s) else None
    return replace(turn, start_s=start_s, end_s=end_s, repeat=repeat, detail=repeat)
