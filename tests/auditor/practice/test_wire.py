"""The kernel's stamps, on real sockets."""

from __future__ import annotations

import socket
import sys
import time
from types import SimpleNamespace

import pytest

from auditor.practice.wire import Wire, monotonic_ahead

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_TIMESTAMPING is Linux's")


def even_socket() -> socket.socket:
    while True:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", 0))
        if sock.getsockname()[1] % 2 == 0:
            return sock
        sock.close()


def test_each_packet_is_told_with_its_number_and_moment() -> None:
    wire = Wire()
    wire.appeared()
    out, back = even_socket(), even_socket()
    back.close()
    back = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    back.bind(("127.0.0.1", 0))
    tap = wire.appeared()
    assert tap is not None
    assert tap.getsockname() == out.getsockname()
    told: list[tuple[int, bytes, float]] = []
    wire.watch(tap, lambda *packet: told.append(packet))
    sent = []
    for letter in b"abcde":
        before = time.monotonic()
        out.sendto(bytes([letter]) * 172, back.getsockname())
        sent.append((before, time.monotonic()))
        time.sleep(0.003)
    wire.drain()
    assert [(number, carried[:1], len(carried)) for number, carried, _ in told] == [
        (0, b"a", 172),
        (1, b"b", 172),
        (2, b"c", 172),
        (3, b"d", 172),
        (4, b"e", 172),
    ]
    for (_, _, moment), (before, after) in zip(told, sent, strict=True):
        assert before - 0.001 <= moment <= after + 0.001  # of two clocks that are steered apart
    wire.forget(tap)
    out.sendto(b"x", back.getsockname())
    wire.drain()
    assert len(told) == 5
    out.close()
    back.close()


def test_being_put_aside_between_two_clocks_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of five readings of the clocks are torn apart by a tenth of a second."""
    now, reads = [100.0], iter(range(100))

    def monotonic() -> float:
        now[0] += 0.1 if next(reads) in (1, 4) else 1e-6
        return now[0]

    monkeypatch.setattr(
        "auditor.practice.wire.time", SimpleNamespace(monotonic=monotonic, time=lambda: now[0] + 7)
    )
    assert monotonic_ahead() == pytest.approx(-7, abs=1e-5)


def test_nothing_new_is_none_and_odd_ports_are_not_rtp() -> None:
    wire = Wire()
    wire.appeared()
    assert wire.appeared() is None
    sock = even_socket()
    odd = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    port = next(p for p in range(20001, 60000, 2) if _bound(odd, p))
    sock.close()
    assert port % 2 == 1
    assert wire.appeared() is None
    odd.close()


def _bound(sock: socket.socket, port: int) -> bool:
    try:
        sock.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True
