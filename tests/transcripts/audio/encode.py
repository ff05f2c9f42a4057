"""Writes test recordings in every format that PyAV or libsndfile can write, of our own synthesis."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def beeps(length_s: float = 4.0, rate_hz: int = 8000, every_s: float = 1.0) -> Floats:
    """A quiet hum, and a 0.2 s tone that begins at every whole `every_s`: times can be read back from it."""
    t = np.arange(round(length_s * rate_hz)) / rate_hz
    on = (t % every_s) < 0.2
    return (0.5 * on * np.sin(2 * np.pi * 800 * t) + 0.001 * np.sin(2 * np.pi * 300 * t)).astype(np.float32)


def beep_starts(signal: Floats, rate_hz: int) -> list[float]:
    """Where the beeps begin, in seconds."""
    level = np.convolve(np.abs(signal), np.ones(rate_hz // 200) / (rate_hz // 200), mode="same") > 0.1
    return [int(i) / rate_hz for i in np.flatnonzero(np.diff(level.astype(int), prepend=0) == 1)]


def encode(
    path: Path,
    signal: Floats,
    codec: str,
    rate_hz: int = 8000,
    *,
    container: str | None = None,
    bit_rate: int | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """`signal` is (n,) or (channels, n) at 8 kHz."""
    import av

    rows = np.atleast_2d(signal)
    layout = "stereo" if len(rows) == 2 else "mono"
    with av.open(str(path), "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=rate_hz, layout=layout, options=options or {})
        if bit_rate:
            stream.bit_rate = bit_rate
        stream.codec_context.open()
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(rows), format="fltp", layout=layout)
        frame.sample_rate = 8000
        resampler = av.AudioResampler(format=stream.codec_context.format.name, layout=layout, rate=rate_hz)
        fifo = av.AudioFifo()
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            part.pts = None
            fifo.write(part)
        size = stream.codec_context.frame_size or 320
        while (part := fifo.read(size)) is not None:
            output.mux(stream.encode(part))
        if (part := fifo.read(0, partial=True)) is not None:
            output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return path


def write_wav(path: Path, signal: Floats, rate_hz: int = 8000, subtype: str = "PCM_16") -> Path:
    """A WAV by libsndfile; (n,) or (channels, n)."""
    import soundfile

    soundfile.write(str(path), np.atleast_2d(signal).T, rate_hz, subtype=subtype, format="WAV")
    return path


def write_raw_gsm(path: Path, signal: Floats) -> Path:
    """Raw GSM 06.10 frames, as Asterisk keeps them."""
    import soundfile

    soundfile.write(str(path), signal, 8000, subtype="GSM610", format="RAW")
    return path


def wav_header(
    data_bytes: int, *, channels: int = 1, rate_hz: int = 8000, bits: int = 16, tag: int = 1
) -> bytes:
    """A RIFF header that says whatever a test wants it to say."""
    width = channels * bits // 8
    fmt = struct.pack("<HHIIHH", tag, channels, rate_hz, (rate_hz * width) & 0xFFFFFFFF, width, bits)
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", data_bytes)
    return b"RIFF" + struct.pack("<I", (len(body) + data_bytes) & 0xFFFFFFFF) + body
