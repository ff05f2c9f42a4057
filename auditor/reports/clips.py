"""Excerpts of recordings as Ogg Opus: short, one channel, made to be put into a page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

MOST_S = 8.0
"""No excerpt is longer: a quote is heard, not a call."""
RATE_HZ = 16000
BIT_RATE = 16000
"""Bits a second; speech of a telephone needs no more."""


def excerpt(path: Path, start_s: float, end_s: float) -> bytes | None:
    """The stretch as Ogg Opus, both channels mixed; `None` where the file cannot be read or ends before."""
    import av
    import soundfile

    try:
        with soundfile.SoundFile(str(path)) as file:
            rate = file.samplerate
            file.seek(min(max(0, int(start_s * rate)), file.frames))
            samples = file.read(int(min(MOST_S, end_s - start_s) * rate), dtype="float32", always_2d=True)
    except (OSError, RuntimeError, ValueError):
        return None
    if not len(samples):
        return None
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE_HZ, layout="mono")
        stream.bit_rate = BIT_RATE
        _encode(container, stream, samples.mean(axis=1), rate)
    return out.getvalue()


def _encode(container: Any, stream: Any, mono: Any, rate: int) -> None:
    import av
    import numpy as np

    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray((np.clip(mono, -1, 1) * 32767).astype(np.int16)[None, :]), "s16", "mono"
    )
    frame.sample_rate = rate
    resampler = av.AudioResampler("s16", "mono", RATE_HZ)
    for piece in (*resampler.resample(frame), *resampler.resample(None)):
        for packet in stream.encode(piece):
            container.mux(packet)
    for packet in stream.encode(None):
        container.mux(packet)
