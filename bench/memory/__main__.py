"""`python -m bench.memory`: peak memory of each stage of listening, on recordings of up to three hours.

Each stage runs in a process of its own on the same file of two channels. What counts is the highest resident
set of that process, libraries and models included; its growth is taken between two lengths.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.listening.material import fetch
from bench.memory import recording
from bench.memory.stages import STAGES

GROWTH_MB = 25.0
"""At most so much more an hour of two channels: what is flat to whoever listens to calls."""
RECORDINGS: dict[str, Callable[[Path, float], None]] = {"calls": recording.calls, "wait": recording.wait}
ON_CALLS = ("decode", "features", "acoustics", "loudness")
ON_WAIT = ("acoustics", "listen")


def run(stage: str, file: Path) -> tuple[float, float, str]:
    """(peak in MB, wall seconds, a digest of what was heard). Raises `CalledProcessError`."""
    command = [sys.executable, "-m", "bench.memory.stages", stage, str(file)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told["peak_mb"], told["wall_s"], told["result"]


def made(kind: str, minutes: float, folder: Path) -> Path:
    """The recording of this kind and length; one that is there already is taken."""
    file = folder / f"{kind}-{minutes:g}.wav"
    if not file.exists():
        RECORDINGS[kind](file, 60 * minutes)
    return file


def measured(kind: str, stage: str, lengths: list[float], folder: Path) -> bool:
    """Prints a line for each length; whether the last grew by no more than `GROWTH_MB` an hour."""
    peaks: list[tuple[float, float]] = []
    for minutes in lengths:
        peak_mb, wall_s, told = run(stage, made(kind, minutes, folder))
        peaks.append((minutes / 60, peak_mb))
        print(
            f"{kind:6} {stage:10} {minutes:6g} min {peak_mb:7.0f} MB {60 * minutes / wall_s:7.0f} × real time"
            f"  {told}",
            flush=True,
        )
    growth = [(b - a) / (hours - before) for (before, a), (hours, b) in itertools.pairwise(sorted(peaks))]
    for mb in growth[-1:]:
        print(f"{kind:6} {stage:10} {mb:+.1f} MB an hour between the two longest (at most {GROWTH_MB:g})\n")
    return all(mb <= GROWTH_MB for mb in growth[-1:])


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    asked.add_argument("--minutes", nargs="*", type=float, default=[10.0, 60.0, 180.0])
    asked.add_argument("--only", nargs="*", choices=list(STAGES), default=list(STAGES))
    asked.add_argument("--kinds", nargs="*", choices=list(RECORDINGS), default=list(RECORDINGS))
    asked.add_argument("--keep", type=Path, help="a folder for the recordings, to use them again")
    options = asked.parse_args()
    fetch()
    flat = True
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        for kind, stages in (("calls", ON_CALLS), ("wait", ON_WAIT)):
            for stage in stages:
                if kind in options.kinds and stage in options.only:
                    flat &= measured(kind, stage, options.minutes, folder)
    return int(not flat)


if __name__ == "__main__":
    sys.exit(main())
