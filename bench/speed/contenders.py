"""Runs one contender in this process: `python -m bench.speed.contenders NAME FILE THREADS [CATALOGUE]`.

Every contender reads the same file with the same weights, language and number of threads.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.speech.weights import find_checkpoint, find_model

if TYPE_CHECKING:
    from transcripts.heard import Heard, ListenOptions
    from transcripts.prompts import CallPrompts, PromptBook
    from transcripts.speech.engine import Engine


def ours(file: Path, threads: int, catalogue: Path | None = None) -> None:
    """Timeline, transcript, who speaks, and the scores: what `auditor listen` does before it stores.

    With a catalogue (a file, empty before the first call), also knowing and learning the channel's prompts.
    """
    from metrics.score import score
    from transcripts.contact import Contact, Outcome
    from transcripts.heard import ListenOptions
    from transcripts.listen import hear_call
    from transcripts.prompts.unsure import earlier

    book = _read_book(catalogue)
    options = ListenOptions(threads=threads)
    engine = _warm(options) if catalogue is not None else None
    stages: dict[str, float] = {"start": time.process_time()}
    stage = "timeline"
    began = time.process_time()

    def progress(name: str, _share: float) -> None:
        nonlocal stage, began
        if name != stage:
            stages[stage] = time.process_time() - began
            stage, began = name, time.process_time()

    heard, taught = hear_call(
        file,
        options,
        progress=progress,
        engine=engine,
        prompts=book.prompts,
        sounds=book.sounds,
        before=earlier(book, ""),
    )
    stages[stage] = time.process_time() - began
    if catalogue is not None:
        began = time.process_time()
        _learn(book, taught, heard, catalogue)
        stages["catalogue"] = time.process_time() - began
    began = time.process_time()
    score(Contact(Outcome.IMPORTED), heard.timeline, heard.transcript)
    stages["scores"] = time.process_time() - began
    words = sum(len(segment.text.split()) for segment in heard.transcript.segments)
    known = sum(len(s.text.split()) for s in heard.transcript.segments if s.reuse)
    of_call_s = time.process_time() - stages["start"]
    print(json.dumps({"stages": stages, "words": words, "known": known, "of_call_s": of_call_s}))


def _warm(options: ListenOptions) -> Engine:
    """What the worker process has loaded already when a call comes: weights, phrase lists, libraries."""
    import numpy as np
    import soundfile

    from metrics.lexicon import lexicon
    from transcripts.listen import listen
    from transcripts.speech.engine import load_engine

    with tempfile.TemporaryDirectory() as folder:  # another recording, in which nobody speaks
        noise = np.random.default_rng(0).normal(0, 0.01, 8_000 * 3)
        soundfile.write(Path(folder) / "noise.wav", noise, 8_000)
        listen(Path(folder) / "noise.wav", options)
    words = lexicon(options.language, options.country)
    assert words is not None
    words.find("hola")
    return load_engine(options)


def _read_book(catalogue: Path | None) -> PromptBook:
    from auditor.codec import load
    from transcripts.prompts import PromptBook

    if catalogue is None or not catalogue.exists():
        return PromptBook("bench")
    return load(PromptBook, json.loads(catalogue.read_text("utf-8")))


def _learn(book: PromptBook, taught: CallPrompts, heard: Heard, catalogue: Path) -> None:
    from auditor.codec import dump
    from transcripts.prompts.gather import worded
    from transcripts.prompts.learn import learnt

    number = len(book.visits) + 1
    after = learnt(book, worded(taught, heard.transcript), f"c{number}", f"2026-01-{number:02d}")
    catalogue.write_text(json.dumps(dump(after)), "utf-8")


def faster(file: Path, threads: int) -> None:
    """faster-whisper's own pipeline: its voice activity filter, beam 5."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(find_model()), device="cpu", compute_type="int8", cpu_threads=threads)
    segments, _ = model.transcribe(str(file), language="es", vad_filter=True, beam_size=5)
    print(json.dumps({"words": sum(len(segment.text.split()) for segment in segments)}))


def whisper_command(file: Path, threads: int, *options: str) -> None:
    """openai-whisper's own command; where there is no ffmpeg program, PyAV reads the file for it."""
    import shutil

    from whisper import audio
    from whisper.transcribe import cli

    if shutil.which("ffmpeg") is None:
        audio.load_audio = _read
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = [
            *("whisper", str(file), "--model", str(find_checkpoint()), "--language", "es"),
            *("--threads", str(threads), "--fp16", "False", "--output_dir", folder, "--output_format", "txt"),
            *("--verbose", "False", *options),
        ]
        cli()
        text = next(Path(folder).glob("*.txt")).read_text("utf-8")
    print(json.dumps({"words": len(text.split())}))


def _read(file: str, _rate: int = 16000) -> object:
    import numpy as np

    from transcripts.audio import blocks

    return np.concatenate([block.mean(axis=0) for block in blocks(file, 16_000)])


def main() -> None:
    name, file, threads = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    os.environ["OMP_NUM_THREADS"] = str(threads)
    if name == "ours":
        ours(file, threads, Path(sys.argv[4]) if len(sys.argv) > 4 else None)
    elif name == "faster-whisper":
        faster(file, threads)
    elif name == "whisper-greedy":
        whisper_command(file, threads, "--beam_size", "None", "--best_of", "None")
    else:
        whisper_command(file, threads)  # as it comes: beam 5


if __name__ == "__main__":
    main()
