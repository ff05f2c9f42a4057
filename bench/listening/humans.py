"""`python -m bench.listening.humans [--half SET] [--take N] [--earlier N]`: when does a person answer?

Calls whose truth is known go through the whole of `listen`, on one channel and on two, without any marks.
With `--earlier N` each line is called N times before, and what those calls taught (no truth) is known; every
call is scored, the first ones as of a line that nobody knew.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import soundfile

from bench.listening import material
from bench.listening.conditions import CONDITIONS
from bench.listening.human_calls import scenes_of
from bench.listening.human_report import print_score
from bench.listening.human_scene import Scene
from bench.listening.human_score import Score, first_outcome, score_call
from bench.listening.human_voices import SETS
from bench.listening.material import RATE, Floats, load
from transcripts.heard import Heard, ListenOptions
from transcripts.listen import hear_call
from transcripts.prompts import CallPrompts, PromptBook
from transcripts.prompts.gather import worded
from transcripts.prompts.learn import learnt
from transcripts.prompts.unsure import earlier
from transcripts.speech.engine import Engine, load_engine

OUT = Path(__file__).parents[1] / "out" / "humans"
LINES = ("clean", "gsm", "loss")
LAYOUTS = ("one channel", "two channels")


def main() -> None:
    options = _options()
    material.fetch()
    by_layout: defaultdict[str, Score] = defaultdict(Score)
    by_drama: defaultdict[str, Score] = defaultdict(Score)
    engine = load_engine(ListenOptions())
    for take in options.take or [0]:
        calls = zip(*_calls(options.half, take, options.earlier), strict=True)
        for number, scenes in enumerate(calls):
            if options.only and options.only not in scenes[0].name:
                continue
            for layout in options.layout or LAYOUTS:
                book = PromptBook(scenes[0].name)
                for place, scene in enumerate(scenes):
                    line = line_of(number, take + len(scenes) - 1 - place)  # another one than the time before
                    heard, taught = _hear(scene, line, layout, book, engine)
                    book = learnt(book, taught, scene.name, scene.name)
                    score = score_call(scene.said, scene.humans_s, heard.timeline)
                    which = f", call {place + 1}" if options.earlier else ""
                    by_layout[layout + which].add(score)
                    by_drama[f"{scene.name.split('-')[0]}, {layout}{which}"].add(score)
                    if options.verbose:
                        outcome = first_outcome(scene.humans_s, heard.timeline)
                        print(f"{scene.name} {line} {layout}: {outcome}", flush=True)
    _print(by_drama, by_layout)


def _calls(half: str, take: int, earlier: int) -> list[list[Scene]]:
    """The calls to the lines of a set, in order."""
    if not earlier:
        return [list(scenes_of(half, take))]
    return [list(scenes_of(half, take, call)) for call in range(earlier + 1)]


def _hear(
    scene: Scene, line: str, layout: str, book: PromptBook, engine: Engine
) -> tuple[Heard, CallPrompts]:
    path = recorded(scene, line, layout, OUT / scene.half)
    how = _how(scene, layout)
    known = earlier(book, scene.name) if book.visits else None
    heard, taught = hear_call(
        path, how, engine=engine, prompts=book.prompts, sounds=book.sounds, before=known
    )
    return heard, worded(taught, heard.transcript)


def line_of(number: int, take: int) -> str:
    """Both layouts of a call go through the same line; the lines take turns over dramas and languages."""
    return LINES[(2 * number + number // 2 + take) % len(LINES)]


def _print(by_drama: dict[str, Score], by_layout: dict[str, Score]) -> None:
    for name, score in sorted(by_drama.items()):
        print(f"{name}: {dict(score.first)}")
    both: defaultdict[str, Score] = defaultdict(Score)
    for name, score in sorted(by_layout.items()):
        print_score(name, score)
        both[", ".join(["both", *name.split(", ")[1:]])].add(score)
    for name, score in both.items():
        print_score(name, score)


def _how(scene: Scene, layout: str) -> ListenOptions:
    return ListenOptions(language=scene.language, ours_channel=None if layout == LAYOUTS[0] else 1)


def recorded(scene: Scene, line: str, layout: str, folder: Path) -> Path:
    """The recording, written once: each side through the line, then mixed or side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scene.name}-{line}-{layout.split(maxsplit=1)[0]}.wav"
    if not path.exists():
        sides = [_through(line, sound, folder / f"{scene.name}-side", scene.own) for sound in scene.sounds()]
        length = min(len(side) for side in sides)
        both = np.stack([side[:length] for side in sides], axis=1)
        sound = both if layout == LAYOUTS[1] else np.clip(both.sum(axis=1), -1, 1)
        soundfile.write(str(path), sound, RATE, subtype="ALAW", format="WAV")
    return path


def _through(line: str, sound: Floats, stem: Path, rng: np.random.Generator) -> Floats:
    path = CONDITIONS[line](sound, stem, rng)
    heard = load(path, 1000.0)
    path.unlink()
    return heard


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.listening.humans", description=__doc__)
    parser.add_argument("--half", choices=tuple(SETS), default="test")
    parser.add_argument("--take", type=int, action="append", help="which draws of voices, texts and times")
    parser.add_argument("--earlier", type=int, default=0, help="how often the line was called before")
    parser.add_argument("--only", default="", help="only calls whose name has this in it")
    parser.add_argument("--layout", action="append", choices=LAYOUTS)
    parser.add_argument("--verbose", action="store_true", help="the outcome of every recording")
    return parser.parse_args()


if __name__ == "__main__":
    main()
