"""What a call teaches: its menu voices and hold messages, each with fingerprint, place and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcripts.acoustic import Acoustics, Turn
from transcripts.contact import Mark, MarkName
from transcripts.prompts.retain import heard_sounds
from transcripts.prompts.unsure import opens, unsure_of
from transcripts.prompts.values import CallPrompts, HeardPrompt, Line
from transcripts.redaction.keyed import hidden_keys
from transcripts.timeline import Kind, Side, Timeline
from transcripts.transcript import EngineInfo, Segment, Speaker, Transcript, Word

RECORDED = (Kind.IVR, Kind.HOLD_MESSAGE)
_LEAST_S = 0.8
_KEY_BEFORE_S, _KEY_AFTER_S = 0.3, 0.7
_OVER_MUSIC = 0.3


def gather(
    acoustics: Acoustics,
    turns: Sequence[Turn],
    timeline: Timeline,
    marks: Sequence[Mark],
    *,
    language: str,
    engine: EngineInfo | None,
    model: str,
    recalled: Iterable[str] = (),
) -> CallPrompts:
    """The recordings among the company's turns, still without words; `worded` gives them theirs.

    `recalled` are the ids of the known sounds that it heard.
    """
    keys = hidden_keys(_keys(acoustics, timeline, marks))
    found: list[HeardPrompt] = []
    for turn in turns:
        if turn.kind in RECORDED and turn.side is Side.THEIRS and turn.length_s >= _LEAST_S:
            found += _heard(turn, acoustics, keys, found)
    held = bool(timeline.of(Kind.HOLD_MUSIC, Kind.HOLD_MESSAGE))
    pressed = "".join(digit for _, digit in keys)
    sounds = heard_sounds(acoustics, timeline)
    unsure, whole = unsure_of(acoustics, turns), acoustics.theirs.prints is not None
    return CallPrompts(
        tuple(found),
        pressed,
        held,
        language,
        engine,
        model,
        sounds,
        tuple(recalled),
        unsure,
        whole,
        opens(turns),
    )


def _heard(
    turn: Turn, acoustics: Acoustics, keys: Sequence[tuple[float, str]], before: Sequence[HeardPrompt]
) -> list[HeardPrompt]:
    from transcripts.prompts.coding import encode_mask, encode_prints
    from transcripts.prompts.sounding import printed

    part = printed(acoustics.theirs, turn.start_s, turn.end_s, least_s=_LEAST_S)
    if part is None:
        return []
    end_s = (part.first + len(part.prints)) / 100
    cut = end_s >= acoustics.duration_s - _KEY_BEFORE_S or any(
        -_KEY_BEFORE_S <= key_s - turn.end_s <= _KEY_AFTER_S for key_s, _ in keys
    )
    return [
        HeardPrompt(
            kind=turn.kind,
            start_s=part.first / 100,
            end_s=end_s,
            prints=encode_prints(part.prints),
            loud=encode_mask(part.loud),
            lines=(),
            place=_place(turn, keys, before),
            cut=cut,
            over_music=turn.over_music > _OVER_MUSIC,
        )
    ]


def _place(turn: Turn, keys: Sequence[tuple[float, str]], before: Sequence[HeardPrompt]) -> str:
    """The keys sent before, and how many menu voices came since the last of them."""
    if turn.kind is Kind.HOLD_MESSAGE:
        return "hold"
    sent = [(at_s, digit) for at_s, digit in keys if at_s < turn.start_s + _KEY_BEFORE_S]
    since_s = sent[-1][0] if sent else 0.0
    count = sum(1 for heard in before if heard.kind is Kind.IVR and heard.start_s >= since_s)
    return f"{''.join(digit for _, digit in sent)}/{count}"


def _keys(acoustics: Acoustics, timeline: Timeline, marks: Sequence[Mark]) -> list[tuple[float, str]]:
    """The keys that left us: as the channel marked them, else as they are heard."""
    sent = [(mark.at_s, mark.detail) for mark in marks if mark.name is MarkName.KEY and mark.detail]
    if sent:
        return sorted(sent)
    spans = [span for span in timeline.of(Kind.DTMF) if span.detail]
    if acoustics.ours is not None:
        spans = [span for span in spans if span.side is Side.OURS]
    return [(span.start_s, span.detail or "") for span in spans]


def worded(call: CallPrompts, transcript: Transcript) -> CallPrompts:
    """The recordings with their words, as the transcript has them: hand in the one without personal data."""
    segments = transcript.by(Speaker.IVR, Speaker.HOLD)
    return replace(call, heard=tuple(replace(one, lines=_lines(one, segments)) for one in call.heard))


def _lines(heard: HeardPrompt, segments: Sequence[Segment]) -> tuple[Line, ...]:
    return tuple(
        _line(segment, heard.start_s)
        for segment in segments
        if heard.start_s <= (segment.start_s + segment.end_s) / 2 < heard.end_s
    )


def _line(segment: Segment, zero_s: float) -> Line:
    return Line(
        start_s=round(segment.start_s - zero_s, 3),
        end_s=round(segment.end_s - zero_s, 3),
        text=segment.text.strip(),
        confidence=segment.confidence or 0.0,
        low_confidence=segment.low_confidence,
        words=tuple(
            Word(w.text, round(w.start_s - zero_s, 3), round(w.end_s - zero_s, 3), w.probability)
            for w in segment.words
        ),
        reused=segment.reuse is not None,
    )
