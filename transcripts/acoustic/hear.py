"""`hear_acoustics`: from a recording to what sounds on each channel of it."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike

from transcripts.acoustic.values import Acoustics
from transcripts.heard import ListenOptions, Progress

LONG_S = 1_800.0
"""Of a longer recording one channel is heard after the other: decoding twice costs little, and what has to be
kept of a channel until it is decided about (16 MB an hour) is kept of one at a time."""


def hear_acoustics(
    path: str | PathLike[str], options: ListenOptions, progress: Progress | None = None
) -> Acoustics:
    """Tones, keys, speech, music, silence and repeats of each channel of a recording.

    Reads the file in blocks; a long one of two channels is read twice (see `LONG_S`). Uses `options.country`
    and `options.ours_channel` and nothing else. `progress` is called with "timeline" and the share done.
    Raises `AudioError`.
    """
    from transcripts.audio import open_audio

    header = open_audio(path)
    if header.channels < 2 or (header.duration_s is not None and header.duration_s <= LONG_S):
        parts = [_heard(path, tuple(range(header.channels)), options, _shared(progress, header.duration_s))]
    else:
        parts = [
            _heard(path, (channel,), options, _shared(progress, header.duration_s, channel, header.channels))
            for channel in range(header.channels)
        ]
    if progress:
        progress("timeline", 1.0)
    sounds = tuple(sound for part in parts for sound in part.channels)
    ours = options.ours_channel if len(sounds) == 2 else None
    return Acoustics(sounds, parts[0].duration_s, ours, parts[0].faults)


def _heard(
    path: str | PathLike[str],
    channels: tuple[int, ...],
    options: ListenOptions,
    report: Callable[[float], None],
) -> Acoustics:
    """These channels alone, in one reading of the file."""
    from transcripts.acoustic.decide import decide
    from transcripts.acoustic.frames import Gatherer
    from transcripts.audio import blocks

    stream = blocks(path, 8_000, 10.0)
    gatherers = [Gatherer() for _ in channels]
    for block in stream:
        for gatherer, channel in zip(gatherers, channels, strict=True):
            gatherer.push(block[channel])
        report(stream.decoded_s)
    ours = options.ours_channel if stream.channels == 2 else None
    # each lets go of its own features before the next is asked for them
    sounds = [
        decide(gatherers.pop(0).features(), options.country, ours=channel == ours) for channel in channels
    ]
    return Acoustics(tuple(sounds), stream.decoded_s, None, stream.faults)


def _shared(
    progress: Progress | None, length_s: float | None, reading: int = 0, readings: int = 1
) -> Callable[[float], None]:
    """Tells seconds read as the share done of all readings."""

    def report(decoded_s: float) -> None:
        if progress and length_s:
            progress("timeline", min(0.95, 0.95 * (reading + min(1.0, decoded_s / length_s)) / readings))

    return report
