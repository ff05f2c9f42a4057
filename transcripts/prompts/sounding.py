"""In which frames of a call somebody is heard: pauses hold noise, and noise has no fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.values import ChannelSound

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


class Printed(NamedTuple):
    """Fingerprint of a stretch from its first sound to its last, and where it sounds; `first` is a frame."""

    first: int
    prints: NDArray[np.uint32]
    loud: NDArray[np.bool_]


def printed(sound: ChannelSound, start_s: float, end_s: float, *, least_s: float) -> Printed | None:
    """The fingerprint of what sounds there; `None` without one, or where hardly half of `least_s` sounds.

    What is longer than a prompt may be is cut.
    """
    import numpy as np

    from transcripts.prompts.coding import LONGEST_FRAMES

    if sound.prints is None or sound.frame_dbfs is None:
        return None
    loud = np.flatnonzero(sounding(sound.frame_dbfs, [(start_s, end_s)]))
    if len(loud) < 100 * least_s / 2:
        return None
    first, last = int(loud[0]), min(int(loud[-1]) + 1, int(loud[0]) + LONGEST_FRAMES)
    mask = np.zeros(last - first, np.bool_)
    mask[loud[loud < last] - first] = True
    return Printed(first, sound.prints[first:last], mask)
