"""Per frame: the two strongest peaks, what share of the sound they are, and which key they would be.

40 ms Hann window, 1024-point FFT (7.8 Hz a bin, refined by a parabola through the peak).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic.framing import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 320
_FFT = 1024
_BIN_HZ = RATE_HZ / _FFT
_LOBE = 10  # bins either side of a peak that belong to it: a Hann lobe (±50 Hz), or two tones 50 Hz apart
_KEY_LOBE = 7
_LOW, _HIGH = round(200 / _BIN_HZ), round(3700 / _BIN_HZ)

ROWS_HZ = (697.0, 770.0, 852.0, 941.0)
COLUMNS_HZ = (1209.0, 1336.0, 1477.0, 1633.0)
KEYS = "123A456B789C*0#D"
_KEY_TOLERANCE = 0.022  # ITU-T Q.24 asks to accept 1.5 %; the window adds the rest
_TWIST_DB = 10.0
_KEY_SHARE = 0.40


class Peaks(NamedTuple):
    """Arrays of one value a frame: frequencies in Hz, shares of the frame's power 0–1, key index or −1.

    `key_hz` has two values a frame: the strongest frequency of the rows' band and of the columns'.
    """

    first_hz: NDArray[np.float32]
    first_share: NDArray[np.float32]
    second_hz: NDArray[np.float32]
    second_share: NDArray[np.float32]
    key: NDArray[np.int8]
    key_share: NDArray[np.float32]
    key_hz: NDArray[np.float32]


def power_of(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """The power spectra, (n, 513), of frames of shape (n, `WINDOW`)."""
    import numpy as np
    from scipy.fft import rfft

    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    spectrum = rfft(frames * window, _FFT, axis=1)
    power: NDArray[np.float32] = spectrum.real**2 + spectrum.imag**2
    return power


def no_peaks() -> Peaks:
    """Of no frame at all."""
    import numpy as np

    return peaks_of(np.zeros((0, WINDOW), np.float32))


def peaks_of(frames: NDArray[np.float32]) -> Peaks:
    """Measures frames of shape (n, `WINDOW`)."""
    return peaks_in(power_of(frames))


def peaks_in(power: NDArray[np.float32]) -> Peaks:
    """Measures power spectra."""
    import numpy as np

    total = power[:, 5:].sum(axis=1) + 1e-9
    summed = np.zeros((len(power), power.shape[1] + 1))
    np.cumsum(power, axis=1, dtype=np.float64, out=summed[:, 1:])
    first = _LOW + np.argmax(power[:, _LOW:_HIGH], axis=1)
    rest = power.copy()
    around = first[:, None] + np.arange(-_LOBE - 1, _LOBE + 2)  # never beyond the spectrum
    np.put_along_axis(rest, around, 0.0, axis=1)
    second = _LOW + np.argmax(rest[:, _LOW:_HIGH], axis=1)
    key, key_share, key_hz = _keys(power, summed, total)
    return Peaks(
        _centre_hz(power, first),
        (_lobe(summed, first) / total).astype(np.float32),
        _refined_hz(power, second),
        (_lobe(summed, second) / total).astype(np.float32),
        key,
        key_share,
        key_hz,
    )


def _lobe(summed: NDArray[np.float64], at: NDArray[np.intp], width: int = _LOBE) -> NDArray[np.float64]:
    """Power within a peak's lobe, from the running sum."""
    import numpy as np

    rows = np.arange(len(at))
    high = np.minimum(at + width + 1, summed.shape[1] - 1)
    found: NDArray[np.float64] = summed[rows, high] - summed[rows, np.maximum(at - width, 0)]
    return found


def _centre_hz(power: NDArray[np.float32], at: NDArray[np.intp]) -> NDArray[np.float32]:
    """Centre of gravity of a peak's lobe: steady too for two tones 40 Hz apart, which beat in one lobe."""
    import numpy as np

    columns = np.clip(at[:, None] + np.arange(-_LOBE, _LOBE + 1)[None, :], 0, power.shape[1] - 1)
    lobe = np.take_along_axis(power, columns, axis=1)
    centre: NDArray[np.float32] = (lobe * columns).sum(axis=1) / (lobe.sum(axis=1) + 1e-20) * _BIN_HZ
    return centre.astype(np.float32)


def _refined_hz(power: NDArray[np.float32], at: NDArray[np.intp]) -> NDArray[np.float32]:
    import numpy as np

    rows = np.arange(len(at))
    left, mid, right = (np.log(power[rows, at + step] + 1e-20) for step in (-1, 0, 1))
    curve = left - 2 * mid + right
    shift = np.where(np.abs(curve) > 1e-6, 0.5 * (left - right) / np.where(curve == 0, 1, curve), 0)
    hz: NDArray[np.float32] = ((at + np.clip(shift, -0.5, 0.5)) * _BIN_HZ).astype(np.float32)
    return hz


def _keys(
    power: NDArray[np.float32], summed: NDArray[np.float64], total: NDArray[np.float32]
) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.float32]]:
    """The key whose row and column are the strongest of their bands (−1: no key's), its share, both in Hz."""
    import numpy as np

    found = []
    for band, nominal in (((650, 1000), ROWS_HZ), ((1150, 1700), COLUMNS_HZ)):
        low, high = round(band[0] / _BIN_HZ), round(band[1] / _BIN_HZ)
        at = low + np.argmax(power[:, low:high], axis=1)
        hz = _refined_hz(power, at)
        off = np.abs(hz[:, None] / np.asarray(nominal)[None, :] - 1)
        index = np.argmin(off, axis=1)
        found.append((index, off.min(axis=1) <= _KEY_TOLERANCE, _lobe(summed, at, _KEY_LOBE), hz))
    (row, row_fits, row_power, row_hz), (column, column_fits, column_power, column_hz) = found
    twist_db = 10 * np.abs(np.log10((row_power + 1e-12) / (column_power + 1e-12)))
    share = ((row_power + column_power) / total).astype(np.float32)
    fits = row_fits & column_fits & (twist_db <= _TWIST_DB) & (share >= _KEY_SHARE)
    return np.where(fits, row * 4 + column, -1).astype(np.int8), share, np.stack([row_hz, column_hz], axis=1)
