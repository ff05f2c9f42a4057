"""Long recordings of two channels, written in blocks: the company's sound, and our quiet line beside it."""

from __future__ import annotations

import itertools
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.listening.calls import calls_of
from bench.listening.material import RATE, Floats, music, prompts

OUR_VOICE, THEIR_VOICE = "menardi", "colombia"
_OUR_EVERY_S = 60.0
_MESSAGE_EVERY_S = 300.0
_IDLE = 10 ** (-70 / 20)


def calls(path: Path, length_s: float) -> None:
    """The listening bench's calls one after another, drawn anew by each take; we say a sentence a minute."""
    theirs = (sound for take in itertools.count() for _, sound in calls_of("tuning", take))
    _write(path, length_s, theirs, _OUR_EVERY_S)


def wait(path: Path, length_s: float) -> None:
    """One long wait: hold music, a message every five minutes, and we hardly speak."""
    _write(path, length_s, _hold(), 20 * _OUR_EVERY_S)


def _hold() -> Iterator[Floats]:
    said = itertools.cycle(prompts(THEIR_VOICE)[:6])
    pieces = itertools.cycle([piece for _, piece in music("tuning")])
    while True:
        left = round(_MESSAGE_EVERY_S * RATE)
        while left > 0:
            piece = next(pieces)[:left]
            left -= len(piece)
            yield piece
        yield next(said).signal


def _write(path: Path, length_s: float, theirs: Iterator[Floats], every_s: float) -> None:
    rng = np.random.default_rng(7)
    ours = itertools.cycle(prompts(OUR_VOICE)[:40])
    left, until_ours = round(length_s * RATE), round(5.0 * RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        while left > 0:
            sound = next(theirs)[:left]
            line = (_IDLE * rng.standard_normal(len(sound))).astype(np.float32)
            while until_ours < len(sound):
                said = next(ours).signal[: len(sound) - until_ours]
                line[until_ours : until_ours + len(said)] += said
                until_ours += round(every_s * RATE)
            until_ours -= len(sound)
            left -= len(sound)
            both = np.stack([sound, line], axis=1)
            file.writeframes(np.round(np.clip(both, -1.0, 1.0) * 32767).astype("<i2").tobytes())
