"""When each frame of an outgoing stream left, from being looked at now and then.

A frame leaves every 20 ms, but on a stalled machine the sender falls behind, and it may stay behind: the
stream's origin is no constant. An observation can only be late, so the least one near a frame is the truth.
"""

from __future__ import annotations

from bisect import bisect_left

FRAME_S = 0.02
_WINDOW = 25
"""Frames (0.5 s) on either side in which the machine is taken to have looked in time at least once."""


class TransmitClock:
    """Tell it how many frames have left; ask it when one did. Moments are on the monotonic clock."""

    def __init__(self) -> None:
        self._frames: list[int] = []
        self._origins: list[float] = []

    def observe(self, sent: int, now: float) -> None:
        """`sent` frames have left by now."""
        if sent and (not self._frames or sent > self._frames[-1]):
            self._frames.append(sent)
            self._origins.append(now - (sent - 1) * FRAME_S)

    def moment(self, frame: float) -> float | None:
        """When the beginning of this frame (counted from 0, with fractions) left; `None` if nothing ever did.

        The origin seen just before a frame, or just after it, whichever is later: a delay that was made up
        for soon is not one, a delay that stayed begins where it began.
        """
        if not self._frames:
            return None
        at = bisect_left(self._frames, frame + 1)
        before = self._origins[bisect_left(self._frames, frame + 1 - _WINDOW) : at + 1]
        after = self._origins[at : bisect_left(self._frames, frame + 1 + _WINDOW)]
        origin = max(min(side) for side in (before, after) if side) if before or after else self._origins[-1]
        return origin + frame * FRAME_S
