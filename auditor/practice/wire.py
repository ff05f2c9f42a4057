"""What packets really left, and when: the kernel's stamped copies of what goes out through our sockets.

The SIP stack counts what it took from us, not what it sent: under load its sender falls behind, drops frames
and says nothing. Linux hands back each packet with its moment (SO_TIMESTAMPING); other systems do not.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path

_SO_TIMESTAMPING = 37
_TX_SOFTWARE, _SOFTWARE, _OPT_ID = 1 << 1, 1 << 4, 1 << 7
_FLAGS = _TX_SOFTWARE | _SOFTWARE | _OPT_ID
_ERROR = struct.Struct("=IBBBBII")  # struct sock_extended_err: errno, origin, type, code, pad, info, data
_TIME = struct.Struct("=qq")  # struct timespec: seconds, nanoseconds
_IP_RECVERR = 11
_ETHERNET, _UDP = 14, 8
_FDS = Path("/proc/self/fd")

Told = Callable[[int, bytes, float], None]
"""(packet's number from 0, what it carried, moment on the monotonic clock)."""


class Wire:
    """The sockets that are watched. `appeared` may be called on any one thread, the rest on the loop's."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._poll = select.epoll() if hasattr(select, "epoll") else None
        self._watched: dict[int, tuple[socket.socket, Told]] = {}

    def fileno(self) -> int | None:
        """Readable when there is something to `drain`; `None` where the system has no stamps."""
        return self._poll.fileno() if self._poll else None

    def appeared(self) -> socket.socket | None:
        """The RTP socket (UDP, even port) that was opened since the last time this was asked, stamping.

        What is returned is a duplicate: it keeps the port until it is forgotten.
        """
        if self._poll is None:
            return None
        found: socket.socket | None = None
        now: set[str] = set()
        for entry in os.listdir(_FDS):  # noqa: PTH208 - names are all that is wanted
            try:
                link = str((_FDS / entry).readlink())
                if not link.startswith("socket:"):
                    continue
                now.add(link)
                if link not in self._known and found is None:
                    found = _rtp(int(entry))
            except OSError:
                continue  # closed meanwhile
        self._known = now
        return found

    def watch(self, tap: socket.socket, told: Told) -> None:
        """Tells of every packet that leaves through this socket from now on."""
        if self._poll:
            self._watched[tap.fileno()] = (tap, told)
            self._poll.register(tap.fileno(), 0)  # errors are always reported, and stamps come as errors

    def forget(self, tap: socket.socket) -> None:
        """Ends the watch and closes the duplicate."""
        if self._poll and self._watched.pop(tap.fileno(), None):
            self._poll.unregister(tap.fileno())
        tap.close()

    def drain(self) -> None:
        """Passes on every stamp that waits."""
        if self._poll is None:
            return
        to_monotonic = monotonic_ahead()
        for fd, _ in self._poll.poll(0):
            tap, told = self._watched[fd]
            while (stamp := _stamp(tap)) is not None:
                number, carried, at = stamp
                told(number, carried, at + to_monotonic)


def monotonic_ahead() -> float:
    """What the monotonic clock is ahead of Unix time, to the microseconds that reading the two takes.

    On a busy machine the process may be put aside between two readings: of a few tries the tightest counts.
    """
    tries: list[tuple[float, float]] = []
    for _ in range(5):
        before, unix, after = time.monotonic(), time.time(), time.monotonic()
        tries.append((after - before, (before + after) / 2 - unix))
    return min(tries)[1]


def _rtp(fd: int) -> socket.socket | None:
    tap = socket.socket(fileno=os.dup(fd))
    try:
        if tap.family == socket.AF_INET and tap.type == socket.SOCK_DGRAM:
            port = tap.getsockname()[1]
            if port and port % 2 == 0:
                tap.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPING, _FLAGS)
                return tap
    except OSError:
        pass  # no such option here: the buffer's own clock has to do
    tap.close()
    return None


def _stamp(tap: socket.socket) -> tuple[int, bytes, float] | None:
    """(number, contents, Unix time) of the next packet that was sent; `None` when none waits."""
    try:
        copy, ancillary, _, _ = tap.recvmsg(4096, 512, socket.MSG_ERRQUEUE | socket.MSG_DONTWAIT)
    except OSError:
        return None
    at: float | None = None
    number: int | None = None
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPING):
            seconds, nanoseconds = _TIME.unpack_from(data)
            at = seconds + nanoseconds / 1e9
        elif (level, kind) == (socket.IPPROTO_IP, _IP_RECVERR):
            number = _ERROR.unpack_from(data)[-1]
    if at is None or number is None or len(copy) <= _ETHERNET:
        return None
    return number, copy[_ETHERNET + 4 * (copy[_ETHERNET] & 15) + _UDP :], at
