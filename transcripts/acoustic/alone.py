"""A voice by itself that the event detector takes for singing: it is heard as what it is, speech.

Melodious voices, synthetic ones above all, and voices on a noisy line get "singing" from that detector for
whole sentences. Whoever sings on a telephone line has a band, or had one a moment ago: where the same
detector hears no instrument, the other is sure of a voice, and the sound falls between syllables as speech
does, a voice speaks. Measured on 304 such stretches (930 s) of synthetic people through G.711, GSM and packet
loss, with hum or noise down to 12 dB under them, against songs whose band stops and voices without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.acoustic.activity import PAUSE_S, VOICE, VOICE_STAYS
from transcripts.acoustic.runs import bridged, hysteresis, runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.frames import Features

UNACCOMPANIED = 0.10
"""Median of 1 s of the event detector's music: under it no instrument plays (`activity.MUSIC_STAYS`)."""
_MEDIAN = 101
NO_BAND = 0.04
"""Mean of it over the stretch: 302 of 304 spoken stretches have less, 12 of 17 sung ones more: the detector
has not forgotten the band, or hears notes in the voice."""
FALLS_DB, FALLS_SHARE = 12.0, 0.20
"""Such a part of a stretch is so far below its loud parts. 99 in 100 spoken stretches have 0.26 and more,
none less than 0.20; 6 of 17 sung ones have less."""
_LEAST = 15  # frames; less says nothing of how a sound falls
_AROUND = 25  # frames by which the voice detector may miss the first or the last syllable


def spoken_alone(features: Features) -> Features:
    """The same with "singing" counted as "speech" wherever a voice speaks by itself."""
    import numpy as np

    alone = _alone(features)
    if not alone.any():
        return features
    speech, singing = features.speech.copy(), features.singing.copy()
    speech[alone] = np.minimum(1.0, speech[alone] + singing[alone])
    singing[alone] = 0.0
    return features._replace(speech=speech, singing=singing)


def _alone(features: Features) -> NDArray[np.bool_]:
    """The frames of voices without instruments, a little more on either side."""
    import numpy as np
    from scipy.ndimage import median_filter

    result = np.zeros(len(features.music), np.bool_)
    if not len(result):
        return result
    unaccompanied: NDArray[np.bool_] = median_filter(features.music, _MEDIAN, mode="nearest") < UNACCOMPANIED
    voiced = bridged(hysteresis(features.voice, VOICE, VOICE_STAYS), PAUSE_S) & unaccompanied
    for start, end in runs_of(voiced):
        if _speaks(features, start, end):
            result[max(0, start - _AROUND) : end + _AROUND] = True
    return result & unaccompanied


def _speaks(features: Features, start: int, end: int) -> bool:
    import numpy as np

    if end - start < _LEAST or float(features.music[start:end].mean()) > NO_BAND:
        return False
    level_dbfs = features.level_dbfs[start:end]
    return float((level_dbfs < np.percentile(level_dbfs, 90) - FALLS_DB).mean()) >= FALLS_SHARE
