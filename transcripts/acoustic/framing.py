"""Cuts a stream into overlapping windows, 100 a second, each centred on its own 10 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8_000
"""Everything is heard at the telephone's rate: wideband recordings are not judged by other thresholds."""
HOP = 80


class Framer:
    """Frame k is centred on sample `80 k + 40`; the ends of the recording are padded with silence."""

    def __init__(self, window: int) -> None:
        import numpy as np

        self._window = window
        self._before = (window - HOP) // 2
        self._held: NDArray[np.float32] = np.zeros(self._before, np.float32)
        self._pushed = 0
        self._made = 0

    def push(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The windows that these samples complete, shape (n, window): a view, not to be written to."""
        import numpy as np

        self._pushed += len(samples)
        joined = np.concatenate((self._held, samples))
        count = max(0, (len(joined) - self._window) // HOP + 1)
        self._held = joined[count * HOP :]
        self._made += count
        if count == 0:
            return np.empty((0, self._window), np.float32)
        return np.lib.stride_tricks.sliding_window_view(joined, self._window)[::HOP][:count]

    def finish(self) -> NDArray[np.float32]:
        """The windows at the end, so that there is one for every whole or begun 10 ms."""
        import numpy as np

        wanted = -(-self._pushed // HOP)
        missing = (wanted - self._made - 1) * HOP + self._window - len(self._held)
        frames = self.push(np.zeros(max(0, missing), np.float32))
        return frames[: wanted - (self._made - len(frames))]
