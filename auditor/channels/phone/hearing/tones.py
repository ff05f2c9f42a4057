"""Tones by FFT while the call runs: one or two steady lines, and the rhythm in which they come and go.

Steady sound on the line is told by two peaks that hold nearly all of the energy of a 32 ms window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from transcripts.timeline import Kind

_SIZE = 1024
_PEAK_SHARE = 0.88
_LINE_HZ = (340.0, 640.0)
_FAX_HZ = (2100.0, 1100.0)
_FAX_WIDTH_HZ = 25.0
_FAX_S = 0.8
_STEADY_S = 0.12
_RING_ON_S = 0.35
_BUSY_S = (0.12, 0.62)


def peaks(window: Any, rate_hz: int) -> tuple[float, float, float]:
    """(strongest frequency, second, share of energy in both), Hz, of one window of float samples."""
    import numpy as np

    spectrum = np.abs(np.fft.rfft(window * np.hanning(len(window)), _SIZE)) ** 2
    spectrum[: int(200 * _SIZE / rate_hz)] = 0
    total = float(spectrum.sum())
    if total <= 0:
        return 0.0, 0.0, 0.0
    reach = int(2.2 * _SIZE / len(window)) + 1
    first = int(spectrum.argmax())
    low, high = max(0, first - reach), first + reach + 1
    share = float(spectrum[low:high].sum())
    rest = spectrum.copy()
    rest[low:high] = 0
    second = int(rest.argmax())
    low, high = max(0, second - reach), second + reach + 1
    second_share = float(rest[low:high].sum())
    hz = rate_hz / _SIZE
    if second_share < 0.1 * share:
        second_share, second = 0.0, first
    return first * hz, second * hz, (share + second_share) / total


@dataclass
class Rhythm:
    """Follows one tone's on and off; says what the tone is as soon as its rhythm is known."""

    frame_s: float
    kind: Kind | None = None
    busy_cycles: int = 0
    fax: bool = False
    last_tone_s: float | None = None
    _on_s: float = 0.0
    _off_s: float = 0.0
    _fax_s: float = 0.0
    _ons: list[float] = field(default_factory=list)
    _offs: list[float] = field(default_factory=list)

    def frame(self, at_s: float, first_hz: float, second_hz: float, share: float, silent: bool) -> None:
        """Takes one frame: its peaks and whether it is silence."""
        in_line = all(_LINE_HZ[0] <= hz <= _LINE_HZ[1] for hz in (first_hz, second_hz))
        tone = not silent and share >= _PEAK_SHARE and in_line
        self._take_fax(first_hz, share, silent)
        if tone:
            if self._on_s == 0.0 and self._off_s > 0 and self._ons:
                self._offs.append(self._off_s)
            self._off_s = 0.0
            self._on_s += self.frame_s
            if self._on_s >= _STEADY_S:
                self.last_tone_s = at_s
            if self._on_s >= _RING_ON_S + _BUSY_S[1] / 2:
                self.kind, self.busy_cycles = Kind.RINGBACK, 0
            return
        if self._on_s >= _STEADY_S:
            self._ended(silent)
        elif self._on_s:
            self._forget()
        self._on_s = 0.0
        if silent:
            self._off_s += self.frame_s
            if self._off_s > 6.5:
                self._forget()
        else:
            self._forget()

    def _ended(self, silent: bool) -> None:
        """A beep of `_on_s` is over: busy when several short ones came with short gaps."""
        self._ons.append(self._on_s)
        short = _BUSY_S[0] <= self._on_s <= _BUSY_S[1]
        gap = not self._offs or _BUSY_S[0] <= self._offs[-1] <= _BUSY_S[1] + 0.1
        self.busy_cycles = self.busy_cycles + 1 if short and gap and silent else 0
        if self.busy_cycles >= 3:
            self.kind = Kind.BUSY
        del self._ons[:-4], self._offs[:-4]

    def _forget(self) -> None:
        self.kind, self.busy_cycles, self._off_s = None, 0, 0.0
        self._ons.clear()
        self._offs.clear()

    def _take_fax(self, first_hz: float, share: float, silent: bool) -> None:
        near = any(abs(first_hz - hz) <= _FAX_WIDTH_HZ for hz in _FAX_HZ)
        if near and share >= _PEAK_SHARE and not silent:
            self._fax_s += self.frame_s
            limit = _FAX_S if first_hz > 1500 else 0.4
            self.fax = self.fax or self._fax_s >= limit
        else:
            self._fax_s = 0.0
