"""Sub-fingerprints: 32 bits every 10 ms that survive coding and noise (Haitsma and Kalker, ISMIR 2002)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transcripts.acoustic.framing import RATE_HZ
from transcripts.acoustic.products import product

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 2048
BANDS = 33
LOW_HZ, HIGH_HZ = 300.0, 3400.0


@cache
def _band_matrix() -> NDArray[np.float32]:
    """(1025, 33): each column sums one of 33 bands, equal on a logarithmic scale."""
    import numpy as np

    edges = np.geomspace(LOW_HZ, HIGH_HZ, BANDS + 1)
    hz = np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)
    inside = (hz[:, None] >= edges[None, :-1]) & (hz[:, None] < edges[None, 1:])
    return inside.astype(np.float32)


@cache
def _ones() -> NDArray[np.uint8]:
    """How many bits of each 16-bit number are set."""
    import numpy as np

    bits = np.unpackbits(np.arange(65536, dtype=">u2").view(np.uint8).reshape(-1, 2), axis=1)
    counts: NDArray[np.uint8] = bits.sum(axis=1).astype(np.uint8)
    return counts


def bits_apart(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How many of 32 bits differ, word by word (numpy counts bits only from version 2 on)."""
    differ = a ^ b
    apart: NDArray[np.uint8] = _ones()[differ & 0xFFFF] + _ones()[differ >> 16]
    return apart


class Printer:
    """Turns windows into words: bit m says whether the step from band m to m+1 shrank since then."""

    def __init__(self) -> None:
        import numpy as np

        self._last: NDArray[np.float32] = np.zeros((1, BANDS), np.float32)

    def push(self, frames: NDArray[np.float32]) -> NDArray[np.uint32]:
        """One uint32 for each frame of shape (n, `WINDOW`)."""
        import numpy as np
        from scipy.fft import rfft

        if len(frames) == 0:
            return np.empty(0, np.uint32)
        window = np.hanning(WINDOW).astype(np.float32)
        spectrum = rfft(frames * window, axis=1)
        energy = product(spectrum.real**2 + spectrum.imag**2, _band_matrix())
        both = np.concatenate((self._last, energy))
        self._last = energy[-1:]
        step = both[:, :-1] - both[:, 1:]
        bits = (step[1:] - step[:-1]) > 0
        packed: NDArray[np.uint32] = np.packbits(bits, axis=1, bitorder="little").view(np.uint32)[:, 0]
        return packed
