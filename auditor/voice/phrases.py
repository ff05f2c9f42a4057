"""Rendered phrases on disk: one FLAC file each, named by its key."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def load(folder: Path, key: str) -> tuple[NDArray[np.int16], int] | None:
    """The phrase's int16 mono samples and their rate in Hz; `None` when the folder does not hold it."""
    path = folder / f"{key}.flac"
    if not path.is_file():
        return None
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="int16")
    except soundfile.LibsndfileError:
        return None  # a damaged file of a cache: the phrase is made anew
    return (samples, rate_hz) if samples.ndim == 1 else None


def save(folder: Path, key: str, samples: NDArray[np.int16], rate_hz: int) -> Path:
    """Writes the phrase, atomically: a reader sees the whole file or none."""
    import soundfile

    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=folder)
    os.close(handle)
    temporary = Path(name)
    try:
        soundfile.write(temporary, samples, rate_hz, format="FLAC", subtype="PCM_16", compression_level=1.0)
        path = folder / f"{key}.flac"
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path
