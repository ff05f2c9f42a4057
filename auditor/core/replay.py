"""Plays a recording on the machine's sound device, which may not exist."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, MissingError
from auditor.i18n import N_

if TYPE_CHECKING:
    from auditor.core.views import ShopPage

BLOCK_FRAMES = 1600


def play(
    page: ShopPage, from_s: float = 0.0, to_s: float | None = None, stop: threading.Event | None = None
) -> None:
    """Plays from `from_s` to `to_s` seconds and returns when it is over or `stop` is set.

    Raises `MissingError` without a sound device or its library, `AuditorError` without a recording.
    """
    if page.recording_path is None:
        raise AuditorError(N_("The shop {id} has no recording on this machine."), id=page.shop.id)
    try:
        import miniaudio
    except ImportError as error:
        raise MissingError(
            N_("To play recordings: pip install 'auditor[sound]'. The file is {path}."),
            path=page.recording_path,
        ) from error
    from transcripts.audio import open_audio

    audio = open_audio(page.recording_path)
    over = threading.Event()
    blocks = _blocks(page, from_s, to_s, over)
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16, nchannels=audio.channels, sample_rate=audio.rate_hz
        )
    except miniaudio.MiniaudioError as error:
        raise MissingError(
            N_("There is no sound device here ({reason}). The file is {path}."),
            reason=str(error),
            path=page.recording_path,
        ) from error
    with device:
        device.start(blocks)
        while not over.wait(0.1):
            if stop is not None and stop.is_set():
                return


def _blocks(
    page: ShopPage, from_s: float, to_s: float | None, over: threading.Event
) -> Generator[bytes, int, None]:
    """What miniaudio asks for: it sends the frames it wants and gets so many, or fewer at the end."""
    import numpy as np
    import soundfile

    def read() -> Iterator[bytes]:
        with soundfile.SoundFile(str(page.recording_path)) as file:
            file.seek(min(int(from_s * file.samplerate), max(0, file.frames - 1)))
            left = file.frames if to_s is None else int((to_s - from_s) * file.samplerate)
            while left > 0:
                block = file.read(min(BLOCK_FRAMES, left), dtype="int16")
                if not len(block):
                    return
                left -= len(block)
                yield np.ascontiguousarray(block).tobytes()

    yield b""
    yield from read()
    over.set()
    yield b""
