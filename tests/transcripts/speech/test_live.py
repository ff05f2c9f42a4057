"""Short-window recognition with the real weights: the words that a call is steered by."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.practice.music import tune
from auditor.voice import speech
from transcripts.errors import ModelMissing
from transcripts.speech.inventions import plain
from transcripts.speech.live import Recogniser

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    try:
        return Recogniser()
    except ModelMissing as missing:
        pytest.skip(str(missing))


def test_hears_the_words_of_a_menu(recogniser: Recogniser) -> None:
    line = speech(
        "Para consultar un cobro, pulse uno. Para cambiar la cuenta de pago, pulse dos. "
        "Para hablar con una persona, pulse cero.",
        "es",
        "ivr",
    ).samples
    text = plain(recogniser.text(line, "es"))
    assert "cobro" in text
    assert "persona" in text


def test_music_and_silence_say_nothing(recogniser: Recogniser) -> None:
    for name in ("paseo", "oficina"):
        assert recogniser.text(tune(name)[: 8000 * 8].astype(np.int16), "es") == ""
    assert recogniser.text(np.zeros(8000 * 4, np.int16), "es") == ""
    assert recogniser.text(np.zeros(100, np.int16), "es") == ""
