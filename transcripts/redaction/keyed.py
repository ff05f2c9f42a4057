"""Numbers keyed in: an identity number reads from the keys of a timeline as well as from words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transcripts.redaction.values import Mute, Personal
from transcripts.timeline import Kind, Side, Span, Timeline

HIDDEN = "•"
"""What stands for a digit that was taken out."""

LEAST = 7
"""So many digits in a row are data: no circuit of menus is so deep, and no telephone or DNI is shorter."""

_PAUSE_S = 5.0
_MARGIN_S = 0.05


def redact_keys(timeline: Timeline) -> tuple[Timeline, tuple[Mute, ...]]:
    """The timeline with the digits of long numbers hidden, and the tones to mute: they tell the digits."""
    runs: list[list[Span]] = []
    for span in timeline.of(Kind.DTMF):
        if runs and span.side is runs[-1][-1].side and span.start_s - runs[-1][-1].end_s <= _PAUSE_S:
            runs[-1].append(span)
        else:
            runs.append([span])
    hidden = {
        span
        for run in runs
        if sum((span.detail or "").isdecimal() for span in run) >= LEAST
        for span in run
        if span.detail
    }
    if not hidden:
        return timeline, ()
    spans = tuple(replace(span, detail=HIDDEN) if span in hidden else span for span in timeline)
    mutes = tuple(_mute(span) for span in timeline if span in hidden)
    return replace(timeline, spans=spans), mutes


def hidden_keys(keys: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """(second, digit) of each key, the digits of long numbers hidden."""
    result = list(keys)
    first = 0
    for index in range(1, len(keys) + 1):
        if index < len(keys) and keys[index][0] - keys[index - 1][0] <= _PAUSE_S:
            continue
        if sum(digit.isdecimal() for _, digit in keys[first:index]) >= LEAST:
            result[first:index] = [(at_s, HIDDEN) for at_s, _ in keys[first:index]]
        first = index
    return result


def _mute(span: Span) -> Mute:
    ours = None if span.side is Side.BOTH else span.side is Side.OURS
    return Mute(max(0.0, span.start_s - _MARGIN_S), span.end_s + _MARGIN_S, Personal.KEYED, ours)
