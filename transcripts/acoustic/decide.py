"""From a channel's features to what sounded when on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.acoustic.activity import SINGING, Activity, activity_of
from transcripts.acoustic.alone import spoken_alone
from transcripts.acoustic.bursts import bursts_of
from transcripts.acoustic.edges import Sounds, refined
from transcripts.acoustic.fades import continued
from transcripts.acoustic.islands import without_songs
from transcripts.acoustic.keys import keys_of
from transcripts.acoustic.repeats import Match, agreed, grouped, speech_matches
from transcripts.acoustic.runs import mask_of, stretches_of
from transcripts.acoustic.signals import fax_of, sit_of
from transcripts.acoustic.tones import tones_of
from transcripts.acoustic.values import FRAMES_PER_S, ChannelSound, Stretch
from transcripts.acoustic.voices import conversations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features


def decide(features: Features, country: str | None, *, ours: bool = False) -> ChannelSound:
    """Everything about one channel. Repeats are not looked for on our own side."""
    features = spoken_alone(features)
    frames, peaks = features.peaks
    level_dbfs = features.level_dbfs[frames]
    bursts = bursts_of(peaks, level_dbfs, frames)
    found = [*tones_of(bursts, country), *sit_of(bursts), *fax_of(bursts)]
    tones = sorted(found, key=lambda tone: tone.start_s)
    keys = keys_of(peaks, level_dbfs, features.voice, frames)
    taken = [*((tone.start_s, tone.end_s) for tone in tones), *((key.start_s, key.end_s) for key in keys)]
    explained = mask_of((Stretch(*times) for times in taken), len(features.level_dbfs))
    spoken = features.speech * (1 - SINGING * features.singing)
    sounds = Sounds(features.level_dbfs, features.bands, spoken, features.voice)
    active = activity_of(features, explained)
    for _ in range(2):  # an edge that was further off than the reach is nearer the second time
        active = refined(active, sounds)
    active = without_songs(active, features)
    active = active._replace(speech=_beside_lost_music(active, explained, sounds))
    matches: list[Match] = []
    if not ours:
        speech, matches = speech_matches(features, active)
        active = active._replace(speech=agreed(speech, matches) & ~explained)
    talk = () if ours else _talk(features, active, matches)
    active = continued(active, explained | mask_of(talk, len(explained)), features.level_dbfs)
    return ChannelSound(
        tones=tuple(tones),
        keys=keys,
        speech=stretches_of(active.speech),
        music=stretches_of(active.music),
        speech_over_music=stretches_of(active.speech & active.music),
        silence=stretches_of(~(active.speech | active.music | explained)),
        level_dbfs=_levels(features),
        repeats=grouped(matches),
        talk=talk,
        prints=features.words,
        frame_dbfs=features.level_dbfs,
    )


def _beside_lost_music(active: Activity, explained: NDArray[np.bool_], sounds: Sounds) -> NDArray[np.bool_]:
    """Speech with its edges refined also beside music that only what plays around it tells of.

    The hearings of a message are to agree on edges that were all found in the same way.
    """
    whole = continued(active, explained, sounds.level_dbfs)
    return refined(whole, sounds, whole.music & ~active.music).speech


def _talk(features: Features, active: Activity, matches: list[Match]) -> tuple[Stretch, ...]:
    recorded = mask_of(
        (
            Stretch((match.start + lag) / FRAMES_PER_S, (match.end + lag) / FRAMES_PER_S)
            for match in matches
            for lag in (0, match.lag)
        ),
        len(features.level_dbfs),
    )
    return conversations(active, recorded, features)


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
