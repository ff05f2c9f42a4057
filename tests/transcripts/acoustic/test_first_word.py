"""A first word that silero is too slow to hear is speech where more follows; a lone claim is not, nor one in music."""

from __future__ import annotations

import numpy as np
import pytest

from tests.transcripts.acoustic.made import colour, features
from transcripts.acoustic.activity import activity_of

FRAMES = 400


def heard(
    *, gap: int = 30, voice: float = 0.05, clear: float = 0.98, music: float = 0.0, rest: int = 0
) -> list[int]:
    """Frames of speech in a call with a word of 0.3 s at 1 s, then `gap` frames of silence and a sentence.

    Before it music, that ends `rest` frames earlier.
    """
    word, more = slice(100, 130), slice(130 + gap, 300 + gap)
    made = features(colour(1, FRAMES), speech=np.zeros(FRAMES, np.bool_))
    level = np.full(FRAMES, -75.0, np.float32)
    spoken, voiced, played = (np.zeros(FRAMES, np.float32) for _ in range(3))
    level[word] = level[more] = -20.0
    spoken[word], spoken[more] = clear, 0.98
    voiced[word], voiced[more] = voice, 0.98
    played[60 : 100 - rest] = music
    if music:
        level[60 : 100 - rest] = -25.0
    made = made._replace(
        level_dbfs=level, speech=spoken, voice=voiced, music=played, singing=np.zeros_like(played)
    )
    return [int(frame) for frame in np.flatnonzero(activity_of(made, np.zeros(FRAMES, np.bool_)).speech)]


def test_a_word_right_before_a_sentence_begins_it() -> None:
    assert heard()[0] == pytest.approx(100, abs=6)
    assert heard(voice=0.9)[0] == pytest.approx(100, abs=6)
    assert heard(music=0.5, rest=25)[0] == pytest.approx(100, abs=6)


@pytest.mark.parametrize(
    "how", [{"gap": 90}, {"clear": 0.7}, {"music": 0.5}], ids=["by itself", "not clear", "music before it"]
)
def test_otherwise_both_detectors_must_be_sure(how: dict[str, float]) -> None:
    assert heard(**how)[0] >= 150  # type: ignore[arg-type]
