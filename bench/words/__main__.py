"""Prints the word error rate of each engine on recorded prompts, over all of them and over the sure ones.

The prompts go through the same code as a call's speech: cut, joined to windows, a language forced.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import wave
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.words.material import Prompt, fetch, prompts, spoken
from tests.weights import folder
from transcripts.audio import blocks
from transcripts.heard import ListenOptions
from transcripts.speech.clips import Clip
from transcripts.speech.confirmed import transcribe_clips
from transcripts.speech.engine import ENGINES, load_engine

RATE_HZ = 8_000
GAP_S = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """Errors over reference words; `sure` leaves out what our own confidence marks as not to be scored."""

    engine: str
    language: str
    prompts: int
    words: int
    wer: float
    cer: float
    sure_words: int
    sure_wer: float
    median_prompt_wer: float
    cpu_s_per_s: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.words", description=__doc__)
    parser.add_argument("--engine", choices=tuple(ENGINES), action="append")
    parser.add_argument("--language", choices=("es", "en"), action="append")
    parser.add_argument("--most", type=int, default=10_000, help="so many prompts a language, evenly chosen")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    fetch()
    rows = [
        measured(engine, language, given.most)
        for engine in given.engine or ENGINES
        for language in given.language or ("es", "en")
    ]
    if given.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
        return 0
    heads = (
        "engine",
        "language",
        "prompts",
        "words",
        "WER",
        "CER",
        "sure words",
        "WER of sure",
        "median",
        "CPU s/s",
    )
    print("".join(f"{head:>15}" for head in heads))
    for row in rows:
        cells = (f"{v:.3f}" if isinstance(v, float) else v for v in asdict(row).values())
        print("".join(f"{cell:>15}" for cell in cells))
    return 0


def measured(engine_name: str, language: str, most: int) -> Row:
    """One engine on one language's prompts."""
    every = prompts(language)
    chosen = every[:: max(1, -(-len(every) // most))]
    engine = load_engine(ListenOptions(language, engine=engine_name, model_folders=(folder(),)))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "prompts.wav"
        clips = _joined(chosen, path)
        began = time.process_time()
        sentences = transcribe_clips(path, clips, engine, language)
        cpu_s = time.process_time() - began
    heard = {clip.key: [s for s in sentences if s.key == clip.key] for clip in clips}
    errors, letters, sure, sure_errors, each = 0, [0, 0], 0, 0, []
    for key, prompt in enumerate(chosen):
        said = spoken(" ".join(s.text for s in heard[key]).translate(_PLAIN), language) or ()
        wrong = Levenshtein.distance(prompt.words, said)
        errors += wrong
        each.append(wrong / len(prompt.words))
        letters[0] += Levenshtein.distance("".join(prompt.words), "".join(said))
        letters[1] += len("".join(prompt.words))
        if heard[key] and not any(s.low_confidence for s in heard[key]):
            sure += len(prompt.words)
            sure_errors += wrong
    words = sum(len(prompt.words) for prompt in chosen)
    spoken_s = sum(clip.length_s for clip in clips)
    return Row(
        engine_name, language, len(chosen), words, errors / words, letters[0] / letters[1],
        sure, sure_errors / sure, float(np.median(each)), cpu_s / spoken_s,
    )  # fmt: skip


_PLAIN = str.maketrans("[](){}<>", "        ")


def _joined(chosen: Sequence[Prompt], path: Path) -> list[Clip]:
    """One recording of all the prompts with a pause between them, and where each of them is."""
    clips, parts, at_s = [], [], 0.0
    for key, prompt in enumerate(chosen):
        signal = np.concatenate([block.mean(axis=0) for block in blocks(prompt.path, RATE_HZ)])
        clips.append(Clip(at_s, at_s + len(signal) / RATE_HZ, 0, key))
        parts += [signal, np.zeros(round(GAP_S * RATE_HZ), np.float32)]
        at_s += len(signal) / RATE_HZ + GAP_S
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())
    return clips


if __name__ == "__main__":
    raise SystemExit(main())
