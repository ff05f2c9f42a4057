"""Timbres for the hold music, made from sines and noise. Floats around ±1 at 8 kHz."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Wave = NDArray[np.float64]

RATE_HZ = 8000
_TOP_HZ = 3300.0
"""Nothing above it: a telephone carries 300–3400 Hz."""


def hz(note: float) -> float:
    """The frequency of a MIDI note number (69 is A4, 440 Hz)."""
    return float(440.0 * 2 ** ((note - 69) / 12))


def _time(s: float) -> Wave:
    import numpy as np

    return np.arange(round(s * RATE_HZ)) / RATE_HZ


def _release(wave: Wave, s: float = 0.02) -> Wave:
    import numpy as np

    tail = min(len(wave), round(s * RATE_HZ))
    if tail:
        wave[-tail:] *= np.linspace(1, 0, tail)
    return wave


def piano(note: float, s: float) -> Wave:
    """A struck string: partials slightly sharp, the higher the sooner gone."""
    import numpy as np

    t = _time(s)
    wave = np.zeros_like(t)
    for partial in range(1, 13):
        frequency = hz(note) * partial * np.sqrt(1 + 0.0004 * partial**2)
        if frequency > _TOP_HZ:
            break
        wave += np.sin(2 * np.pi * frequency * t) * np.exp(-t * (1.6 + 0.9 * partial)) / partial**1.15
    attack = min(len(t), round(0.004 * RATE_HZ))
    wave[:attack] *= np.linspace(0, 1, attack)
    return _release(wave)


def strings(notes: tuple[float, ...], s: float) -> Wave:
    """A slow chord of detuned voices with vibrato."""
    import numpy as np

    t = _time(s)
    wave = np.zeros_like(t)
    for index, note in enumerate(notes):
        for detune in (-0.004, 0.0, 0.0035):
            vibrato = 0.0025 * np.sin(2 * np.pi * (5.1 + 0.3 * index) * t + index)
            phase = 2 * np.pi * np.cumsum(hz(note) * (1 + detune + vibrato)) / RATE_HZ
            for partial in range(1, 7):
                if hz(note) * partial > _TOP_HZ:
                    break
                wave += np.sin(partial * phase + index * partial) / partial**1.4
    swell = np.minimum(1, t / 0.25) * np.minimum(1, np.maximum(0, (s - t)) / 0.2)
    return np.asarray(wave * swell / (3 * len(notes)))


def flute(note: float, s: float, breath: Wave) -> Wave:
    """A soft lead with vibrato that sets in late, and a little of the noise `breath`."""
    import numpy as np

    t = _time(s)
    vibrato = 0.006 * np.minimum(1, t / 0.4) * np.sin(2 * np.pi * 5.4 * t)
    phase = 2 * np.pi * np.cumsum(hz(note) * (1 + vibrato)) / RATE_HZ
    wave = np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.14 * np.sin(3 * phase) + 0.03 * breath[: len(t)]
    wave *= np.minimum(1, t / 0.06) * (0.85 + 0.15 * np.exp(-3 * t))
    return _release(wave, 0.06)


def bass(note: float, s: float) -> Wave:
    """A plucked bass, with partials that a telephone lets through."""
    import numpy as np

    t = _time(s)
    wave = sum(np.sin(2 * np.pi * hz(note) * k * t) * np.exp(-t * 1.1 * k) / k**0.7 for k in range(1, 8))
    return _release(np.asarray(wave))


def hat(noise: Wave, s: float = 0.06) -> Wave:
    """A closed hi-hat: noise without its lows, soon gone."""
    import numpy as np

    t = _time(s)
    burst = np.diff(np.diff(noise[: len(t) + 2]))
    return np.asarray(burst * np.exp(-t * 70))


def snare(noise: Wave, s: float = 0.16) -> Wave:
    """A brushed snare: noise over a short tone."""
    import numpy as np

    t = _time(s)
    return np.asarray(noise[: len(t)] * np.exp(-t * 24) + 0.5 * np.sin(2 * np.pi * 320 * t) * np.exp(-t * 40))


def kick(s: float = 0.18) -> Wave:
    """A bass drum: a tone that falls in pitch, high enough for a telephone."""
    import numpy as np

    t = _time(s)
    phase = 2 * np.pi * np.cumsum(95 + 240 * np.exp(-t * 45)) / RATE_HZ
    return np.asarray(np.sin(phase) * np.exp(-t * 17))
