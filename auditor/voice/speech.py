"""Finds or makes the sound of a text: shipped phrases first, then the user's cache, then the engine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.voice import phrases
from auditor.voice.voices import VOICES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = (Path(__file__).parent.parent / "practice" / "audio",)
"""Folders of phrases that come with the package; each holds an `index.json` (see `auditor.voice.phrases`)."""

CALLER = "caller"
"""The shopper's voice."""


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """Speech: int16 mono `samples` at `rate_hz`."""

    samples: NDArray[np.int16]
    rate_hz: int

    @property
    def length_s(self) -> float:
        return len(self.samples) / self.rate_hz


def phrase_key(text: str, language: str, voice: str) -> str:
    """The name under which a phrase is kept: 16 hex digits of a hash over language, voice and words.

    White space does not count: a text folded over several lines is the same phrase.
    """
    return hashlib.sha256("\n".join((language, voice, " ".join(text.split()))).encode()).hexdigest()[:16]


def speech(
    text: str,
    language: str = "es",
    voice: str | None = None,
    *,
    cache: Path | None = None,
    shipped: Sequence[Path] = SHIPPED,
) -> Rendered:
    """The sound of `text`. A pure function of text, language and voice, wherever the sound is found.

    `voice` is an id of `VOICES`, `None` the shopper's own. `cache` is a folder in the user's data folder: a
    phrase that the engine had to make is kept there. Raises `CommandError` for an unknown voice or language,
    `MissingError` when the phrase is not shipped and no engine is installed.
    """
    voice = voice or CALLER
    if voice not in VOICES:
        raise CommandError(
            N_("There is no voice “{voice}”; there are: {known}."),
            voice=voice,
            known=", ".join(sorted(VOICES)),
        )
    text = " ".join(text.split())
    key = phrase_key(text, language, voice)
    for folder in (*shipped, *([cache] if cache else [])):
        found = phrases.load(folder, key)
        if found is not None:
            return Rendered(*found)
    from auditor.voice import engine

    samples = engine.render(text, language, VOICES[voice])
    if cache:
        phrases.save(cache, key, samples, engine.RATE_HZ)
    return Rendered(samples, engine.RATE_HZ)
