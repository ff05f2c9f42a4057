"""What both engines share: their name tag, and the cut to what an engine hears at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transcripts.speech.engine import SAMPLE_RATE_HZ, WINDOW_S
from transcripts.transcript import EngineInfo

if TYPE_CHECKING:
    from transcripts.speech.engine import Samples


class Loaded:
    """A loaded model and what made it. Subclasses transcribe."""

    def __init__(self, model: Any, info: EngineInfo) -> None:
        self._model = model
        self._info = info

    @property
    def info(self) -> EngineInfo:
        """See `Engine.info`."""
        return self._info


def heard_at_once(samples: Samples) -> Samples:
    """The first 30 s of some samples; engines look at no more."""
    return samples[: int(WINDOW_S * SAMPLE_RATE_HZ)]
