"""Which of our frames left in which packet: under load the stack drops frames and fills in silence."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING

from auditor.practice.clock import FRAME_S, TransmitClock
from auditor.practice.g711 import PCMA, PCMU, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME = 160
"""Samples of one packet at 8 kHz: 20 ms."""

_ALIKE = 0.95
"""Share of a frame's bytes that must agree: the stack's µ-law differs from the standard near clipping."""


class Delivery:
    """Frames are told when they are written and, with the packet's contents, when they leave.

    Every frame must differ from its neighbours (see `Outlet`, which adds the noise of an idle line).
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, NDArray[np.int16]]] = deque()
        self._count = 0
        self._clock = TransmitClock()
        self._frames: list[int] = []
        self._packets: list[int] = []
        self.gaps = 0
        self.lost = 0

    @property
    def seen(self) -> bool:
        """Whether any frame was seen to leave."""
        return bool(self._frames)

    @property
    def newest(self) -> int:
        """The last written frame that was seen to leave; -1 before the first."""
        return self._frames[-1] if self._frames else -1

    def wrote(self, samples: NDArray[np.int16]) -> None:
        """Whole frames were written behind those that wait."""
        for frame in samples.reshape(-1, FRAME):
            self._waiting.append((self._count, frame))
            self._count += 1

    def left(self, packet: int, rtp: bytes, moment: float) -> None:
        """A packet left; `rtp` is its contents, `packet` its number, `moment` on the monotonic clock."""
        kind, payload = rtp[1] & 0x7F, rtp[12:]
        if kind not in (PCMA, PCMU) or len(payload) != FRAME:
            return
        self._clock.observe(packet + 1, moment)
        place = next((i for i, (_, frame) in enumerate(self._waiting) if _alike(frame, payload, kind)), None)
        if place is None:
            self.gaps += self.seen
            return
        for _ in range(place):
            self._waiting.popleft()
        self.lost += place
        self._frames.append(self._waiting.popleft()[0])
        self._packets.append(packet)

    def moment(self, frame: float) -> float | None:
        """When a written frame (with fractions) left, on the monotonic clock; `None` if nothing was seen.

        A frame that was lost has the moment of the next one that was not, less what lies between them.
        """
        if not self._frames:
            return None
        whole = int(frame)
        at = min(bisect_left(self._frames, whole), len(self._frames) - 1)
        began = self._clock.moment(self._packets[at])
        return None if began is None else began + (frame - self._frames[at]) * FRAME_S


def _alike(frame: NDArray[np.int16], payload: bytes, kind: int) -> bool:
    import numpy as np

    ours = np.frombuffer(encode(frame, kind), np.uint8)
    return bool(np.mean(ours == np.frombuffer(payload, np.uint8)) >= _ALIKE)
