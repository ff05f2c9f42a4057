"""Decoded frames joined: each is 20 to 80 ms long, and to handle one costs more than its samples do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

_SHARE = 2
"""Of a second: half a second at once."""


def joined(frames: Iterable[AudioFrame]) -> Iterator[AudioFrame]:
    """The same samples in order, in frames of half a second or more; of one format, layout and rate each."""
    from av import AudioFifo

    fifo: Any = None
    setup: tuple[str, str, int] | None = None
    for frame in frames:
        now = (frame.format.name, frame.layout.name, frame.sample_rate)
        if now != setup:
            yield from _rest(fifo)
            fifo, setup = AudioFifo(), now
        frame.pts = None
        fifo.write(frame)
        if fifo.samples * _SHARE >= frame.sample_rate:
            yield from _rest(fifo)
    yield from _rest(fifo)


def _rest(fifo: Any) -> Iterator[AudioFrame]:
    if fifo is not None and fifo.samples:
        yield fifo.read()
