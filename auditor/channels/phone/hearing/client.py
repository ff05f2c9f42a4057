"""The line's end of the hearing process: never blocks the audio, and is told when hearing has died."""

from __future__ import annotations

import asyncio
import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, AnyStr

from auditor import codec
from auditor.channels.phone.hearing.process import FRAME_HEADER, parse
from auditor.channels.phone.hearing.values import Now, Observation, Words
from transcripts.heard import ListenOptions

_BEHIND = 500
"""Pieces waiting (about ten seconds) beyond which the ear is taken for stuck and pieces are left out."""


class Hearing:
    """Starts the process, feeds it from any thread, calls `on_observation` and `on_death` on the loop."""

    def __init__(self, on_observation: Callable[[Observation], None], on_death: Callable[[], None]) -> None:
        self._on_observation, self._on_death = on_observation, on_death
        self._queue: queue.Queue[bytes | None] = queue.Queue(_BEHIND)
        self._process: subprocess.Popen[bytes] | None = None
        self._input: IO[bytes]
        self._output: IO[bytes]
        self._loop = asyncio.get_running_loop()
        self._closing = False
        self.words = False
        self.problem: str | None = None

    async def start(self, options: ListenOptions, *, words: bool) -> None:
        """Returns when the ear is ready. Raises RuntimeError when it cannot be."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "auditor.channels.phone.hearing.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._input, self._output = pipes(self._process)
        line = json.dumps({"words": words, "listen": codec.dump(options)}) + "\n"
        ready = await asyncio.to_thread(self._greet, line.encode())
        if not ready.get("ready"):
            raise RuntimeError("the hearing process did not start")
        self.words = bool(ready["understands"])
        self.problem = str(ready["problem"]) if ready["problem"] else None
        for work in (self._listen, self._pump):
            threading.Thread(target=work, daemon=True).start()

    def feed(self, at_s: float, rate_hz: int, pcm: bytes) -> None:
        """Any thread: hands over PCM that ended at `at_s`; drops it when the ear is far behind."""
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(FRAME_HEADER.pack(at_s, rate_hz, len(pcm)) + pcm)

    def be_eager(self, eager: bool) -> None:
        """Whether words are wanted while they are still being said."""
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(FRAME_HEADER.pack(0.0, 0, int(eager)))

    async def close(self) -> None:
        """Ends the process: its input ends, and after two seconds it is killed."""
        self._closing = True
        if self._process is None:
            return
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        try:
            await asyncio.to_thread(self._process.wait, 2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    def _greet(self, line: bytes) -> dict[str, object]:
        try:
            self._input.write(line)
            self._input.flush()
            first = self._output.readline().decode()
        except OSError:
            return {}
        ready = parse(first) if first else {}
        return ready if isinstance(ready, dict) else {}

    def _pump(self) -> None:
        """Own thread: writes what waits; a full pipe blocks only here."""
        with contextlib.suppress(OSError, ValueError), self._input as pipe:
            while (data := self._queue.get()) is not None:
                pipe.write(data)
                pipe.flush()

    def _listen(self) -> None:
        """Own thread: reads observations until the process ends."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            for line in self._output:
                what = parse(line.decode())
                if isinstance(what, Now | Words):
                    self._loop.call_soon_threadsafe(self._on_observation, what)
            if not self._closing:
                self._loop.call_soon_threadsafe(self._on_death)


def pipes(process: subprocess.Popen[AnyStr]) -> tuple[IO[AnyStr], IO[AnyStr]]:
    """The two ends that a process was started with: its input and its output."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was started without pipes")
    return process.stdin, process.stdout
