"""The speakers: one engine, told apart by pitch and rate. Values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker: the engine's `pitch` and `rate` in percent of its own voice (50–200, 20–500)."""

    id: str
    pitch: int
    rate: int


VOICES: dict[str, Voice] = {
    voice.id: voice
    for voice in (
        Voice("ivr", pitch=100, rate=100),
        Voice("announcer", pitch=88, rate=96),
        Voice("agent", pitch=116, rate=106),
        Voice("agent-2", pitch=74, rate=108),
        Voice("caller", pitch=64, rate=102),
    )
}

ENGINE_LANGUAGES = {"es": "es-ES", "en": "en-GB"}
