"""The speech engine: SVOX pico through `ttspico`, the only module that imports it.

Whatever it says is brought to telephone form: 8 kHz mono, one level, no silence at the ends, short pauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import CommandError, MissingError
from auditor.i18n import N_
from auditor.voice.voices import ENGINE_LANGUAGES, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 8000
_ENGINE_RATE_HZ = 16000
LEVEL_DBFS = -20.0
"""Active speech level, as telephone networks plan it (ITU-T P.56: about -20 dBm0)."""

_QUIET = 150
"""Samples below this (-47 dBFS) at either end are not speech."""

LONGEST_PAUSE_S = 0.6
"""The engine rests up to 1.5 s between sentences; a listener would take that for the end of a turn."""

_NO_MARKUP = str.maketrans("<>", "  ")
"""The engine obeys tags in a text ("<pitch level=…>"); what is to be said is not for that."""

_STEP = 32
"""Sample values are multiples of this (11 bits): finer than G.711 makes them, and it halves a FLAC file."""


def render(text: str, language: str, voice: Voice) -> NDArray[np.int16]:
    """The text as int16 mono samples at `RATE_HZ`. The same text and voice give the same samples.

    Raises `MissingError` when `ttspico` is not installed, `CommandError` for a language it does not speak.
    """
    if language not in ENGINE_LANGUAGES:
        raise CommandError(
            N_("No voice speaks the language “{language}”; there are: {known}."),
            language=language,
            known=", ".join(sorted(ENGINE_LANGUAGES)),
        )
    return _telephone_form(_pcm(text, ENGINE_LANGUAGES[language], voice))


def _pcm(text: str, engine_language: str, voice: Voice) -> bytes:
    try:
        from ttspico import TtsEngine
    except ImportError as error:
        raise MissingError(
            N_("“{text}” is not among the shipped phrases, and no voice engine is installed: {fix}"),
            text=text,
            fix='pip install "auditor[voice]"',
        ) from error
    engine = TtsEngine(engine_language)
    engine.pitch = voice.pitch
    engine.rate = voice.rate
    return engine.speak(text.translate(_NO_MARKUP)) or b""


def _telephone_form(pcm: bytes) -> NDArray[np.int16]:
    import numpy as np
    from scipy.signal import resample_poly

    wide = np.frombuffer(pcm, np.int16).astype(np.float64)
    narrow = resample_poly(wide, RATE_HZ, _ENGINE_RATE_HZ) if len(wide) else wide
    loud = np.flatnonzero(np.abs(narrow) > _QUIET)
    if not len(loud):
        return np.zeros(0, np.int16)
    speech = _without_long_pauses(narrow[loud[0] : loud[-1] + 1])
    active = speech[np.abs(speech) > _QUIET]
    gain = 32768 * 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(active**2))
    stepped = np.round(speech * gain / _STEP) * _STEP
    clipped: NDArray[np.float64] = np.clip(stepped, -32736, 32736)
    return clipped.astype(np.int16)


def _without_long_pauses(speech: NDArray[np.float64]) -> NDArray[np.float64]:
    """Takes the middle out of every pause that is longer than `LONGEST_PAUSE_S`."""
    import numpy as np

    longest = round(LONGEST_PAUSE_S * RATE_HZ)
    loud = np.flatnonzero(np.abs(speech) > _QUIET)
    keep = np.ones(len(speech), bool)
    for place in np.flatnonzero(np.diff(loud) > longest):
        first, end = loud[place] + 1, loud[place + 1]
        keep[first + longest // 2 : end - (longest - longest // 2)] = False
    return speech[keep]
