"""An engine that is kept between recordings: loading the weights costs over a second of processor time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcripts.heard import ListenOptions
from transcripts.speech.engine import load_engine

if TYPE_CHECKING:
    from transcripts.speech.engine import Engine


class KeptEngine:
    """Loads the engine that some options ask for, and keeps the last one. Not for several threads at once.

    The language is not the engine's: it is forced anew with every recording.
    """

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._asked: tuple[object, ...] | None = None

    def __call__(self, options: ListenOptions) -> Engine:
        """The engine; raises as `load_engine` does."""
        asked = (options.engine, options.model, options.model_folders, options.threads)
        if self._engine is None or asked != self._asked:
            self._engine = None  # two models at once would need twice the memory
            self._engine = load_engine(options)
            self._asked = asked
        return self._engine
