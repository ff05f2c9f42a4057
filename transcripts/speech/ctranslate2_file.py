"""Reading a CTranslate2 model file (format 6): names, shapes and arrays of its variables.

The layout is that of ctranslate2's own writer (`specs/model_spec.py`): little-endian throughout.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]

_TYPES = ("f4", "i1", "i2", "i4", "f2")
_VERSION = 6


def read_variables(path: Path) -> Arrays:
    """Every variable by name, in its stored type, as views of the mapped file. Raises `ModelMissing`."""
    import numpy as np

    try:
        data = np.memmap(path, np.uint8, mode="r")
        return _variables(memoryview(data))  # type: ignore[arg-type]
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise ModelMissing("{path} is not a CTranslate2 model: {why}", path=path, why=error) from error


def _variables(data: memoryview) -> Arrays:
    import numpy as np

    at = 0

    def take(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{kind}", data, at)
        at += struct.calcsize(kind)
        return int(value)

    def text() -> str:
        nonlocal at
        length = take("H")
        at += length
        return bytes(data[at - length : at]).rstrip(b"\0").decode()

    version = take("I")
    if version != _VERSION:
        raise ValueError(f"format {version}, expected {_VERSION}")
    text()
    take("I")
    variables: Arrays = {}
    for _ in range(take("I")):
        name = text()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = take("B"), take("I")
        flat = np.frombuffer(data[at : at + size], dtype=_TYPES[kind])
        variables[name] = flat.reshape(shape)
        at += size
    return variables
