"""What one call says to the line: whether the caller speaks now, and when they spoke, by level alone."""

from __future__ import annotations

import asyncio
import time
from typing import Any

RATE_HZ = 8000
_FRAME = 160
_BYTES = 2
LOUD = 330.0
"""RMS of a 20 ms frame (int16) that counts as speech: -40 dBFS, above the noise of a quiet room."""

HANG_S = 0.3
"""Pauses shorter than this belong to the speech around them."""


class Inlet:
    """The incoming sound of one established call. Drive it with `pump()` every few milliseconds."""

    def __init__(self, audio: Any) -> None:
        self._audio = audio
        self._rest = b""
        self.spoken: list[tuple[float, float]] = []
        self._moved = asyncio.Event()

    def pump(self) -> None:
        """Takes what has arrived. Raises baresip's errors without media."""
        import numpy as np

        data = self._rest + self._audio.read(RATE_HZ * _BYTES)
        now = time.monotonic()
        whole = len(data) // (_FRAME * _BYTES) * _FRAME * _BYTES
        frames = np.frombuffer(data[:whole], np.int16).reshape(-1, _FRAME).astype(np.float64)
        self._rest = data[whole:]
        loud = np.sqrt(np.mean(frames**2, axis=1)) > LOUD
        for index in np.flatnonzero(loud):
            end = now - (len(frames) - 1 - int(index)) * _FRAME / RATE_HZ
            self._heard(end - _FRAME / RATE_HZ, end)
        self._moved.set()
        self._moved.clear()

    def _heard(self, start: float, end: float) -> None:
        if self.spoken and start - self.spoken[-1][1] < HANG_S:
            self.spoken[-1] = (self.spoken[-1][0], end)
        else:
            self.spoken.append((start, end))

    async def listen(self, start_s: float, silence_s: float, max_s: float) -> None:
        """Waits for speech (up to `start_s`), then until `silence_s` without any; `max_s` at most."""
        begun = time.monotonic()
        while (now := time.monotonic()) - begun < max_s:
            last = self.spoken[-1][1] if self.spoken else -1.0
            if last < begun:
                if now - begun >= start_s:
                    return
            elif now - last >= silence_s:
                return
            await self._moved.wait()
