"""The seam between this room and a speech engine: what goes in, what comes out, how one is chosen."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from transcripts.errors import EngineMissing
from transcripts.heard import ListenOptions
from transcripts.transcript import EngineInfo, Word

if TYPE_CHECKING:
    import numpy as np

    Samples = np.ndarray[Any, np.dtype[np.float32]]

SAMPLE_RATE_HZ = 16_000

COMPRESSION_RATIO_MAX = 2.4
"""Text that deflates better than this is a loop ("No, no, no…"): Whisper's own threshold, here dropped."""

NO_SPEECH_PROBABILITY = 0.6
LOG_PROBABILITY_MIN = -1.0
"""Whisper's own thresholds: silence is what passes the first and stays under the second."""

TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Whisper's own fallback: tried in order while the text loops or the log-probability is under −1."""

ENGINES = {"faster-whisper": "faster_whisper", "openai-whisper": "whisper"}
"""Engine name → the library that it needs."""


@dataclass(frozen=True, slots=True)
class EngineSegment:
    """What an engine made of a stretch of the samples it was given; seconds from the first of them.

    `confidence` is exp(mean log-probability of the tokens), 0–1. `words` are empty when not asked for;
    each keeps the space before it, so that joined they are the text.
    """

    start_s: float
    end_s: float
    text: str
    confidence: float
    no_speech_probability: float
    compression_ratio: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text of one short clip, without times; "" when the engine heard no speech. `confidence` 0–1."""

    text: str
    confidence: float


class Engine(Protocol):
    """A loaded speech engine."""

    @property
    def info(self) -> EngineInfo:
        """Name, version, model and options: enough to make a transcript again."""
        ...

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = False, fallback: bool = True
    ) -> list[EngineSegment]:
        """The text of `samples` (float32, mono, 16 kHz, −1 to 1), in order of time.

        The language (ISO 639-1) is forced, never guessed. Nothing is carried over from one window to the
        next. Loops are dropped. `words` asks for the times of words; `fallback=False` tries temperature 0
        only, which bounds the time it takes.
        """
        ...

    def phrase(self, samples: Samples, language: str) -> Phrase:
        """The text of one clip of at most 30 s, fast: greedy, no times, no second try."""
        ...


def load_engine(options: ListenOptions) -> Engine:
    """The engine that the options name, loaded with its weights.

    Raises `EngineMissing` when its library is not installed or the name is unknown, `ModelMissing` when no
    weights are found.
    """
    library = ENGINES.get(options.engine)
    if library is None:
        raise EngineMissing(
            "There is no speech engine {engine}; there are: {engines}",
            engine=options.engine,
            engines=", ".join(ENGINES),
        )
    if find_spec(library) is None:
        raise EngineMissing(
            "The speech engine {engine} is not installed. Install it with: {command}",
            engine=options.engine,
            command="pip install 'auditor[whisper]'"
            if library == "whisper"
            else "pip install faster-whisper",
        )
    if library == "whisper":
        from transcripts.speech.openai_whisper_engine import OpenaiWhisperEngine

        return OpenaiWhisperEngine.load(options)
    from transcripts.speech.faster_whisper_engine import FasterWhisperEngine

    return FasterWhisperEngine.load(options)


def kept(segments: list[EngineSegment]) -> list[EngineSegment]:
    """Without loops and without segments that say nothing."""
    return [
        segment for segment in segments if segment.text and segment.compression_ratio <= COMPRESSION_RATIO_MAX
    ]


def phrase_of(text: str, mean_log_probability: float, no_speech_probability: float) -> Phrase:
    """The phrase, or nothing where Whisper's own rules say that this is silence or a loop."""
    silent = no_speech_probability > NO_SPEECH_PROBABILITY and mean_log_probability < LOG_PROBABILITY_MIN
    confidence = confidence_of(mean_log_probability)
    return Phrase(
        "" if silent or compression_ratio(text) > COMPRESSION_RATIO_MAX else text.strip(), confidence
    )


def compression_ratio(text: str) -> float:
    """Bytes of the text over bytes of its deflated form, as Whisper counts it."""
    data = text.encode()
    return len(data) / len(zlib.compress(data))


def confidence_of(mean_log_probability: float) -> float:
    """exp(mean log-probability), 0–1."""
    return min(1.0, math.exp(mean_log_probability))
