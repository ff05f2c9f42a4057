"""Booleans of 100 a second to stretches of time, and back."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from transcripts.acoustic.values import FRAMES_PER_S, Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def runs_of(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The (first, past-last) frames of each run of `True`."""
    import numpy as np

    padded = np.zeros(len(mask) + 2, np.bool_)
    padded[1:-1] = mask
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def stretches_of(mask: NDArray[np.bool_]) -> tuple[Stretch, ...]:
    """The runs of `True` as stretches."""
    return tuple(Stretch(a / FRAMES_PER_S, b / FRAMES_PER_S) for a, b in runs_of(mask))


def mask_of(stretches: Iterable[Stretch], frames: int) -> NDArray[np.bool_]:
    """`True` where a stretch holds, over `frames` frames."""
    import numpy as np

    mask = np.zeros(frames, np.bool_)
    for stretch in stretches:
        start, end = round(stretch.start_s * FRAMES_PER_S), round(stretch.end_s * FRAMES_PER_S)
        mask[max(0, start) : max(0, end)] = True
    return mask


def bridged(mask: NDArray[np.bool_], gap_s: float) -> NDArray[np.bool_]:
    """With pauses shorter than `gap_s` between two runs filled."""
    result = mask.copy()
    runs = runs_of(mask)
    for (_, end), (start, _) in itertools.pairwise(runs):
        if start - end < gap_s * FRAMES_PER_S:
            result[end:start] = True
    return result


def without_short(mask: NDArray[np.bool_], least_s: float) -> NDArray[np.bool_]:
    """With runs shorter than `least_s` taken out."""
    result = mask.copy()
    for start, end in runs_of(mask):
        if end - start < least_s * FRAMES_PER_S:
            result[start:end] = False
    return result


def hysteresis(values: NDArray[np.float32], begins: float, stays: float | NDArray[Any]) -> NDArray[np.bool_]:
    """`True` in every run of `values >= stays` that reaches `begins` somewhere."""
    mask: NDArray[np.bool_] = values >= stays
    result = mask.copy()
    for start, end in runs_of(mask):
        if values[start:end].max() < begins:
            result[start:end] = False
    return result
