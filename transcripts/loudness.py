"""Loudness of a recording over time, as people hear it: ITU-R BS.1770-4, K-weighted, in steps of 400 ms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.timeline import Kind, Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8_000
STEP_S = 0.4
"""The length of BS.1770's momentary block; ours do not overlap."""
FLOOR_LUFS = -70.0
"""BS.1770's absolute gate: a block below it is silence and has no loudness."""
_OFFSET_LUFS = -0.691

# The analogue prototypes behind BS.1770's two filters (it prints coefficients for 48 kHz only): gain in dB,
# quality and corner in Hz, as the re-quantisation in EBU Tech 3341's reference meters uses them.
_SHELF = (3.999843853973347, 0.7071752369554196, 1681.974450955533)
_HIGH_PASS = (0.5003270373238773, 38.13547087602444)


@dataclass(frozen=True, slots=True)
class Loudness:
    """`lufs[i]` is the loudness of [i·step_s, (i+1)·step_s) of their side; `None` under the gate."""

    step_s: float
    lufs: tuple[float | None, ...]


def wanted(timeline: Timeline) -> bool:
    """Whether there is anything to compare: a hold message and music beside it."""
    kinds = {span.kind for span in timeline.spans}
    return Kind.HOLD_MESSAGE in kinds and Kind.HOLD_MUSIC in kinds


def measure(path: Path, channel: int | None = None) -> Loudness:
    """The loudness of one channel (0, 1…), or of all channels' sum (`None`). Reads the file as a stream.

    Raises `AudioError` as `transcripts.audio.stream.blocks` does.
    """
    from transcripts.audio.stream import blocks

    meter = Meter()
    for block in blocks(path, RATE_HZ):
        meter.push(block.sum(axis=0) if channel is None else block[min(channel, len(block) - 1)])
    return meter.loudness()


class Meter:
    """Give it the blocks of one channel at 8 kHz in order, then ask for `loudness()`."""

    def __init__(self) -> None:
        import numpy as np

        self._sections = _k_weighting(RATE_HZ)
        self._state: NDArray[np.float64] = np.zeros((len(self._sections), 2))
        self._rest: NDArray[np.float64] = np.empty(0)
        self._lufs: list[float | None] = []

    def push(self, samples: NDArray[np.float32]) -> None:
        """Takes the next samples, −1…1, shape (n,)."""
        import numpy as np
        from scipy.signal import sosfilt

        weighted, self._state = sosfilt(self._sections, samples.astype(np.float64), zi=self._state)
        held = np.concatenate((self._rest, weighted))
        size = round(STEP_S * RATE_HZ)
        whole = len(held) - len(held) % size
        power = np.mean(np.square(held[:whole].reshape(-1, size)), axis=1)
        self._lufs += [_lufs(float(value)) for value in power]
        self._rest = held[whole:]

    def loudness(self) -> Loudness:
        """All whole steps so far."""
        return Loudness(STEP_S, tuple(self._lufs))


def _lufs(power: float) -> float | None:
    value = _OFFSET_LUFS + 10 * math.log10(power) if power > 0 else -math.inf
    return round(value, 1) if value > FLOOR_LUFS else None


def _k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """BS.1770's shelf and high-pass as second-order sections for a rate, by the bilinear transform."""
    import numpy as np

    gain_db, quality, corner_hz = _SHELF
    k = math.tan(math.pi * corner_hz / rate_hz)
    high = 10 ** (gain_db / 20)
    middle = high**0.4996667741545416
    a0 = 1 + k / quality + k * k
    shelf = [
        (high + middle * k / quality + k * k) / a0, 2 * (k * k - high) / a0,
        (high - middle * k / quality + k * k) / a0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0,
    ]  # fmt: skip
    quality, corner_hz = _HIGH_PASS
    k = math.tan(math.pi * corner_hz / rate_hz)
    a0 = 1 + k / quality + k * k
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0]
    return np.array([shelf, high_pass])
