"""The tape and what is made of it: whole, torn, damaged, of several rates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.channels.phone import salvage
from auditor.channels.phone.finish import finish, recording_path, restore
from auditor.channels.phone.tape import Kind, Tape, part_path, records
from transcripts.contact import MarkName

ZERO_S = 1000.0


def pcm(value: int, frames: int) -> bytes:
    return np.full(frames, value, "<i2").tobytes()


def tape(folder: Path, shop: str = "s", *, ended: bool = True, rate_hz: int = 8000) -> Path:
    """Two seconds: theirs all the time (1000), ours from 0.5 to 1.0 s (2000)."""
    made = Tape(part_path(folder, shop))
    made.note(ZERO_S, invite="2026-11-22T10:00:00.000+00:00", zero_s=ZERO_S)
    made.note(ZERO_S, mark="invite", since_s=0.0, detail=None)
    frame = rate_hz // 50
    for packet in range(100):
        at_s = ZERO_S + packet * 0.02
        made.audio(Kind.THEIRS, at_s, rate_hz, pcm(1000, frame))
        if 25 <= packet < 50:
            made.audio(Kind.OURS, at_s, rate_hz, pcm(2000, frame))
    made.note(ZERO_S + 2.0, mark="bye_ours", since_s=2.0, detail=None)
    if ended:
        made.note(ZERO_S + 2.1, ended_s=ZERO_S + 2.0, outcome="completed")
    made.close()
    return made.path


def test_two_channels_from_invite_to_end(tmp_path: Path) -> None:
    tape(tmp_path)
    left = finish(tmp_path, "s")
    assert left.recording is not None
    assert (left.recording.duration_s, left.recording.sample_rate_hz) == (2.0, 8000)
    assert [mark.name for mark in left.marks] == [MarkName.INVITE, MarkName.BYE_OURS]
    assert left.started_at == "2026-11-22T10:00:00.000+00:00"
    samples, _ = soundfile.read(left.recording.path, dtype="int16")
    assert samples.shape == (16000, 2)
    assert set(samples[100:15900, 1]) == {1000}
    assert set(samples[4100:7900, 0]) == {2000}
    assert set(samples[:3900, 0]) == {0}
    assert not part_path(tmp_path, "s").exists()


def test_a_recording_says_what_it_is(tmp_path: Path) -> None:
    import hashlib

    tape(tmp_path)
    recording = finish(tmp_path, "s").recording
    assert recording is not None
    assert recording.sha256 == hashlib.sha256(Path(recording.path).read_bytes()).hexdigest()


def test_a_rate_that_changed_on_the_way_is_brought_to_one(tmp_path: Path) -> None:
    made = Tape(part_path(tmp_path, "s"))
    made.note(ZERO_S, invite="x", zero_s=ZERO_S)
    for packet in range(100):
        rate_hz = 8000 if packet < 50 else 16000
        made.audio(Kind.THEIRS, ZERO_S + packet * 0.02, rate_hz, pcm(1000, rate_hz // 50))
    made.note(ZERO_S, ended_s=ZERO_S + 2.0)
    made.close()
    recording = finish(tmp_path, "s").recording
    assert recording is not None
    assert recording.sample_rate_hz == 16000
    samples, _ = soundfile.read(recording.path, dtype="int16")
    assert abs(int(np.median(samples[:15000, 1])) - 1000) < 30
    assert abs(int(np.median(samples[17000:, 1])) - 1000) < 30


def test_longer_than_a_block_is_written_whole(tmp_path: Path) -> None:
    made = Tape(part_path(tmp_path, "s"))
    made.note(ZERO_S, invite="x", zero_s=ZERO_S)
    ramp = np.arange(25 * 8000, dtype=np.int64) % 20000
    for second in range(25):  # odd lengths, so that pieces straddle the blocks
        part = ramp[second * 8000 : (second + 1) * 8000].astype("<i2")
        made.audio(Kind.OURS, ZERO_S + second, 8000, part.tobytes())
    made.note(ZERO_S, ended_s=ZERO_S + 25.0)
    made.close()
    recording = finish(tmp_path, "s").recording
    assert recording is not None
    samples, _ = soundfile.read(recording.path, dtype="int16")
    assert np.array_equal(samples[:, 0], ramp)


def test_no_media_and_no_answer_is_no_recording(tmp_path: Path) -> None:
    made = Tape(part_path(tmp_path, "s"))
    made.note(ZERO_S, invite="x", zero_s=ZERO_S)
    made.note(ZERO_S, ended_s=ZERO_S + 3.0)
    made.close()
    assert finish(tmp_path, "s").recording is None


def test_salvage_of_a_call_that_was_killed(tmp_path: Path) -> None:
    path = tape(tmp_path, ended=False)
    torn = path.read_bytes()[:-700]
    path.write_bytes(torn)
    recording = salvage(tmp_path, "s")
    assert recording is not None
    assert recording.duration_s == pytest.approx(2.0, abs=0.1)
    assert salvage(tmp_path, "s") == recording  # a second time finds the finished file
    assert salvage(tmp_path, "other") is None


def test_a_full_disk_keeps_the_tape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tape(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        finish(tmp_path, "s")
    assert part_path(tmp_path, "s").exists()
    assert not recording_path(tmp_path, "s").exists()
    assert list(tmp_path.glob("*.tmp")) == []
    monkeypatch.undo()
    assert finish(tmp_path, "s").recording is not None


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_a_damaged_tape_is_read_up_to_the_damage(tmp_path: Path, data: st.DataObject) -> None:
    path = tape(tmp_path, "d")
    content = bytearray(path.read_bytes())
    whole = len(list(records(path)))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert len(list(records(path))) <= whole
    left = restore(tmp_path, "d")
    assert left.recording is None or left.recording.channels == 2
    recording_path(tmp_path, "d").unlink(missing_ok=True)


def test_what_comes_after_the_end_is_left_out_and_hits_no_other_file(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.part")
    tape.note(1.0, mark="invite")
    tape.close()
    other = (tmp_path / "other").open("wb")  # takes the number that the tape gave back
    tape.note(2.0, mark="late")
    other.close()
    assert (tmp_path / "other").read_bytes() == b""
    assert [record.note for record in records(tmp_path / "a.part")] == [{"mark": "invite"}]
