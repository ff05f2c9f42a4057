"""What one call is made to hear: sound written ahead of the transmit clock, and where each piece really went.

Everything is written in frames of 20 ms, silence too, each made unlike its neighbours by the noise of an idle
line (one G.711 step, -72 dBFS): so a frame is known again when it leaves (`auditor.practice.delivery`).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.practice.clock import TransmitClock
from auditor.practice.delivery import FRAME, Delivery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8000
_BYTES = 2
_IDLE = 8
"""The least step of G.711: an idle line sends this, up and down."""

LEAD_S = 0.3
"""How far ahead of the clock is written what may be cut short, and silence: so soon does the line react."""

FAR_LEAD_S = 1.0
"""The same for sound that plays to its end: a busy machine may wake us this late without a gap."""


@dataclass(eq=False, slots=True)
class Piece:
    """One sound on its way out. `first` and `end` are places in samples written, `None` until known."""

    samples: NDArray[np.int16]
    lead_s: float = FAR_LEAD_S
    first: int | None = None
    end: int | None = None
    taken: int = 0


class Outlet:
    """The outgoing sound of one established call. Drive it with `pump()` every few milliseconds.

    `audio` is the call's `baresip.CallAudio`.
    """

    def __init__(self, audio: Any) -> None:
        from numpy.random import default_rng

        self._audio = audio
        self._noise = default_rng(0)
        self._written = 0
        self._sent = 0
        self._taken = TransmitClock()  # by the stack's word: all there is where packets are not seen
        self.delivery = Delivery()
        self._pieces: list[Piece] = []
        self._end = 0
        self._moved = asyncio.Event()

    def pump(self) -> None:
        """Tops the stack's buffer up and looks what it took. Raises baresip's errors without media."""
        stats = self._audio.stats()
        self._sent = self._written - stats.tx_buffered // _BYTES
        self._taken.observe(self._sent // FRAME, time.monotonic())
        lead_s = self._pieces[0].lead_s if self._pieces else LEAD_S
        missing = round(lead_s * RATE_HZ) - (self._written - self._sent)
        if missing >= FRAME:
            self._write(missing // FRAME * FRAME)
        self._moved.set()
        self._moved.clear()

    def _write(self, count: int) -> None:
        import numpy as np

        chunk = self._noise.choice(np.array([-_IDLE, _IDLE], np.int16), count)
        at = 0
        while at < count and self._pieces:
            piece = self._pieces[0]
            if piece.first is None:
                piece.first = self._written + at
            part = piece.samples[piece.taken : piece.taken + count - at]
            chunk[at : at + len(part)] += part
            piece.taken += len(part)
            at += len(part)
            if piece.taken == len(piece.samples):
                piece.end = self._end = self._written + at
                self._pieces.pop(0)
        if not self._pieces:  # no more silence after it than what keeps the clock going
            idle = round(LEAD_S * RATE_HZ) - (self._written - self._sent)
            chunk = chunk[: max(-(-at // FRAME), idle // FRAME) * FRAME]
        accepted = self._audio.write(chunk.tobytes()) // _BYTES
        self.delivery.wrote(chunk[: accepted // FRAME * FRAME])
        self._written += accepted

    def put(self, samples: NDArray[np.int16], *, cuttable: bool = False) -> Piece:
        """Queues a sound behind those that wait already; a `cuttable` one can be cut within `LEAD_S`."""
        piece = Piece(samples, LEAD_S if cuttable else FAR_LEAD_S)
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

    async def out(self, within_s: float) -> None:
        """Waits until the last sound was seen on its way, `within_s` at most: a sender may be far behind.

        What the stack took is not out yet. Where packets are not seen there is nothing to wait for.
        """
        give_up = time.monotonic() + within_s
        last = (self._end - 1) // FRAME
        while self.delivery.seen and self.delivery.newest < last and time.monotonic() < give_up:
            await self._moved.wait()

    def moment(self, place: int) -> float | None:
        """When the sample at this place left, on the monotonic clock; `None` when media never started."""
        if self.delivery.seen:
            return self.delivery.moment(place / FRAME)
        return self._taken.moment(place / FRAME)
