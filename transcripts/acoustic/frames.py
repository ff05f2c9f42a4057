"""One channel's features, 100 a second, gathered in one pass over the recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transcripts.acoustic import bands, prints, spectrum
from transcripts.acoustic.column import Column
from transcripts.acoustic.detectors import EventProbabilities, VoiceProbabilities
from transcripts.acoustic.framing import HOP, Framer
from transcripts.acoustic.tonal import PeakKeeper, TonalPeaks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcripts.acoustic.recall import Recall, Recalled

FLOOR_DBFS = -96.0


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
    """Give it the blocks of one channel at 8 kHz in order, then ask for `features()` once.

    With `recall` the detectors wait: all blocks are measured first, then it says which frames are known, and
    `look` gets the blocks once more.
    """

    def __init__(self, recall: Recall | None = None) -> None:
        self._tone_frames, self._print_frames = Framer(spectrum.WINDOW), Framer(prints.WINDOW)
        self._levels = Framer(HOP)
        self._printer = prints.Printer()
        self._peaks = PeakKeeper()
        self._words, self._level = Column("uint32"), Column("float32")
        self._bands = Column("uint8", bands.BANDS)
        self._recall = recall
        self._known: Recalled | None = None
        self._measured: tuple[NDArray[np.uint32], NDArray[np.float32]] | None = None
        self._detectors: tuple[EventProbabilities, VoiceProbabilities] | None = None

    def push(self, samples: NDArray[np.float32]) -> None:
        """Takes the next block, shape (n,)."""
        self._take(
            self._levels.push(samples), self._tone_frames.push(samples), self._print_frames.push(samples)
        )
        if self._recall is None:
            self.look(samples)

    def look(self, samples: NDArray[np.float32]) -> None:
        """Shows the next block to the detectors."""
        for detector in self._asked():
            detector.push(samples)

    def _asked(self) -> tuple[EventProbabilities, VoiceProbabilities]:
        """Both detectors; they begin when all is known that they need not look at."""
        if self._detectors is None:
            self._known = self._recall(*self._all_measured()) if self._recall else None
            events = None if self._known is None else ~self._known.sure
            voice = None if self._known is None else ~_voice_sure(self._known)
            self._detectors = EventProbabilities(events), VoiceProbabilities(wanted=voice)
        return self._detectors

    def _all_measured(self) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        if self._measured is None:
            self._take(self._levels.finish(), self._tone_frames.finish(), self._print_frames.finish())
            self._measured = self._words.taken(), self._level.taken()
        return self._measured

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

    @property
    def recalled(self) -> NDArray[np.bool_] | None:
        """Which frames were known, one value for every 10 ms; `None` when nobody was asked."""
        return None if self._known is None else self._known.sure

    def features(self) -> Features:
        """Everything, cut to one length. Nothing is kept here: ask once."""
        import numpy as np

        words, level = self._all_measured()
        event_detector, voice_detector = self._asked()
        events = _fitted(event_detector.finish(), len(level))
        voice = _fitted(voice_detector.finish()[:, None], len(level))
        if self._known is not None:
            sure, voice_sure = self._known.sure, _voice_sure(self._known)
            answers = self._known.answers / np.float32(255)
            events[sure], voice[voice_sure] = answers[sure, :3], answers[voice_sure, 3:]
        return Features(
            level_dbfs=level,
            speech=events[:, 0],
            singing=events[:, 1],
            music=events[:, 2],
            voice=voice[:, 0],
            peaks=self._peaks.taken(),
            words=words,
            bands=self._bands.taken(),
        )


def _voice_sure(known: Recalled) -> NDArray[np.bool_]:
    return known.sure if known.voice_sure is None else known.voice_sure


def _fitted(array: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Cut or continued with its last row to `count` rows."""
    import numpy as np

    if len(array) == 0:
        return np.zeros((count, array.shape[1] if array.ndim > 1 else 1), np.float32)
    if len(array) >= count:
        return array[:count]
    return np.concatenate((array, np.repeat(array[-1:], count - len(array), axis=0)))
