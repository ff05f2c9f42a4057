"""Killed, starved of disk, not permitted: what was acknowledged stays, and the message says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.store import open_store
from auditor.store.errors import DiskFullError, NoPermissionError
from tests.auditor.store.killing import Acknowledged, lost, run_and_kill

KILLS = 12
NOBODY = 65534

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="needs root, to become another user or mount a disk",
)


def test_kills_in_mid_write_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    told = Acknowledged()
    for seed in range(KILLS):
        run_and_kill(tmp_path / "home", seed, told)
        assert lost(tmp_path / "home", told) == []
    assert told.count > KILLS * 5  # they did write


def writer(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.auditor.store.writers", str(home), "1", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def acknowledged(done: subprocess.CompletedProcess[str]) -> Acknowledged:
    told = Acknowledged()
    for line in done.stdout.splitlines():
        if line != "open":
            told.take(line)
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="this system cannot limit the size of files")
def test_a_limit_on_file_size_ends_cleanly(tmp_path: Path) -> None:
    done = writer(tmp_path / "home", "--limit", str(3 * 1024 * 1024))
    assert done.returncode == 1
    assert done.stderr.startswith("DiskFullError No room left")
    told = acknowledged(done)
    assert told.count > 50
    assert lost(tmp_path / "home", told) == []
    with open_store(tmp_path / "home") as store:  # and with room again, work goes on
        store.table("docs").put("more", {"key": "more", "version": 1})


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 1 MB, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"cannot mount a small disk here: {made.stderr.decode().strip()}")
    return disk


def unmount(disk: Path) -> None:
    subprocess.run(["umount", str(disk)], check=False)


@needs_root
def test_a_full_disk_ends_cleanly(small_disk: Path, tmp_path: Path) -> None:
    try:
        done = writer(small_disk / "home")
        assert done.returncode == 1
        assert done.stderr.startswith("DiskFullError No room left")
        assert "auditor purge" in done.stderr
        told = acknowledged(done)
        assert told.count > 20
        subprocess.run(["cp", "-a", str(small_disk / "home"), str(tmp_path / "copy")], check=True)
        assert lost(tmp_path / "copy", told) == []
        assert lost(small_disk / "home", told) == []  # even there it can be read
    finally:
        unmount(small_disk)


@needs_root
def test_a_recording_on_a_full_disk_is_whole_or_not_there(small_disk: Path) -> None:
    import numpy as np

    noise = (
        np.random.default_rng(1).integers(-30000, 30000, 120_000).astype(np.int16)
    )  # 240 kB that do not pack
    try:
        with open_store(small_disk / "home") as store:
            kept = []

            def fill() -> None:
                for n in range(20):
                    kept.append(store.recordings.write(f"r{n}", noise, 8000))  # noqa: PERF401 - kept so far

            with pytest.raises(DiskFullError, match="No room left"):
                fill()
            assert kept
            found = store.recordings.check(deep=True)
            assert (found.clean, found.sound) == (True, len(kept))
    finally:
        unmount(small_disk)


@needs_root
def test_a_folder_without_permission_says_so(tmp_path: Path) -> None:
    readable = Path("/tmp") / f"auditor-test-{os.getpid()}"
    readable.mkdir(mode=0o755)
    try:
        with open_store(readable / "home") as store:
            store.table("docs").put("a", {})
        (readable / "home").chmod(0o755)
        (readable / "home/auditor.db").chmod(0o644)
        for home in (readable / "home", readable / "new"):
            done = writer(home, "--uid", str(NOBODY))
            assert done.returncode == 1
            assert done.stderr.startswith("NoPermissionError No permission to write")
            assert "--home" in done.stderr
            assert done.stdout == ""
    finally:
        subprocess.run(["rm", "-r", str(readable)], check=True)


@needs_root
def test_a_disk_that_turned_read_only_says_so(small_disk: Path) -> None:
    try:
        with open_store(small_disk / "home") as store:
            store.table("docs").put("a", {})
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        with pytest.raises(NoPermissionError, match="No permission to write"):
            open_store(small_disk / "home")
    finally:
        unmount(small_disk)
