"""Opening a file with PyAV: the one place where its errors become ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts.audio import faults
from transcripts.audio.formats import CONTAINERS, HIGHEST_HZ, LOWEST_HZ, RAW
from transcripts.audio.sniff import check_readable, is_mp4
from transcripts.errors import AudioError

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer


@cache
def av_errors() -> tuple[type[Exception], ...]:
    """What PyAV raises on hostile bytes: its own errors, and Python's for values out of range."""
    from av.error import FFmpegError

    python = (OSError, ValueError, ArithmeticError, LookupError, RuntimeError, MemoryError, TypeError)
    return (FFmpegError, AttributeError, EOFError, *python)


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    """The open container and its first audio stream; `AudioError` when there is none that can be heard."""
    import av

    av.logging.set_level(None)
    check_readable(path)
    raw = RAW.get(path.suffix.lower())
    options = {"format_whitelist": CONTAINERS, "max_streams": "64"} | dict(raw.options if raw else ())
    try:
        container: Any = av.open(
            str(path.absolute()),
            format=raw.demuxer if raw else None,
            options=options,
            metadata_errors="replace",
        )
    except av_errors() as error:
        template = faults.NO_INDEX if is_mp4(path) else faults.NOT_AUDIO
        raise AudioError(template, path=path, reason=reason_of(error)) from error
    try:
        yield container, _audio_stream(path, container)
    finally:
        container.close()


def reason_of(error: BaseException) -> str:
    """PyAV's words without the file's name, which our texts give already."""
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _audio_stream(path: Path, container: Any) -> AudioStream:
    try:
        if not container.streams.audio:
            kinds = ", ".join(sorted({stream.type or "?" for stream in container.streams})) or "-"
            raise AudioError(faults.NO_AUDIO_STREAM, path=path, streams=kinds)
        stream = container.streams.audio[0]
        context = stream.codec_context
        rate_hz, channels = int(context.sample_rate or 0), int(context.channels or 0)
    except av_errors() as error:
        raise AudioError(faults.NOT_AUDIO, path=path, reason=reason_of(error)) from error
    if channels == 0:
        raise AudioError(faults.NO_CHANNELS, path=path)
    if channels > 2:
        raise AudioError(faults.MANY_CHANNELS, path=path, channels=channels)
    if not LOWEST_HZ <= rate_hz <= HIGHEST_HZ:
        raise AudioError(faults.BAD_RATE, path=path, rate_hz=rate_hz, low=LOWEST_HZ, high=HIGHEST_HZ)
    found: AudioStream = stream
    return found
