"""What acoustics alone can say about a recording. Values only: no audio library is loaded here.

All times are seconds from the recording's first sample. Levels are dBFS: 0 is a square wave at full scale,
a sine at full scale reads −3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transcripts.audio.faults import DecodeFault
from transcripts.heard import Repeat
from transcripts.timeline import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAMES_PER_S = 100
"""Rate of every per-frame array here: 10 ms."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of time [start_s, end_s)."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    def overlap_s(self, start_s: float, end_s: float) -> float:
        """Seconds shared with [start_s, end_s), never negative."""
        return max(0.0, min(self.end_s, end_s) - max(self.start_s, start_s))


@dataclass(frozen=True, slots=True)
class Tone:
    """A call-progress tone with its pauses, from its first burst's start to its last burst's end.

    `kind` is RINGBACK, BUSY, CONGESTION or SIT, `None` for a fax. `plan` names the country plan that it
    fits, "plan unknown", "SIT", "fax calling" or "fax answering"; where two tones sound alike it says so
    ("MX: busy or congestion"). `bursts` counts the sounding parts.
    """

    kind: Kind | None
    start_s: float
    end_s: float
    plan: str
    bursts: int
    hz: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A DTMF key: 0–9, *, #, A–D."""

    digit: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ChannelSound:
    """One channel. Stretches of one track never touch each other; tracks may overlap, as sounds do.

    `speech` holds all speech, `speech_over_music` the part of it that music underlies; `music` runs through
    under such speech. `silence` is what no track holds. `level_dbfs` has one value a second. `talk` are
    stretches between music in which two voices take turns: no message, whatever surrounds them.
    `prints` are the sub-fingerprints (100 a second, uint32; see `prints`), empty when none were asked for;
    `frame_dbfs` the level of the same frames, `answers` what the voice detectors say of them (see `recall`);
    `recalled` marks those of which that was known before.
    """

    tones: tuple[Tone, ...] = ()
    keys: tuple[Key, ...] = ()
    speech: tuple[Stretch, ...] = ()
    music: tuple[Stretch, ...] = ()
    speech_over_music: tuple[Stretch, ...] = ()
    silence: tuple[Stretch, ...] = ()
    level_dbfs: tuple[float, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    talk: tuple[Stretch, ...] = ()
    prints: NDArray[np.uint32] | None = field(default=None, compare=False, repr=False)
    frame_dbfs: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    answers: NDArray[np.uint8] | None = field(default=None, compare=False, repr=False)
    recalled: NDArray[np.bool_] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Acoustics:
    """One recording: its channels in file order. `faults` says what the decoder had to survive."""

    channels: tuple[ChannelSound, ...]
    duration_s: float
    ours_channel: int | None = None
    faults: tuple[DecodeFault, ...] = ()

    @property
    def ours(self) -> ChannelSound | None:
        """Our own side, `None` where both share one channel or no one said which it is."""
        if self.ours_channel is None or len(self.channels) < 2:
            return None
        return self.channels[self.ours_channel]

    @property
    def theirs(self) -> ChannelSound:
        """The company's side; of a recording whose sides are not known, all channels together."""
        if len(self.channels) < 2:
            return self.channels[0]
        if self.ours_channel is None:
            return together(self.channels)
        return self.channels[1 - self.ours_channel]


def together(channels: tuple[ChannelSound, ...]) -> ChannelSound:
    """All channels as one: what any of them holds. Fingerprints are left out."""
    repeats = tuple(
        Repeat(f"{repeat.id}.{number}", repeat.times)
        for number, sound in enumerate(channels)
        for repeat in sound.repeats
    )
    return ChannelSound(
        tones=tuple(sorted((t for c in channels for t in c.tones), key=lambda t: t.start_s)),
        keys=tuple(sorted((k for c in channels for k in c.keys), key=lambda k: k.start_s)),
        speech=_union(s for c in channels for s in c.speech),
        music=_union(s for c in channels for s in c.music),
        speech_over_music=_union(s for c in channels for s in c.speech_over_music),
        silence=_common([c.silence for c in channels]),
        level_dbfs=tuple(max(levels) for levels in zip(*(c.level_dbfs for c in channels), strict=False)),
        repeats=repeats,
        talk=_union(s for c in channels for s in c.talk),
    )


def _union(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for part in sorted(stretches):
        if joined and part.start_s <= joined[-1].end_s:
            joined[-1] = Stretch(joined[-1].start_s, max(joined[-1].end_s, part.end_s))
        else:
            joined.append(part)
    return tuple(joined)


def _common(tracks: list[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    """What all tracks hold at once."""
    shared = tracks[0]
    for track in tracks[1:]:
        pairs = ((max(a.start_s, b.start_s), min(a.end_s, b.end_s)) for a in shared for b in track)
        shared = tuple(Stretch(start_s, end_s) for start_s, end_s in pairs if start_s < end_s)
    return shared
