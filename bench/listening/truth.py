"""A labelled call under construction: sounds are laid one after another or over each other, labels kept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bench.listening import tones
from bench.listening.material import RATE, Floats, Prompt
from transcripts.acoustic.plans import Cadence


@dataclass(frozen=True)
class Label:
    """`kind`: ringback busy congestion sit fax dtmf speech music; `message`, `utterance`: whole prompts.

    `id` is a key's digit or a prompt's id. `sung` marks sung music. `role` of an utterance: ivr or agent.
    """

    kind: str
    start_s: float
    end_s: float
    id: str = ""
    sung: bool = False
    role: str = ""


@dataclass
class Call:
    """`cursor` is where the next sound goes, in seconds; `language` is what the line mainly speaks."""

    name: str
    country: str = "ES"
    language: str = "es"
    cursor: float = 0.0
    labels: list[Label] = field(default_factory=list)
    parts: list[tuple[float, Floats]] = field(default_factory=list)

    def _lay(
        self, signal: Floats, kind: str, ident: str = "", *, advance: bool = True, role: str = ""
    ) -> None:
        end = self.cursor + len(signal) / RATE
        self.parts.append((self.cursor, signal))
        if kind:
            self.labels.append(Label(kind, self.cursor, end, ident, role=role))
        if advance:
            self.cursor = end

    def pause(self, length_s: float) -> None:
        self.cursor += length_s

    def ring(self, plan: Cadence, bursts: int) -> None:
        self._lay(tones.cadence(plan, bursts), plan.kind.value)

    def signal(self, signal: Floats, kind: str) -> None:
        self._lay(signal, kind)

    def key(self, digit: str, length_s: float = 0.1, dbfs: float = -14.0) -> None:
        self._lay(tones.key(digit, length_s, dbfs), "dtmf", digit)

    def say(
        self,
        prompt: Prompt,
        *,
        message: bool = False,
        gain: float = 1.0,
        advance: bool = True,
        role: str = "ivr",
    ) -> None:
        start = self.cursor
        for a, b in prompt.speech:
            self.labels.append(Label("speech", start + a / RATE, start + b / RATE, prompt.id))
        kind = "message" if message else "utterance"
        part = (gain * prompt.signal).astype(np.float32)
        self._lay(part, kind, prompt.id, advance=advance, role="" if message else role)

    def music(self, signal: Floats, *, sung: bool = False, fade_s: float = 0.03) -> None:
        """With short fades; where it is really silent for 1.5 s or more it is not labelled as music."""
        edge = np.minimum(
            1, np.minimum(np.arange(len(signal)), np.arange(len(signal))[::-1]) / (fade_s * RATE)
        )
        start = self.cursor
        for a, b in _sounding(signal):
            self.labels.append(Label("music", start + a / RATE, start + b / RATE, "", sung))
        self._lay((signal * edge).astype(np.float32), "")

    def rendered(self, rng: np.random.Generator, noise_dbfs: float = -68.0) -> Floats:
        """The whole call with the line's noise under it, clipped as a telephone would."""
        length = round(max(self.cursor, *(at + len(s) / RATE for at, s in self.parts)) * RATE)
        out = rng.standard_normal(length) * 10 ** (noise_dbfs / 20)
        for at, signal in self.parts:
            first = round(at * RATE)
            out[first : first + len(signal)] += signal[: length - first]
        return np.clip(out, -1, 1).astype(np.float32)


def _sounding(signal: Floats) -> list[tuple[int, int]]:
    """Stretches of a piece that are under −50 dBFS (27 dB below the piece) for 1.5 s or more."""
    frames = signal[: len(signal) // 80 * 80].reshape(-1, 80)
    on = np.flatnonzero(10 * np.log10(np.square(frames).mean(axis=1) + 1e-9) > -50)
    if len(on) == 0:
        return []
    breaks = np.flatnonzero(np.diff(on) >= 150)
    starts, ends = [on[0], *on[breaks + 1]], [*on[breaks], on[-1]]
    return [(int(a) * 80, (int(b) + 1) * 80) for a, b in zip(starts, ends, strict=True)]
