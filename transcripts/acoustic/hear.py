"""`hear_acoustics`: from a recording to what sounds on each channel of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from transcripts.acoustic.recall import Recall
from transcripts.acoustic.values import Acoustics, ChannelSound
from transcripts.heard import ListenOptions, Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Gatherer

LONG_S = 1_800.0
"""Of a longer recording one channel is heard after the other: decoding twice costs little, and what has to be
kept of a channel until it is decided about (16 MB an hour) is kept of one at a time."""
KEPT_S = 600.0
"""Up to here the sound itself is kept (2 MB a minute and channel) for the detectors, who look at it a second
time where some of it may be known; a longer recording is read once more."""


def hear_acoustics(
    path: str | PathLike[str],
    options: ListenOptions,
    progress: Progress | None = None,
    *,
    recall: Recall | None = None,
) -> Acoustics:
    """Tones, keys, speech, music, silence and repeats of each channel of a recording.

    Reads the file in blocks; a long one of two channels is read twice (see `LONG_S`). Uses `options.country`
    and `options.ours_channel` and nothing else. `progress` is called with "timeline" and the share done.
    `recall` knows sounds of the company's side from earlier calls: the detectors are not asked about them
    again. It is not used where there are two channels and nobody said which is whose. Raises `AudioError`.
    """
    from transcripts.audio import open_audio

    header = open_audio(path)
    every = tuple(range(header.channels))
    together = header.channels < 2 or (header.duration_s is not None and header.duration_s <= LONG_S)
    readings = [every] if together else [(channel,) for channel in every]
    parts = [
        _heard(
            path,
            wanted,
            ours=options.ours_channel if header.channels == 2 else None,
            country=options.country,
            report=_shared(progress, header.duration_s, number, len(readings)),
            recall=None if header.channels > 1 and options.ours_channel is None else recall,
        )
        for number, wanted in enumerate(readings)
    ]
    if progress:
        progress("timeline", 1.0)
    sounds = tuple(sound for part in parts for sound in part.channels)
    ours = options.ours_channel if len(sounds) == 2 else None
    return Acoustics(sounds, parts[0].duration_s, ours, parts[0].faults)


def _heard(
    path: str | PathLike[str],
    channels: tuple[int, ...],
    *,
    ours: int | None,
    country: str | None,
    report: Callable[[float], None],
    recall: Recall | None,
) -> Acoustics:
    """These channels alone, in one reading of the file; `ours` is which of the file's is our own."""
    from transcripts.acoustic.frames import Gatherer
    from transcripts.audio import blocks

    stream = blocks(path, 8_000, 10.0)
    gatherers = [Gatherer(None if channel == ours else recall) for channel in channels]
    again: list[NDArray[np.float32]] | None = [] if recall else None
    for block in stream:
        for gatherer, channel in zip(gatherers, channels, strict=True):
            gatherer.push(block[channel])
        if again is not None:
            again = [*again, block] if stream.decoded_s <= KEPT_S else None
        report(stream.decoded_s)
    for gatherer, channel in zip(gatherers, channels, strict=True):
        if recall and channel != ours:
            for block in again if again is not None else blocks(path, 8_000, 10.0):
                gatherer.look(block[channel])
                report(stream.decoded_s)  # and asks whether to go on
    again = None
    # each lets go of its own features before the next is asked for them
    sounds = [_decided(gatherers.pop(0), country, ours=channel == ours) for channel in channels]
    return Acoustics(tuple(sounds), stream.decoded_s, None, stream.faults)


def _decided(gatherer: Gatherer, country: str | None, *, ours: bool) -> ChannelSound:
    from transcripts.acoustic.decide import decide
    from transcripts.acoustic.recall import answers_of

    features = gatherer.features()
    sound = decide(features, country, ours=ours)
    return sound if ours else replace(sound, answers=answers_of(features), recalled=gatherer.recalled)


def _shared(
    progress: Progress | None, length_s: float | None, reading: int = 0, readings: int = 1
) -> Callable[[float], None]:
    """Tells seconds read as the share done of all readings."""

    def report(decoded_s: float) -> None:
        if progress and length_s:
            progress("timeline", min(0.95, 0.95 * (reading + min(1.0, decoded_s / length_s)) / readings))

    return report
