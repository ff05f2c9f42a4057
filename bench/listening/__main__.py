"""`python -m bench.listening [--half tuning|test] [--only NAME] [--condition NAME] [--sound-only] …`.

Sound by sound from the acoustics; hold messages and their sums from the whole of `listen`, words included,
for that is what the product tells (`--sound-only` leaves it out: five times faster).
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.listening import material
from bench.listening.calls import calls_of
from bench.listening.conditions import CONDITIONS
from bench.listening.report import figures, print_figures, print_totals
from bench.listening.score import Score, score_call
from transcripts.acoustic import hear_acoustics
from transcripts.heard import ListenOptions
from transcripts.listen import listen
from transcripts.speech.engine import load_engine

OUT = Path(__file__).parents[1] / "out" / "listening"


def main() -> None:
    options = _options()
    material.fetch()
    folder = OUT / options.half
    folder.mkdir(parents=True, exist_ok=True)
    by_condition: defaultdict[str, Score] = defaultdict(Score)
    by_call: defaultdict[str, Score] = defaultdict(Score)
    engine = None if options.sound_only else load_engine(ListenOptions())
    for call, signal in calls_of(options.half, options.take):
        if options.only and options.only not in call.name:
            continue
        for condition in options.condition or CONDITIONS:
            rng = np.random.default_rng(zlib.crc32(f"{call.name} {condition}".encode()))
            path = CONDITIONS[condition](signal, folder / f"{call.name}-{condition}", rng)
            began = time.process_time()
            how = ListenOptions(country=call.country, language=call.language)
            heard = hear_acoustics(path, how)
            spent_s = time.process_time() - began
            told = listen(path, how, engine=engine).timeline if engine else None
            score = score_call(f"{call.name} {condition}", call.labels, heard, spent_s, told)
            by_condition[condition].add(score)
            by_call[call.name.split("-")[0]].add(score)
            if options.verbose:
                print_figures(f"{call.name} {condition}", score)
                print_totals(score)
        _keep_truth(folder, call.name, call.labels)
    _print(options.half, by_condition, by_call)
    if options.json:
        result = {name: figures(score) for name, score in by_condition.items()}
        Path(options.json).write_text(json.dumps(result, indent=1, default=float), encoding="utf-8")


def _keep_truth(folder: Path, name: str, labels: Sequence[object]) -> None:
    rows = [vars(label) for label in labels]
    (folder / f"{name}.json").write_text(json.dumps(rows, indent=0), encoding="utf-8")


def _print(half: str, by_condition: dict[str, Score], by_call: dict[str, Score]) -> None:
    everything = Score()
    for name, score in by_call.items():
        print_figures(f"call {name}", score)
    for name, score in by_condition.items():
        print_figures(f"condition {name}", score)
        print_totals(score)
        everything.add(score)
    print_figures(f"{half} half, all", everything)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.listening", description=__doc__)
    parser.add_argument("--half", choices=material.HALVES, default="test")
    parser.add_argument("--take", type=int, default=0, help="another draw of prompts and times")
    parser.add_argument("--only", default="", help="only calls whose name has this in it")
    parser.add_argument("--condition", action="append", choices=list(CONDITIONS))
    parser.add_argument("--sound-only", action="store_true", help="without words, and so without speakers")
    parser.add_argument("--json", default="", help="write the figures by condition here too")
    parser.add_argument("--verbose", action="store_true", help="figures of every single recording")
    return parser.parse_args()


if __name__ == "__main__":
    main()
