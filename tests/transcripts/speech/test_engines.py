"""One contract, both engines, the real weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz

from transcripts.errors import EngineMissing
from transcripts.heard import ListenOptions
from transcripts.speech.engine import SAMPLE_RATE_HZ, Engine, load_engine
from transcripts.speech.inventions import plain

pytestmark = pytest.mark.weights

PHRASE = "En este momento todos nuestros agentes están ocupados. Disculpe las molestias."


def test_reads_spanish_as_it_was_said(engine: Engine, spoken: Callable[..., Any]) -> None:
    passage = engine.transcribe(spoken(PHRASE, "announcer"), "es")
    assert fuzz.ratio(plain(passage.text), plain(PHRASE)) > 90
    assert 0.5 < passage.confidence <= 1


def test_words_are_the_text_in_order_and_within_the_sound(engine: Engine, spoken: Callable[..., Any]) -> None:
    samples = spoken(PHRASE, "announcer")
    passage = engine.transcribe(samples, "es")
    length_s = len(samples) / SAMPLE_RATE_HZ
    starts = [word.start_s for word in passage.words]
    assert "".join(word.text for word in passage.words).strip() == passage.text
    assert starts == sorted(starts)
    assert all(0 <= word.start_s <= word.end_s <= length_s + 0.1 for word in passage.words)
    assert all(word.probability is not None and 0 < word.probability <= 1 for word in passage.words)
    # "Disculpe" follows a pause: its end is known, and lies in the last third
    disculpe = next(word for word in passage.words if "isculpe" in word.text)
    assert 0.6 * length_s < disculpe.end_s < length_s


def test_without_words_there_are_none(engine: Engine, spoken: Callable[..., Any]) -> None:
    passage = engine.transcribe(spoken("Disculpe las molestias. " + PHRASE, "announcer")[: 16000 * 5], "es")
    bare = engine.transcribe(spoken(PHRASE, "announcer")[: 16000 * 5], "es", words=False, fallback=False)
    assert passage.words
    assert bare.words == ()
    assert bare.text


def test_the_same_samples_give_the_same_passage(engine: Engine, spoken: Callable[..., Any]) -> None:
    noisy = spoken(PHRASE, "announcer") + np.random.default_rng(3).normal(0, 0.05, 1).astype(np.float32)
    assert engine.transcribe(noisy, "es") == engine.transcribe(noisy, "es")


def test_nothing_of_nothing(engine: Engine) -> None:
    assert engine.transcribe(np.zeros(0, np.float32), "es").text == ""


def test_no_more_than_thirty_seconds_are_heard(engine: Engine, spoken: Callable[..., Any]) -> None:
    late = np.concatenate([np.zeros(30 * SAMPLE_RATE_HZ, np.float32), spoken(PHRASE, "announcer")])
    assert "ocupados" not in plain(engine.transcribe(late, "es").text)


def test_info_names_what_made_the_text(engine: Engine) -> None:
    assert engine.info.name in {"faster-whisper", "openai-whisper"}
    assert engine.info.version
    assert engine.info.model == "base"
    assert engine.info.options["beam_size"] == "1"


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(EngineMissing, match="faster-whisper"):
        load_engine(ListenOptions(engine="siri"))


def test_a_library_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.speech.engine.find_spec", lambda _name: None)
    with pytest.raises(EngineMissing, match="pip install"):
        load_engine(ListenOptions(engine="openai-whisper"))
