"""From the data folder to the file: what counts as of the period, redaction, excerpts, the command."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from auditor.codec import dump
from auditor.core.actions import Actions
from auditor.core.app import App, open_app
from auditor.core.report_sources import Excerpts
from auditor.core.reporting import gather, summary, write
from auditor.errors import CommandError
from auditor.jobs.shop import imported_shop, moved
from auditor.jobs.states import ShopState
from auditor.reports.values import Cited
from auditor.settings import load_settings
from metrics.values import Evidence
from tests.auditor.cli.run import auditor
from tests.auditor.reports.made import call
from transcripts.contact import Recording
from transcripts.heard import Heard
from transcripts.timeline import Timeline
from transcripts.transcript import Segment, Speaker, Transcript

NOW = datetime(2026, 12, 5, tzinfo=UTC)
SECRET = "mi número es 612 345 678"


@pytest.fixture
def app(tmp_path: Path):
    opened = open_app(load_settings({"home": tmp_path / "home"}, {}))
    yield opened
    opened.close()


def keep(app: App, id: str, day: date, *, recording: Path | None = None, said: str = "hola") -> None:
    """A scored shop as the store has it."""
    made = call(id, day, prompt=said, useless="one_way_menu")
    contact = replace(made.contact)
    if recording is not None:
        contact = replace(contact, recording=Recording(str(recording), "0" * 64, 30.0, 8000, 1))
    shop = replace(imported_shop(contact, NOW, channel_id="casa"), id=id)
    app.store.table("shops").put(id, dump(moved(shop, ShopState.SCORED, "test", NOW)))
    transcript = Transcript((Segment(Speaker.IVR, 10.0, 18.0, said),), "es")
    app.shops.keep_heard(id, Heard(Timeline((), 30.0), transcript))
    assert made.scorecard is not None
    app.shops.keep_scorecard(id, made.scorecard)


def tone(path: Path) -> Path:
    import soundfile

    seconds = np.arange(30 * 8000) / 8000
    soundfile.write(path, np.where(seconds > 9, 0.3 * np.sin(2 * np.pi * 440 * seconds), 0.0), 8000)
    return path


def test_days_are_local_and_a_broken_document_is_counted(app: App) -> None:
    keep(app, "last", date(2026, 11, 30))
    keep(app, "first", date(2026, 11, 1))
    keep(app, "before", date(2026, 10, 31))
    app.store.table("shops").put(
        "bad", {"id": "bad", "state": "scored", "due_at": "2026-11-05T00:00:00.000+00:00"}
    )
    found = gather(app, date(2026, 11, 1), date(2026, 11, 30), as_of=NOW)
    assert [c.id for c in found.calls] == ["first", "last"]
    assert [c.id for c in found.calls_before] == ["before"]
    assert found.unread == 1


def test_actions_come_from_the_book_with_what_came_of_them(app: App) -> None:
    keep(app, "a", date(2026, 11, 3))
    Actions(app).add("Quitar el menú", "Ana", "2026-12-01", figure="hold.total_s", shop="a")
    found = gather(app, date(2026, 11, 1), date(2026, 11, 30), as_of=NOW).actions
    assert found is not None
    assert [(a.what, a.who, a.due, a.state) for a in found] == [
        ("Quitar el menú", "Ana", "2026-12-01", "open")
    ]


def test_what_was_said_is_redacted_in_words_and_in_sound(app: App, tmp_path: Path) -> None:
    path = tone(tmp_path / "r.wav")
    keep(app, "a", date(2026, 11, 3), recording=path, said=SECRET)
    keep(app, "b", date(2026, 11, 4), recording=path)
    made = summary(app, date(2026, 11, 1), date(2026, 11, 30), as_of=NOW)
    assert "345" not in json.dumps(dump(made))
    excerpts = Excerpts(app)
    muted, whole = excerpts(Cited("a", 9.2, 17.0)), excerpts(Cited("b", 9.2, 17.0))
    assert muted is not None
    assert whole is not None
    muted_samples, whole_samples = heard(muted), heard(whole)
    before, after = slice(0, int(0.5 * 16000)), slice(int(0.9 * 16000), 7 * 16000)
    assert np.abs(muted_samples[before]).mean() > 0.1  # up to 0.2 s before the number it sounds as it did
    assert 0.003 < np.abs(muted_samples[after]).max() < 0.03  # and then there is only the soft tone
    assert np.abs(whole_samples[after]).mean() > 0.1
    assert excerpts(Cited("nobody", 10.0, 14.0)) is None


def heard(data: bytes) -> np.ndarray:
    """The samples of an Ogg Opus file, at 16 kHz."""
    import av

    with av.open(io.BytesIO(data)) as file:
        resampler = av.AudioResampler("flt", "mono", 16000)
        frames = [piece for frame in file.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])


def test_an_excerpt_is_short_opus_with_the_right_sound(app: App, tmp_path: Path) -> None:
    import av

    keep(app, "b", date(2026, 11, 4), recording=tone(tmp_path / "r.wav"))
    data = Excerpts(app)(Cited("b", 8.0, 28.0))
    assert data is not None
    assert len(data) < 20_000
    with av.open(io.BytesIO(data)) as file:
        assert file.streams.audio[0].codec_context.name in ("opus", "libopus")
        samples = np.concatenate([f.to_ndarray().reshape(-1) for f in file.decode(audio=0)])
        rate = file.streams.audio[0].codec_context.sample_rate
    assert 7.8 < len(samples) / rate < 8.2
    quiet, loud = samples[: int(0.8 * rate)], samples[int(1.2 * rate) : int(4 * rate)]
    assert np.abs(quiet).mean() < 0.02 < np.abs(loud).mean()


def test_evidence_past_the_end_of_a_recording_plays_nothing(app: App, tmp_path: Path) -> None:
    keep(app, "b", date(2026, 11, 4), recording=tone(tmp_path / "r.wav"))
    assert Excerpts(app)(Cited("b", 40.0, 44.0)) is None
    assert Evidence(40.0, 44.0).quote is None


def test_a_file_is_written_whole_or_not_at_all(app: App, tmp_path: Path) -> None:
    made = summary(app, date(2026, 11, 1), date(2026, 11, 30), as_of=NOW)
    with pytest.raises(CommandError, match="cannot be written"):
        write(app, made, "json", tmp_path / "no" / "r.json")
    write(app, made, "json", tmp_path / "r.json")
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_the_command_writes_by_the_ending_and_prints_the_contract(tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    period = ("--from", "2026-11-01", "--to", "2026-11-30")
    done = auditor("report", *period, "--lang", "es", "-o", file)
    assert done.returncode == 0, done.stderr
    assert "Tres preguntas" in file.read_text("utf-8")
    assert done.stdout == ""
    printed = auditor("report", *period, "--json")
    assert json.loads(printed.stdout)["schema"] == "auditor/report/1"
    assert auditor("report", *period, "-o", tmp_path / "r.doc").returncode == 2
