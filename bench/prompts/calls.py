"""`python -m bench.prompts.calls`: one practice line called through each condition of the line, in a row.

Nothing on it changes, so every change that is told is a false one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from bench.listening.conditions import CONDITIONS
from tests.transcripts.listen.rendered import render
from transcripts.heard import ListenOptions
from transcripts.listen import hear_call
from transcripts.prompts import PromptBook
from transcripts.prompts.changes import changes_in
from transcripts.prompts.gather import worded
from transcripts.prompts.learn import learnt
from transcripts.prompts.unsure import earlier
from transcripts.prompts.wording import in_brackets
from transcripts.speech.engine import load_engine

LINE, KEYS = "laberinto", ["2", "5", "1", "3"]
UNTIL_S = 180
"""Where the first person answers: all before is recorded."""


def main() -> int:
    told = 0
    engine, book, random = load_engine(ListenOptions()), PromptBook(LINE), np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        whole, rate_hz = soundfile.read(
            render(LINE, list(KEYS), []).write(Path(folder) / "call.wav", mono=True), dtype="float32"
        )
        for number, condition in enumerate((*CONDITIONS, "clean")):
            signal = whole[: UNTIL_S * rate_hz]
            signal = signal + random.normal(0, 0.0005, len(signal)).astype(np.float32)
            path = CONDITIONS[condition](signal, Path(folder) / f"{number}", random)
            heard, taught = hear_call(
                path,
                ListenOptions(),
                engine=engine,
                prompts=book.prompts,
                sounds=book.sounds,
                before=earlier(book, ""),
            )
            book = learnt(book, worded(taught, heard.transcript), f"{number}", f"2026-01-{number + 1:02d}")
            known = sum(segment.reuse is not None for segment in heard.transcript.segments)
            print(
                f"{condition:8s} sentences {len(heard.transcript.segments):3d}, known {known:3d};"
                f" prompts {len(book.prompts)}, versions {sum(len(p.versions) for p in book.prompts)}",
                flush=True,
            )
            for change in changes_in(book, f"{number}"):
                told += 1
                print(f"    false change of {change.prompt}, {change.what}: {in_brackets(change.diff)}")
    return int(told > 0)


if __name__ == "__main__":
    sys.exit(main())
