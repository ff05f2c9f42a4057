"""A telephone of a hundred lines over bare sockets: it shares no code with the stack under test.

It places one SIP call, keeps every RTP packet with the moment of its arrival, and can press, speak, cancel,
hang up or simply vanish.
"""

from __future__ import annotations

import contextlib
import random
import re
import select
import socket
import struct
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_FRAME = 160
_ALAW_SILENCE = b"\xd5" * _FRAME


def alaw(samples: NDArray[np.int16]) -> bytes:
    """G.711 A-law by its definition: the nearest of the 256 values."""
    order = np.argsort(_VALUES)
    sorted_values = _VALUES[order]
    places = np.clip(np.searchsorted(sorted_values, samples), 1, 255)
    lower = np.abs(samples - sorted_values[places - 1]) <= np.abs(sorted_values[places] - samples)
    return order[np.where(lower, places - 1, places)].astype(np.uint8).tobytes()


def pcm(payload: bytes) -> NDArray[np.float64]:
    """The samples of A-law bytes, ±32768."""
    return _VALUES[np.frombuffer(payload, np.uint8)]


def _values() -> NDArray[np.float64]:
    code = np.arange(256) ^ 0x55
    exponent, mantissa = (code >> 4) & 7, code & 15
    low = (mantissa << 4) + 8
    high = ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0)
    return np.where(code & 0x80, 1, -1) * np.where(exponent == 0, low, high).astype(float)


_VALUES = _values()


@dataclass
class Heard:
    """What came back: (seconds after the INVITE, first line) of each message, and the sound.

    `did` is when we pressed, cancelled, hung up or began to speak: on a busy machine later than we meant to.
    """

    did: dict[str, float] = field(default_factory=dict)
    signals: list[tuple[float, str]] = field(default_factory=list)
    packets: list[tuple[float, bytes]] = field(default_factory=list)

    @property
    def sound(self) -> NDArray[np.float64]:
        return pcm(b"".join(payload for _, payload in self.packets))

    def at(self, sample: int) -> float:
        """When a sample of `sound` came: the least late of the packets around it tells the sender's clock."""
        origins = np.array([moment - i * 0.02 for i, (moment, _) in enumerate(self.packets)])
        frame = sample // _FRAME
        before, after = origins[max(0, frame - 25) : frame + 1], origins[frame : frame + 26]
        return float(max(before.min(), after.min()) + sample / 8000)

    def first(self, start: str) -> float | None:
        """When the first message beginning so came."""
        return next((at for at, line in self.signals if line.startswith(start)), None)


