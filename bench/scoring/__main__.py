"""Prints precision and recall of each purpose on both halves. `--errors` lists those of the tuning half only:
the test half is never looked at, so that its figures stay what a new line would give."""

from __future__ import annotations

import argparse
import json

from bench.scoring.sets import HALVES, Sentence, Tally, found, sentences, tallies, together


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.scoring", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the errors of the tuning half")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--language", choices=("es", "en"))
    options = parser.parse_args()
    every = tuple(s for s in sentences() if options.language in (None, s.language))
    table = {half: tallies(tuple(s for s in every if s.half == half)) for half in HALVES}
    for by_purpose in table.values():
        by_purpose["all"] = together(by_purpose)
    if options.json:
        print(json.dumps({h: {p: _plain(t) for p, t in rows.items()} for h, rows in table.items()}, indent=1))
    else:
        _show(every, table)
    if options.errors:
        _errors(every)
    return 0


def _plain(tally: Tally) -> dict[str, float | None]:
    n = tally.right + tally.missed
    return {"n": n, "false": tally.false, "precision": tally.precision, "recall": tally.recall}


def _show(every: tuple[Sentence, ...], table: dict[str, dict[str, Tally]]) -> None:
    for half, rows in table.items():
        n = sum(s.half == half for s in every)
        print(f"\n{half} half, {n} sentences")
        print(f"  {'purpose':<22}{'n':>5}{'precision':>11}{'recall':>9}")
        for purpose, tally in rows.items():
            n = tally.right + tally.missed
            print(f"  {purpose:<22}{n:>5}{_share(tally.precision):>11}{_share(tally.recall):>9}")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _errors(every: tuple[Sentence, ...]) -> None:
    print("\nerrors of the tuning half")
    for sentence in every:
        if sentence.half == "tuning" and (claimed := found(sentence)) != sentence.purposes:
            missed = ", ".join(sorted(sentence.purposes - claimed)) or "–"
            false = ", ".join(sorted(claimed - sentence.purposes)) or "–"
            print(f"  missed {missed}; false {false}: {sentence.text}")


if __name__ == "__main__":
    raise SystemExit(main())
