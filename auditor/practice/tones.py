"""The tones of a telephone: Spanish supervisory tones, and a fax machine's. 8 kHz int16."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8000
_PEAK = 3300
"""-20 dBFS peak: the level at which networks send supervisory tones, roughly."""

TONES: dict[str, tuple[float, tuple[float, ...]]] = {
    "ringback": (425.0, (1.5, 3.0)),  # Spain: 425 Hz, 1.5 s on, 3 s off
    "busy": (425.0, (0.2, 0.2)),
    "cng": (1100.0, (0.5, 3.0)),  # ITU-T T.30: a calling fax
    "ced": (2100.0, (3.0, 0.075)),  # ITU-T T.30: an answering fax, 2.6–4 s
}
"""Frequency in Hz and cadence (seconds on, off, on, off…)."""

_RAMP_S = 0.004


def tone(name: str, s: float) -> tuple[NDArray[np.int16], list[tuple[int, int]]]:
    """`s` seconds of a tone, and where it sounds: (first, end) samples of each burst."""
    import numpy as np

    hz, cadence = TONES[name]
    total = round(s * RATE_HZ)
    wave = np.zeros(total)
    bursts: list[tuple[int, int]] = []
    at = 0.0
    turn = 0
    while round(at * RATE_HZ) < total:
        length_s = cadence[turn % len(cadence)]
        first, end = round(at * RATE_HZ), min(total, round((at + length_s) * RATE_HZ))
        if turn % 2 == 0:
            wave[first:end] = _burst(hz, end - first)
            bursts.append((first, end))
        at += length_s
        turn += 1
    return (wave * _PEAK).astype(np.int16), bursts


def _burst(hz: float, length: int) -> NDArray[np.float64]:
    import numpy as np

    wave = np.sin(2 * np.pi * hz * np.arange(length) / RATE_HZ)
    ramp = min(round(_RAMP_S * RATE_HZ), length // 2)
    if ramp:
        slope = np.linspace(0, 1, ramp)
        wave[:ramp] *= slope
        wave[-ramp:] *= slope[::-1]
    return np.asarray(wave)
