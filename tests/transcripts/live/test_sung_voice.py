"""A voice that the event detector takes for singing is told as someone speaking, not as music."""

from __future__ import annotations

import numpy as np

from tests.transcripts.acoustic.synth import joined, silence, speech
from tests.transcripts.acoustic.test_alone import SUNG_TO
from transcripts.live import LiveEar, LiveName


def test_a_voice_that_sounds_sung_speaks_live() -> None:
    said = speech(SUNG_TO, voice="en-GB")
    signal = joined(silence(1.0), said, silence(1.5))
    ear = LiveEar(8000, "ES")
    spoken = 0
    events = []
    for block in np.split((np.clip(signal, -1, 1) * 32767).astype(np.int16), range(160, len(signal), 160)):
        events += ear.feed(block)
        spoken += len(block) if ear.speaking else 0
    assert spoken >= 0.8 * len(said)
    assert LiveName.MUSIC_START not in {event.name for event in events}
