"""Fingerprints as text, for documents, and back. Foreign or damaged text is told, never guessed at."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from transcripts.errors import PromptBookError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_FRAMES = 100 * 300
"""No prompt is longer than five minutes."""
_DAMAGED = "A fingerprint of the prompt catalogue is damaged; listen afresh to rebuild it"


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
        raise PromptBookError(_DAMAGED)
    count = len(words) // 4
    mask = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")[:count].astype(bool)
    return np.frombuffer(words, "<u4").astype(np.uint32), mask


def encode_levels(level_dbfs: NDArray[np.float32]) -> str:
    """Base64 of deflated bytes, one a frame: half decibels from −100 dBFS up."""
    import numpy as np

    steps = np.clip(np.rint((level_dbfs + 100.0) * 2), 0, 255).astype(np.uint8)
    return base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode("ascii")


def encode_answers(answers: NDArray[np.uint8]) -> str:
    """Base64 of deflated bytes, one column of (n, 4) after the other."""
    return base64.b64encode(zlib.compress(answers.T.tobytes(), 9)).decode("ascii")


def decode_sound(
    prints: str, levels: str, answers: str
) -> tuple[NDArray[np.uint32], NDArray[np.float32], NDArray[np.uint8]]:
    """Fingerprint, level (dBFS), answers (n, 4). Raises `PromptBookError` when they do not fit together."""
    import numpy as np

    words = np.frombuffer(_bytes(prints)[: 4 * LONGEST_FRAMES + 4], np.uint8)
    count = len(words) // 4
    steps, columns = _inflated(levels, count), _inflated(answers, 4 * count)
    if len(words) % 4 or count > LONGEST_FRAMES:
        raise PromptBookError(_DAMAGED)
    level = (np.frombuffer(steps, np.uint8) / 2 - 100).astype(np.float32)
    table = np.frombuffer(columns, np.uint8).reshape(4, count).T
    return words.view("<u4").astype(np.uint32), level, table


def _inflated(text: str, length: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(_bytes(text), length + 1)
    except zlib.error as error:
        raise PromptBookError(_DAMAGED) from error
    if len(data) != length or not inflater.eof:  # the check sum comes last
        raise PromptBookError(_DAMAGED)
    return data


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError) as error:
        raise PromptBookError(_DAMAGED) from error
