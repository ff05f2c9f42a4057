"""A telephone line for tests: real SIP and RTP over UDP on loopback, exact to the packet.

It is told what to do when, and knows the truth: when packets left, which were thrown away, which keys came.
"""

from __future__ import annotations

import random
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import numpy as np

FRAME = 160
FRAME_S = 0.02


@dataclass(frozen=True)
class At:
    """Do something `after_s` seconds after the INVITE: "180", "486 Busy Here", "answer", "early", "bye"."""

    after_s: float
    what: str


@dataclass
class Truth:
    """What really happened; times are `time.monotonic()`. `did` is when each step of the plan was done."""

    invite_s: float | None = None
    media_s: float | None = None
    bye_s: float | None = None
    bye_from_caller: bool = False
    cancelled: bool = False
    did: dict[str, float] = field(default_factory=dict)
    sent: int = 0
    lost: int = 0
    keys: list[tuple[str, float]] = field(default_factory=list)
    heard: list[tuple[float, bytes]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


class Uas:
    """Answers calls as its plan says. `audio` (int16, 8 kHz) is sent from the moment media starts.

    `loss` is the share of packets thrown away at random (seeded), `jitter_s` the largest extra delay.
    """

    def __init__(
        self,
        *plan: At,
        audio: Any = None,
        loss: float = 0.0,
        jitter_s: float = 0.0,
        rtp: bool = True,
        seed: int = 1,
    ) -> None:
        self._plan = plan
        self._audio = np.zeros(0, np.int16) if audio is None else np.asarray(audio, np.int16)
        self._loss, self._jitter_s, self._rtp = loss, jitter_s, rtp
        self._random = random.Random(seed)
        self._sip, self._media = _socket(), _socket()
        self._ending = threading.Event()
        self._media_started = threading.Event()
        self._invite = ""
        self._peer: tuple[str, int] = ("127.0.0.1", 9)
        self._rtp_peer: tuple[str, int] | None = None
        self._answered = False
        self._final = False
        self._threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self._serve, self._follow_plan, self._send_media, self._take_media)
        ]
        self._invited = threading.Event()
        self.truth = Truth()

    @property
    def address(self) -> str:
        return f"sip:line@127.0.0.1:{self._sip.getsockname()[1]}"

    def __enter__(self) -> Uas:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._invited.set()
        self._media_started.set()
        for thread in self._threads:
            thread.join(2)
        self._sip.close()
        self._media.close()

    def _serve(self) -> None:
        while not self._ending.is_set():
            try:
                data, self._peer = self._sip.recvfrom(65536)
            except TimeoutError:
                continue
            self._take(data.decode("utf-8", "replace"), time.monotonic())

    def _take(self, message: str, at_s: float) -> None:
        self.truth.messages.append(message)
        method = message.partition(" ")[0]
        if method == "INVITE" and not self._invite:
            self._invite = message
            self.truth.invite_s = at_s
            port = re.search(r"m=audio (\d+)", message)
            if port:
                self._rtp_peer = ("127.0.0.1", int(port.group(1)))
            self._invited.set()
        elif method == "INVITE" and "uthorization:" in message:
            self._invite = message  # the challenge was answered: replies go to this one now
        elif method == "BYE":
            self.truth.bye_s, self.truth.bye_from_caller = at_s, True
            self._media_started.clear()  # what would be sent from here on, or thrown away, is none of the call's
            self._reply(message, "200 OK")
        elif method == "CANCEL":
            self.truth.cancelled = True
            self._reply(message, "200 OK")
            self._reply(self._invite, "487 Request Terminated")
            self._final = True

    def _follow_plan(self) -> None:
        self._invited.wait()
        for step in self._plan:
            left_s = (self.truth.invite_s or 0.0) + step.after_s - time.monotonic()
            if self._ending.wait(max(0.0, left_s)) or self._final:
                return
            self._do(step.what)

    def _do(self, what: str) -> None:
        self.truth.did[what] = time.monotonic()
        if what == "answer":
            self._answered = True
            self._reply(self._invite, "200 OK", sdp=True)
            self._start_media()
        elif what == "early":
            self._reply(self._invite, "183 Session Progress", sdp=True)
            self._start_media()
        elif what == "bye":
            self.truth.bye_s = time.monotonic()
            self._send(self._request("BYE"))
            self._media_started.clear()
        else:
            self._reply(self._invite, what)
            self._final = int(what[:3]) >= 300 and what[:3] not in ("401", "407")

    def _start_media(self) -> None:
        if self._rtp and not self._media_started.is_set():
            self.truth.media_s = time.monotonic()
            self._media_started.set()

    def _reply(self, request: str, status: str, *, sdp: bool = False) -> None:
        kept = [line for line in request.splitlines() if re.match(r"(Via|From|Call-ID|CSeq):", line)]
        to = next(line for line in request.splitlines() if line.startswith("To:"))
        if "tag=" not in to and not status.startswith("100"):
            to += ";tag=uas"
        port = self._sip.getsockname()[1]
        body = self._sdp() if sdp else ""
        kind = "Content-Type: application/sdp\r\n" if sdp else ""
        head = "\r\n".join([f"SIP/2.0 {status}", *kept, to, f"Contact: <sip:line@127.0.0.1:{port}>"])
        self._send(f"{head}\r\n{kind}Content-Length: {len(body)}\r\n\r\n{body}")

    def _request(self, method: str) -> str:
        fields = dict(line.split(": ", 1) for line in self._invite.splitlines()[1:] if ": " in line)
        port = self._sip.getsockname()[1]
        target = re.search(r"<(.+?)>", fields["Contact"])
        return (
            f"{method} {target.group(1) if target else ''} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{self._random.random()}\r\n"
            f"From: {fields['To']};tag=uas\r\nTo: {fields['From']}\r\nCall-ID: {fields['Call-ID']}\r\n"
            f"CSeq: 1 {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        )

    def _sdp(self) -> str:
        port = self._media.getsockname()[1]
        return (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
        )

    def _send(self, message: str) -> None:
        self._sip.sendto(message.encode(), self._peer)

    def _send_media(self) -> None:
        self._media_started.wait()
        begun_s = self.truth.media_s or time.monotonic()
        packet = 0
        while not self._ending.is_set() and self._media_started.is_set():
            due_s = begun_s + packet * FRAME_S + self._random.random() * self._jitter_s
            time.sleep(max(0.0, due_s - time.monotonic()))
            piece = self._audio[packet * FRAME : (packet + 1) * FRAME]
            frame = np.concatenate([piece, np.zeros(FRAME - len(piece), np.int16)])
            if self._random.random() < self._loss:
                self.truth.lost += 1
            elif self._rtp_peer is not None:
                self._media.sendto(_rtp(packet, to_ulaw(frame)), self._rtp_peer)
                self.truth.sent += 1
            packet += 1

    def _take_media(self) -> None:
        last: int | None = None
        while not self._ending.is_set():
            try:
                data, _ = self._media.recvfrom(4096)
            except TimeoutError:
                continue
            kind, stamp = data[1] & 0x7F, int.from_bytes(data[4:8], "big")
            if kind == 101 and stamp != last:
                last = stamp
                self.truth.keys.append(("0123456789*#ABCD"[data[12]], time.monotonic()))
            elif kind == 0:
                self.truth.heard.append((time.monotonic(), data[12:]))


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.settimeout(0.1)
    return made


def _rtp(packet: int, payload: bytes) -> bytes:
    head = bytes([0x80, 0x80 if packet == 0 else 0])
    stamp = (packet * FRAME) & 0xFFFFFFFF
    return head + (packet & 0xFFFF).to_bytes(2, "big") + stamp.to_bytes(4, "big") + b"TEST" + payload


def to_ulaw(samples: Any) -> bytes:
    """G.711 µ-law of int16 samples."""
    line = np.clip(samples.astype(np.int32), -32635, 32635)
    sign = np.where(line < 0, 0x80, 0)
    size = np.abs(line) + 132
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    return bytes((~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8))


def from_ulaw(data: bytes) -> Any:
    """int16 samples of G.711 µ-law."""
    code = ~np.frombuffer(data, np.uint8).astype(np.int32) & 0xFF
    size = (((code & 0x0F) << 3) + 132) << ((code >> 4) & 0x07)
    return np.where(code & 0x80, 132 - size, size - 132).astype(np.int16)
