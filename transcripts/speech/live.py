"""Recognition while a call happens: the text of the last few seconds, fast enough to steer by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transcripts.heard import ListenOptions
from transcripts.speech.engine import SAMPLE_RATE_HZ, Engine, Passage, load_engine
from transcripts.speech.inventions import believable

if TYPE_CHECKING:
    import numpy as np

    Line = np.ndarray[Any, np.dtype[np.int16]]

LINE_RATE_HZ = 8_000
MAX_S = 30.0
"""What one look-up can hear; of a longer stretch, the last seconds count."""

_SHORTEST_S = 0.2
"""Under this nothing can be said; the engine would invent a word."""


class Recogniser:
    """Loads its engine once; then every call costs about a tenth of the stretch's length in processor time.

    Not safe for several threads at once. Raises `ModelMissing` and `EngineMissing` when it is made.
    """

    def __init__(self, options: ListenOptions | None = None) -> None:
        self._engine: Engine = load_engine(options or ListenOptions())

    def text(self, samples_8k_int16: Line, language: str) -> str:
        """What was said in these samples (int16, mono, 8 kHz); "" for nothing that could be said."""
        phrase = self.phrase(samples_8k_int16, language)
        length_s = len(samples_8k_int16) / LINE_RATE_HZ
        return phrase.text if believable(phrase.text, phrase.confidence, length_s) else ""

    def phrase(self, samples_8k_int16: Line, language: str) -> Passage:
        """The same with the engine's confidence, 0–1."""
        if len(samples_8k_int16) < _SHORTEST_S * LINE_RATE_HZ:
            return Passage("", 0.0)
        wide = _wide(samples_8k_int16[-int(MAX_S * LINE_RATE_HZ) :])
        return self._engine.transcribe(wide, language, words=False, fallback=False)


def _wide(line: Line) -> Any:
    """Int16 at 8 kHz as the engines want it: float32 at 16 kHz."""
    import numpy as np
    from scipy.signal import resample_poly

    wide = resample_poly(line.astype(np.float32) / 32768.0, SAMPLE_RATE_HZ, LINE_RATE_HZ)
    return np.ascontiguousarray(wide, dtype=np.float32)
