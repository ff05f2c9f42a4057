"""When a decoded text is believed, tried again or thrown away: Whisper's own rules, for both engines."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

COMPRESSION_RATIO_MAX = 2.4
"""Text that deflates better than this is a loop ("No, no, no…")."""

LOG_PROBABILITY_MIN = -1.0
NO_SPEECH_PROBABILITY = 0.6
"""Silence is what is over the second and under the first."""

TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Tried in order while the text loops or is improbable."""

_TOKENS_AT_LEAST, _TOKENS_A_SECOND = 20, 12
"""More tokens than anyone speaks (fast Spanish makes about 8 a second): a loop ends here."""

_TOKENS_AT_MOST = 224
"""Whisper's own limit for one window."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One decoding of a window."""

    tokens: tuple[int, ...]
    text: str
    mean_log_probability: float
    no_speech_probability: float


def decode(attempt: Callable[[float], Attempt], *, fallback: bool) -> Attempt | None:
    """The first attempt that is believed, else the most probable one that does not loop.

    `None` for silence and where every attempt loops. `attempt` decodes at a temperature.
    """
    best: Attempt | None = None
    for temperature in TEMPERATURES if fallback else TEMPERATURES[:1]:
        made = attempt(temperature)
        improbable = made.mean_log_probability < LOG_PROBABILITY_MIN
        if improbable and made.no_speech_probability > NO_SPEECH_PROBABILITY:
            return None
        if compression_ratio(made.text) > COMPRESSION_RATIO_MAX:
            continue
        if best is None or made.mean_log_probability > best.mean_log_probability:
            best = made
        if not improbable:
            break
    return best if best is not None and best.text.strip() else None


def most_tokens(length_s: float) -> int:
    """How many tokens a window of this length may get."""
    return min(_TOKENS_AT_MOST, _TOKENS_AT_LEAST + int(_TOKENS_A_SECOND * length_s))


def compression_ratio(text: str) -> float:
    """Bytes of the text over bytes of its deflated form, as Whisper counts it."""
    data = text.encode()
    return len(data) / len(zlib.compress(data))
