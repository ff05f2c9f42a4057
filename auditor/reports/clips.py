"""Excerpts of recordings as Ogg Opus: short, one channel, made to be put into a page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transcripts.redaction.muting import Stretch

MOST_S = 8.0
"""No excerpt is longer: a quote is heard, not a call."""
RATE_HZ = 16000
BIT_RATE = 16000
"""Bits a second; speech of a telephone needs no more."""


def excerpt(
    path: Path,
    start_s: float,
    end_s: float,
    stretches: Iterable[Stretch] = (),
    ours_channel: int | None = None,
) -> bytes | None:
    """The excerpt as Ogg Opus, both channels mixed, with `stretches` of the recording muted.

    `None` where the file cannot be read or ends before.
    """
    import soundfile

    from transcripts.redaction.muting import mute

    start_s = max(0.0, start_s)
    try:
        with soundfile.SoundFile(str(path)) as file:
            rate = file.samplerate
            file.seek(min(int(start_s * rate), file.frames))
            samples = file.read(int(min(MOST_S, end_s - start_s) * rate), dtype="float32", always_2d=True)
    except (OSError, RuntimeError, ValueError):
        return None
    if not len(samples):
        return None
    samples = mute(samples, rate, stretches, at_s=int(start_s * rate) / rate, ours_channel=ours_channel)
    return opus([samples.mean(axis=1)], rate)


def opus(blocks: Iterable[Any], rate: int, bit_rate: int = BIT_RATE) -> bytes:
    """Mono samples (float32, −1 to 1, at `rate` Hz), block by block, as an Ogg Opus file."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE_HZ, layout="mono")
        stream.bit_rate = bit_rate
        _encode(container, stream, blocks, rate)
    return out.getvalue()


def _encode(container: Any, stream: Any, blocks: Iterable[Any], rate: int) -> None:
    import av

    resampler = av.AudioResampler("s16", "mono", RATE_HZ)
    for frame in chain(map(_frame_of(rate), blocks), (None,)):
        for piece in resampler.resample(frame):
            for packet in stream.encode(piece):
                container.mux(packet)
    for packet in stream.encode(None):
        container.mux(packet)


def _frame_of(rate: int) -> Callable[[Any], Any]:
    import av
    import numpy as np

    def frame(mono: Any) -> Any:
        whole = (np.clip(mono, -1, 1) * 32767).astype(np.int16)
        made = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole[None, :]), "s16", "mono")
        made.sample_rate = rate
        return made

    return frame
