"""The line's process: comes up, goes away with whoever started it, and says what is wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from auditor.errors import CommandError
from auditor.practice.errors import LineFailed, LineFaults
from auditor.practice.line import start_lines
from tests.auditor.practice.phone import Phone, call


def gone(pid: int, within_s: float = 5.0) -> bool:
    """Whether a process ends in time; one that waits to be reaped has ended."""
    limit = time.monotonic() + within_s
    while time.monotonic() < limit:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_closing_ends_calls_in_progress_and_keeps_their_truth(tmp_path: Path) -> None:
    lines = start_lines(["mudo"], folder=tmp_path)
    phone = Phone(lines.address("mudo"))
    talking = threading.Thread(target=call, args=(phone,))
    talking.start()
    limit = time.monotonic() + 20
    while phone.answered is None and time.monotonic() < limit:
        time.sleep(0.05)
    time.sleep(0.5)
    begun = time.monotonic()
    lines.close()
    assert time.monotonic() - begun < 6
    talking.join()
    lines.close()  # twice does no harm
    assert not lines.alive
    assert phone.heard.first("BYE") is not None
    (truth,) = lines.truths("mudo")
    assert truth.ended_by == "line"
    assert truth.answered_s is not None


def test_the_line_dies_with_its_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from auditor.practice.line import start_lines\n"
            "lines = start_lines(['mudo'], folder=Path(sys.argv[1])); print(lines.pid, flush=True); time.sleep(60)",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid)


def test_a_killed_line_is_seen_to_be_dead(tmp_path: Path) -> None:
    with start_lines(["mudo"], folder=tmp_path) as lines:
        os.kill(lines.pid, signal.SIGKILL)
        limit = time.monotonic() + 5
        while lines.alive and time.monotonic() < limit:
            time.sleep(0.05)
        assert not lines.alive
        with pytest.raises(LineFailed, match="0 calls, not of 1"):
            lines.truths("mudo", timeout_s=0.1)


def test_truth_of_earlier_runs_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mudo-1700000000000-0001.json").write_text("{}")
    with start_lines(["mudo"], folder=tmp_path) as lines:
        assert lines.truth("mudo") == []
        with pytest.raises(CommandError, match="“rapido”"):
            lines.address("rapido")


def test_an_unknown_line_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no practice line “nada”; there are: fax, laberinto"):
        start_lines(["nada"], folder=tmp_path)


def test_a_faulty_file_is_refused_before_anything_starts(tmp_path: Path) -> None:
    file = tmp_path / "mala.yaml"
    file.write_text("id: mala\n")
    with pytest.raises(LineFaults, match="title"):
        start_lines([str(file)], folder=tmp_path)


def test_the_port_is_one_of_those_that_are_allowed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(LineFailed, match=f"No port from {port} to {port} is free"):
            start_lines(["mudo"], folder=tmp_path, ports=(port, port))
    with start_lines(["mudo"], folder=tmp_path, ports=(port, port)) as lines:
        assert lines.address("mudo") == f"sip:mudo@127.0.0.1:{port}"


def test_a_line_of_ones_own_answers(tmp_path: Path) -> None:
    file = tmp_path / "propia.yaml"
    file.write_text(
        "id: propia\ntitle: Mía\nring_s: 0\nbegin: a\n"
        "blocks:\n  a:\n    - tone: {tone: busy, s: 1}\n    - hang_up:\n"
    )
    with start_lines([str(file)], folder=tmp_path) as lines:
        phone = Phone(lines.address("propia"))
        call(phone)
        (truth,) = lines.truths("propia")
    lengths = [event.end_s - event.start_s for event in truth.of("busy")]
    assert lengths == pytest.approx([0.2, 0.2, 0.2], abs=0.1)  # a busy machine stretches what it sends
    assert truth.ended_by == "line"


def test_a_process_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'no module named baresip' >&2\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(LineFailed, match="3 attempts: no module named baresip"):
        start_lines(["mudo"], folder=tmp_path)
