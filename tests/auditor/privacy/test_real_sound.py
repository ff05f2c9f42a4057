"""Real speech, really heard: the words that redaction took out are not in what is shared, heard again."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from auditor.core.app import App
from auditor.core.exporting import export
from auditor.core.imports import FileAsked
from auditor.voice.speech import speech
from tests.auditor.privacy.conftest import RATE_HZ, own
from transcripts.heard import ListenOptions
from transcripts.listen import listen
from transcripts.redaction.muting import to_mute
from transcripts.transcript import Speaker

SAID = (
    ("agent", "Buenos días. Le atiende Beatriz. ¿Me dice su DNI?"),
    ("caller", "Mi DNI es el cuatro, ocho, dos, nueve, uno, siete, tres, seis, letra Q."),
    ("agent", "¿Y un teléfono de contacto?"),
    ("caller", "Mi teléfono es el seis, cero, uno, veintitrés, cuarenta y cinco, sesenta y siete."),
    ("agent", "Muy bien. Su número de incidencia es el cuatro, cinco, siete, ocho, dos."),
)
FIGURE = re.compile(
    r"\d|\b(cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|veinti\w+|cuarenta|sesenta)\b", re.IGNORECASE
)


@pytest.fixture
def call_file(tmp_path: Path) -> Path:
    """The dialogue by two voices, ours on channel 0, as a line of 8 kHz carries it."""
    import soundfile
    from scipy.signal import resample_poly

    pytest.importorskip("ttspico")
    tracks, at = np.zeros((60 * RATE_HZ, 2), np.float32), RATE_HZ
    for voice, text in SAID:
        spoken = speech(text, "es", voice)
        sound = resample_poly(spoken.samples / 32768 * 0.7, RATE_HZ, spoken.rate_hz)
        tracks[at : at + len(sound), 0 if voice == "caller" else 1] = sound
        at += len(sound) + int(0.8 * RATE_HZ)
    path = tmp_path / "llamada.flac"
    soundfile.write(path, tracks[: at + RATE_HZ], RATE_HZ)
    return path


@pytest.mark.weights
def test_what_was_said_cannot_be_heard_in_what_is_shared(app: App, call_file: Path, tmp_path: Path) -> None:
    app.channels.add(own())
    list(app.run.listen_file(call_file, FileAsked(channel="casa", ours=0, language="es")))
    shop = app.shops.list()[0].id
    heard = app.shops.heard(shop)
    assert heard is not None
    ours = " ".join(segment.text for segment in heard.transcript.by(Speaker.CALLER))
    assert "[DNI]" in ours or "[teléfono]" in ours
    assert not FIGURE.search(ours), ours
    export(app, shop, tmp_path / "fuera.flac")
    again = listen(tmp_path / "fuera.flac", ListenOptions(ours_channel=0, model_folders=app.model_folders()))
    left = " ".join(segment.text for segment in again.transcript.by(Speaker.CALLER))
    assert not FIGURE.search(left), left
    # The case key is still there, in the words and in the sound.
    for transcript in (heard.transcript, again.transcript):
        theirs = " ".join(s.text for s in transcript.segments if s.speaker is not Speaker.CALLER)
        assert len(FIGURE.findall(theirs)) >= 3, theirs
    _sounds_where_it_should(call_file, tmp_path / "fuera.flac", heard)


def _sounds_where_it_should(original: Path, shared: Path, heard: object) -> None:
    """Sample for sample the original outside of the muted stretches, and not inside."""
    import soundfile

    before, after = (soundfile.read(path, always_2d=True)[0] for path in (original, shared))
    assert before.shape == after.shape
    muted = np.zeros(before.shape, bool)
    for stretch in to_mute(heard):  # type: ignore[arg-type]
        part = slice(round(stretch.start_s * RATE_HZ), round(stretch.end_s * RATE_HZ))
        muted[part, 0 if stretch.ours else 1] = True
        if stretch.ours is None:
            muted[part] = True
    assert np.abs(before - after)[~muted].max() < 1e-4
    assert np.abs(after[muted]).max() < 0.011
