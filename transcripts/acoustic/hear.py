"""`hear_acoustics`: one pass over a recording, then the decisions."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from transcripts.acoustic.values import FRAMES_PER_S, Acoustics, ChannelSound, Stretch
from transcripts.heard import ListenOptions, Progress

if TYPE_CHECKING:
    from transcripts.acoustic.frames import Features


def hear_acoustics(
    path: str | PathLike[str], options: ListenOptions, progress: Progress | None = None
) -> Acoustics:
    """Tones, keys, speech, music, silence and repeats of each channel of a recording.

    Reads the file once, in blocks. Uses `options.country` and `options.ours_channel` and nothing else.
    `progress` is called with "timeline" and the share done. Raises `AudioError`.
    """
    from transcripts.acoustic.frames import Gatherer
    from transcripts.audio import blocks, open_audio

    promised_s = open_audio(path).duration_s
    stream = blocks(path, 8_000, 10.0)
    gatherers: list[Gatherer] = []
    for block in stream:
        if not gatherers:
            gatherers = [Gatherer() for _ in block]
        for gatherer, samples in zip(gatherers, block, strict=True):
            gatherer.push(samples)
        if progress and promised_s:
            progress("timeline", min(0.95, 0.95 * stream.decoded_s / promised_s))
    ours = options.ours_channel if len(gatherers) == 2 else None
    sounds = tuple(
        _decide(gatherer.features(), options.country, stream.decoded_s, ours=index == ours)
        for index, gatherer in enumerate(gatherers)
    )
    if progress:
        progress("timeline", 1.0)
    return Acoustics(sounds, stream.decoded_s, ours, stream.faults)


def _decide(features: Features, country: str | None, duration_s: float, *, ours: bool) -> ChannelSound:
    from transcripts.acoustic.activity import activity_of
    from transcripts.acoustic.bursts import bursts_of
    from transcripts.acoustic.keys import keys_of
    from transcripts.acoustic.repeats import repeats_of
    from transcripts.acoustic.runs import mask_of, stretches_of
    from transcripts.acoustic.signals import fax_of, sit_of
    from transcripts.acoustic.tones import tones_of

    frames = len(features.level_dbfs)
    bursts = bursts_of(features.peaks, features.level_dbfs)
    tones = sorted(
        [*tones_of(bursts, country), *sit_of(bursts), *fax_of(bursts)], key=lambda tone: tone.start_s
    )
    keys = keys_of(features.peaks, features.level_dbfs)
    taken = [*((tone.start_s, tone.end_s) for tone in tones), *((key.start_s, key.end_s) for key in keys)]
    explained = mask_of((Stretch(*times) for times in taken), frames)
    active = activity_of(features, explained)
    repeats = () if ours else repeats_of(features, active)
    return ChannelSound(
        tones=tuple(tones),
        keys=keys,
        speech=stretches_of(active.speech),
        music=stretches_of(active.music),
        speech_over_music=stretches_of(active.speech & active.music),
        silence=stretches_of(~(active.speech | active.music | explained)),
        level_dbfs=_levels(features),
        repeats=repeats,
        prints=features.words,
        frame_dbfs=features.level_dbfs,
    )


def _levels(features: Features) -> tuple[float, ...]:
    """Mean power of each second in dBFS."""
    import numpy as np

    power = 10 ** (features.level_dbfs / 10)
    starts = np.arange(0, len(power), FRAMES_PER_S)
    if len(starts) == 0:
        return ()
    counts = np.diff(np.append(starts, len(power)))
    means = np.add.reduceat(power, starts) / counts
    return tuple(round(float(10 * np.log10(mean)), 1) for mean in means)
