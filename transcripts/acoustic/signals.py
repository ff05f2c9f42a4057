"""Tones that are not a country's: the special information tone (ITU-T E.180) and fax (T.30)."""

from __future__ import annotations

import itertools

from transcripts.acoustic.bursts import Burst
from transcripts.acoustic.plans import tone_data
from transcripts.acoustic.values import Tone
from transcripts.timeline import Kind


def sit_of(bursts: list[Burst]) -> list[Tone]:
    """Three rising tones in a row, of 330 ms each; a row of such rows is one tone for each."""
    rule = tone_data()["sit"]
    found: list[Tone] = []
    index = 0
    while index + 3 <= len(bursts):
        three = bursts[index : index + 3]
        pitched = all(
            len(b.hz) == 1 and abs(b.hz[0] - hz) <= rule["tolerance_hz"]
            for b, hz in zip(three, rule["hz"], strict=True)
        )
        timed = all(abs(b.length_s - rule["length_s"]) <= rule["tolerance_s"] + 0.04 for b in three)
        close = all(b.start_s - a.end_s <= 0.1 for a, b in itertools.pairwise(three))
        if pitched and timed and close:
            hz = tuple(b.hz[0] for b in three)
            found.append(Tone(Kind.SIT, three[0].start_s, three[2].end_s, "SIT", 3, hz))
            index += 3
        else:
            index += 1
    return found


def fax_of(bursts: list[Burst]) -> list[Tone]:
    """Calling (1100 Hz) and answering (2100 Hz) tones, each burst by itself."""
    found: list[Tone] = []
    for name, rule in tone_data()["fax"].items():
        for burst in bursts:
            pitched = len(burst.hz) == 1 and abs(burst.hz[0] - rule["hz"]) <= rule["tolerance_hz"]
            if pitched and burst.length_s >= rule["min_s"]:
                found.append(Tone(None, burst.start_s, burst.end_s, f"fax {name}", 1, burst.hz))
    return sorted(found, key=lambda tone: tone.start_s)
