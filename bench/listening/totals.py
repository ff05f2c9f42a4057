"""Waits and hold totals, true and measured: seconds by kind, and the figures that a scorecard prints.

Who speaks is taken from the truth on both sides (the speakers have a bench of their own): what is compared is
the sound's share in each figure. Definitions of the figures: docs/figures.md.
"""

from __future__ import annotations

from dataclasses import replace

from bench.listening.truth import Label
from metrics import hold as holding_figures
from metrics import waits
from metrics.hold import Hold
from metrics.holding import stretches
from metrics.view import view
from transcripts.acoustic import (
    Acoustics,
    ChannelSound,
    Key,
    Stretch,
    Tone,
    Turn,
    speech_turns,
    timeline_of,
)
from transcripts.contact import Contact, Outcome
from transcripts.timeline import Kind, Side, Timeline
from transcripts.transcript import Transcript

Row = tuple[str, str, float, float]
"""Call and condition, what, true seconds, measured seconds."""

BY_KIND = {
    "hold music": Kind.HOLD_MUSIC,
    "hold messages": Kind.HOLD_MESSAGE,
    "ringback": Kind.RINGBACK,
}
FIGURES = (
    "hold.total_s",
    "hold.queue_s",
    "hold.longest_s",
    "call.ring_s",
    "wait.ivr_to_human_s",
    "wait.request_to_human_s",
)
_TONES = {"ringback": Kind.RINGBACK, "busy": Kind.BUSY, "congestion": Kind.CONGESTION, "sit": Kind.SIT}
_ROLES = {"ivr": Kind.IVR, "agent": Kind.AGENT}


def totals(name: str, truth: list[Label], heard: Acoustics, timeline: Timeline) -> list[Row]:
    """Every total that the truth has, or that was measured to be more than 0.3 s without it.

    Plain sums by kind are those of `timeline`; the figures have their speakers from the truth.
    """
    duration_s = heard.duration_s
    true = _timeline_of_truth(truth, duration_s)
    told = timeline_of(heard, [_attributed(turn, truth) for turn in speech_turns(heard)])
    rows = [(name, what, true.total_s(kind), timeline.total_s(kind)) for what, kind in BY_KIND.items()]
    wanted, got = _figures(true), _figures(told)
    # a figure that the truth has and we do not is as far off as it can be
    rows += [(name, what, wanted[what] or 0.0, got[what] or 0.0) for what in FIGURES]
    return [row for row in rows if row[2] or row[3] > 0.3]


def _timeline_of_truth(truth: list[Label], duration_s: float) -> Timeline:
    def times(*kinds: str) -> tuple[Stretch, ...]:
        return tuple(Stretch(t.start_s, t.end_s) for t in truth if t.kind in kinds)

    tones = tuple(
        Tone(_TONES.get(t.kind), t.start_s, t.end_s, t.kind, 1, ())
        for t in truth
        if t.kind in (*_TONES, "fax")
    )
    keys = tuple(Key(t.id, t.start_s, t.end_s) for t in truth if t.kind == "dtmf")
    sound = ChannelSound(tones=tones, keys=keys, speech=times("speech"), music=times("music"))
    turns = [Turn(t.start_s, t.end_s, Side.THEIRS, _kind_of(t)) for t in _said(truth)]
    return timeline_of(Acoustics((sound,), duration_s), turns)


def _said(truth: list[Label]) -> list[Label]:
    return [t for t in truth if t.kind in ("message", "utterance")]


def _kind_of(label: Label) -> Kind:
    return Kind.HOLD_MESSAGE if label.kind == "message" else _ROLES[label.role]


def _attributed(turn: Turn, truth: list[Label]) -> Turn:
    """With the speaker of the prompt that fills most of it; what no prompt explains keeps our guess."""
    part = Stretch(turn.start_s, turn.end_s)
    best = max(_said(truth), key=lambda t: part.overlap_s(t.start_s, t.end_s), default=None)
    if best is None or part.overlap_s(best.start_s, best.end_s) <= 0:
        return turn
    return replace(turn, kind=_kind_of(best))


def _figures(timeline: Timeline) -> dict[str, float | None]:
    call = view(Contact(Outcome.COMPLETED), timeline, Transcript((), "es"), None, "ES")
    holds = stretches(call)
    found = (*waits.figures(call, holds), *holding_figures.figures(Hold(call, holds, ())))
    return {figure.id: figure.value for figure in found if figure.id in FIGURES}
