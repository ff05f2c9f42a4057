"""`open_audio`: what a recording is, by its header, before anything of it is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from transcripts.audio.container import opened
from transcripts.audio.formats import RAW
from transcripts.audio.sniff import missing_wav_bytes


@dataclass(frozen=True, slots=True)
class AudioFile:
    """What the header says.

    `duration_s` is the header's claim, `None` where the format states none; only a decode knows the truth
    (`AudioBlocks.decoded_s`). `truncated` is `True` when the file is visibly shorter than its header says.
    """

    path: Path
    format: str
    codec: str
    rate_hz: int
    channels: int
    duration_s: float | None
    truncated: bool = False


def open_audio(path: str | PathLike[str]) -> AudioFile:
    """Reads the header of any format that PyAV knows, or of a raw telephone format named by its extension.

    Raises `AudioError` naming the file and the way out when it is missing, empty, text, without sound, of
    more than two channels, or not a recording at all.
    """
    file = Path(path)
    with opened(file) as (container, stream):
        raw = RAW.get(file.suffix.lower())
        if raw:
            duration_s: float | None = file.stat().st_size / raw.bytes_per_s
        elif stream.duration is not None and stream.time_base is not None:
            duration_s = float(stream.duration * stream.time_base)
        else:
            duration_s = container.duration / 1e6 if container.duration else None
        if container.format.name in ("amr", "aac") or (duration_s is not None and duration_s < 0):
            duration_s = None  # guessed by the library from a bit rate: wrong by a half with silence left out
        return AudioFile(
            path=file,
            format=container.format.name.split(",")[0],
            codec=stream.codec_context.name,
            rate_hz=int(stream.codec_context.sample_rate),
            channels=int(stream.codec_context.channels),
            duration_s=duration_s,
            truncated=missing_wav_bytes(file) > 0,
        )
