"""Looks at a file before the decoder does: missing, empty, text in disguise, a WAV cut short."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from transcripts.audio import faults
from transcripts.errors import AudioError

_HEAD = 4096
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def check_readable(path: Path) -> None:
    """Raises `AudioError` for what is certainly no recording."""
    try:
        if path.is_dir():
            raise AudioError(faults.FOLDER, path=path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise AudioError(faults.MISSING, path=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AudioError(faults.UNREADABLE, path=path, reason=reason) from error
    if not head:
        raise AudioError(faults.EMPTY, path=path)
    if is_text(head):
        words = head.decode("utf-8", "ignore").split()
        raise AudioError(faults.TEXT, path=path, excerpt=" ".join(words)[:60])


def is_text(head: bytes) -> bool:
    """Whether these first bytes are written language: UTF-8, no control characters, some variety.

    The variety matters: a telephone's idle line in A-law is a row of one or two printable letters.
    """
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8")
    return not _CONTROL.intersection(head) and len(set(text)) >= min(8, len(head))


def is_mp4(path: Path) -> bool:
    """Whether it begins as MP4, M4A or 3GP do; their index often stands at the end."""
    with path.open("rb") as file:
        return file.read(8)[4:] == b"ftyp"


def missing_wav_bytes(path: Path) -> int:
    """How many bytes of sound a WAV's header promises that the file does not have; 0 for any other file.

    Sizes of 0 and 0xFFFFFFFF mean "not known yet" (a recorder that streamed): nothing is missing then.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"RIFF" or file.read(8)[4:] != b"WAVE":
            return 0
        while True:
            header = file.read(8)
            if len(header) < 8:
                return 0
            name, length = header[:4], struct.unpack("<I", header[4:])[0]
            if name == b"data":
                return 0 if length in (0, 0xFFFFFFFF) else max(0, file.tell() + length - size)
            if file.tell() + length > size:
                return 0
            file.seek(length + (length & 1), os.SEEK_CUR)
