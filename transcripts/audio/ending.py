"""Whether a recording was cut short: what its header promises against what was decoded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transcripts.audio.sniff import missing_wav_bytes

_TOLERANCE_S = 0.25
_TOLERANCE_SHARE = 0.01
_EXACT = ("flac", "mov", "asf", "matroska", "aiff", "au")
"""Containers whose header states a length; of the others the library guesses it from the file's size."""
_OGG_LAST_PAGE = 0x04


def ends_early(path: Path, container: Any, stream: Any, decoded_s: float) -> float | None:
    """Seconds that are missing at the end, 0.0 when some are and no one knows how many, `None` when whole."""
    missing = missing_wav_bytes(path)
    if missing:
        rate = stream.codec_context.bit_rate or stream.bit_rate
        return missing * 8 / rate if rate else 0.0
    kind = container.format.name.split(",")[0]
    if kind == "ogg":
        return None if _has_last_page(path) else 0.0
    if kind not in _EXACT and not (kind == "mp3" and _has_frame_count(path)):
        return None
    promised_s = _promised_s(container, stream)
    if promised_s is None or promised_s - decoded_s <= max(_TOLERANCE_S, _TOLERANCE_SHARE * promised_s):
        return None
    return promised_s - decoded_s


def _promised_s(container: Any, stream: Any) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration else None


def _has_last_page(path: Path) -> bool:
    """Whether the last Ogg page carries the end-of-stream flag (RFC 3533 §6)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 0x20000))
        tail = file.read()
    at = tail.rfind(b"OggS")
    return at >= 0 and len(tail) > at + 5 and bool(tail[at + 5] & _OGG_LAST_PAGE)


def _has_frame_count(path: Path) -> bool:
    """Whether an MP3 begins with a frame that counts the others (Xing, Info or VBRI)."""
    with path.open("rb") as file:
        head = file.read(0x4000)
    return any(mark in head for mark in (b"Xing", b"Info", b"VBRI"))
