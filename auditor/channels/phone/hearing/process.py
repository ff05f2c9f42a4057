"""The hearing process: PCM comes in by stdin, observations go out by stdout as JSON lines.

It is apart from the process that holds the line, so that loading a model or a slow look-up never costs audio.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from auditor import codec
from auditor.channels.phone.hearing.values import Now, Observation, Words
from transcripts.heard import ListenOptions

FRAME_HEADER = struct.Struct("<dII")
"""Before each piece of PCM: when it ended (seconds), rate (Hz), length (bytes).

A rate of 0 is no audio: the length then says whether unfinished speech is to be understood too (1).
"""


def main() -> int:
    """Reads options as one JSON line, says it is ready, then hears until its input ends."""
    source = sys.stdin.buffer
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)  # whatever a native library prints must not mix with the data
    options = json.loads(source.readline())
    from auditor.channels.phone.hearing.sound import SoundEar

    ear = SoundEar(options["listen"].get("country"))
    ear.warm_up()
    say = _Teller(out)
    spotter = None
    problem = None
    if options["words"]:
        spotter, problem = _spotter(codec.load(ListenOptions, options["listen"]), say)
    say.line({"ready": True, "understands": spotter is not None, "problem": problem})
    _hear(source, ear, spotter, say)
    if spotter is not None:
        spotter.close()
    return 0


class _Teller:
    """Writes observations, from the ear and from the recogniser's thread."""

    def __init__(self, out: IO[str]) -> None:
        self._out, self._lock = out, threading.Lock()

    def line(self, data: dict[str, Any]) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._out.write(json.dumps(data) + "\n")

    def observation(self, what: Observation) -> None:
        kind = "now" if isinstance(what, Now) else "words"
        self.line({kind: asdict(what)})


def _spotter(options: ListenOptions, say: _Teller) -> tuple[Any, str | None]:
    """The word spotter, or `None` with the reason why there is no speech engine."""
    from auditor.channels.phone.hearing.words import WordSpotter

    try:
        from transcripts.speech.live import Recogniser

        recogniser = Recogniser(options)
    except Exception as error:  # no weights, no library, faulty weights: the call can do with sound alone
        return None, str(error) or type(error).__name__

    def recognise(cut: Any) -> str:
        return recogniser.text(cut, options.language)

    return WordSpotter(recognise, say.observation), None


def _hear(source: IO[bytes], ear: Any, spotter: Any, say: _Teller) -> None:
    import numpy as np

    if spotter is not None:
        ear.on_block = spotter.block
    while True:
        head = source.read(FRAME_HEADER.size)
        if len(head) < FRAME_HEADER.size:
            return
        at_s, rate_hz, length = FRAME_HEADER.unpack(head)
        if rate_hz == 0:
            if spotter is not None:
                spotter.eager = bool(length)
            continue
        pcm = source.read(length)
        if len(pcm) < length:
            return
        for now in ear.feed(at_s, rate_hz, np.frombuffer(pcm, dtype="<i2")):
            say.observation(now)
            if spotter is not None:
                spotter.now(now)


def parse(line: str) -> Observation | dict[str, Any]:
    """One line of this process's output as the value that it was made from."""
    data = json.loads(line)
    if "now" in data:
        return codec.load(Now, data["now"])
    if "words" in data:
        return codec.load(Words, data["words"])
    return dict(data)


if __name__ == "__main__":
    sys.exit(main())
