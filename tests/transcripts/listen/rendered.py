"""A practice line's script rendered straight to two channels, without a telephone: sound and truth in seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from auditor.practice import script
from auditor.practice.reading import load_line
from auditor.practice.sounds import Mix, Sounds
from auditor.practice.tones import tone
from auditor.voice import speech
from transcripts.contact import Mark, MarkName

RATE = 8000
KINDS = {"busy": "busy", "ringback": "ringback", "cng": "fax", "ced": "fax"}


@dataclass
class Part:
    kind: str
    start_s: float
    end_s: float
    text: str | None = None
    id: str | None = None


@dataclass
class Call:
    """Two tracks that grow together: theirs and ours."""

    theirs: list[NDArray[np.int16]] = field(default_factory=list)
    ours: list[NDArray[np.int16]] = field(default_factory=list)
    at: int = 0
    truth: list[Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def at_s(self) -> float:
        return self.at / RATE

    def they(self, samples: NDArray[np.int16], parts: list[Part] | None = None) -> None:
        for part in parts or []:
            self.truth.append(
                Part(part.kind, part.start_s + self.at_s, part.end_s + self.at_s, part.text, part.id)
            )
        self.theirs.append(samples)
        self.ours.append(np.zeros(len(samples), np.int16))
        self.at += len(samples)

    def we(self, text: str, language: str = "es") -> None:
        samples = speech(text, language, "caller").samples
        self.marks.append(Mark(MarkName.SAY_START, self.at_s, text))
        self.truth.append(Part("caller", self.at_s, self.at_s + len(samples) / RATE, text))
        self.ours.append(samples)
        self.theirs.append(np.zeros(len(samples), np.int16))
        self.at += len(samples)
        self.marks.append(Mark(MarkName.SAY_END, self.at_s))

    def wait(self, s: float) -> None:
        self.they(np.zeros(round(s * RATE), np.int16))

    def press(self, digit: str) -> None:
        self.marks.append(Mark(MarkName.KEY, self.at_s, digit))

    def of(self, *kinds: str) -> list[Part]:
        return [part for part in self.truth if part.kind in kinds]

    def write(self, path: Path, *, noise: float = 2.0, mono: bool = False) -> Path:
        """Both tracks with a little line noise; theirs is channel 0."""
        random = np.random.default_rng(1)
        tracks = np.stack([np.concatenate(self.theirs), np.concatenate(self.ours)]).astype(np.float64)
        tracks += random.normal(0, noise, tracks.shape)
        sound = tracks.sum(axis=0, keepdims=True) if mono else tracks
        soundfile.write(path, np.clip(sound / 32768, -1, 1).T, RATE, subtype="PCM_16")
        return path


@cache
def _line(name: str) -> tuple[script.Line, Sounds]:
    line = load_line(name)
    return line, Sounds(line)


def _parts(mix: Mix) -> list[Part]:
    return [Part(p.kind, p.first / RATE, p.end / RATE, p.text, p.id) for p in mix.parts]


def render(name: str, keys: list[str], sayings: list[str], *, pause_s: float = 0.8) -> Call:
    """Walks the line as a caller who presses `keys` at its menus and says `sayings` when it listens."""
    line, sounds = _line(name)
    call = Call()
    keys, sayings = list(keys), list(sayings)
    call.wait(line.ring_s)
    block = line.begin
    while block is not None:
        block = _block(line.blocks[block], sounds, call, keys, sayings, pause_s)
    return call


def _block(
    steps: tuple[script.Step, ...],
    sounds: Sounds,
    call: Call,
    keys: list[str],
    sayings: list[str],
    pause_s: float,
) -> str | None:
    for step in steps:
        match step:
            case script.GoTo(block):
                return block
            case script.HangUp():
                return None
            case script.Menu():
                call.they(*_both(sounds.prompt(step.prompt, "ivr")))
                call.wait(pause_s)
                if not keys:
                    call.wait(step.timeout_s)
                    return step.otherwise
                call.press(keys[0])
                call.wait(0.2)
                return dict(step.options).get(keys.pop(0), step.otherwise)
            case script.Play(prompt):
                call.they(*_both(sounds.prompt(prompt, "ivr")))
            case script.Say(prompt):
                call.they(*_both(sounds.prompt(prompt, "agent")))
            case script.Collect(prompt, digits):
                call.they(*_both(sounds.prompt(prompt, "ivr")))
                call.wait(pause_s)
                for _ in range(digits):
                    call.press("7")
                    call.wait(0.3)
            case script.Hold():
                call.they(*_both(sounds.hold(step)))
            case script.Tone(tone_name, s):
                samples, bursts = tone(tone_name, s)
                call.they(samples, [Part(KINDS[tone_name], a / RATE, b / RATE) for a, b in bursts])
            case script.Silence(s):
                call.wait(s or 1.0)
            case script.Listen(start_s, silence_s, _):
                if sayings:
                    call.wait(pause_s)
                    call.we(sayings.pop(0))
                    call.wait(silence_s)
                else:
                    call.wait(start_s)
    return None


def _both(mix: Mix) -> tuple[NDArray[np.int16], list[Part]]:
    return mix.samples, _parts(mix)
