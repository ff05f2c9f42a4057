"""`python -m bench.listening.live`: how soon and how rightly the live ear tells things, and its cost."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

import numpy as np

from bench.listening import material
from bench.listening.calls import calls_of
from bench.listening.material import RATE, Floats
from bench.listening.truth import Label
from transcripts.live import LiveEar, LiveEvent, LiveName

Told = list[tuple[float, LiveEvent]]
STARTS = {"speech": LiveName.SPEECH_START, "music": LiveName.MUSIC_START, "dtmf": LiveName.DTMF}
TONES = ("ringback", "busy", "congestion", "sit", "fax")


def _listen(signal: Floats, country: str) -> tuple[Told, float]:
    ear = LiveEar(RATE, country)
    samples = (np.clip(signal, -1, 1) * 32767).astype(np.int16)
    began = time.process_time()
    told: Told = []
    for start in range(0, len(samples), 160):
        told += [(ear.now_s, event) for event in ear.feed(samples[start : start + 160])]
    return told, time.process_time() - began


def _match(label: Label, told: Told) -> tuple[float, float] | None:
    """(how late it was told, how far off its time is) of the event that is this label."""
    for at_s, event in told:
        wanted = STARTS.get(label.kind, LiveName.TONE)
        named = event.detail in (None, label.kind, label.id)
        if event.name is wanted and named and label.start_s - 0.5 < event.at_s < label.end_s + 0.3:
            return at_s - label.start_s, abs(event.at_s - label.start_s)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=material.HALVES, default="test")
    half = parser.parse_args().half
    material.fetch()
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    missed: defaultdict[str, int] = defaultdict(int)
    audio_s = cpu_s = 0.0
    for call, signal in calls_of(half):
        told, spent_s = _listen(signal, call.country)
        audio_s, cpu_s = audio_s + len(signal) / RATE, cpu_s + spent_s
        for label in call.labels:
            if label.kind in ("message", "utterance") or label.end_s - label.start_s < 0.04:
                continue
            match = _match(label, told)
            if match:
                found[label.kind].append(match)
            else:
                missed[label.kind] += 1
    print(f"{audio_s / 60:.1f} min, {100 * cpu_s / audio_s:.1f} % of one core")
    for kind in (*STARTS, *TONES):
        late, off = (
            (np.array(values) for values in zip(*found[kind], strict=True)) if found[kind] else ([], [])
        )
        print(
            f"{kind:11s} told {len(late)} of {len(late) + missed[kind]}"
            + (
                f", after {np.median(late):.2f} s (p90 {np.quantile(late, 0.9):.2f}), "
                f"its time off by {np.median(off):.2f} s (p90 {np.quantile(off, 0.9):.2f})"
                if len(late)
                else ""
            )
        )


if __name__ == "__main__":
    main()
