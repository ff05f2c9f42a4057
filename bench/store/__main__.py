"""python -m bench.store [--kills 200] [--sizes 1000 10000 100000] [--folder DIR]

Median milliseconds of one insert, update and get at each size, as ratios to bare SQLite measured in turn with
it; then kills (−9) in mid-write, and what they lost. Exits with 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.store.contenders import BareSqlite, Contender, Documents, JsonTinyDB, OurTinyDB
from tests.auditor.store.killing import Acknowledged, lost, run_and_kill

ACTS = ("insert", "update", "get")
TARGET_MS = 10.0
JSON_UP_TO = 10_000  # beyond, one write takes seconds
ROUNDS, JSON_ROUNDS = 300, 8


def timed(contender: Contender, act: str, n: int, number: int) -> float:
    """Milliseconds of one act."""
    began = time.perf_counter()
    if act == "insert":
        contender.insert(number)
    elif act == "update":
        contender.update(n, number)
    else:
        contender.get(n)
    return (time.perf_counter() - began) * 1000


def measure(contenders: list[Contender], size: int) -> dict[tuple[str, str], float]:
    """Median milliseconds by contender and act; all take turns, so that noise hits all alike."""
    rng = random.Random(size)
    took: dict[tuple[str, str], list[float]] = {(c.name, act): [] for c in contenders for act in ACTS}
    for contender in contenders:
        contender.fill(size)
    for number in range(ROUNDS):
        n = rng.randrange(size)
        for contender in contenders:
            if contender.name == JsonTinyDB.name and number >= JSON_ROUNDS:
                continue
            for act in ACTS:
                took[contender.name, act].append(timed(contender, act, n, size + number))
    for contender in contenders:
        contender.close()
    return {key: median(values) for key, values in took.items()}


def speed(sizes: list[int], folder: Path) -> bool:
    """Prints the table; whether inserts and updates reach the target at every size."""
    reached = True
    print(f"{'documents':>9}  {'':24}" + "".join(f"{act + ' ms':>12}{'× bare':>8}" for act in ACTS))
    for size in sizes:
        kinds = [BareSqlite, Documents, OurTinyDB] + [JsonTinyDB] * (size <= JSON_UP_TO)
        contenders: list[Contender] = [kind(folder / f"{size}-{kind.__name__}") for kind in kinds]
        found = measure(contenders, size)
        for contender in contenders:
            row = ""
            for act in ACTS:
                value = found[contender.name, act]
                row += f"{value:12.3f}{value / found[BareSqlite.name, act]:8.1f}"
                if act != "get" and contender.name in (Documents.name, OurTinyDB.name):
                    reached = reached and value < TARGET_MS
            print(f"{size:>9,}  {contender.name:24}{row}", flush=True)
    return reached


def kills(count: int, folder: Path) -> bool:
    """Prints what kills lost; whether it was nothing."""
    told = Acknowledged()
    for seed in range(count):
        run_and_kill(folder / "home", 1000 + seed, told)
    faults = lost(folder / "home", told)
    print(f"{count} kills −9 in mid-write: {told.count:,} acknowledged writes, {len(faults)} lost or torn")
    for fault in faults[:20]:
        print("  " + fault)
    return not faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="on the disk to be measured (default: the system's)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="auditor-bench-") as folder:
        fast = speed(asked.sizes, Path(folder)) if asked.sizes else True
        safe = kills(asked.kills, Path(folder)) if asked.kills else True
    print(f"target: insert and update under {TARGET_MS:g} ms (median): {'reached' if fast else 'MISSED'}")
    print(f"target: no acknowledged write lost: {'reached' if safe else 'MISSED'}")
    return 0 if fast and safe else 1


if __name__ == "__main__":
    sys.exit(main())
