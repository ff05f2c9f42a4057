"""Pairs of frames with the same half word, as votes for a block and a lag; a few blocks at a time.

Hours of speech have tens of millions of such pairs: what is counted at once does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 2 * FRAMES_PER_S
LAG_BIN = 2  # frames
_CROWD, _NEXT = 64, 16
"""A half word that occurs more often than this says little: it votes for its next occurrences only. That is
enough for a message that repeats without one bit of difference: each hearing is tied to the next ones."""
_LEAST_LAG = 2 * FRAMES_PER_S
_AT_ONCE = 1 << 18  # votes


class _Index(NamedTuple):
    """Frames in order of their half word and of time. Of each frame: its place there, and how many later
    frames have its half word."""

    ordered: NDArray[np.int32]
    place: NDArray[np.int32]
    later: NDArray[np.int32]


def ballots(
    words: NDArray[np.uint32], voiced: NDArray[np.bool_], at_once: int = _AT_ONCE
) -> Iterator[NDArray[np.int64]]:
    """Votes `block << 32 | lag bin` by rising block, all votes of a block together.

    About `at_once` at a time, or those of one block where these are more.
    """
    import numpy as np

    frames = np.flatnonzero(voiced).astype(np.int32)
    if len(frames) == 0:
        return
    halves = [_index(frames, ((words[frames] >> shift) & 0xFFFF).astype(np.uint16)) for shift in (0, 16)]
    starts = np.flatnonzero(np.diff(frames // BLOCK, prepend=-1))
    each = sum(np.add.reduceat(half.later, starts, dtype=np.int64) for half in halves)
    number = (np.cumsum(each) - each) // at_once
    first = starts[np.flatnonzero(np.diff(number, prepend=-1))]
    for low, high in zip(first, [*first[1:], len(frames)], strict=True):
        yield np.concatenate([_votes(frames, half, int(low), int(high)) for half in halves])


def _index(frames: NDArray[np.int32], keys: NDArray[np.uint16]) -> _Index:
    import numpy as np

    order = np.argsort(keys, kind="stable").astype(np.int32)
    sizes = np.bincount(keys, minlength=1 << 16)
    ends = np.cumsum(sizes).astype(np.int32)
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    later = ends[keys] - place - 1
    crowded = (sizes > _CROWD)[keys]
    later[crowded] = np.minimum(later[crowded], _NEXT)
    return _Index(frames[order], place, later)


def _votes(frames: NDArray[np.int32], half: _Index, low: int, high: int) -> NDArray[np.int64]:
    """Those of frames[low:high] as the earlier of a pair."""
    import numpy as np

    later: NDArray[Any] = half.later[low:high]
    early = np.repeat(frames[low:high], later)
    first = np.repeat(half.place[low:high] + 1 - (np.cumsum(later) - later), later)
    late = half.ordered[first + np.arange(len(early))]
    far = late - early >= _LEAST_LAG
    early, late = early[far].astype(np.int64), late[far].astype(np.int64)
    votes: NDArray[np.int64] = (early // BLOCK << 32) | ((late - early) // LAG_BIN)
    return votes
