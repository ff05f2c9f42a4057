"""The tape: everything of a call, appended to one file while it happens, so that a kill loses nothing.

Record = header (type, time, number, length) + payload + CRC-32 of both. Readers stop at the first damage.
"""

from __future__ import annotations

import json
import os
import struct
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

_HEADER = struct.Struct("<4sBdII")
_CHECK = struct.Struct("<I")
_MAGIC = b"AUD1"
_LARGEST = 1 << 24


class Kind(IntEnum):
    """What a record holds. THEIRS and OURS are int16 mono PCM whose `rate_hz` stands in the header."""

    NOTE = 0
    THEIRS = 1
    OURS = 2


@dataclass(frozen=True, slots=True)
class Record:
    """`at_s` is the monotonic clock when the audio was read (THEIRS), or is to leave (OURS), or the note's.

    Audio stays in the file: `offset` and `length` (bytes) say where. `note` holds a NOTE's JSON.
    """

    kind: Kind
    at_s: float
    rate_hz: int
    offset: int
    length: int
    note: dict[str, Any] | None = None


def part_path(folder: Path, shop: str) -> Path:
    """Where the tape of a shop is while its call runs."""
    return folder / f"{shop}.part"


class Tape:
    """Appends records; safe for several threads. Each record is one unbuffered write."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._fd = os.open(path, flags, 0o600)
        self._lock = threading.Lock()
        self._closed = False
        self.path = path

    def audio(self, kind: Kind, at_s: float, rate_hz: int, pcm: bytes) -> None:
        """Appends PCM. Raises OSError (a full disk)."""
        self._write(kind, at_s, rate_hz, pcm)

    def note(self, at_s: float, **what: Any) -> None:
        """Appends a JSON note."""
        self._write(Kind.NOTE, at_s, 0, json.dumps(what).encode())

    def _write(self, kind: Kind, at_s: float, rate_hz: int, payload: bytes) -> None:
        data = _HEADER.pack(_MAGIC, kind, at_s, rate_hz, len(payload)) + payload
        data += _CHECK.pack(zlib.crc32(data))
        with self._lock:
            while data and not self._closed:  # a mark that comes after the end would hit another file
                data = data[os.write(self._fd, data) :]

    def close(self) -> None:
        with self._lock:
            self._closed = True
            os.close(self._fd)


def records(path: Path) -> Iterator[Record]:
    """The tape's whole records in the order written; a torn or damaged rest is left out."""
    with path.open("rb") as file:
        while len(head := file.read(_HEADER.size)) == _HEADER.size:
            magic, kind, at_s, rate_hz, length = _HEADER.unpack(head)
            if magic != _MAGIC or length > _LARGEST:
                return
            offset = file.tell()
            payload, check = file.read(length), file.read(_CHECK.size)
            if check != _CHECK.pack(zlib.crc32(head + payload)):
                return
            note = json.loads(payload) if kind == Kind.NOTE else None
            yield Record(Kind(kind), at_s, rate_hz, offset, length, note)
