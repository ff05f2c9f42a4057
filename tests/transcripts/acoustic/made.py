"""Features made without sound: band levels drawn around a colour, answers of the detectors as they are late."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from transcripts.acoustic.activity import Activity
from transcripts.acoustic.bands import BANDS, LOWEST_DBFS, STEP_DB
from transcripts.acoustic.frames import Features
from transcripts.acoustic.spectrum import no_peaks
from transcripts.acoustic.tonal import TonalPeaks

Bands = NDArray[np.uint8]


def colour(seed: int, frames: int, dbfs: float = -35.0, sway_db: float = 4.0) -> Bands:
    """Frames of one sound: a spectrum of its own, swaying."""
    shape = np.random.default_rng(seed).normal(0, 6.0, BANDS)
    sway = np.random.default_rng([seed, frames]).normal(0, sway_db, (frames, BANDS))
    return np.clip((dbfs + shape + sway - LOWEST_DBFS) / STEP_DB, 0, 255).astype(np.uint8)


def activity(speech: NDArray[np.bool_], music: NDArray[np.bool_]) -> Activity:
    """With nothing doubtful."""
    return Activity(speech, music, np.zeros_like(speech))


def features(bands: Bands, *, speech: NDArray[np.bool_], level_dbfs: float = -23.0) -> Features:
    """All frames as loud as each other; the detectors answer 0.95 or 0.02."""
    count = len(bands)
    answers = np.where(speech, 0.95, 0.02).astype(np.float32)
    zeros = np.zeros(count, np.float32)
    peaks = TonalPeaks(np.empty(0, np.int32), no_peaks())
    level = np.full(count, level_dbfs, np.float32)
    return Features(level, answers, zeros, 1 - answers, answers, peaks, np.zeros(count, np.uint32), bands)
