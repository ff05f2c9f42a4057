"""A SIP OPTIONS (RFC 3261 §11) over UDP: asks whether a line is there, without calling it."""

from __future__ import annotations

import re
import secrets
import socket

TIMEOUT_S = 2.0
ADDRESS = re.compile(
    r"sips?:(?:[^@\s]+@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?"
)


def ask(address: str, timeout_s: float = TIMEOUT_S) -> str | None:
    """The status line of the answer, `None` when none came. Raises `ValueError` when it is no SIP address."""
    match = ADDRESS.match(address)
    if match is None:
        raise ValueError(address)
    host, port = match["host"].strip("[]"), int(match["port"] or 5060)
    family, *_rest, target = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, socket.SOCK_DGRAM) as plug:
        plug.settimeout(timeout_s)
        plug.connect(target)
        ours = plug.getsockname()
        plug.send(_request(match.group(0), ours[0], ours[1]))
        try:
            reply = plug.recv(4096)
        except (TimeoutError, ConnectionRefusedError):
            return None
    return reply.split(b"\r\n", 1)[0].decode("latin-1")


def _request(uri: str, host: str, port: int) -> bytes:
    branch, call = secrets.token_hex(8), secrets.token_hex(8)
    lines = (
        f"OPTIONS {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{branch};rport",
        "Max-Forwards: 70",
        f"From: <sip:auditor@{host}>;tag={branch}",
        f"To: <{uri}>",
        f"Call-ID: {call}@{host}",
        "CSeq: 1 OPTIONS",
        f"Contact: <sip:auditor@{host}:{port}>",
        "Accept: application/sdp",
        "Content-Length: 0",
        "",
        "",
    )
    return "\r\n".join(lines).encode()
