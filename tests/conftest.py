"""What every test shares: a data folder of its own, Spanish or English on purpose, no settings of the machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from auditor.i18n import use_language

settings.register_profile("explore", deadline=None)
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
"""A run says the same of the same code, on a machine however busy: the examples follow from the test's source.
New examples are looked for on purpose: `dev.py fuzz`."""


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the user's data folder, and each begins in English."""
    for name in [name for name in os.environ if name.startswith("AUDITOR_") and name != "AUDITOR_MODELS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AUDITOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AUDITOR_LANG", "en")
    use_language("en")


@pytest.fixture(scope="session")
def speech_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few seconds of our own shipped Spanish speech as a WAV file."""
    import soundfile

    from auditor.voice.speech import speech

    spoken = speech("Gracias por esperar.", "es", "announcer")
    path = tmp_path_factory.mktemp("speech") / "gracias.wav"
    soundfile.write(path, spoken.samples, spoken.rate_hz)
    return path
