"""The seam: the replay channel and recordings that exist already."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from auditor.channels.base import Channel, ReplayChannel
from auditor.channels.phone import CallJob, PhoneChannel
from auditor.channels.recordings import ImportJob, RecordingsChannel, describe
from auditor.events import EventName
from auditor.i18n import explain, use_language
from scenarios.scenario import HangUp
from tests.auditor.channels.phone.placing import job
from transcripts.contact import Contact, Mark, MarkName, Outcome, Recording
from transcripts.errors import AudioError

MARKS = (
    Mark(MarkName.INVITE, 0.0),
    Mark(MarkName.ANSWERED, 1.0, "200"),
    Mark(MarkName.KEY, 2.0, "1"),
    Mark(MarkName.HUMAN, 3.0),
    Mark(MarkName.BYE_OURS, 4.0),
)


def wav(path: Path, seconds: float = 1.5, channels: int = 2) -> Path:
    soundfile.write(path, np.zeros((round(8000 * seconds), channels), np.int16), 8000)
    return path


def contact(path: Path) -> Contact:
    recording = Recording(str(path), "0" * 64, 1.5, 8000, 2, 0)
    return Contact(Outcome.COMPLETED, MARKS, recording, started_at="2026-11-22T10:00:00+00:00")


def test_the_phone_and_the_replay_are_channels() -> None:
    phone: Channel[CallJob] = PhoneChannel()
    assert callable(phone.run)


def test_replay_tells_what_happened_and_brings_the_recording(tmp_path: Path) -> None:
    made = contact(wav(tmp_path / "a.wav"))
    wanted = job(tmp_path / "calls", "s1", "sip:a@b", HangUp())
    events = list(ReplayChannel(made).run(wanted, threading.Event()))
    assert [event.name for event in events] == [
        EventName.DIALLING,
        EventName.DIALLED,
        EventName.ANSWERED,
        EventName.KEY,
        EventName.HUMAN,
        EventName.ENDED,
    ]
    ended = events[-1].contact
    assert ended is not None
    assert ended.recording is not None
    assert ended.marks == MARKS
    assert Path(ended.recording.path) == tmp_path / "calls" / "s1.wav"
    assert Path(ended.recording.path).read_bytes() == (tmp_path / "a.wav").read_bytes()


def test_replay_can_be_stopped_on_the_way(tmp_path: Path) -> None:
    stop = threading.Event()
    seen = []
    channel = ReplayChannel(contact(wav(tmp_path / "a.wav")))
    for event in channel.run(job(tmp_path, "s", "sip:a@b", HangUp()), stop):
        seen.append(event)
        if event.name is EventName.ANSWERED:
            stop.set()
    last = seen[-1].contact
    assert last is not None
    assert last.outcome is Outcome.CANCELLED
    assert [mark.name for mark in last.marks] == [MarkName.INVITE, MarkName.ANSWERED, MarkName.BYE_OURS]


def test_replay_keeps_the_clocks_pace(tmp_path: Path) -> None:
    import time

    begun = time.monotonic()
    list(
        ReplayChannel(contact(wav(tmp_path / "a.wav")), pace=20.0).run(
            job(tmp_path, "s", "sip:a@b"), threading.Event()
        )
    )
    assert 0.19 <= time.monotonic() - begun < 2


def test_a_file_becomes_a_contact(tmp_path: Path) -> None:
    path = wav(tmp_path / "llamada.wav")
    [event] = RecordingsChannel().run(ImportJob(shop="s", path=path, ours_channel=1), threading.Event())
    assert event.name is EventName.ENDED
    made = event.contact
    assert made is not None
    assert made.outcome is Outcome.IMPORTED
    assert made.recording == Recording(
        str(path.resolve()), hashlib.sha256(path.read_bytes()).hexdigest(), 1.5, 8000, 2, 1
    )
    assert made.marks == ()


def test_one_channel_has_no_side(tmp_path: Path) -> None:
    assert describe(wav(tmp_path / "m.wav", channels=1), ours_channel=0).ours_channel is None


def test_a_cut_file_is_as_long_as_what_is_left(tmp_path: Path) -> None:
    path = wav(tmp_path / "cortada.wav", 4.0)
    path.write_bytes(path.read_bytes()[: 44 + 2 * 2 * 8000])
    assert describe(path).duration_s == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("content", [b"", b"esto no es audio\n" * 20, b"RIFF\x00\x00"])
def test_what_is_no_recording_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "falso.wav"
    path.write_bytes(content)
    with pytest.raises(AudioError) as told:
        list(RecordingsChannel().run(ImportJob(shop="s", path=path), threading.Event()))
    use_language("es")
    assert "falso.wav" in explain(told.value)


def test_every_message_of_the_phone_has_its_spanish() -> None:
    import re

    use_language("es")
    from auditor.i18n import _

    folder = Path(__file__).parents[3] / "auditor/channels/phone"
    found: list[str] = []
    for file in folder.rglob("*.py"):
        found += re.findall(r'\bN?_\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    assert len(found) >= 10
    assert [text for text in found if _(text) == text] == []
