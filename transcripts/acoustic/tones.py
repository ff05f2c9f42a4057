"""Call-progress tones: bursts held against the cadences of a country's plan, or of the generic classifier."""

from __future__ import annotations

from dataclasses import dataclass

from transcripts.acoustic.bursts import Burst
from transcripts.acoustic.plans import UNKNOWN_PLAN, Cadence, TonePlan, plan_of, tone_data
from transcripts.acoustic.values import Tone
from transcripts.timeline import Kind

_LEAST_CYCLES = {Kind.BUSY: 2, Kind.CONGESTION: 2, Kind.RINGBACK: 0}
"""Whole cycles that must be heard; of a cadence of several pauses one, for nothing else sounds like it.

One burst of ringing is enough: calls are answered after it.
"""
_TORN_S, _SOUNDING = 0.2, 0.75
"""Packets are lost in bursts of up to ten; the two parts sound for most of the time, as no cadence does."""
_LEVEL_DB = 20.0  # how far a tone's level may wander within one run


@dataclass(frozen=True, slots=True)
class _Fit:
    count: int  # bursts explained
    cadence: Cadence
    error: float  # mean deviation as a share of the tolerance


def tones_of(bursts: list[Burst], country: str | None) -> list[Tone]:
    """Ringback, busy and congestion. A tone that fits no cadence is not reported."""
    plan = plan_of(country)
    found: list[Tone] = []
    bursts = _mended(bursts, plan)
    index = 0
    while index < len(bursts):
        fit = _best(bursts[index:], plan)
        if fit is None:
            index += 1
            continue
        used = bursts[index : index + fit.count]
        found.append(_tone(used, fit.cadence, plan))
        index += fit.count
    return found


def _mended(bursts: list[Burst], plan: TonePlan | None) -> list[Burst]:
    """Ringing that lost packets cut in two is one burst again: both parts and the gap are as long as one."""
    ringing = [c for c in plan.cadences if c.kind is Kind.RINGBACK] if plan else []
    mended: list[Burst] = []
    for burst in bursts:
        before = mended[-1] if mended else None
        if before is not None and 0 < burst.start_s - before.end_s <= _TORN_S:
            whole = before._replace(end_s=burst.end_s)
            sounding = (before.length_s + burst.length_s) / whole.length_s
            if sounding >= _SOUNDING and any(_is_one(whole, burst, cadence) for cadence in ringing):
                mended[-1] = whole
                continue
        mended.append(burst)
    return mended


def _is_one(whole: Burst, last: Burst, cadence: Cadence) -> bool:
    same = _frequencies_fit(whole, cadence) and _frequencies_fit(last, cadence)
    return same and any(_deviation(whole.length_s, on_s) <= 1 for on_s in cadence.pattern[::2])


def _tone(used: list[Burst], cadence: Cadence, plan: TonePlan | None) -> Tone:
    name = plan.name if plan and cadence in plan.cadences else UNKNOWN_PLAN
    if cadence.also is not None:
        name = f"{name}: {cadence.kind} or {cadence.also}"
    return Tone(cadence.kind, used[0].start_s, used[-1].end_s, name, len(used), used[0].hz)


def _best(bursts: list[Burst], plan: TonePlan | None) -> _Fit | None:
    fits: list[_Fit] = []
    cadences = list(plan.cadences) if plan else []
    generic = _generic(bursts)
    if generic and not plan:
        cadences.append(generic)
    for cadence in cadences:
        if not _frequencies_fit(bursts[0], cadence):
            continue
        for phase in range(0, len(cadence.pattern), 2):
            fit = _follow(bursts, cadence, phase)
            if fit is not None:
                fits.append(fit)
    return max(fits, key=lambda fit: (fit.count, -fit.error), default=None)


def _follow(bursts: list[Burst], cadence: Cadence, phase: int) -> _Fit | None:
    """How many bursts in a row keep this cadence, beginning at `phase` of its pattern."""
    errors: list[float] = []
    count = 0
    for number, burst in enumerate(bursts):
        if not _frequencies_fit(burst, cadence) or abs(burst.level_dbfs - bursts[0].level_dbfs) > _LEVEL_DB:
            break
        place = (phase + 2 * number) % len(cadence.pattern)
        on_s, off_s = cadence.pattern[place : place + 2]
        following = bursts[number + 1] if number + 1 < len(bursts) else None
        period_error = _deviation(following.start_s - burst.start_s, on_s + off_s) if following else 9.0
        on_error = _deviation(burst.length_s, on_s)
        nibbled = period_error <= 1 and 0.5 * on_s <= burst.length_s < on_s  # packets lost at its edge
        cut_off = burst.length_s < on_s and (number > 0 or cadence.kind is Kind.RINGBACK)
        ends_here = period_error > 1
        if on_error > 1 and not nibbled and not (cut_off and ends_here and burst.length_s >= 0.3 * on_s):
            break
        errors += [min(on_error, 1.0), min(period_error, 1.0)]
        count += 1
        if ends_here:
            break
    cycles = (count - 1) / (len(cadence.pattern) / 2)
    least = min(_LEAST_CYCLES[cadence.kind], 1 if len(cadence.pattern) > 2 else 2)
    if count == 0 or cycles < least or (least == 0 and count == 1 and errors[0] >= 1):
        return None
    return _Fit(count, cadence, sum(errors) / len(errors))


def _deviation(measured_s: float, nominal_s: float) -> float:
    """1 is the edge of what is tolerated."""
    tolerances = tone_data()["tolerances"]
    allowed = max(tolerances["cadence_s"], tolerances["cadence_share"] * nominal_s)
    return abs(measured_s - nominal_s) / float(allowed)


def _frequencies_fit(burst: Burst, cadence: Cadence) -> bool:
    share = float(tone_data()["tolerances"]["frequency_share"])
    if len(cadence.hz) == len(burst.hz):
        return all(abs(a - b) <= share * b for a, b in zip(burst.hz, cadence.hz, strict=True))
    # two tones less than 60 Hz apart are one peak in a window of 40 ms: it lies between them
    low, high = min(cadence.hz), max(cadence.hz)
    return len(burst.hz) == 1 and high - low < 60 and low - 5 <= burst.hz[0] <= high + 5


def _generic(bursts: list[Burst]) -> Cadence | None:
    """The cadence that the first bursts suggest by themselves, for a country without a plan."""
    rule = tone_data()["generic"]
    first = bursts[0]
    if len(first.hz) != 1 or not rule["hz"][0] <= first.hz[0] <= rule["hz"][1] or len(bursts) < 2:
        return None
    on_s, off_s = first.length_s, bursts[1].start_s - first.end_s
    low, high = rule["busy_s"]
    if low <= on_s <= high and low <= off_s <= high and abs(on_s - off_s) <= 0.25 * max(on_s, off_s):
        return Cadence(Kind.BUSY, first.hz, (on_s, off_s), Kind.CONGESTION)
    ringing = rule["ringback_on_s"], rule["ringback_off_s"]
    if all(a <= s <= b for s, (a, b) in zip((on_s, off_s), ringing, strict=True)):
        return Cadence(Kind.RINGBACK, first.hz, (on_s, off_s))
    return None
