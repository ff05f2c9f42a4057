"""The sounds of a line, ready to send: its prompts, and its holds mixed from music and messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.practice.music import tune
from auditor.practice.script import Hold, Line
from auditor.voice import speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

RATE_HZ = 8000
_GAP = 2400
"""Messages that would run into each other are kept 0.3 s apart."""

_RAMP = 400
"""The music goes down and up again within 50 ms."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mixed sound: samples `first` to `end` are of this timeline `kind`."""

    kind: str
    first: int
    end: int
    id: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """A sound and what it is made of, in order."""

    samples: Samples
    parts: tuple[Part, ...]


class Sounds:
    """All that a line can play; everything is loaded at once, so that no call waits for a file.

    Raises `auditor.errors.MissingError` when a prompt is neither shipped nor can be spoken.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._prompts = {
            prompt.id: _telephone(prompt.text, line.language, prompt.voice)
            for prompt in line.prompts.values()
        }
        holds = (step for block in line.blocks.values() for step in block if isinstance(step, Hold))
        self._holds = {step: self._mix(step) for step in holds}

    def prompt(self, id: str, kind: str) -> Mix:
        """A prompt as one part of this kind."""
        samples = self._prompts[id]
        return Mix(samples, (Part(kind, 0, len(samples), id, self._line.prompts[id].text),))

    def hold(self, step: Hold) -> Mix:
        """A hold, mixed."""
        return self._holds[step]

    def _mix(self, step: Hold) -> Mix:
        import numpy as np

        total = round(step.s * RATE_HZ)
        slots = self._slots(step, total)
        bed = np.zeros(total)
        if step.music:
            loop = tune(step.music)
            gain = self._gain(slots, total, 0.0 if step.duck_db is None else 10 ** (-step.duck_db / 20))
            played = np.arange(total) if step.duck_db is not None else np.cumsum(gain > 0)
            bed = loop[played % len(loop)] * gain
        for id, first in slots:
            samples = self._prompts[id]
            bed[first : first + len(samples)] += samples
        mixed = np.clip(bed, -32000, 32000).astype(np.int16)
        return Mix(mixed, self._parts(step, slots, total))

    def _slots(self, step: Hold, total: int) -> list[tuple[str, int]]:
        """(prompt, first sample) of each time a message is played."""
        wanted: list[tuple[float, str]] = []
        for message in step.messages:
            at_s = message.at_s
            while at_s < step.s:
                wanted.append((at_s, message.prompt))
                if message.every_s is None:
                    break
                at_s += message.every_s
        slots: list[tuple[str, int]] = []
        free = 0
        for at_s, id in sorted(wanted):
            first = max(round(at_s * RATE_HZ), free)
            end = first + len(self._prompts[id])
            if end <= total:
                slots.append((id, first))
                free = end + _GAP
        return slots

    def _gain(self, slots: list[tuple[str, int]], total: int, low: float) -> NDArray[np.float64]:
        """How loud the music is, sample by sample: 1, `low` under messages, ramps inside their ends."""
        import numpy as np

        gain = np.ones(total)
        for id, first in slots:
            end = first + len(self._prompts[id])
            ramp = min(_RAMP, (end - first) // 2)
            gain[first:end] = low
            gain[first : first + ramp] = np.linspace(1, low, ramp)
            gain[end - ramp : end] = np.linspace(low, 1, ramp)
        return gain

    def _parts(self, step: Hold, slots: list[tuple[str, int]], total: int) -> tuple[Part, ...]:
        bed = "hold_music" if step.music else "silence"
        parts: list[Part] = []
        at = 0
        for id, first in slots:
            end = first + len(self._prompts[id])
            if first > at:
                parts.append(Part(bed, at, first, step.music))
            parts.append(Part("hold_message", first, end, id, self._line.prompts[id].text))
            at = end
        if total > at:
            parts.append(Part(bed, at, total, step.music))
        return tuple(parts)

    @property
    def prompts(self) -> dict[str, Samples]:
        """The samples of each prompt, by id."""
        return self._prompts


def _telephone(text: str, language: str, voice: str) -> Samples:
    rendered = speech(text, language, voice)
    if rendered.rate_hz != RATE_HZ:
        raise ValueError(f"a phrase at {rendered.rate_hz} Hz")
    return rendered.samples
