"""What is fed to an engine and what is believed of it, with an engine that says what it is told to.

The real engines run through the same code in tests/transcripts/listen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from transcripts.errors import ListenCancelled
from transcripts.speech.clips import Clip
from transcripts.speech.confirmed import Sentence, transcribe_clips
from transcripts.speech.copies import Copy
from transcripts.speech.engine import SAMPLE_RATE_HZ, Passage
from transcripts.speech.turns import shifted
from transcripts.transcript import EngineInfo, Word


class Told:
    """Says one passage a call, in order, and remembers the seconds that it was given."""

    info = EngineInfo("told", "1", "none")
    best_window_s = 29.0

    def __init__(self, *passages: Passage) -> None:
        self.passages = list(passages)
        self.heard_s: list[float] = []
        self.fallbacks: list[bool] = []

    def transcribe(
        self, samples: Any, language: str, *, words: bool = True, fallback: bool = True
    ) -> Passage:
        self.heard_s.append(len(samples) / SAMPLE_RATE_HZ)
        self.fallbacks.append(fallback)
        return self.passages.pop(0) if self.passages else Passage("", 0.0)


def passage(*words: tuple[str, float, float, float]) -> Passage:
    made = tuple(Word(f" {text}", start_s, end_s, sure) for text, start_s, end_s, sure in words)
    return Passage("".join(word.text for word in made).strip(), 0.9, made)


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.wav"
    soundfile.write(path, np.zeros(60 * 8000), 8000)
    return path


def test_clips_are_joined_and_words_come_back_to_their_own_times(quiet: Path) -> None:
    engine = Told(passage(("Hola.", 0.3, 0.9, 0.9), ("Adiós.", 2.2, 2.8, 0.8)))
    said = transcribe_clips(quiet, [Clip(5, 6, 0, 0), Clip(40, 41, 0, 1)], engine, "es")
    assert len(engine.heard_s) == 1
    assert engine.heard_s[0] < 5  # and not the 36 s between them
    assert [(s.key, s.text) for s in said] == [(0, "Hola."), (1, "Adiós.")]
    assert said[1].words[0].start_s == pytest.approx(40.15, abs=0.2)
    assert (said[1].start_s, said[1].end_s) == (40, 41)


def test_confidence_is_the_sentences_own(quiet: Path) -> None:
    engine = Told(passage(("Sí.", 0.2, 0.9, 0.9), ("Quizá", 2.2, 2.4, 0.3), ("no.", 2.4, 2.8, 0.3)))
    sure, unsure = transcribe_clips(quiet, [Clip(5, 6, 0, 0), Clip(40, 41, 0, 1)], engine, "es")
    assert sure.confidence == pytest.approx(0.9)
    assert unsure.confidence == pytest.approx(0.3)
    assert (sure.low_confidence, unsure.low_confidence) == (False, True)


def test_a_clip_that_was_passed_over_is_asked_for_alone(quiet: Path) -> None:
    engine = Told(passage(("Hola.", 0.3, 0.9, 0.9)), passage(("Adiós.", 0.3, 0.9, 0.8)))
    said = transcribe_clips(quiet, [Clip(5, 6, 0, 0), Clip(40, 41, 0, 1)], engine, "es")
    assert [s.text for s in said] == ["Hola.", "Adiós."]
    assert engine.fallbacks == [False, True]


@pytest.mark.parametrize(
    "said",
    [
        passage(("Subtítulos", 0.1, 0.5, 0.9), ("realizados", 0.5, 0.9, 0.9), ("por", 0.9, 1.0, 0.9)),
        passage(("Música", 0.1, 0.9, 0.9)),
        passage(("Algo", 0.1, 0.9, 0.1)),
        passage(*[("no,", i / 30, i / 30 + 0.03, 0.9) for i in range(30)]),
        passage(("...", 0.1, 0.9, 0.9)),
    ],
)
def test_inventions_are_dropped(quiet: Path, said: Passage) -> None:
    assert transcribe_clips(quiet, [Clip(5, 6, 0, 0)], Told(said), "es") == []


def test_a_blip_is_not_fed(quiet: Path) -> None:
    engine = Told(passage(("Gracias.", 0, 0.1, 0.9)))
    assert transcribe_clips(quiet, [Clip(5, 5.2, 0, 0)], engine, "es") == []
    assert engine.heard_s == []


def test_a_clip_is_cut_into_its_sentences(quiet: Path) -> None:
    engine = Told(passage(("Hola.", 0.3, 0.9, 0.9), ("Le", 1.5, 1.7, 0.9), ("atiende.", 1.7, 2.4, 0.9)))
    first, second = transcribe_clips(quiet, [Clip(5, 8, 0, 0)], engine, "es")
    assert (first.text, second.text) == ("Hola.", "Le atiende.")
    assert first.start_s == 5
    assert second.start_s == pytest.approx(6.35, abs=0.01)
    assert second.end_s == 8


def test_progress_and_cancel(quiet: Path) -> None:
    shares: list[float] = []
    clips = [Clip(t, t + 9, 0, t) for t in (0, 12, 24, 36)]
    transcribe_clips(quiet, clips, Told(), "es", progress=lambda _stage, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    with pytest.raises(ListenCancelled):
        transcribe_clips(quiet, clips, Told(), "es", cancel=lambda: True)


def test_a_copy_keeps_its_words_in_step() -> None:
    sentence = Sentence(0, 10, 12, "Hola", 0.9, (Word("Hola", 10.2, 11.0, 0.9),))
    moved = shifted(sentence, Copy(3, 0, 30.5, "m1"))
    assert (moved.key, moved.start_s, moved.end_s, moved.same_as) == (3, 40.5, 42.5, "m1")
    assert moved.words[0].start_s == pytest.approx(40.7)
