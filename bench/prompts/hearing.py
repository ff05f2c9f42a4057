"""Debian's prompts as a catalogue and as calls that hear them, through what lines do to sound."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.listening import material
from bench.listening.conditions import CONDITIONS
from transcripts.acoustic import Acoustics, ChannelSound, Turn
from transcripts.acoustic.framing import Framer
from transcripts.acoustic.prints import WINDOW, Printer
from transcripts.errors import AudioError
from transcripts.prompts import Hearing, Line, Prompt, Version
from transcripts.prompts.coding import encode_mask, encode_prints
from transcripts.prompts.reuse import Known, known_in
from transcripts.prompts.sounding import sounding
from transcripts.timeline import Kind, Side

Floats = material.Floats
RATE = material.RATE
LEAD_S = 0.4
MODEL = "bench"


@dataclass(frozen=True)
class Recorded:
    """A prompt as it lies in the package, and where it speaks (seconds)."""

    id: str
    signal: Floats
    speech: tuple[tuple[float, float], ...]

    @property
    def voiced_s(self) -> float:
        return sum(end - start for start, end in self.speech)


@cache
def recorded(voice: str) -> tuple[Recorded, ...]:
    """Every prompt of a voice with at least 0.3 s of speech, digits and letters too, in order of name."""
    folder = material.FOLDER / next(v for v in material.VOICES if v.name == voice).folder
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".wav", ".gsm"))
    return tuple(p for p in (_recorded(folder, file) for file in files) if p is not None)


def _recorded(folder: Path, file: Path) -> Recorded | None:
    if any(name in file.stem for name in material.NO_SPEECH):
        return None
    try:
        signal = material.levelled(material.load(file), -21.0)
    except AudioError:
        return None
    return made(str(file.relative_to(folder).with_suffix("")), signal)


def made(id: str, signal: Floats) -> Recorded | None:
    """A prompt of this sound, trimmed; `None` when next to nothing speaks in it."""
    active = material._active(signal)
    if not active or active[-1][1] - active[0][0] < 0.3 * RATE:
        return None
    first, last = active[0][0], active[-1][1]
    parts = tuple(((a - first) / RATE, (b - first) / RATE) for a, b in active)
    return Recorded(id, signal[first:last], parts)


def same_recording(one: Recorded, other: Recorded) -> bool:
    """Whether two files hold the same samples, a moment apart perhaps; judged without fingerprints."""
    from scipy.signal import fftconvolve

    likeness = fftconvolve(one.signal, other.signal[::-1])
    power = float(np.square(one.signal).sum() * np.square(other.signal).sum())
    return bool(likeness.max() > 0.9 * power**0.5)


def on_the_line(prompt: Recorded, condition: str, seed: int) -> Floats:
    """As a call has it: another phase against the frames, silence around, the condition's codec."""
    rng = np.random.default_rng(seed)
    lead, tail = int(LEAD_S * RATE) + int(rng.integers(0, 80)), int(0.4 * RATE)
    signal = np.concatenate([np.zeros(lead, np.float32), prompt.signal, np.zeros(tail, np.float32)])
    signal = (signal + rng.normal(0, 0.0008, len(signal))).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        return material.load(CONDITIONS[condition](signal, Path(folder) / "x", rng))


def sound_of(signal: Floats) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """(fingerprint, level in dBFS), 100 a second."""
    framer, printer = Framer(WINDOW), Printer()
    words = np.concatenate([printer.push(framer.push(signal)), printer.push(framer.finish())])
    whole = np.pad(signal, (0, -len(signal) % 80)).reshape(-1, 80)
    return words, (10 * np.log10(np.square(whole).mean(axis=1) + 1e-9)).astype(np.float32)


def catalogued(number: int, prompt: Recorded, condition: str = "clean") -> Prompt:
    """The prompt as a first call would have entered it; its lines are named by it instead of worded."""
    words, level = sound_of(on_the_line(prompt, condition, 7919 * number))
    shift = LEAD_S
    end_s = min(shift + prompt.speech[-1][1] + 0.05, len(level) / 100)
    loud = sounding(level, [(shift - 0.05, end_s)])
    first, last = int(np.flatnonzero(loud)[0]), int(np.flatnonzero(loud)[-1]) + 1
    lines = tuple(
        Line(shift + a - first / 100, shift + b - first / 100, f"{prompt.id}#{n}", 0.9)
        for n, (a, b) in enumerate(prompt.speech)
    )
    heard = Hearing("first", None, 0.0, (last - first) / 100)
    version = Version(
        1,
        encode_prints(words[first:last]),
        encode_mask(loud[first:last]),
        lines,
        heard,
        heard,
        heard,
        "es",
        model=MODEL,
    )
    return Prompt(f"p{number}", Kind.IVR, "/0", (version,))


def known(prompt: Recorded, condition: str, seed: int, book: tuple[Prompt, ...]) -> Known:
    """What the book knows of a call that is this prompt alone."""
    words, level = sound_of(on_the_line(prompt, condition, seed))
    length_s = len(level) / 100
    sound = ChannelSound(prints=words, frame_dbfs=level)
    start_s, end_s = LEAD_S - 0.05, min(LEAD_S + prompt.speech[-1][1] + 0.1, length_s)
    turn = Turn(start_s, end_s, Side.THEIRS)
    return known_in(Acoustics((sound,), length_s), [turn], book, model=MODEL, language="es")


def numbered(voice: str) -> Iterator[tuple[str, str, Recorded]]:
    """(carrier, number, announcement): one sentence around each number, as queues and clocks say it."""
    by_id = {prompt.id: prompt for prompt in recorded(voice)}
    carriers = [
        (before, after)
        for before, after in (
            ("queue-thereare", "queue-callswaiting"),
            ("vm-youhave", "vm-messages"),
            ("queue-holdtime", "queue-minutes"),
            ("vm-msgsaved", "vm-num-i-have"),
            ("vm-extension", "vm-isunavail"),
        )
        if before in by_id and after in by_id
    ]
    pause = np.zeros(int(0.06 * RATE), np.float32)
    for before, after in carriers:
        for number in map(str, range(21)):
            if (digit := by_id.get(f"digits/{number}")) is None:
                continue
            parts = [by_id[before].signal, pause, digit.signal, pause, by_id[after].signal]
            whole = np.concatenate(parts)
            yield before, number, Recorded(f"{before}/{number}", whole, ((0.0, len(whole) / RATE),))
