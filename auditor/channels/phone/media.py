"""The call's audio, on a thread of its own: what they send goes to tape and ear, what we say goes out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.channels.phone.sayings import Saying
from auditor.channels.phone.tape import Kind, Tape

if TYPE_CHECKING:
    import baresip

_TURN_S = 0.008
_READ_BYTES = 65536
_LATE_S = 0.12
_AHEAD_S = 0.24
"""How much of our voice waits in the stack's buffer: enough that a busy machine does not stutter."""


@dataclass
class _Out:
    """What is being said. `started` and `ended` are called on this thread with the monotonic time."""

    saying: Saying
    started: Callable[[float], None]
    ended: Callable[[float], None]
    pcm: bytes | None = None
    at: int = 0


class Media(threading.Thread):
    """Runs from the INVITE until `stop`. `on_audio` gets (monotonic end, rate, PCM) of each piece heard.

    Where nothing is sent (many exchanges send no packets while they wait) it gets silence, so that the ear's
    clock goes on; the tape gets only what came.
    """

    def __init__(
        self,
        stream: Callable[[], baresip.CallAudio | None],
        tape: Tape,
        on_audio: Callable[[float, int, bytes], None],
        on_failure: Callable[[OSError], None],
    ) -> None:
        super().__init__(name="media", daemon=True)
        self._stream, self._tape = stream, tape
        self._on_audio, self._on_failure = on_audio, on_failure
        self._ending = threading.Event()
        self._out: _Out | None = None
        self._heard_s = time.monotonic()
        self._rate_hz = 8000

    def say(self, saying: Saying, started: Callable[[float], None], ended: Callable[[float], None]) -> None:
        """Begins to speak; one saying at a time."""
        self._out = _Out(saying, started, ended)

    def stop(self) -> None:
        """Ends the thread; waits for it."""
        self._ending.set()
        if self.is_alive():
            self.join(timeout=2.0)

    def run(self) -> None:
        from baresip import AudioNotActive, AudioRestarted

        while not self._ending.is_set():
            audio = self._stream()
            try:
                if audio is not None:
                    self._turn(audio)
            except (AudioNotActive, AudioRestarted):
                pass  # no media yet, no more, or renegotiated: the next turn binds to what there is
            except OSError as error:  # a full disk
                self._on_failure(error)
                return
            self._hear_nothing()
            self._ending.wait(_TURN_S)

    def _turn(self, audio: baresip.CallAudio) -> None:
        pcm = audio.read(_READ_BYTES)
        at_s = time.monotonic()
        info = audio.info()
        if pcm and info.rx_sample_rate:
            mono = _mono(pcm, info.rx_channels)
            self._tape.audio(Kind.THEIRS, at_s, info.rx_sample_rate, mono)
            self._on_audio(at_s, info.rx_sample_rate, mono)
            self._heard_s, self._rate_hz = at_s, info.rx_sample_rate
        out = self._out
        if out is not None and info.tx_ready and info.tx_sample_rate:
            self._speak(audio, info, out)

    def _hear_nothing(self) -> None:
        """Silence for the ear up to a moment ago, when no packet came for longer than one may be late."""
        quiet_s = time.monotonic() - self._heard_s - _LATE_S
        if quiet_s >= _LATE_S:
            self._heard_s += quiet_s
            self._on_audio(self._heard_s, self._rate_hz, bytes(2 * round(quiet_s * self._rate_hz)))

    def _speak(self, audio: baresip.CallAudio, info: Any, out: _Out) -> None:
        rate_hz, waiting = info.tx_sample_rate, info.tx_buffered
        if out.pcm is None:
            out.pcm = out.saying.at_rate(rate_hz)
        now_s = time.monotonic()
        if out.at == 0:
            out.started(now_s + waiting / 2 / rate_hz)
        room = max(0, int(_AHEAD_S * rate_hz) * 2 - waiting)
        piece = out.pcm[out.at : out.at + room]
        if piece:
            taken = audio.write(_channels(piece, info.tx_channels)) // max(1, info.tx_channels)
            self._tape.audio(Kind.OURS, now_s + waiting / 2 / rate_hz, rate_hz, piece[:taken])
            out.at += taken
        elif waiting == 0:
            self._out = None
            out.ended(now_s)


def _mono(pcm: bytes, channels: int) -> bytes:
    if channels <= 1:
        return pcm
    import numpy as np

    wide = np.frombuffer(pcm, dtype="<i2").reshape(-1, channels)
    return bytes(wide.mean(axis=1).astype("<i2"))


def _channels(pcm: bytes, channels: int) -> bytes:
    if channels <= 1:
        return pcm
    import numpy as np

    return bytes(np.repeat(np.frombuffer(pcm, dtype="<i2"), channels))
