"""`python -m bench.speed [FILE]`: processor seconds of listening, beside openai-whisper and faster-whisper.

Without a file, a practice call is rendered that spends half its time on hold. Every contender runs alone, in
a process of its own, on the same file, weights and threads; what counts is user and system time of that
process and its children, from its start (imports and loading included) to its end. The recording has one
channel, because the other tools know no sides.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SAYINGS = [
    "Hola, llamo porque tengo un cargo que no reconozco en la factura.",
    "¿Me puede dar un número de incidencia?",
    "Gracias, adiós.",
]
CONTENDERS = {
    "ours": "auditor: timeline, text, speakers, scores",
    "faster-whisper": "faster-whisper int8, VAD, beam 5",
    "whisper-greedy": "openai-whisper command, greedy",
    "whisper": "openai-whisper command as it comes (beam 5)",
}
AGAIN = 2.0
"""How many times cheaper the second call to a channel is to be."""
TARGETS = {"whisper": 10.0, "whisper-greedy": 5.0, "faster-whisper": 1.0}
"""How many times our processor time each must take at least."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; `told` is what it printed."""

    cpu_s: float
    wall_s: float
    told: dict[str, object]


def run(name: str, file: Path, threads: int, *more: str) -> Cost:
    """One contender in a process of its own. Raises `CalledProcessError` when it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "bench.speed.contenders", name, str(file), str(threads), *more]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu_s, time.monotonic() - began, json.loads(done.stdout.splitlines()[-1]))


def rendered(folder: Path) -> Path:
    """A practice call with half its time on hold, one channel."""
    from tests.transcripts.listen.rendered import render

    return render("laberinto", ["2", "5", "1", "3"], SAYINGS).write(folder / "call.wav", mono=True)


def length_s(file: Path) -> float:
    """How long the file really is."""
    from transcripts.audio import blocks

    stream = blocks(file)
    for _ in stream:
        pass
    return stream.decoded_s


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    asked.add_argument("file", nargs="?", type=Path)
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--only", nargs="*", choices=list(CONTENDERS), default=list(CONTENDERS))
    asked.add_argument("--again", action="store_true", help="the second call to a channel, beside the first")
    options = asked.parse_args()
    if options.again:
        return again(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or rendered(Path(folder))
        minutes = length_s(file) / 60
        print(f"{file.name}: {minutes:.1f} minutes, {options.threads} threads\n")
        costs = {name: run(name, file, options.threads) for name in CONTENDERS if name in options.only}
    return report(costs, minutes)


def again(threads: int) -> int:
    """First and second call to a channel: prints both, and 1 when the second is not cheap enough.

    As the worker meets them: in a process that has loaded the weights and the phrase lists already, which is
    "start" among the stages and not in the CPU seconds of the call.
    """
    from bench.speed.second import LINES, calls

    missed = False
    print(f"{'':34s} {'CPU s':>7s} {'wall s':>7s} {'words':>6s} {'known':>6s}  stages, CPU s")
    for line in LINES:
        with tempfile.TemporaryDirectory() as folder:
            book = str(Path(folder) / "catalogue.json")
            costs = [run("ours", file, threads, book) for file in calls(line, Path(folder))]
        for name, cost in zip(("first call", "second call"), costs, strict=True):
            stages = cost.told["stages"]
            assert isinstance(stages, dict)
            print(
                f"{line + ', ' + name:34s} {_of_call(cost):7.1f} {cost.wall_s:7.1f} {cost.told['words']:>6}"
                f" {cost.told['known']:>6}  " + ", ".join(f"{k} {v:.1f}" for k, v in stages.items())
            )
        ratio = _of_call(costs[0]) / _of_call(costs[1])
        missed |= ratio < AGAIN
        print(f"{line + ', first / second':34s} {ratio:7.2f}  (target ≥ {AGAIN:g})")
    return int(missed)


def _of_call(cost: Cost) -> float:
    """Processor seconds of the call itself."""
    seconds = cost.told["of_call_s"]
    assert isinstance(seconds, float)
    return seconds


def report(costs: dict[str, Cost], minutes: float) -> int:
    """Prints the table; 1 when a target is missed."""
    print(
        f"{'':44s} {'CPU s':>7s} {'a minute':>8s} {'wall s':>7s} {'words':>6s} {'× ours':>7s} {'target':>7s}"
    )
    ours = costs.get("ours")
    missed = False
    for name, cost in costs.items():
        ratio = cost.cpu_s / ours.cpu_s if ours else float("nan")
        target = TARGETS.get(name)
        missed |= target is not None and ratio < target
        print(
            f"{CONTENDERS[name]:44s} {cost.cpu_s:7.1f} {cost.cpu_s / minutes:8.2f} {cost.wall_s:7.1f}"
            f" {cost.told.get('words', ''):>6} {ratio:7.1f} {f'≥ {target:g}' if target else '':>7s}"
        )
    if ours and isinstance(stages := ours.told.get("stages"), dict):
        print("\nours, CPU seconds by stage: " + ", ".join(f"{k} {v:.1f}" for k, v in stages.items()))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
