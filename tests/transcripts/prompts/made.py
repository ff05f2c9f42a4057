"""Prompts as a call hears them, made of our own voices: fingerprints of real sound, words as given."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from auditor.voice.speech import speech
from transcripts.acoustic.framing import Framer
from transcripts.acoustic.prints import WINDOW, Printer
from transcripts.prompts import CallPrompts, HeardPrompt, Line
from transcripts.prompts.coding import encode_mask, encode_prints
from transcripts.prompts.sounding import sounding
from transcripts.timeline import Kind
from transcripts.transcript import EngineInfo, Word

RATE = 8000
Floats = NDArray[np.float32]
ENGINE = EngineInfo("made", "1", "by hand")


@cache
def said(text: str, voice: str = "announcer") -> Floats:
    samples = np.asarray(speech(text, "es", voice).samples, np.float32) / np.float32(32768)
    on = np.flatnonzero(np.abs(samples) > 0.01)
    trimmed: Floats = samples[on[0] : on[-1]]
    return trimmed


def joined(*parts: str, pause_s: float = 0.3) -> Floats:
    pause = np.zeros(int(pause_s * RATE), np.float32)
    return np.concatenate([piece for part in parts for piece in (said(part), pause)][:-1])


def on_the_line(samples: Floats, *, seed: int = 0, noise: float = 0.0005, gain_db: float = 0.0) -> Floats:
    """G.711 A-law with noise, another level, and another phase against the frames of 10 ms."""
    random = np.random.default_rng(seed)
    lead = np.zeros(int(random.integers(0, 80)), np.float32)
    x = np.concatenate([lead, samples]) * np.float32(10 ** (gain_db / 20))
    x = np.clip(x + random.normal(0, noise, len(x)), -1, 1)
    a = 87.6
    size = np.abs(x) * a
    packed = np.sign(x) * np.where(size < 1, size, 1 + np.log(np.maximum(size, 1))) / (1 + np.log(a))
    packed = np.round(packed * 128) / 128
    size = np.abs(packed) * (1 + np.log(a))
    opened = np.sign(packed) * np.where(size < 1, size, np.exp(size - 1)) / a
    result: Floats = opened.astype(np.float32)
    return result


def prints(samples: Floats) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """(fingerprint, sounding) of all of it."""
    framer, printer = Framer(WINDOW), Printer()
    words = np.concatenate([printer.push(framer.push(samples)), printer.push(framer.finish())])
    whole = np.pad(samples, (0, -len(samples) % 80)).reshape(-1, 80)
    level = (10 * np.log10(np.square(whole).mean(axis=1) + 1e-9)).astype(np.float32)
    return words, sounding(level, [(0.0, len(level) / 100)])


def heard(
    samples: Floats,
    text: str,
    *,
    at_s: float = 2.0,
    kind: Kind = Kind.IVR,
    place: str = "/0",
    confidence: float = 0.9,
    **more: bool,
) -> HeardPrompt:
    words, loud = prints(samples)
    length_s = len(words) / 100
    shares = np.linspace(0.0, length_s, len(text.split()) + 1)
    line = Line(
        0.0,
        length_s,
        text,
        confidence,
        words=tuple(
            Word(w, float(a), float(b), confidence)
            for w, a, b in zip(text.split(), shares, shares[1:], strict=False)
        ),
    )
    lines = (line,) if text else ()
    return HeardPrompt(
        kind, at_s, at_s + length_s, encode_prints(words), encode_mask(loud), lines, place, **more
    )


def call(*pieces: HeardPrompt, keys: str = "", held: bool = False) -> CallPrompts:
    return CallPrompts(pieces, keys, held, "es", ENGINE, "made by hand")
