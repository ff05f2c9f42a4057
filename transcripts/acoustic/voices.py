"""Two voices that take turns: what tells a conversation between two holds from a recorded message.

Each stretch of speech is described by the covariance of its cepstra; the split of the stretches into two
voices that explains them best is held against one voice for all (the generalised likelihood ratio of Gish,
Siu and Rohlicek, 1991). One reader of a long notice does not come near; two in turn do.
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

LONGEST_GAP_S = 45.0
"""Between two pieces of music; what is longer ends a hold anyway (`turns.HOLD_GAP_S`)."""
LEAST_PIECE_S = 1.0
"""A shorter stretch ("yes", "one moment") says too little about its voice."""
LEAST_CHANGES = 3
"""Each of two voices must come back once: a notice in two languages changes voice once, or twice."""
RATIO = 0.55
"""Nats a frame. Of the tuning half's voices, five prompts by two in turn reach it in 97 of 100 draws; five
by one reach it in one of seven, and of those one in five changes voice often enough."""
_MOST_PIECES = 10  # 512 ways to split them; of more, the longest say most
_LOUD_DB = 20.0  # below the loud parts of a stretch: pauses say nothing of a voice
_CEPSTRA = 13  # without the first, which is loudness
_FLOOR = 0.5  # added to each variance: short stretches must not look more certain than they are

Moments = tuple[int, "NDArray[np.float64]", "NDArray[np.float64]"]
"""Frames, sum and sum of products of their cepstra."""


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
    moments = [_moments(features.bands[a:b], features.level_dbfs[a:b]) for a, b in pieces]
    frames = sum(count for count, _, _ in moments)
    together = _surprise(moments)
    best, voices = 0.0, 0
    for split in range(1, 2 ** (len(pieces) - 1)):
        one = [m for index, m in enumerate(moments) if split >> index & 1]
        other = [m for index, m in enumerate(moments) if not split >> index & 1]
        gain = 0.5 * (together - _surprise(one) - _surprise(other)) / frames
        if gain > best:
            best, voices = gain, split
    changes = sum((voices >> index & 1) != (voices >> index + 1 & 1) for index in range(len(pieces) - 1))
    return best >= RATIO and changes >= LEAST_CHANGES


def _moments(bands: NDArray[np.uint8], level_dbfs: NDArray[np.float32]) -> Moments:
    import numpy as np
    from scipy.fft import dct

    loud = level_dbfs >= np.percentile(level_dbfs, 90) - _LOUD_DB
    levels = decibels(bands[loud]).astype(np.float64)
    cepstra = dct(levels, axis=1, norm="ortho")[:, 1 : _CEPSTRA + 1]
    return len(cepstra), cepstra.sum(axis=0), cepstra.T @ cepstra


def _surprise(moments: list[Moments]) -> float:
    """Frames times the log determinant of their covariance."""
    import numpy as np

    count = sum(n for n, _, _ in moments)
    mean = np.sum([s for _, s, _ in moments], axis=0) / count
    products = np.sum([p for _, _, p in moments], axis=0) / count
    covariance = products - np.outer(mean, mean) + _FLOOR * np.eye(len(mean))
    return count * float(np.linalg.slogdet(covariance)[1])
