"""What leaves the data folder is muted and redacted; an original only for a reason, and on record."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from auditor.codec import dump
from auditor.core.app import App
from auditor.core.exporting import export, exports
from auditor.core.registering import record_notice, withdraw_notice
from auditor.errors import AuditorError, CommandError
from auditor.jobs.shop import imported_shop, moved
from auditor.jobs.states import ShopState
from metrics.score import score
from tests.auditor.cli.run import auditor
from tests.auditor.cli.test_contract import valid
from tests.auditor.privacy.conftest import NOW, RATE_HZ, SURVIVE, as_said, hidden_in, own, recording
from transcripts.contact import Contact, Outcome, Recording
from transcripts.redaction.hearing import redact_heard
from transcripts.redaction.muting import TONE_DBFS, TONE_HZ, to_mute


@pytest.fixture
def shop(app: App, tmp_path: Path) -> str:
    """A scored shop with its recording in the data folder."""
    app.channels.add(own())
    heard = redact_heard(as_said())
    kept = app.store.recordings.keep_flac(
        "a", recording(tmp_path / "a.flac", heard.timeline.duration_s), ours_channel=0, at=NOW
    )
    contact = Contact(Outcome.COMPLETED, recording=kept, started_at=NOW.isoformat())
    made = moved(imported_shop(contact, NOW, channel_id="casa"), ShopState.SCORED, "test", NOW)
    app.store.table("shops").put(made.id, dump(made))
    app.shops.keep_heard(made.id, heard)
    app.shops.keep_scorecard(made.id, score(contact, heard.timeline, heard.transcript))
    return made.id


def levels(path: Path) -> np.ndarray:
    """What sounds in each tenth of a second of each channel: its strongest frequency (Hz)."""
    sound, rate = soundfile.read(path, always_2d=True)
    size = rate // 10
    frames = sound[: len(sound) // size * size].reshape(-1, size, sound.shape[1])
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(size)[None, :, None], axis=1))
    strongest: np.ndarray = spectrum.argmax(axis=1) * 10
    return strongest


def test_a_folder_gets_muted_sound_a_document_and_the_words(app: App, shop: str, tmp_path: Path) -> None:
    before = hashlib.sha256((app.settings.home / "recordings/2026/11/a.flac").read_bytes()).hexdigest()
    made = export(app, shop, tmp_path / "out", by="Ana")
    sound, document, words = (tmp_path / "out" / f"{shop}{ending}" for ending in (".flac", ".json", ".txt"))
    assert {Path(file).name for file in made.files} == {f.name for f in (sound, document, words)}
    valid(json.loads(document.read_text("utf-8")), "shop")
    for file in (document, words):
        text = file.read_text("utf-8")
        assert hidden_in(text) == []
        assert [each for each in SURVIVE if each not in text] == []
    heard = app.shops.heard(shop)
    assert heard is not None
    heard_now = levels(sound)
    for stretch in to_mute(heard):
        assert stretch.ours is not None
        channel = 0 if stretch.ours else 1
        inside = heard_now[int(stretch.start_s * 10) + 1 : int(stretch.end_s * 10) - 1, channel]
        assert (inside == TONE_HZ).all()
    assert (heard_now[115:118] == [300, 500]).all()  # between the keys and the first word nothing is muted
    assert made.muted_s == pytest.approx(sum(s.end_s - s.start_s for s in to_mute(heard)), abs=0.01)
    whole = soundfile.read(sound, always_2d=True)[0]
    quiet = whole[int(1.1 * RATE_HZ) : int(1.15 * RATE_HZ), 0]  # the first key that was pressed
    assert 20 * np.log10(np.abs(quiet).max()) == pytest.approx(TONE_DBFS, abs=0.5)
    after = hashlib.sha256((app.settings.home / "recordings/2026/11/a.flac").read_bytes()).hexdigest()
    assert before == after


def test_one_file_by_its_ending(app: App, shop: str, tmp_path: Path) -> None:
    import av

    export(app, shop, tmp_path / "a.opus")
    with av.open(str(tmp_path / "a.opus")) as file:
        assert file.streams.audio[0].codec_context.name in ("opus", "libopus")
    export(app, shop, tmp_path / "a.txt")
    assert "[DNI]" in (tmp_path / "a.txt").read_text("utf-8")
    with pytest.raises(CommandError, match="written over"):
        export(app, shop, tmp_path / "a.txt")
    with pytest.raises(AuditorError, match=r"\.flac or \.opus"):
        export(app, shop, tmp_path / "a.mp3")
    with pytest.raises(CommandError, match="where the originals are"):
        export(app, shop, app.settings.home / "recordings" / "x")


def test_an_original_needs_a_reason_and_is_on_record(app: App, shop: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="reason"):
        export(app, shop, tmp_path / "o", reason=" ")
    export(app, shop, tmp_path / "m", by="Ana")
    export(app, shop, tmp_path / "o", reason="Lo pide el juzgado, móvil 612 345 678", by="Luis")
    original = app.settings.home / "recordings/2026/11/a.flac"
    assert (tmp_path / "o" / f"{shop}.flac").read_bytes() == original.read_bytes()
    assert "[DNI]" in (tmp_path / "o" / f"{shop}.txt").read_text("utf-8")
    first, second = exports(app, shop)
    assert (first.by, first.original, first.reason) == ("Ana", False, "")
    assert (second.by, second.original) == ("Luis", True)
    assert second.reason == "Lo pide el juzgado, móvil [teléfono]"
    assert second.muted_s is None


def test_agents_are_named_only_after_a_notice_to_the_staff(app: App, shop: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="still to come"):
        record_notice(app, "casa", (datetime.now(UTC).date() + timedelta(days=2)).isoformat())
    with pytest.raises(CommandError, match="no day"):
        record_notice(app, "casa", "ayer")
    noticed = record_notice(app, "casa", "2026-02-01", by="Ana").staff_notice
    assert noticed is not None
    assert (noticed.given_on, noticed.recorded_by) == ("2026-02-01", "Ana")
    app.shops.keep_heard(shop, redact_heard(as_said(), agents_named=True))
    export(app, shop, tmp_path / "named.txt")
    named = (tmp_path / "named.txt").read_text("utf-8")
    assert "le atiende Remigia Zubizarreta" in named
    assert hidden_in(named) == ["Remigia", "Zubizarreta"]
    withdraw_notice(app, "casa")
    export(app, shop, tmp_path / "unnamed.txt")
    unnamed = (tmp_path / "unnamed.txt").read_text("utf-8")
    assert hidden_in(unnamed) == []


def test_the_commands(app: App, shop: str, tmp_path: Path) -> None:
    home = ("--home", str(app.settings.home))
    assert auditor(*home, "shops", "export", shop, "-o", tmp_path / "x", "--original").returncode == 2
    done = auditor(*home, "shops", "export", shop, "-o", tmp_path / "x", "--who", "Ana", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["by"] == "Ana"
    listed = json.loads(auditor(*home, "shops", "exports", "--json").stdout)
    assert [each["shop"] for each in listed] == [shop]
    told = auditor(*home, "channels", "notice", "casa", "2026-02-01", "--json")
    assert json.loads(told.stdout)["staff_notice"]["given_on"] == "2026-02-01"
    assert auditor(*home, "channels", "notice", "casa").returncode == 2


def test_a_shop_without_a_recording_is_told(app: App, tmp_path: Path) -> None:
    contact = Contact(Outcome.BUSY)
    made = moved(imported_shop(contact, NOW), ShopState.SCORED, "test", NOW)
    app.store.table("shops").put(made.id, dump(made))
    with pytest.raises(AuditorError, match="no recording"):
        export(app, made.id, tmp_path / "a.flac")
    gone = Contact(Outcome.IMPORTED, recording=Recording(str(tmp_path / "gone.wav"), "0", 1.0, 8000, 1))
    other = moved(imported_shop(gone, NOW), ShopState.RECORDED, "test", NOW)
    app.store.table("shops").put(other.id, dump(other))
    made_files = export(app, other.id, tmp_path / "b").files
    assert {Path(file).suffix for file in made_files} == {".json", ".txt"}
