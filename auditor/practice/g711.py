"""G.711 as the stack encodes it: to know a frame again when it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PCMU, PCMA = 0, 8
"""RTP payload types (RFC 3551)."""


def encode(samples: NDArray[np.int16], payload_type: int) -> bytes:
    """One byte a sample; A-law or µ-law by payload type."""
    return _alaw(samples) if payload_type == PCMA else _ulaw(samples)


def _alaw(samples: NDArray[np.int16]) -> bytes:
    import numpy as np

    value = samples.astype(np.int32) >> 3  # 13 bits, sign included
    mask = np.where(value >= 0, 0xD5, 0x55)
    size = np.where(value >= 0, value, -value - 1)
    exponent = np.maximum(np.floor(np.log2(np.maximum(size, 1))).astype(np.int32) - 4, 0)
    mantissa = (size >> np.maximum(exponent, 1)) & 15
    return (((exponent << 4) | mantissa) ^ mask).astype(np.uint8).tobytes()


def _ulaw(samples: NDArray[np.int16]) -> bytes:
    import numpy as np

    value = samples.astype(np.int32) >> 2  # 14 bits, sign included
    mask = np.where(value < 0, 0x7F, 0xFF)
    size = np.minimum(np.abs(value), 8159) + 33
    exponent = np.clip(np.floor(np.log2(size)).astype(np.int32) - 5, 0, 7)
    mantissa = (size >> (exponent + 1)) & 15
    coded: NDArray[np.int32] = ((exponent << 4) | mantissa) ^ mask
    return coded.astype(np.uint8).tobytes()
