"""`python -m bench.listening.talk [--half tuning|test] [--draws N]`: talk between two holds, by sound alone.

Prompts by two voices in turn, or as many by one, between two pieces of music, none of them heard twice: how
often each is told to be talk. Every pair of recorded voices of the half takes its turn.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from pathlib import Path

import numpy as np

from bench.listening import material
from bench.listening.calls import Cast
from bench.listening.conditions import CONDITIONS
from bench.listening.material import VOICES, Floats
from bench.listening.truth import Call
from transcripts.acoustic import hear_acoustics
from transcripts.heard import ListenOptions

OUT = Path(__file__).parents[1] / "out" / "talk"
LINES = ("clean", "gsm", "amr")


def drawn(half: str, one: int, other: int, seed: int) -> Floats:
    """Music, four to six prompts in turn, music."""
    rng = np.random.default_rng([seed, one, other, half == "test"])
    call, cast = Call("talk"), Cast(half, rng)
    piece = cast.piece()
    call.music(cast.excerpt(piece, 12))
    for number in range(int(rng.integers(4, 7))):
        call.pause(cast.seconds(0.35, 1.4))
        call.say(cast.prompt((one, other)[number % 2], 1.8, 8))
    call.pause(0.7)
    call.music(cast.excerpt(piece, 12))
    return call.rendered(rng)


def main() -> None:
    options = _options()
    material.fetch()
    OUT.mkdir(parents=True, exist_ok=True)
    told: Counter[str] = Counter()
    drawn_: Counter[str] = Counter()
    count = sum(voice.half == options.half for voice in VOICES)
    for one, other in itertools.product(range(count), repeat=2):
        for seed in range(options.draws * (1 if one != other else count - 1)):
            signal = drawn(options.half, one, other, seed)
            for line in LINES:
                path = CONDITIONS[line](signal, OUT / line, np.random.default_rng(seed))
                heard = hear_acoustics(path, ListenOptions())
                name = f"{'one voice' if one == other else 'two voices'}, {line}"
                drawn_[name] += 1
                told[name] += bool(heard.theirs.talk)
    for name in sorted(drawn_):
        print(f"{name}: called talk {told[name]} of {drawn_[name]}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.listening.talk", description=__doc__)
    parser.add_argument("--half", choices=material.HALVES, default="test")
    parser.add_argument("--draws", type=int, default=2, help="of each pair of voices")
    return parser.parse_args()


if __name__ == "__main__":
    main()
