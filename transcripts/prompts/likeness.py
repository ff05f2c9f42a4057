"""How alike two whole recordings are at their best lag: one that was heard badly, or another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sound = tuple[NDArray[np.uint32], NDArray[np.bool_]]

_LEAST = 0.5  # of the shorter one must be compared


def best_error_rate(one: Sound, other: Sound) -> float:
    """The least bit-error rate over all lags at which at least half of the shorter one sounds with the other.

    Both are (words, sounding), 100 a second. 1.0 where nothing can be compared.
    """
    import numpy as np
    from scipy.signal import fftconvolve

    bits_one, bits_other = _signs(*one), _signs(*other)
    together = fftconvolve(one[1].astype(np.float64), other[1][::-1].astype(np.float64))
    agree = fftconvolve(bits_one, bits_other[::-1], axes=0).sum(axis=1)
    enough = together >= max(1.0, _LEAST * min(one[1].sum(), other[1].sum()))
    if not enough.any():
        return 1.0
    return float((0.5 - agree[enough] / (64 * together[enough])).min())


def _signs(words: NDArray[np.uint32], loud: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(n, 32) of ±1 where it sounds, 0 where not."""
    import numpy as np

    bits = np.unpackbits(words.astype("<u4").view(np.uint8).reshape(-1, 4), axis=1)
    return (2.0 * bits.astype(np.float64) - 1.0) * loud[:, None]