class Phone:
    """One call. Times are seconds after the INVITE; `None` is never."""

    def __init__(
        self,
        address: str,
        *,
        keys: dict[float, str] | None = None,
        speech: tuple[float, NDArray[np.int16]] | None = None,
        hang_up_s: float | None = None,
        vanish_s: float | None = None,
        cancel_s: float | None = None,
    ) -> None:
        user, host, port = re.fullmatch(r"sip:([^@]+)@([^:]+):(\d+)", address).groups()  # type: ignore[union-attr]
        self.uri, self.peer = f"sip:{user}@{host}:{port}", (host, int(port))
        self.sip, self.rtp = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for sock in (self.sip, self.rtp):
            sock.bind(("127.0.0.1", 0))
        self.me, self.media = self.sip.getsockname()[1], self.rtp.getsockname()[1]
        self.call_id, self.tag = f"{random.random()}@test", str(random.randrange(10**9))
        self.keys, self.speech = dict(keys or {}), speech
        self.hang_up_s, self.vanish_s, self.cancel_s = hang_up_s, vanish_s, cancel_s
        self.heard = Heard()
        self.to_tag, self.target, self.far = "", self.uri, 0
        self.sent = 0
        self.answered: float | None = None
        self.over = False

    def dial(self) -> None:
        """Places the call."""
        self.begun = time.monotonic()
        self._request("INVITE", 1, self._sdp())

    def take(self, ready: list[socket.socket]) -> None:
        """Does what is due, and takes what waits in its sockets."""
        self._act()
        if self.sip in ready:
            self._hear()  # what came before the message: it may be the last one
            self._signal(self.sip.recv(8192).decode())
        if self.rtp in ready:
            self._hear()
        if self.over:
            self.sip.close()
            self.rtp.close()

    def _hear(self) -> None:
        """Takes every packet that waits."""
        with contextlib.suppress(BlockingIOError):
            while True:
                packet = self.rtp.recv(2048, socket.MSG_DONTWAIT)
                self.heard.packets.append((self._now(), packet[12:]))

    @property
    def sockets(self) -> list[socket.socket]:
        return [self.sip, self.rtp]

    def _now(self) -> float:
        return time.monotonic() - self.begun

    def _next_frame(self) -> float:
        assert self.answered is not None
        return self.answered + self.sent * 0.02

    def _act(self) -> None:
        now = self._now()
        if self.vanish_s is not None and now >= self.vanish_s:
            self.over = True
        elif self.hang_up_s is not None and now >= self.hang_up_s and self.answered is not None:
            self.heard.did["BYE"] = now
            self._request("BYE", 3)
            self.over = True
        elif self.cancel_s is not None and now >= self.cancel_s and self.answered is None:
            self.heard.did["CANCEL"] = now
            self._request("CANCEL", 1)
            self.cancel_s = None
        while self.answered is not None and now >= self._next_frame():
            self._frame()

    def _frame(self) -> None:
        at = self._next_frame()
        key = next((at_s for at_s in self.keys if at >= at_s), None)
        if key is not None:
            self._key(self.keys.pop(key))
            return
        payload = _ALAW_SILENCE
        if self.speech and at >= self.speech[0]:
            self.heard.did.setdefault("speech", self._now())
            first = round((at - self.speech[0]) * 8000)
            part = self.speech[1][first : first + _FRAME]
            payload = alaw(np.pad(part, (0, _FRAME - len(part))))
        self._rtp(8, payload)

    def _key(self, digit: str) -> None:
        """RFC 4733: 100 ms of one event, its end three times."""
        self.heard.did[digit] = self._now()
        event, stamp = "0123456789*#".index(digit), self.sent * _FRAME
        for turn in range(5):
            self._rtp(101, struct.pack("!BBH", event, 10, _FRAME * (turn + 1)), stamp, turn == 0)
        for _ in range(3):
            self._rtp(101, struct.pack("!BBH", event, 0x80 | 10, _FRAME * 5), stamp)

    def _rtp(self, kind: int, payload: bytes, stamp: int | None = None, marker: bool = False) -> None:
        stamp = self.sent * _FRAME if stamp is None else stamp
        head = struct.pack("!BBHII", 0x80, kind | (0x80 if marker else 0), self.sent & 0xFFFF, stamp, 77)
        self.rtp.sendto(head + payload, (self.peer[0], self.far))
        self.sent += 1

    def _sdp(self) -> str:
        return (
            f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self.media} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
            f"a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
        )

    def _request(self, method: str, number: int, body: str = "") -> None:
        of_invite = method == "CANCEL" or (method == "ACK" and self.answered is None)  # RFC 3261 17.1.1.3
        branch = "INVITE1" if of_invite else f"{method}{number}"
        to_tag = "" if method in ("INVITE", "CANCEL") else self.to_tag
        target = self.uri if method in ("INVITE", "CANCEL") else self.target
        lines = [
            f"{method} {target} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.me};branch=z9hG4bK{self.tag}{branch}",
            "Max-Forwards: 70",
            f"From: <sip:test@127.0.0.1:{self.me}>;tag={self.tag}",
            f"To: <{self.uri}>{to_tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:test@127.0.0.1:{self.me}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self.sip.sendto(("\r\n".join(lines) + "\r\n\r\n" + body).encode(), self.peer)

    def _signal(self, text: str) -> None:
        now, first = self._now(), text.partition("\r\n")[0]
        self.heard.signals.append((now, first))
        if first.startswith("SIP/2.0"):
            if re.search(r"^CSeq: *1 INVITE", text, re.M):
                self._answer_to_invite(int(first.split()[1]), text, now)
        elif not first.startswith("ACK"):
            self._respond(text, self._sdp() if first.startswith("INVITE") else "")
            self.over = self.over or first.startswith("BYE")

    def _answer_to_invite(self, code: int, text: str, now: float) -> None:
        found = re.search(r"^To:[^\r]*?(;tag=[^;\r]+)", text, re.M)
        self.to_tag = found[1] if found else ""
        if code == 200:
            self.target = re.search(r"^Contact: *<([^>]+)>", text, re.M)[1]  # type: ignore[index]
            self.far = int(re.search(r"^m=audio (\d+)", text, re.M)[1])  # type: ignore[index]
            self.answered = self.answered or now
        if code >= 200:
            self._request("ACK", 1)
            self.over = code >= 300

    def _respond(self, request: str, body: str) -> None:
        kept = re.findall(r"^(?:Via|From|To|Call-ID|CSeq):[^\r]*", request, re.M)
        kept += [f"Contact: <sip:test@127.0.0.1:{self.me}>", f"Content-Length: {len(body)}"]
        if body:
            kept.append("Content-Type: application/sdp")
        self.sip.sendto(("\r\n".join(["SIP/2.0 200 OK", *kept]) + "\r\n\r\n" + body).encode(), self.peer)


def call(*phones: Phone, at_most_s: float = 25.0) -> None:
    """Dials them all, a tenth of a second apart, and stays until every call is over."""
    waiting, dialled = list(phones), []
    begun = time.monotonic()
    while time.monotonic() - begun < at_most_s:
        if waiting and time.monotonic() - begun >= 0.1 * len(dialled):
            dialled.append(waiting.pop(0))
            dialled[-1].dial()
        talking = [phone for phone in dialled if not phone.over]
        if not talking and not waiting:
            return
        ready, _, _ = select.select([sock for phone in talking for sock in phone.sockets], [], [], 0.005)
        for phone in talking:
            phone.take(ready)
