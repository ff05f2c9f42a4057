"""From a channel's features to what sounded when on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.acoustic.activity import Activity, activity_of
from transcripts.acoustic.bursts import bursts_of
from transcripts.acoustic.keys import keys_of
from transcripts.acoustic.repeats import Match, agreed, grouped, speech_matches
from transcripts.acoustic.runs import mask_of, stretches_of
from transcripts.acoustic.signals import fax_of, sit_of
from transcripts.acoustic.tones import tones_of
from transcripts.acoustic.values import FRAMES_PER_S, ChannelSound, Stretch

if TYPE_CHECKING:
    from transcripts.acoustic.frames import Features


def decide(features: Features, country: str | None, *, ours: bool = False) -> ChannelSound:
    """Everything about one channel. Repeats are not looked for on our own side."""
    bursts = bursts_of(features.peaks, features.level_dbfs)
    found = [*tones_of(bursts, country), *sit_of(bursts), *fax_of(bursts)]
    tones = sorted(found, key=lambda tone: tone.start_s)
    keys = keys_of(features.peaks, features.level_dbfs, features.voice)
    taken = [*((tone.start_s, tone.end_s) for tone in tones), *((key.start_s, key.end_s) for key in keys)]
    explained = mask_of((Stretch(*times) for times in taken), len(features.level_dbfs))
    active = activity_of(features, explained)
    matches: list[Match] = [] if ours else speech_matches(features, active)
    active = Activity(agreed(active.speech, matches) & ~explained, active.music)
    return ChannelSound(
        tones=tuple(tones),
        keys=keys,
        speech=stretches_of(active.speech),
        music=stretches_of(active.music),
        speech_over_music=stretches_of(active.speech & active.music),
        silence=stretches_of(~(active.speech | active.music | explained)),
        level_dbfs=_levels(features),
        repeats=grouped(matches),
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
