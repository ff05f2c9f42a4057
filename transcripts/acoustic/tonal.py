"""The peaks of the frames that may be a tone or a key: few of speech and music are, and no other counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from transcripts.acoustic.bursts import LEAST_PIECE, single_or_pair
from transcripts.acoustic.column import Column
from transcripts.acoustic.spectrum import Peaks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AROUND = 16
"""Frames kept on either side: bursts are joined over 13 frames, keys over 4, edges are looked for within 6.
Two stretches that are kept apart are thus never joined, whatever lies between them."""
_EDGE = AROUND + LEAST_PIECE - 1  # what must be known on either side of a frame to decide about it


class TonalPeaks(NamedTuple):
    """The kept frames' numbers, rising, and their peaks."""

    frames: NDArray[np.int32]
    peaks: Peaks


class PeakKeeper:
    """Give it the peaks of every frame in order, then ask for `taken()` once."""

    def __init__(self) -> None:
        from transcripts.acoustic.spectrum import no_peaks

        self._held = no_peaks()
        self._frames = Column("int32")
        self._kept = [Column(part.dtype, 2 if part.ndim > 1 else None) for part in self._parts(self._held)]
        self._known = 0  # of the held frames, how many are decided: they stay for what they say of the next
        self._first = 0  # number of the first held frame

    def push(self, peaks: Peaks) -> None:
        """Takes the next frames; what follows them decides about the last of them."""
        self._decide(peaks, _EDGE)

    def taken(self) -> TonalPeaks:
        """Everything that was worth keeping."""
        from transcripts.acoustic.spectrum import no_peaks

        self._decide(no_peaks(), 0)
        return TonalPeaks(self._frames.taken(), Peaks(*(column.taken() for column in self._kept)))

    def _decide(self, peaks: Peaks, left: int) -> None:
        import numpy as np

        pairs = zip(self._parts(self._held), self._parts(peaks), strict=True)
        joined = [np.concatenate(pair) for pair in pairs]
        until = max(self._known, len(joined[0]) - left)
        chosen = self._known + np.flatnonzero(_spread(_worth(Peaks(*joined)))[self._known : until])
        self._frames.push(self._first + chosen)
        for column, part in zip(self._kept, joined, strict=True):
            column.push(part[chosen])
        drop = max(0, until - _EDGE)
        self._held = Peaks(*(part[drop:].copy() for part in joined))
        self._first, self._known = self._first + drop, until - drop

    @staticmethod
    def _parts(peaks: Peaks) -> tuple[NDArray[Any], ...]:
        return peaks


def _worth(peaks: Peaks) -> NDArray[np.bool_]:
    import numpy as np

    single, pair = single_or_pair(peaks)
    tonal = single | pair
    worth: NDArray[np.bool_] = peaks.key >= 0
    starts = np.flatnonzero(tonal[:-2] & tonal[1:-1] & tonal[2:])
    for step in range(LEAST_PIECE):
        worth[starts + step] = True
    return worth


def _spread(mask: NDArray[np.bool_]) -> NDArray[Any]:
    """`True` within `AROUND` of a `True`."""
    import numpy as np

    before = np.concatenate(([0], np.cumsum(mask)))
    places = np.arange(len(mask))
    near: NDArray[np.bool_] = (
        before[np.minimum(places + AROUND + 1, len(mask))] > before[np.maximum(places - AROUND, 0)]
    )
    return near
