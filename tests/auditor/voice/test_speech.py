"""Where the sound of a text comes from: shipped, cached, made; and what is said when it cannot be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from auditor.errors import CommandError, MissingError
from auditor.voice import VOICES, phrase_key, phrases, speech
from auditor.voice.engine import LEVEL_DBFS, LONGEST_PAUSE_S

SHIPPED_TEXT = "Gracias por esperar."
NEW_TEXT = "Llamo por la factura de marzo."


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ttspico", None)


@pytest.mark.usefixtures("no_engine")
def test_a_shipped_phrase_needs_no_engine() -> None:
    rendered = speech(SHIPPED_TEXT, "es", "announcer")
    assert rendered.rate_hz == 8000
    assert rendered.samples.dtype == np.int16
    assert rendered.samples.ndim == 1
    assert 0.8 < rendered.length_s < 2.5


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_a_new_phrase_is_missing_and_the_way_out_is_told() -> None:
    with pytest.raises(MissingError, match=r'“Llamo por.*pip install "auditor\[voice\]"'):
        speech(NEW_TEXT)


def test_unknown_voices_and_languages_are_refused() -> None:
    with pytest.raises(
        CommandError, match="no voice “robot”; there are: agent, agent-2, announcer, caller, ivr"
    ):
        speech(NEW_TEXT, voice="robot")
    with pytest.raises(CommandError, match="language “eu”; there are: en, es"):
        speech(NEW_TEXT, language="eu")


def test_a_phrase_is_known_by_its_words_not_by_its_white_space() -> None:
    assert phrase_key(" a\n b ", "es", "ivr") == phrase_key("a b", "es", "ivr")
    keys = {phrase_key(t, lang, v) for t in ("a", "b") for lang in ("es", "en") for v in VOICES}
    assert len(keys) == 4 * len(VOICES)


def test_a_cached_phrase_is_taken_and_a_damaged_one_is_not(tmp_path: Path, no_engine: None) -> None:
    key = phrase_key(NEW_TEXT, "es", "caller")
    samples = np.arange(-800, 800, dtype=np.int16)
    path = phrases.save(tmp_path, key, samples, 8000)
    assert np.array_equal(speech(NEW_TEXT, cache=tmp_path).samples, samples)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(MissingError):
        speech(NEW_TEXT, cache=tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_importing_the_voice_is_light() -> None:
    code = "import auditor.voice, sys; print(*{'numpy', 'scipy', 'soundfile', 'ttspico'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


class TestEngine:
    """With the real engine, where it is installed."""

    @pytest.fixture(autouse=True)
    def _engine(self) -> None:
        pytest.importorskip("ttspico")

    def test_shipped_cached_and_made_are_the_same_sound(self, tmp_path: Path) -> None:
        shipped = speech(SHIPPED_TEXT, "es", "announcer").samples
        made = speech(SHIPPED_TEXT, "es", "announcer", shipped=(), cache=tmp_path).samples
        cached = speech(SHIPPED_TEXT, "es", "announcer", shipped=(), cache=tmp_path).samples
        assert np.array_equal(shipped, made)
        assert np.array_equal(made, cached)
        assert len(list(tmp_path.iterdir())) == 1

    def test_voices_differ_and_are_equally_loud(self) -> None:
        made = {id: speech(NEW_TEXT, voice=id).samples for id in VOICES}
        assert len({samples.tobytes() for samples in made.values()}) == len(VOICES)
        for samples in made.values():
            active = samples[np.abs(samples) > 50].astype(float)
            level = 20 * np.log10(np.sqrt(np.mean(active**2)) / 32768)
            assert level == pytest.approx(LEVEL_DBFS, abs=1.5)
            assert np.abs(samples.astype(int)).max() < 32767

    def test_no_pause_is_long(self) -> None:
        samples = speech("Hola. Estamos sin luz. ¿Cuándo va a volver?", shipped=()).samples
        loud = np.flatnonzero(np.abs(samples) > 50)
        assert np.diff(loud).max() <= LONGEST_PAUSE_S * 8000 + 80

    def test_what_looks_like_markup_is_no_command(self) -> None:
        tagged = speech('Hola <pitch level="200"> marzo </pitch>', shipped=()).samples
        plain = speech('Hola  pitch level="200"  marzo  /pitch ', shipped=()).samples
        assert np.array_equal(tagged, plain)

    def test_nothing_to_say_is_silence(self) -> None:
        assert speech("...", shipped=()).length_s < 0.5

    def test_english(self) -> None:
        assert speech("Thank you for calling.", "en").length_s > 0.7
