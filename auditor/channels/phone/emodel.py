"""An estimate of the voice's quality from loss and delay: ITU-T G.107 (06/2015), narrowband, default values.

An estimate, never a measurement: it knows nothing of what was actually heard.
"""

from __future__ import annotations

import math

R_DEFAULT = 93.2
"""Ro − Is with every parameter at its default, G.107 table 3 (the advantage factor A is 0)."""

_IMPAIRMENT = {"PCMA": (0.0, 4.3), "PCMU": (0.0, 4.3)}
"""Ie and Bpl by codec: ITU-T G.113 (11/2007) appendix I, table I.4, G.711 without loss concealment (our
stack has none). Wideband codecs need G.107.1 and another scale: no figure is given for them."""


def mos(codec: str | None, loss_ratio: float | None, delay_s: float) -> float | None:
    """Estimated conversational MOS, 1–4.5, for random loss (BurstR = 1).

    `loss_ratio` 0–1 is end-to-end; `delay_s` the mouth-to-ear delay as far as it is known. `None` when loss
    was not measured or the codec has no narrowband figures.
    """
    if codec is None or loss_ratio is None or codec.upper() not in _IMPAIRMENT:
        return None
    impairment, robustness = _IMPAIRMENT[codec.upper()]
    loss_percent = 100.0 * min(1.0, max(0.0, loss_ratio))
    effective = impairment + (95.0 - impairment) * loss_percent / (loss_percent + robustness)
    return to_mos(R_DEFAULT - _delay_impairment(1000.0 * delay_s) - effective)


def _delay_impairment(delay_ms: float) -> float:
    """Idd, G.107 (7-27) to (7-29): nothing up to 100 ms of absolute delay."""
    if delay_ms <= 100.0:
        return 0.0
    x = math.log2(delay_ms / 100.0)
    root: float = (1 + x**6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2
    return 25.0 * root


def to_mos(rating: float) -> float:
    """R to MOS, G.107 annex B (B-4)."""
    if rating <= 0:
        return 1.0
    if rating >= 100:
        return 4.5
    return max(1.0, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6)
