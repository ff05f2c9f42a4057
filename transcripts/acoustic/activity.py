"""Speech, music and both at once, decided from the detectors' probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.runs import bridged, without_short

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features

MUSIC = 0.30  # of max(music, singing), after a median of 1 s
VOICE = 0.30  # silero
SPEECH = 0.50  # the event detector's own speech
SILENT_DBFS = -60.0
"""Nothing below this is speech or music, whatever a detector says: idle G.711 is −66 dBFS and less."""
_MEDIAN = 101
PAUSE_S = 0.30
"""Pauses between words shorter than this belong to the speech around them."""
SHORTEST_SPEECH_S = 0.15
SHORTEST_MUSIC_S = 1.0
MUSIC_REST_S = 1.5
"""Rests within a piece shorter than this are part of it."""


class Activity(NamedTuple):
    """Booleans of 100 a second."""

    speech: NDArray[np.bool_]
    music: NDArray[np.bool_]


def activity_of(features: Features, other: NDArray[np.bool_]) -> Activity:
    """`other` marks the frames that tones and keys explain: they are neither speech nor music."""
    import numpy as np
    from scipy.ndimage import median_filter

    loud = features.level_dbfs > SILENT_DBFS
    music_share = np.maximum(features.music, features.singing)
    if len(music_share):
        music_share = median_filter(music_share, _MEDIAN, mode="nearest")
    music = without_short(bridged((music_share >= MUSIC) & loud & ~other, MUSIC_REST_S), SHORTEST_MUSIC_S)
    voiced = np.where(music, np.minimum(features.voice, features.speech) >= SPEECH, features.voice >= VOICE)
    speech = without_short(bridged(voiced & loud & ~other, PAUSE_S), SHORTEST_SPEECH_S)
    return Activity(speech & ~other, music & ~other)
