"""The seam between this room and a speech engine: what goes in, what comes out, how one is chosen."""

from __future__ import annotations

import math
from collections.abc import Callable
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
WINDOW_S = 30.0
"""What an engine hears at once; more is not looked at."""

ENGINES = {"faster-whisper": "faster_whisper", "openai-whisper": "whisper"}
"""Engine name → the library that it needs."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What an engine made of some samples. `text` is "" when it heard no speech, or only a loop.

    `confidence` is exp(mean log-probability of the tokens), 0–1. Words have seconds from the first sample and
    keep the space before them: joined, they are the text. They are empty when not asked for.
    """

    text: str
    confidence: float
    words: tuple[Word, ...] = ()


class Engine(Protocol):
    """A loaded speech engine. Not safe for several threads at once."""

    @property
    def info(self) -> EngineInfo:
        """Name, version, model and options: enough to make a transcript again."""
        ...

    @property
    def best_window_s(self) -> float:
        """How long a window of joined clips costs this engine least per second, at most 29."""
        ...

    def transcribe(
        self, samples: Samples, language: str, *, words: bool = True, fallback: bool = True
    ) -> Passage:
        """The text of at most 30 s of samples (float32, mono, 16 kHz, −1 to 1).

        Greedy. The language (ISO 639-1) is forced, never guessed; there is no prompt and no memory of what
        came before. `words` asks for the times of words, `fallback` for another try at higher temperatures
        where the first text loops or is improbable. The same samples give the same passage.
        """
        ...


Load = Callable[[ListenOptions], Engine]
"""Something that loads the engine of some options; `load_engine` is one."""


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


def confidence_of(mean_log_probability: float) -> float:
    """exp(mean log-probability), 0–1."""
    return min(1.0, math.exp(mean_log_probability))
