"""A practice line rendered straight to two channels, without a telephone: sound and truth in seconds."""

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
PAUSE_S = 0.8
"""The caller's thinking time before a key and before speaking."""


@dataclass
class Part:
    """A stretch of the truth; `kind` is a timeline kind."""

    kind: str
    start_s: float
    end_s: float
    text: str | None = None


@dataclass
class Call:
    """Two tracks that grow together, theirs and ours, and what is on them."""

    theirs: list[NDArray[np.int16]] = field(default_factory=list)
    ours: list[NDArray[np.int16]] = field(default_factory=list)
    truth: list[Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    at: int = 0

    @property
    def at_s(self) -> float:
        return self.at / RATE

    def they(self, mix: Mix) -> None:
        self.truth += [
            Part(part.kind, self.at_s + part.first / RATE, self.at_s + part.end / RATE, part.text)
            for part in mix.parts
        ]
        self._add(mix.samples, np.zeros(len(mix.samples), np.int16))

    def we(self, text: str, language: str = "es") -> None:
        samples = speech(text, language, "caller").samples
        self.marks.append(Mark(MarkName.SAY_START, self.at_s, text))
        self.truth.append(Part("caller", self.at_s, self.at_s + len(samples) / RATE, text))
        self._add(np.zeros(len(samples), np.int16), samples)
        self.marks.append(Mark(MarkName.SAY_END, self.at_s))

    def wait(self, s: float) -> None:
        silence = np.zeros(round(s * RATE), np.int16)
        self._add(silence, silence)

    def press(self, digit: str) -> None:
        self.marks.append(Mark(MarkName.KEY, self.at_s, digit))

    def _add(self, theirs: NDArray[np.int16], ours: NDArray[np.int16]) -> None:
        self.theirs.append(theirs)
        self.ours.append(ours)
        self.at += len(theirs)

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


@dataclass
class Caller:
    """Walks a line: presses `keys` at its menus and says `sayings` when it listens."""

    line: script.Line
    sounds: Sounds
    keys: list[str]
    sayings: list[str]
    call: Call = field(default_factory=Call)

    def walk(self) -> Call:
        self.call.wait(self.line.ring_s)
        block = self.line.begin
        while block is not None:
            block = self._block(block)
        return self.call

    def _block(self, name: str) -> str | None:
        for step in self.line.blocks[name]:
            match step:
                case script.GoTo(block):
                    return block
                case script.HangUp():
                    return None
                case script.Menu():
                    return self._menu(step)
                case script.Listen():
                    self._answer(step)
                case _:
                    self._hear(step)
        return None

    def _hear(self, step: script.Step) -> None:
        match step:
            case script.Play(prompt):
                self.call.they(self.sounds.prompt(prompt, "ivr"))
            case script.Say(prompt):
                self.call.they(self.sounds.prompt(prompt, "agent"))
            case script.Hold():
                self.call.they(self.sounds.hold(step))
            case script.Silence(s):
                self.call.wait(s or 1.0)
            case script.Tone(name, s):
                self._tone(name, s)
            case script.Collect(prompt, digits):
                self.call.they(self.sounds.prompt(prompt, "ivr"))
                self.call.wait(PAUSE_S)
                for _ in range(digits):
                    self.call.press("7")
                    self.call.wait(0.3)

    def _tone(self, name: str, s: float) -> None:
        from auditor.practice.sounds import Part as Sounding

        samples, bursts = tone(name, s)
        self.call.they(Mix(samples, tuple(Sounding(name, *burst) for burst in bursts)))

    def _menu(self, step: script.Menu) -> str:
        self.call.they(self.sounds.prompt(step.prompt, "ivr"))
        if not self.keys:
            self.call.wait(step.timeout_s)
            return step.otherwise
        self.call.wait(PAUSE_S)
        self.call.press(self.keys[0])
        self.call.wait(0.2)
        return dict(step.options).get(self.keys.pop(0), step.otherwise)

    def _answer(self, step: script.Listen) -> None:
        if not self.sayings:
            self.call.wait(step.start_s)
            return
        self.call.wait(PAUSE_S)
        self.call.we(self.sayings.pop(0))
        self.call.wait(step.silence_s)


def render(name: str, keys: list[str], sayings: list[str]) -> Call:
    """The whole call to a shipped line."""
    return Caller(*_line(name), list(keys), list(sayings)).walk()
