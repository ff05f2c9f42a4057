"""The two engines, loaded once a session, and our own shipped phrases as what they hear."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from transcripts.errors import ModelMissing
from transcripts.heard import ListenOptions
from transcripts.speech.engine import Engine, load_engine


@cache
def _engine(name: str) -> Engine:
    return load_engine(ListenOptions(engine=name))


@pytest.fixture(params=["faster-whisper", "openai-whisper"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, with the real weights."""
    if request.param == "openai-whisper":
        pytest.importorskip("whisper")
    try:
        return _engine(request.param)
    except ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def spoken() -> Callable[..., Any]:
    """A shipped phrase as the engines want it: float32 at 16 kHz."""

    def samples(text: str, voice: str = "ivr") -> Any:
        import numpy as np
        from scipy.signal import resample_poly

        from auditor.voice import speech

        return resample_poly(speech(text, "es", voice).samples / 32768, 2, 1).astype(np.float32)

    return samples
