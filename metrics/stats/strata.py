"""A rate put together from strata that were sampled more or less than their share of the population."""

from __future__ import annotations

import math
from collections.abc import Mapping

from metrics.errors import DataError
from metrics.stats.intervals import rate
from metrics.stats.values import LEVEL, Rate


def stratified_rate(
    strata: Mapping[str, tuple[int, int]], shares: Mapping[str, float], *, level: float = LEVEL
) -> Rate:
    """Σ share·rate over strata, as (hits, n) each; `shares` are the population's, in any unit.

    The interval joins the strata's Wilson intervals (MOVER: Zou & Donner 2008), so it holds where a stratum
    has no hit at all. A stratum of the population without a single case leaves the rate not measured; a
    stratum of the sample without a share is an error.
    """
    unknown = sorted(set(strata) - set(shares))
    if unknown:
        raise DataError("no population share is given for {strata}", strata=", ".join(unknown))
    if any(not math.isfinite(share) or share < 0 for share in shares.values()):
        raise DataError("a population share must be a number from 0")
    total = math.fsum(shares.values())
    hits, n = sum(h for h, _n in strata.values()), sum(n for _h, n in strata.values())
    parts = [
        (share / total, rate(*strata.get(name, (0, 0)), level=level))
        for name, share in shares.items()
        if share > 0
    ]
    if not parts or any(part.value is None for _share, part in parts):
        return Rate(hits, n, None, None, None, "mover_strata", level)
    value = math.fsum(share * (part.value or 0.0) for share, part in parts)
    down = math.hypot(*(share * ((p.value or 0.0) - (p.low or 0.0)) for share, p in parts))
    up = math.hypot(*(share * ((p.high or 0.0) - (p.value or 0.0)) for share, p in parts))
    value = min(1.0, value)
    return Rate(hits, n, value, max(0.0, value - down), min(1.0, value + up), "mover_strata", level)
