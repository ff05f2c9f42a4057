"""Fingerprints as text, for documents, and back. Foreign or damaged text is told, never guessed at."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from transcripts.errors import PromptBookError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_FRAMES = 100 * 300
"""No prompt is longer than five minutes."""


def encode_prints(prints: NDArray[np.uint32]) -> str:
    """Base64 of the words, little-endian."""
    return base64.b64encode(prints.astype("<u4").tobytes()).decode("ascii")


def encode_mask(mask: NDArray[np.bool_]) -> str:
    """Base64 of the bits, eight frames a byte, the first frame in the lowest bit."""
    import numpy as np

    return base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode("ascii")


def decode(prints: str, loud: str) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Both arrays, one value for every 10 ms. Raises `PromptBookError` when they are no fingerprints."""
    import numpy as np

    words, bits = _bytes(prints), _bytes(loud)
    if len(words) % 4 or len(words) // 4 > LONGEST_FRAMES or len(bits) != -(-len(words) // 32):
        raise PromptBookError("A fingerprint of the prompt catalogue is damaged; listen afresh to rebuild it")
    count = len(words) // 4
    mask = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")[:count].astype(bool)
    return np.frombuffer(words, "<u4").astype(np.uint32), mask


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError) as error:
        raise PromptBookError(
            "A fingerprint of the prompt catalogue is damaged; listen afresh to rebuild it"
        ) from error
