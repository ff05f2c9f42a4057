"""Two voices that take turns: what tells a conversation between two holds from a recorded message.

Each stretch of speech is described by its cepstra. Two voices are believed where they explain the stretches
much better than one does, each stretch judged by models that it had no part in (`speakers.two`). A reader of
several sentences does not come near; two in turn do.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from transcripts.acoustic.bands import decibels
from transcripts.acoustic.runs import runs_of
from transcripts.acoustic.values import FRAMES_PER_S, Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.activity import Activity
    from transcripts.acoustic.frames import Features
    from transcripts.speakers.two import Spoken

LONGEST_GAP_S = 45.0
"""Between two pieces of music; what is longer ends a hold anyway (`turns.HOLD_GAP_S`)."""
LEAST_PIECE_S = 0.5
"""A shorter stretch ("yes") says too little about its voice."""
LEAST_CHANGES = 3
"""Each of two voices must come back once: a notice in two languages changes voice once, or twice."""
TWO_VOICES = 20.0
"""Gain (see `speakers.two.Parted`) from which two voices are sure; the same as with words and pitch at hand.
Measured by `bench.listening.talk`."""
_MOST_PIECES = 24  # of more, the longest say most
_LOUD_DB = 25.0  # below the loud parts of a stretch: pauses say nothing of a voice
_CEPSTRA = 16  # without the first, which is loudness


def conversations(active: Activity, recorded: NDArray[np.bool_], features: Features) -> tuple[Stretch, ...]:
    """The stretches between two pieces of music in which two voices take turns.

    `recorded` marks the frames of speech that sounds again elsewhere: that is no conversation.
    """
    found: list[Stretch] = []
    for (_, start), (end, _) in itertools.pairwise(runs_of(active.music)):
        if end - start > LONGEST_GAP_S * FRAMES_PER_S:
            continue
        pieces = [
            (start + a, start + b)
            for a, b in runs_of(active.speech[start:end])
            if b - a >= LEAST_PIECE_S * FRAMES_PER_S and recorded[start + a : start + b].mean() < 0.5
        ]
        if len(pieces) > LEAST_CHANGES and _take_turns(_fewer(pieces), features):
            found.append(Stretch(pieces[0][0] / FRAMES_PER_S, pieces[-1][1] / FRAMES_PER_S))
    return tuple(found)


def _fewer(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest `_MOST_PIECES`, in order."""
    longest = sorted(pieces, key=lambda piece: piece[0] - piece[1])[:_MOST_PIECES]
    return sorted(longest)


def _take_turns(pieces: list[tuple[int, int]], features: Features) -> bool:
    from transcripts.speakers.two import part

    parted = part([_spoken(start, end, features) for start, end in pieces])
    firsts = [chance > 0.5 for chance in parted.first]
    changes = sum(here != then for here, then in itertools.pairwise(firsts))
    return parted.gain >= TWO_VOICES and changes >= LEAST_CHANGES


def _spoken(start: int, end: int, features: Features) -> Spoken:
    """Its voice without pitch, which needs the sound itself: the colour alone tells nearly as much."""
    import numpy as np
    from scipy.fft import dct

    from transcripts.speakers.features import Voice
    from transcripts.speakers.two import Spoken

    level_dbfs = features.level_dbfs[start:end]
    loud = level_dbfs >= np.percentile(level_dbfs, 95) - _LOUD_DB
    levels = decibels(features.bands[start:end][loud]).astype(np.float64)
    cepstra = dct(levels, axis=1, norm="ortho")[:, 1 : _CEPSTRA + 1].astype(np.float32)
    return Spoken(start / FRAMES_PER_S, end / FRAMES_PER_S, Voice(cepstra, np.zeros(0, np.float32)))
