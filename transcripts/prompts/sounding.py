"""In which frames of a call somebody is heard: pauses hold noise, and noise has no fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNDER_DB, _FLOOR_DBFS = 22.0, -52.0


def sounding(level_dbfs: NDArray[np.float32], stretches: Iterable[tuple[float, float]]) -> NDArray[np.bool_]:
    """One value for every 10 ms: in one of these stretches (seconds), at most 22 dB under its loud parts."""
    import numpy as np

    mask = np.zeros(len(level_dbfs), np.bool_)
    for start_s, end_s in stretches:
        part = slice(max(0, round(start_s * 100)), max(0, round(end_s * 100)))
        level = level_dbfs[part]
        if len(level):
            loud = float(np.percentile(level, 95))
            mask[part] |= level > max(loud - _UNDER_DB, _FLOOR_DBFS)
    return mask
