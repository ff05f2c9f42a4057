"""What one call is made to hear: sound written ahead of the transmit clock, and where each piece really went.

The stack sends a frame every 20 ms whatever happens; a frame for which nothing was written is silence. So a
sample's place in the outgoing stream is the samples written before it plus those silent frames, and its time
is that place after the stream's origin, which is measured, not assumed.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8000
FRAME = 160
"""Samples of one RTP packet: 20 ms."""

_BYTES = 2
LEAD_S = 0.16
"""How far ahead of the clock sound is written: a busy machine may wake us this late without a gap."""


@dataclass(eq=False, slots=True)
class Piece:
    """One sound on its way out. `first` and `end` are places in samples written, `None` until known."""

    samples: NDArray[np.int16]
    first: int | None = None
    end: int | None = None
    taken: int = 0


@dataclass(slots=True)
class _Era:
    """The time between two (re)starts of the media: its counters begin anew.

    `shifts` are (place written, silent samples sent before it); `origin` is the stream's first moment on the
    monotonic clock: the least of all that were observed, since an observation can only be late.
    """

    start: int
    shifts: list[tuple[int, int]]
    origin: float = float("inf")
    silent: int = 0

    def stream_place(self, place: int) -> int:
        shift = next(samples for at, samples in reversed(self.shifts) if at <= place)
        return place - self.start + shift


class Outlet:
    """The outgoing sound of one established call. Drive it with `pump()` every few milliseconds.

    `audio` is the call's `baresip.CallAudio`.
    """

    def __init__(self, audio: Any) -> None:
        self._audio = audio
        self._written = 0
        self._sent = 0
        self._eras = [_Era(0, [(0, 0)])]
        self._pieces: list[Piece] = []
        self._moved = asyncio.Event()

    @property
    def gaps(self) -> int:
        """Frames of silence after the first sound was written: the machine woke us too late for them."""
        return sum((era.silent - era.shifts[0][1]) // FRAME for era in self._eras if era.shifts)

    def pump(self) -> None:
        """Tops the stack's buffer up and takes the clock's measure. Raises baresip's errors without media."""
        self._observe()
        missing = round(LEAD_S * RATE_HZ) - (self._written - self._sent)
        if missing >= FRAME:
            self._write(missing // FRAME * FRAME)
        self._moved.set()
        self._moved.clear()

    def _observe(self) -> None:
        stats = self._audio.stats()
        now = time.monotonic()
        era = self._eras[-1]
        silent = stats.tx_silence_frames * FRAME
        if silent < era.silent or self._written - stats.tx_buffered // _BYTES < self._sent:
            era = _Era(self._written, [(self._written, 0)])
            self._eras.append(era)
        if silent != era.silent:
            era.silent = silent
            if era.shifts[-1][0] == self._written:
                era.shifts.pop()
            era.shifts.append((self._written, silent))
        self._sent = self._written - stats.tx_buffered // _BYTES
        sent_frames = (self._sent - era.start + silent) // FRAME
        if sent_frames:
            era.origin = min(era.origin, now - (sent_frames - 1) * FRAME / RATE_HZ)

    def _write(self, count: int) -> None:
        import numpy as np

        chunk = np.zeros(count, np.int16)
        at = 0
        while at < count and self._pieces:
            piece = self._pieces[0]
            if piece.first is None:
                piece.first = self._written + at
            part = piece.samples[piece.taken : piece.taken + count - at]
            chunk[at : at + len(part)] = part
            piece.taken += len(part)
            at += len(part)
            if piece.taken == len(piece.samples):
                piece.end = self._written + at
                self._pieces.pop(0)
        self._written += self._audio.write(chunk.tobytes()) // _BYTES

    def put(self, samples: NDArray[np.int16]) -> Piece:
        """Queues a sound behind those that wait already."""
        piece = Piece(samples)
        self._pieces.append(piece)
        return piece

    def cut(self) -> None:
        """Drops what was queued and not yet written; a piece that had begun ends here."""
        for piece in self._pieces:
            if piece.first is not None:
                piece.end = self._written
        self._pieces.clear()

    async def gone(self, piece: Piece) -> None:
        """Waits until the piece's last sample has left (at once, when it was cut before it began)."""
        while piece in self._pieces or (piece.end is not None and piece.end > self._sent):
            await self._moved.wait()

    def moment(self, place: int) -> float | None:
        """When the sample at this place left, on the monotonic clock; `None` when media never started."""
        era = next(era for era in reversed(self._eras) if era.start <= place)
        if era.origin == float("inf"):
            return None
        return era.origin + era.stream_place(place) / RATE_HZ
