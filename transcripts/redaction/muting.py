"""Sound with what is personal taken out of it: each stretch becomes a soft tone on the channel that spoke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

from transcripts.heard import Heard
from transcripts.redaction.finding import TOGETHER_S
from transcripts.redaction.values import Mute, Personal
from transcripts.timeline import Kind, Side, Span
from transcripts.transcript import Segment, Speaker

if TYPE_CHECKING:
    import numpy as np

    Samples = np.ndarray[Any, np.dtype[np.float32]]

TONE_HZ, TONE_DBFS = 1000.0, -40.0
"""What sounds instead: soft, so that a listener knows that something was taken out and that the recording is
whole, and of a frequency that no exchange uses (ringing and busy are at 350–480 Hz)."""

_FADE_S = 0.01
_UNREAD_S = 1.5
"""A pause up to this long is the speaker's own (so takes scoring it, too), not speech that was missed."""
_SIDE_OF = {Speaker.CALLER: Side.OURS, Speaker.UNKNOWN: Side.BOTH}


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Seconds [start_s, end_s) to mute; `ours` tells the side, `None` (both) where it is not known."""

    start_s: float
    end_s: float
    ours: bool | None = None


def to_mute(heard: Heard) -> tuple[Stretch, ...]:
    """What of a recording is not shared: what was redacted, and people's speech that nobody could read.

    Words that were not understood cannot have been looked through, so their sound stays at home too. Between
    the pieces of one number everything goes: a figure may have been missed there.
    """
    return tuple(sorted({*_redacted(heard), *_unread(heard)}, key=lambda s: (s.start_s, s.end_s)))


def _redacted(heard: Heard) -> Iterator[Stretch]:
    latest: dict[tuple[Personal, bool | None], Mute] = {}
    for mute in heard.redacted:
        before = latest.get((mute.kind, mute.ours))
        latest[mute.kind, mute.ours] = mute
        near = before is not None and mute.start_s - before.end_s <= TOGETHER_S
        joined = before if near and mute.kind is not Personal.NAME else None
        yield Stretch(joined.end_s if joined else mute.start_s, mute.end_s, mute.ours)


def _unread(heard: Heard) -> Iterator[Stretch]:
    for span in heard.timeline.of(Kind.AGENT, Kind.CALLER, Kind.SPEECH):
        at_s = span.start_s
        for segment in (*(s for s in heard.transcript.segments if _same_side(s, span)), None):
            start_s, end_s = (segment.start_s, segment.end_s) if segment else (span.end_s, span.end_s)
            if end_s <= at_s or start_s > span.end_s:
                continue
            if start_s - at_s > _UNREAD_S:
                yield Stretch(at_s, start_s, None if span.side is Side.BOTH else span.side is Side.OURS)
            at_s = max(at_s, end_s)


def _same_side(segment: Segment, span: Span) -> bool:
    return (
        Side.BOTH in (side := (_SIDE_OF.get(segment.speaker, Side.THEIRS), span.side)) or side[0] is side[1]
    )


def mute(
    samples: Samples,
    rate_hz: int,
    stretches: Iterable[Stretch],
    *,
    at_s: float = 0.0,
    ours_channel: int | None = None,
) -> Samples:
    """A copy of samples (frames, channels; −1 to 1) that begin at `at_s`, with the stretches replaced.

    Only the channel of the side that spoke is muted where there are two and both are known, else all.
    """
    import numpy as np

    out = np.array(samples, dtype=np.float32)
    for stretch in stretches:
        start = max(0, round((stretch.start_s - at_s) * rate_hz))
        end = min(len(out), round((stretch.end_s - at_s) * rate_hz))
        if start < end:
            first = round(at_s * rate_hz) + start
            tone = _tone(first, end - start, rate_hz)
            for channel in _channels(out.shape[1], stretch, ours_channel):
                out[start:end, channel] = tone
    return out


def _channels(count: int, stretch: Stretch, ours_channel: int | None) -> tuple[int, ...]:
    if count != 2 or ours_channel is None or stretch.ours is None:
        return tuple(range(count))
    return (ours_channel if stretch.ours else 1 - ours_channel,)


def _tone(first: int, length: int, rate_hz: int) -> Samples:
    import numpy as np

    phase = 2 * np.pi * TONE_HZ * (np.arange(first, first + length) / rate_hz)
    fade = np.minimum(1.0, np.minimum(np.arange(length), np.arange(length)[::-1]) / (_FADE_S * rate_hz))
    tone: Samples = (10 ** (TONE_DBFS / 20) * np.sin(phase) * fade).astype(np.float32)
    return tone


def muted_blocks(
    path: str | PathLike[str],
    stretches: Iterable[Stretch],
    *,
    ours_channel: int | None = None,
    block_s: float = 10.0,
) -> Iterator[tuple[Samples, int]]:
    """(samples, rate) of a whole recording block by block, muted; it is never held in memory as a whole.

    Raises `AudioError`.
    """
    from transcripts.audio import blocks, open_audio

    rate_hz = open_audio(path).rate_hz
    wanted = tuple(stretches)
    frames = 0
    for block in blocks(path, rate_hz, block_s):
        at_s = frames / rate_hz
        yield mute(block.T, rate_hz, wanted, at_s=at_s, ours_channel=ours_channel), rate_hz
        frames += block.shape[1]
