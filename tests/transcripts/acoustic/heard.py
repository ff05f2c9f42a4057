"""Hears a signal through a real file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.transcripts.acoustic.synth import Floats
from tests.transcripts.audio.encode import write_wav
from transcripts.acoustic import Acoustics, ChannelSound, hear_acoustics
from transcripts.heard import ListenOptions


def heard(
    folder: Path, signal: Floats, country: str | None = "ES", ours: int | None = None, subtype: str = "ALAW"
) -> Acoustics:
    path = write_wav(folder / "call.wav", np.clip(signal, -1, 1), subtype=subtype)
    return hear_acoustics(path, ListenOptions(country=country, ours_channel=ours))


def theirs(folder: Path, signal: Floats, country: str | None = "ES") -> ChannelSound:
    return heard(folder, signal, country).theirs
