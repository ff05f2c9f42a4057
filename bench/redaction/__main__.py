"""Prints precision and recall of redaction on both halves. `--errors` lists those of the tuning half only:
the test half is never looked at, so that its figures stay what a new call would give."""

from __future__ import annotations

import argparse

from bench.redaction.sets import HALVES, mistakes, sentences, tallies
from bench.redaction.survivors import lost


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.redaction", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the errors of the tuning half")
    options = parser.parse_args()
    every = tuple(sentences())
    for half in HALVES:
        chosen = [sentence for sentence in every if sentence.half == half]
        print(f"\n{half} half, {len(chosen)} sentences")
        print(f"  {'kind':<12}{'n':>5}{'recall':>9}{'claimed':>9}{'precision':>11}")
        for kind, row in tallies(chosen).items():
            print(f"  {kind:<12}{row.n:>5}{_share(row.recall):>9}{row.claimed:>9}{_share(row.precision):>11}")
    print("\nwhat must stay")
    print(f"  {'kind':<12}{'n':>5}{'taken':>9}")
    for kind, (n, gone) in lost().items():
        print(f"  {kind:<12}{n:>5}{len(gone):>9}")
        for line in gone if options.errors else ():
            print(f"    {line}")
    if options.errors:
        print("\nerrors of the tuning half")
        for sentence in every:
            missed, false = mistakes(sentence)
            if sentence.half == "tuning" and (missed or false):
                print(f"  missed {missed}; false {false}: {sentence.text}")
    return 0


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
