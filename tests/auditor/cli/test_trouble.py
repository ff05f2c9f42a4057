"""Trouble on the way: Ctrl-C in mid-call, a data folder that cannot be, a full disk. Nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.practice.line import start_lines
from tests.auditor.cli.run import auditor
from tests.auditor.core.conftest import SCENARIO


def test_a_data_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    file = tmp_path / "no-folder"
    file.write_text("a file stands here")
    done = auditor("shops", "list", env={"AUDITOR_HOME": str(file)})
    assert done.returncode in (1, 2)
    assert "no-folder" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.weights
def test_ctrl_c_in_mid_call_hangs_up_and_keeps_the_recording(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "scenarios").mkdir(parents=True)
    (home / "scenarios" / "rapida.yaml").write_text(SCENARIO, "utf-8")
    with start_lines(("mudo",), folder=tmp_path / "truth") as lines:
        added = auditor("channels", "add", "mudo", lines.address("mudo"), "--owner", "Ana", "--own")
        assert added.returncode == 0, added.stderr
        command = [sys.executable, "-m", "auditor", "call", "rapida", "--channel", "mudo", "--json"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )
        assert process.stderr is not None
        for line in process.stderr:
            if "Answered" in line:
                process.send_signal(signal.SIGINT)
                break
        out, _err = process.communicate(timeout=120)
        truth = lines.truths("mudo", timeout_s=10)[-1]
    assert process.returncode == 1
    assert truth.ended_by == "caller"
    rows = json.loads(auditor("shops", "list", "--json").stdout)
    assert [row["outcome"] for row in rows] == ["cancelled"]
    shop = json.loads(auditor("shops", "show", rows[0]["id"], "--json").stdout)
    assert (home / shop["recording"]["path"]).is_file()
    assert not out or json.loads(out)["id"] == rows[0]["id"]


@pytest.mark.skipif(
    os.geteuid() != 0 or sys.platform != "linux", reason="mounting a small disk needs root on Linux"
)
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        home = {"AUDITOR_HOME": str(disk)}
        kept: list[str] = []
        for number in range(400):
            words = (
                "channels",
                "add",
                f"linea-{number}",
                f"sip:{number + 700}@127.0.0.1",
                "--owner",
                "A" * 4000,
                "--own",
            )
            done = auditor(*words, env=home)
            if done.returncode:
                break
            kept.append(f"linea-{number}")
            if number == 3:
                (disk / "filler").write_bytes(b"0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert str(disk) in done.stderr or "disk" in done.stderr.lower()
        (disk / "filler").unlink()
        listed = json.loads(auditor("channels", "list", "--json", env=home).stdout)
        assert [channel["id"] for channel in listed] == kept
    finally:
        subprocess.run(["umount", disk], check=False)
