"""The live ear on the call's clock: what `transcripts.live` hears, with lost packets as silence."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from auditor.channels.phone.hearing.values import Now
from transcripts.timeline import Kind

RATE_HZ = 8000
BLOCK_S = 0.032
"""What is fed at once: speech is looked at in windows of this length."""

_NOW_EVERY = 3
_LATE_S = 0.06
_LOUD_DBFS = -50.0
_BREATH_S = 0.35
_LOOK_BACK_S = 1.5
_TONES = {"ringback": Kind.RINGBACK, "busy": Kind.BUSY, "congestion": Kind.CONGESTION, "sit": Kind.SIT}


class SoundEar:
    """`feed` audio in order. Not safe for several threads. `on_block` gets every block (int16, 8 kHz)."""

    def __init__(self, country: str | None = "ES") -> None:
        import numpy as np

        from transcripts.live import LiveEar

        self._ear = LiveEar(RATE_HZ, country)
        self._begin_s: float | None = None
        self._rest = np.zeros(0, np.int16)
        self._loud: deque[bool] = deque(maxlen=100)
        self._blocks = 0
        self._speech: tuple[float | None, float | None] = (None, None)
        self._music_s: float | None = None
        self._tone_s: float | None = None
        self._tone_start_s: float | None = None
        self.on_block: Callable[[Any], None] | None = None

    def warm_up(self) -> None:
        """Loads what is loaded on first use, so that the first second of a call is not heard late."""
        import numpy as np

        from transcripts.live import LiveEar

        noise = np.random.default_rng(1).normal(0, 2000, 3 * RATE_HZ).astype(np.int16)
        LiveEar(RATE_HZ).feed(noise)
        _narrow(noise[:320], 2 * RATE_HZ)

    def feed(self, at_s: float, rate_hz: int, samples: Any) -> list[Now]:
        """Takes int16 mono samples that ended at `at_s` seconds since the INVITE."""
        import numpy as np

        line = _narrow(samples, rate_hz)
        start_s = at_s - len(line) / RATE_HZ
        if self._begin_s is None:
            self._begin_s = start_s
        gap_s = start_s - (self._begin_s + self._ear.now_s + len(self._rest) / RATE_HZ)
        if gap_s > _LATE_S:
            line = np.concatenate([np.zeros(round(gap_s * RATE_HZ), np.int16), line])
        elif gap_s < -_LATE_S:  # what was taken for silence came late after all: the clock goes back
            self._begin_s += gap_s
        self._rest = np.concatenate([self._rest, line])
        told: list[Now] = []
        size = round(BLOCK_S * RATE_HZ)
        while len(self._rest) >= size:
            block, self._rest = self._rest[:size], self._rest[size:]
            self._take(block)
            if self._blocks % _NOW_EVERY == 0:
                told.append(self._now())
        return told

    def _take(self, block: Any) -> None:
        begin_s = self._begin_s or 0.0
        told = self._ear.feed(block)
        self._loud.append(_is_loud(block))
        for event in told:
            at_s = begin_s + event.at_s
            match event.name.value:
                case "speech_start":
                    self._speech = (self._first_sound(at_s, begin_s), self._speech[1])
                case "speech_end":
                    self._speech = (self._speech[0], at_s)
                case "music_end":
                    self._music_s = at_s
                case "tone":
                    self._tone_start_s = at_s
                case "tone_end":
                    self._tone_s = at_s
        now_s = begin_s + self._ear.now_s
        if self._ear.music:
            self._music_s = now_s
        if self._ear.tone:
            self._tone_s = now_s
        if self.on_block is not None:
            self.on_block(block)
        self._blocks += 1

    def _first_sound(self, start_s: float, begin_s: float) -> float:
        """Where the sound that led to speech began, when there was silence before it.

        The detector wants a sixth of a second of clear voice; a short "Hola" before a breath is not enough.
        """
        now_s = begin_s + self._ear.now_s
        quiet = 0
        first_s = start_s
        for back, loud in enumerate(reversed(self._loud), start=1):
            at_s = now_s - back * BLOCK_S
            quiet = 0 if loud else quiet + 1
            if loud and at_s < start_s:
                first_s = at_s
            if at_s < start_s and quiet * BLOCK_S >= _BREATH_S:
                return first_s
            if start_s - at_s > _LOOK_BACK_S or at_s < (self._speech[1] or 0.0):
                break
        return start_s

    def _now(self) -> Now:
        at_s = (self._begin_s or 0.0) + self._ear.now_s
        sounded_s = at_s - self._ear.silence_s
        return Now(
            at_s=at_s,
            level_dbfs=round(float(self._ear.level_dbfs), 1),
            kind=self._kind(),
            speech_start_s=self._speech[0],
            speech_end_s=self._speech[1],
            music=self._ear.music,
            music_s=self._music_s,
            tone=self._ear.tone,
            tone_s=self._tone_s,
            tone_start_s=self._tone_start_s,
            sounded_s=sounded_s if sounded_s > (self._begin_s or 0.0) + 0.01 else None,
        )

    def _kind(self) -> Kind:
        if self._ear.tone in _TONES:
            return _TONES[self._ear.tone]
        if self._ear.speaking:
            return Kind.SPEECH
        return Kind.HOLD_MUSIC if self._ear.music else Kind.SILENCE


def _is_loud(block: Any) -> bool:
    import numpy as np

    line = block.astype(np.float32) / 32768.0
    return bool(10 * np.log10(float(np.mean(line * line)) + 1e-12) > _LOUD_DBFS)


def _narrow(samples: Any, rate_hz: int) -> Any:
    """int16 at 8 kHz."""
    if rate_hz == RATE_HZ:
        return samples
    import numpy as np
    from scipy.signal import resample_poly

    line = resample_poly(samples.astype(np.float32), RATE_HZ, rate_hz)
    return np.clip(np.round(line), -32768, 32767).astype(np.int16)
