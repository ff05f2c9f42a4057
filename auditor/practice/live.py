"""One call in progress on the server's side: rings, answers, performs, hangs up, and yields its truth."""

from __future__ import annotations

import asyncio
import logging
import socket
import time

from baresip import BaresipError, CallState, Event
from baresip.call import Call
from baresip.events import StackEvent

from auditor.practice.inlet import Inlet
from auditor.practice.outlet import Outlet
from auditor.practice.performance import Performance
from auditor.practice.record import Record
from auditor.practice.script import Line
from auditor.practice.sounds import Sounds
from auditor.practice.truth import Truth

log = logging.getLogger("auditor.practice")

_RING_LIMIT_S = 300.0
"""An unanswered call whose caller vanished without a CANCEL is given up after this."""

_LAST_FRAMES_S = 0.1
"""What was written has left our buffer, but a frame or two is still in the stack when the script ends."""

_BEHIND_S = 3.0
"""So far may the stack's sender be behind on a busy machine: the line does not cut its own last word."""


class LiveCall:
    """A call and everything that belongs to it. Events come through `on_event`, time through `pump`."""

    def __init__(self, call: Call, line: Line, sounds: Sounds, record: Record) -> None:
        self._call = call
        self._line = line
        self._record = record
        self._outlet = record.outlet = Outlet(call.audio)
        self._inlet = record.inlet = Inlet(call.audio)
        self._performance = Performance(line, sounds, self._outlet, self._inlet, record)
        self.tap: socket.socket | None = None
        self._established = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closed: tuple[float, str] | None = None
        self._ended: float | None = None

    def packet_left(self, packet: int, rtp: bytes, moment: float) -> None:
        """The kernel sent an RTP packet of this call."""
        self._outlet.delivery.left(packet, rtp, moment)

    def begin(self) -> None:
        """Starts to ring."""
        self._task = asyncio.create_task(self._run())

    def pump(self) -> None:
        """Moves sound in and out; raises baresip's errors while there is no media."""
        if self._established.is_set():
            self._outlet.pump()
            self._inlet.pump()

    def on_event(self, event: StackEvent, at: float) -> None:
        """The stack reports something of this call; `at` is the monotonic moment."""
        match event.event:
            case Event.CALL_LOCAL_SDP if self._record.answered is None:
                self._record.answered = at  # the answer to their offer: it leaves in the 200
            case Event.CALL_ESTABLISHED:
                self._established.set()
            case Event.CALL_DTMF_START if event.text:
                self._record.keys.append((event.text, at))
                self._performance.press(event.text)
            case Event.CALL_CLOSED:
                self._closed = (at, event.text or "")
                if self._task:
                    self._task.cancel()

    async def hang_up(self) -> None:
        """Ends the call from the line's side."""
        self._ending()
        try:
            await self._call.hangup()
        except BaresipError as error:
            log.info("hanging up: %s", error)  # the caller was first

    def truth(self) -> Truth:
        """The truth of the call, once it is closed."""
        at, reason = self._closed or (self._record.invited, "")
        if self._ended is not None:
            return self._record.truth(self._ended, "line")
        return self._record.truth(at, "lost" if "rtp" in reason.lower() else "caller")

    def _ending(self) -> None:
        """The line ends the call now, unless the caller has done so."""
        if self._closed is None and self._ended is None:
            self._ended = time.monotonic()

    async def _run(self) -> None:
        try:
            if await self._answer():
                await self._performance.run()
                await self._outlet.out(_BEHIND_S)
                await asyncio.sleep(_LAST_FRAMES_S)
                await self.hang_up()
        except BaresipError as error:
            if self._call.state is not CallState.CLOSED:
                log.warning("%s: %s", self._line.id, error)
                await self.hang_up()
        except Exception:
            log.exception("%s: the script broke down", self._line.id)
            await self.hang_up()

    async def _answer(self) -> bool:
        """Rings, then answers (true) or refuses as the line wants it."""
        await asyncio.sleep(self._line.ring_s if self._line.answers else _RING_LIMIT_S)
        if self._line.refuse is not None or not self._line.answers:
            self._ending()
            self._record.refused = 486
            await self._call.reject()
            return False
        await self._call.answer()
        await self._established.wait()
        return True
