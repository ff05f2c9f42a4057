"""The practice line's process: a SIP stack on loopback, one user agent a line, one task a call.

Started by `auditor.practice.line`: `python -m auditor.practice.server PORT FOLDER NAME…`. It says "ready" on
stdout when it listens, and ends when its stdin closes or its parent is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
import time
from pathlib import Path

from baresip import Account, AudioNotActive, AudioRestarted, BaresipError, Config, Event, Runtime, UserAgent
from baresip._native import lib
from baresip.call import Call
from baresip.events import StackEvent

from auditor.practice.live import LiveCall
from auditor.practice.reading import load_line, read_line
from auditor.practice.record import new_record
from auditor.practice.script import Line
from auditor.practice.sounds import Sounds
from auditor.practice.truth import Truth, write_truth
from auditor.practice.wire import Wire

log = logging.getLogger("auditor.practice")

_PUMP_S = 0.008
_RTP_TIMEOUT_S = 10
_MAX_CALLS = 32


class StampedRuntime(Runtime):  # type: ignore[misc]  # the library ships no types
    """A runtime that knows how things stood at an event, before the event waits for the loop's attention.

    Valid inside a listener: `event_at`, the monotonic moment at which the SIP thread reported the event, and
    `event_tap`, the RTP socket that an incoming call brought with it (see `auditor.practice.wire`).
    """

    event_at = 0.0
    event_tap: socket.socket | None = None

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def _on_native_event(self, ev: int, handle: int, payload: bytes | None) -> None:
        at = time.monotonic()
        tap = self._wire.appeared() if ev - lib.BP_EV_BASE == Event.CALL_INCOMING else None
        self._call_threadsafe(self._dispatch_stamped, at, tap, ev, handle, payload)

    def _dispatch_stamped(
        self, at: float, tap: socket.socket | None, ev: int, handle: int, payload: bytes | None
    ) -> None:
        self.event_at, self.event_tap = at, tap
        self._dispatch(ev, handle, payload)


class Server:
    """The lines, their user agents and the calls in progress."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._folder = folder
        self._wire = Wire()
        self._runtime = StampedRuntime(self._wire)
        self._lines: dict[int, tuple[Line, Sounds]] = {}
        self._refusing: dict[str, Line] = {}
        self._calls: dict[int, LiveCall] = {}
        self._count = 0

    async def start(self, lines: list[Line]) -> None:
        """Brings the stack up and opens every line."""
        await self._runtime.start(
            Config(
                net_interface="127.0.0.1",
                max_concurrent_calls=_MAX_CALLS,
                rtp_timeout=_RTP_TIMEOUT_S,
                extra_config_text=f"sip_listen 127.0.0.1:{self._port}\naudio_jitter_buffer_type off\n",
            )
        )
        self._runtime.subscribe(self._on_event)
        if (stamps := self._wire.fileno()) is not None:
            asyncio.get_running_loop().add_reader(stamps, self._wire.drain)
        for line in lines:
            if line.refuse == 404:
                self._refusing[line.id] = line
                continue
            account = Account(
                user=line.id,
                domain=f"127.0.0.1:{self._port}",
                password="",
                reg_interval=0,
                audio_codecs=(
                    "pcma",
                ),  # one codec only: with two, the stack sends a re-INVITE to widen the choice
            )
            agent = await UserAgent.create(self._runtime, account, transfer_policy="reject")
            self._lines[agent.handle] = (line, Sounds(line))
        self._wire.appeared()  # what is open by now belongs to no call

    async def serve(self, until: asyncio.Event) -> None:
        """Answers calls until told to stop, then ends those in progress."""
        while not until.is_set():
            for live in tuple(self._calls.values()):
                self._pump(live)
            await asyncio.sleep(_PUMP_S)
        for live in tuple(self._calls.values()):
            await live.hang_up()
        limit = time.monotonic() + 1.0
        while self._calls and time.monotonic() < limit:
            await asyncio.sleep(0.02)
        await self._runtime.close()

    @staticmethod
    def _pump(live: LiveCall) -> None:
        # No media yet, no more, or anew: the next turn sees.
        with contextlib.suppress(AudioNotActive, AudioRestarted):
            live.pump()

    def _on_event(self, event: StackEvent) -> None:
        at = self._runtime.event_at
        if event.event is Event.CALL_INCOMING and event.ua in self._lines:
            self._incoming(event, at)
        elif event.event is Event.SIPSESS_FAILED:
            self._refused(event, at)
        elif event.call in self._calls:
            live = self._calls[event.call]
            live.on_event(event, at)
            if event.event is Event.CALL_CLOSED:
                del self._calls[event.call]
                if live.tap:
                    self._wire.drain()
                    self._wire.forget(live.tap)
                self._keep(live.truth())

    def _incoming(self, event: StackEvent, at: float) -> None:
        line, sounds = self._lines[event.ua]
        record = new_record(line.id, event.call_id or "", at)
        live = LiveCall(Call._from_incoming(self._runtime, event), line, sounds, record)
        if self._runtime.event_tap:
            live.tap = self._runtime.event_tap
            self._wire.watch(live.tap, live.packet_left)
        self._calls[event.call] = live
        live.begin()

    def _refused(self, event: StackEvent, at: float) -> None:
        """The stack itself refused a call to a line that has no user agent: 404."""
        user = (event.to or "").removeprefix("sip:").partition("@")[0]
        if user in self._refusing:
            record = new_record(user, event.call_id or "", at)
            record.refused = 404
            self._keep(record.truth(at, "line"))

    def _keep(self, truth: Truth) -> None:
        self._count += 1
        name = f"{truth.line}-{round(truth.invited_at * 1000):013d}-{self._count:04d}.json"
        write_truth(truth, self._folder / name)
        log.info(
            "%s: call %s ended by %s after %.3f s", truth.line, truth.call_id, truth.ended_by, truth.ended_s
        )


async def _watch_parent(stop: asyncio.Event) -> None:
    """Stops when stdin closes (the parent closed it or died) or the parent is another one."""
    parent = os.getppid()
    loop = asyncio.get_running_loop()

    def readable() -> None:
        if not os.read(sys.stdin.fileno(), 1024):
            loop.remove_reader(sys.stdin.fileno())
            stop.set()

    loop.add_reader(sys.stdin.fileno(), readable)
    while not stop.is_set():
        if os.getppid() != parent:
            stop.set()
        await asyncio.sleep(0.25)


async def _main(port: int, folder: Path, names: list[str]) -> None:
    lines = [read_line(Path(name)) if name.endswith(".yaml") else load_line(name) for name in names]
    server = Server(port, folder)
    stop = asyncio.Event()
    watching = asyncio.create_task(_watch_parent(stop))
    await server.start(lines)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        await server.serve(stop)
    except BaresipError:
        log.exception("the SIP stack broke down")
        raise
    finally:
        watching.cancel()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    asyncio.run(_main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
