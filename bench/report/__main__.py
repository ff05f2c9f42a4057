"""`python -m bench.report [COMPLAINTS]`: processor time of the summary by stage, and how it grows.

An invented company with that many complaints in a year (100,000 unless told) and a tenth of them, each in a
data folder of its own. Seconds hang on the machine: the share of the whole and the growth from a tenth to the
whole are what to compare (10 is linear).
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

LAST_DAY = date(2026, 6, 30)
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
T = TypeVar("T")


class Stages:
    """Processor seconds of each stage, in order."""

    def __init__(self) -> None:
        self.cpu_s: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Does the work and notes what it took."""
        began = time.process_time()
        made = work()
        self.cpu_s[name] = time.process_time() - began
        return made


def measured(home: Path, count: int) -> dict[str, float]:
    """The stages of one report over `count` complaints and a few weeks of calls."""
    from auditor.core.app import open_app
    from auditor.core.labels import OUTCOMES
    from auditor.core.report_sources import Excerpts
    from auditor.core.reporting import gather
    from auditor.core.sample import make_sample
    from auditor.reports.rendering import FORMATS, render
    from auditor.reports.summary import summarise
    from auditor.settings import load_settings

    make_sample(home, count=count, last_day=LAST_DAY, weeks=9)
    stages = Stages()
    app = open_app(load_settings({"home": home}, {}))
    try:
        start, end = date(2026, 5, 1), date(2026, 5, 31)
        inputs = stages.run("read", lambda: gather(app, start, end, as_of=AS_OF))
        made = stages.run("summarise", lambda: summarise(inputs))
        for format in FORMATS:
            stages.run(format, lambda f=format: render(made, f, Excerpts(app), outcomes=OUTCOMES))  # type: ignore[misc]
    finally:
        app.close()
    return stages.cpu_s


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__)
    asked.add_argument("complaints", nargs="?", type=int, default=100_000)
    count = asked.parse_args().complaints
    with tempfile.TemporaryDirectory() as folder:
        warm = measured(Path(folder) / "tiny", 100)  # imports and fonts are loaded once
        small = measured(Path(folder) / "small", count // 10)
        large = measured(Path(folder) / "large", count)
    print(f"{count} complaints; a first report pays {sum(warm.values()):.1f} s for imports and fonts")
    print("stage         CPU s   share   growth from a tenth")
    for stage, cpu_s in large.items():
        share, growth = cpu_s / sum(large.values()), cpu_s / max(small[stage], 0.001)
        print(f"{stage:12} {cpu_s:6.1f} {share:7.0%} {growth:8.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all':12} {sum(large.values()):6.1f}   peak memory {peak:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
