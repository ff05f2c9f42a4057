"""What one call is made to hear: sound written ahead of the transmit clock, and where each piece really went.

The stack sends a frame every 20 ms whatever happens; a frame for which nothing was written is silence. So a
sample's place in the outgoing stream is the samples written before it plus those silent frames, and its time
is when that place left by a clock that is measured, not assumed (`auditor.practice.clock`).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.practice.clock import TransmitClock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8000
FRAME = 160
"""Samples of one RTP packet: 20 ms."""

_BYTES = 2
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


@dataclass(slots=True)
class _Era:
    """The time between two (re)starts of the media: its counters begin anew.

    `shifts` are (place written, silent samples sent before it). `wire` tells when packets left, by the
    kernel; `taken`, when the stack took frames from us, which is all there is where the kernel says nothing.
    `packets` left before the era.
    """

    start: int
    packets: int = 0
    shifts: list[tuple[int, int]] = field(default_factory=list)
    wire: TransmitClock = field(default_factory=TransmitClock)
    taken: TransmitClock = field(default_factory=TransmitClock)
    silent: int = 0

    def silence(self, silent: int, place: int) -> None:
        """`silent` samples have been sent so far; what is new of them left before this place."""
        if silent != self.silent:
            self.silent = silent
            if self.shifts and self.shifts[-1][0] == place:
                self.shifts.pop()
            self.shifts.append((place, silent))

    def stream_place(self, place: int) -> int:
        shift = next((samples for at, samples in reversed(self.shifts) if at <= place), 0)
        return place - self.start + shift

    def moment(self, place: int) -> float | None:
        frame = self.stream_place(place) / FRAME
        moment = self.wire.moment(frame)
        return self.taken.moment(frame) if moment is None else moment


class Outlet:
    """The outgoing sound of one established call. Drive it with `pump()` every few milliseconds.

    `audio` is the call's `baresip.CallAudio`.
    """

    def __init__(self, audio: Any) -> None:
        self._audio = audio
        self._written = 0
        self._sent = 0
        self._packets = 0
        self._epoch: int | None = None  # the library's own number of the streams in use
        self._eras = [_Era(0)]
        self._pieces: list[Piece] = []
        self._moved = asyncio.Event()

    @property
    def gaps(self) -> int:
        """Frames of silence after the first sound was written: the machine woke us too late for them."""
        late = (era.silent - era.stream_place(era.start) for era in self._eras)
        return sum(late) // FRAME

    def pump(self) -> None:
        """Tops the stack's buffer up and takes the clock's measure. Raises baresip's errors without media."""
        self._observe()
        lead_s = self._pieces[0].lead_s if self._pieces else LEAD_S
        missing = round(lead_s * RATE_HZ) - (self._written - self._sent)
        if missing >= FRAME:
            self._write(missing // FRAME * FRAME)
        self._moved.set()
        self._moved.clear()

    def _observe(self) -> None:
        stats = self._audio.stats()
        now = time.monotonic()
        era = self._eras[-1]
        silent = stats.tx_silence_frames * FRAME
        if self._audio._bound_epoch != self._epoch or silent < era.silent:
            if self._epoch is not None:
                era = _Era(self._written, self._packets)
                self._eras.append(era)
            self._epoch = self._audio._bound_epoch
        era.silence(silent, self._written)
        self._sent = self._written - stats.tx_buffered // _BYTES
        era.taken.observe((self._sent - era.start + silent) // FRAME, now)

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
        if not self._pieces:  # no more silence after it than what keeps the clock going
            idle = round(LEAD_S * RATE_HZ) - (self._written - self._sent)
            chunk = chunk[: max(-(-at // FRAME), idle // FRAME) * FRAME]
        place = self._written
        self._written += self._audio.write(chunk.tobytes()) // _BYTES
        # A frame of silence may have left between the last look and the writing.
        self._eras[-1].silence(self._audio.stats().tx_silence_frames * FRAME, place)

    def left(self, packet: int, moment: float) -> None:
        """The kernel sent a packet (counted from 0 over the whole call) at this moment."""
        era = self._eras[-1]
        era.wire.observe(packet - era.packets + 1, moment)
        self._packets = packet + 1

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

    def moment(self, place: int) -> float | None:
        """When the sample at this place left, on the monotonic clock; `None` when media never started."""
        moments = (era.moment(place) for era in reversed(self._eras) if era.start <= place)
        return next((moment for moment in moments if moment is not None), None)
