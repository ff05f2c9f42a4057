"""Recordings: bit for bit, written once, read-only, and held against their documents."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auditor.store import Store, open_store
from auditor.store.errors import RecordingError
from transcripts.contact import Recording

AT = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)


def noise(frames: int = 4000, channels: int = 2, seed: int = 1) -> Any:
    return np.random.default_rng(seed).integers(-32768, 32768, (frames, channels)).astype(np.int16)


def test_written_bit_for_bit_into_its_month(store: Store) -> None:
    sound = noise()
    kept = store.recordings.write("shop-1", sound, 8000, ours_channel=0, at=AT)
    assert kept.path == "recordings/2026/03/shop-1.flac"
    assert (kept.duration_s, kept.sample_rate_hz, kept.channels, kept.ours_channel) == (0.5, 8000, 2, 0)
    file = store.recordings.path(kept)
    read, rate = soundfile.read(file, dtype="int16")
    assert rate == 8000
    assert np.array_equal(read, sound)
    assert file.stat().st_mode & 0o777 == 0o400
    assert store.recordings.get("shop-1") == kept
    assert store.recordings.get("nobody") is None
    store.recordings.verify(kept)
    assert store.recordings.check(deep=True).clean


def test_blocks_and_mono(store: Store) -> None:
    sound = noise(channels=1)[:, 0]
    kept = store.recordings.write("a", iter([sound[:10], sound[:0], sound[10:]]), 16000)
    read, _rate = soundfile.read(store.recordings.path(kept), dtype="int16")
    assert np.array_equal(read, sound)


@bounded(max_examples=25, deadline=None)
@given(arrays(np.int16, st.integers(1, 300)))
def test_floats_of_16_bits_come_back_to_the_same_bits(
    tmp_path_factory: pytest.TempPathFactory, sound: Any
) -> None:
    with open_store(tmp_path_factory.mktemp("home"), durable=False) as store:
        kept = store.recordings.write("a", (sound / 32768.0).astype(np.float32), 8000)
        read, _rate = soundfile.read(store.recordings.path(kept), dtype="int16")
        assert np.array_equal(read, sound)


def test_the_same_id_twice_is_an_error_and_alters_nothing(store: Store) -> None:
    kept = store.recordings.write("a", noise(), 8000, at=AT)
    for at in (AT, datetime(2027, 1, 1, tzinfo=UTC)):
        with pytest.raises(RecordingError, match="never written over"):
            store.recordings.write("a", noise(seed=2), 8000, at=at)
    store.recordings.verify(kept)
    assert store.recordings.check(deep=True).sound == 1


def test_a_file_that_is_there_already_is_never_replaced(store: Store) -> None:
    """Two processes write the same id at the same moment: the second finds the name taken."""
    from auditor.store import audiofile

    target = store.home / "recordings/2026/03/a.flac"
    part = audiofile.temporary(target)
    part.write_bytes(b"second")
    target.write_bytes(b"first")
    with pytest.raises(RecordingError):
        audiofile.publish(part, target)
    assert target.read_bytes() == b"first"


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (np.zeros((0, 2), np.int16), "no sound"),
        ([], "no sound"),
        (np.zeros(5, np.int32), "int16 or floats"),
        (np.array([0.0, np.nan]), "not numbers"),
        ([np.zeros(5, np.int16), np.zeros((5, 2), np.int16)], "midway"),
    ],
)
def test_bad_sound_leaves_nothing_behind(store: Store, sound: Any, words: str) -> None:
    with pytest.raises(RecordingError, match=words):
        store.recordings.write("a", sound, 8000)
    assert [p for p in (store.home / "recordings").rglob("*") if p.is_file()] == []
    assert store.recordings.get("a") is None


def test_a_writer_that_breaks_off_leaves_nothing(store: Store) -> None:
    def blocks() -> Any:
        yield noise()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.recordings.write("a", blocks(), 8000)
    assert store.recordings.check().clean
    assert [p for p in (store.home / "recordings").rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("id", ["", "../up", "a/b", ".hidden", "a\0b", "x" * 200])
def test_ids_that_are_no_file_names(store: Store, id: str) -> None:
    with pytest.raises(RecordingError, match="id of a recording"):
        store.recordings.write(id, noise(), 8000)


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.recordings.write("a", noise(), 8000, at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_keep_flac_byte_for_byte(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "given.flac"
    soundfile.write(source, noise(), 8000, subtype="PCM_24")
    kept = store.recordings.keep_flac("a", source, ours_channel=1, at=AT)
    assert store.recordings.path(kept).read_bytes() == source.read_bytes()
    assert kept.duration_s == 0.5
    source.write_bytes(b"not audio")
    with pytest.raises(RecordingError, match="not a FLAC"):
        store.recordings.keep_flac("b", source)
    soundfile.write(tmp_path / "w.wav", noise(), 8000)
    with pytest.raises(RecordingError, match="not a FLAC"):
        store.recordings.keep_flac("c", tmp_path / "w.wav")
    assert store.recordings.check(deep=True).sound == 1


def test_verify_finds_one_changed_bit(store: Store) -> None:
    kept = store.recordings.write("a", noise(), 8000)
    file = store.recordings.path(kept)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    with pytest.raises(RecordingError, match="checksum differs"):
        store.recordings.verify(kept)
    assert store.recordings.check().altered == ()  # same size: only a deep check reads it
    assert store.recordings.check(deep=True).altered == (kept.path,)


def test_check_finds_files_without_document_and_the_reverse(store: Store) -> None:
    kept = store.recordings.write("a", noise(), 8000, at=AT)
    lost = store.recordings.write("b", noise(seed=2), 8000, at=AT)
    store.recordings.documents.delete("a")
    store.recordings.path(lost).unlink()
    (store.home / "recordings/2026/03/.c.flac.999999999-ab.part").write_bytes(b"x")
    (store.home / f"recordings/2026/03/.d.flac.{os.getpid()}-ab.part").write_bytes(b"x")
    found = store.recordings.check()
    assert (found.orphans, found.missing) == ((kept.path,), (lost.path,))
    assert found.leftovers == ("recordings/2026/03/.c.flac.999999999-ab.part",)
    assert not found.clean
    with pytest.raises(RecordingError, match="missing"):
        store.recordings.path(lost)
    assert store.recordings.adopt("a") == kept
    assert store.recordings.check().orphans == ()
    with pytest.raises(RecordingError, match="no recording"):
        store.recordings.adopt("never")


def test_paths_outside_the_folder_are_refused(store: Store) -> None:
    (store.home.parent / "secret.flac").write_bytes(b"x")
    with pytest.raises(RecordingError, match="outside"):
        store.recordings.path(Recording("../secret.flac", "", 0, 8000, 1))


def test_on_a_disk_without_hard_links(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    kept = store.recordings.write("a", noise(), 8000)
    store.recordings.verify(kept)
    (store.home / kept.path).with_name("b.flac").write_bytes(b"first")
    from auditor.store import audiofile

    part = audiofile.temporary((store.home / kept.path).with_name("b.flac"))
    part.write_bytes(b"second")
    with pytest.raises(RecordingError):
        audiofile.publish(part, (store.home / kept.path).with_name("b.flac"))
    assert (store.home / kept.path).with_name("b.flac").read_bytes() == b"first"


def test_a_file_that_does_not_read_back_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lies: what was written is not what comes back."""
    from auditor.store import audiofile

    real = audiofile._encode

    def lies(part: Path, sound: Any, rate: int) -> tuple[int, int, str]:
        frames, channels, _digest = real(part, sound, rate)
        return frames, channels, "0" * 64

    monkeypatch.setattr(audiofile, "_encode", lies)
    with pytest.raises(RecordingError, match="could not be written"):
        store.recordings.write("a", noise(), 8000)
    assert [p for p in (store.home / "recordings").rglob("*") if p.is_file()] == []
