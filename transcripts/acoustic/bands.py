"""The colour of a sound, a hundred times a second: the level of twenty bands, one byte each.

Small enough to keep of hours (7 MB an hour), fine enough to find where one sound gives way to another.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transcripts.acoustic.framing import RATE_HZ
from transcripts.acoustic.products import product
from transcripts.acoustic.spectrum import WINDOW

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 20
LOW_HZ, HIGH_HZ = 120.0, 3700.0
LOWEST_DBFS, STEP_DB = -110.0, 0.5
"""A byte counts half decibels above this: −110 to +17.5 dBFS."""


def bands_of(power: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(n, `BANDS`) bytes of the power spectra of `spectrum.power_of`."""
    import numpy as np

    # the squares of a Hann window sum to 3/8 of its length; a real signal has half its power in each sideband
    scale = 2.0 / (0.375 * WINDOW * 2 * (power.shape[1] - 1))
    level_dbfs = 10 * np.log10(scale * product(power, _band_matrix()) + 1e-11)
    steps: NDArray[np.uint8] = np.clip((level_dbfs - LOWEST_DBFS) / STEP_DB, 0, 255).astype(np.uint8)
    return steps


def decibels(steps: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The same in dBFS."""
    import numpy as np

    levels: NDArray[np.float32] = (steps * np.float32(STEP_DB) + np.float32(LOWEST_DBFS)).astype(np.float32)
    return levels


@cache
def _band_matrix() -> NDArray[np.float32]:
    """(513, 20): overlapping triangles, equally far apart in mel."""
    import numpy as np

    hz = np.fft.rfftfreq(1024, 1 / RATE_HZ)
    low, high = (2595 * np.log10(1 + edge / 700) for edge in (LOW_HZ, HIGH_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    rising = (hz[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - hz[:, None]) / (edges[2:] - edges[1:-1])
    matrix: NDArray[np.float32] = np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)
    return matrix
