"""Matrix products in small parts: a library that spreads a large one over threads lets them spin after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LARGEST = 500_000
"""Multiplications. From a million on OpenBLAS wakes its threads, which then wait for more work and burn 25 ms
of processor time for a product that takes one: a sixth of what hearing a second call cost."""


def product(rows: NDArray[Any], matrix: NDArray[Any]) -> NDArray[Any]:
    """`rows @ matrix` of two-dimensional arrays, by one thread."""
    import numpy as np

    step = max(1, _LARGEST // max(1, matrix.size))
    result = np.empty((len(rows), matrix.shape[1]), np.result_type(rows, matrix))
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        np.matmul(rows[part], matrix, out=result[part])
    return result
