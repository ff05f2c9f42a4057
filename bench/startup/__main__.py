"""`python -m bench.startup`: `auditor --help` beside a bare interpreter that imports the CLI library.

Each command runs `RUNS` times, in turn, as a whole process; medians and their ratio are printed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

RUNS = 15
COMMANDS = {
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "auditor --help": [sys.executable, "-m", "auditor", "--help"],
    "auditor shops list": [sys.executable, "-m", "auditor", "shops", "list"],
    "import auditor.tui.app": [sys.executable, "-c", "import auditor.tui.app"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
    return time.perf_counter() - start


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            taken[name].append(seconds(command))
    base = statistics.median(next(iter(taken.values())))
    print(f"{'command':28} {'median ms':>10} {'× bare':>8}")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:28} {1000 * median:10.0f} {median / base:8.2f}")


if __name__ == "__main__":
    main()
