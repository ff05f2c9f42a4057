"""Starts and ends the practice line's process, and finds what it wrote."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.practice.errors import LineFailed
from auditor.practice.truth import Truth, read_truth

_START_S = 20.0
_STOP_S = 4.0
_ATTEMPTS = 3


class PracticeLines:
    """Running practice lines. A context manager: leaving it ends their process.

    The process also ends by itself when this one dies, however it dies.
    """

    def __init__(self, process: subprocess.Popen[str], port: int, names: Sequence[str], folder: Path) -> None:
        self._process = process
        self._names = tuple(Path(name).stem if name.endswith(".yaml") else name for name in names)
        self._folder = folder
        self._earlier = frozenset(file for name in self._names for file in _truth_files(folder, name))
        self.port = port

    def __enter__(self) -> PracticeLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The lines that can be called."""
        return self._names

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process that answers the calls."""
        return self._process.pid

    def address(self, name: str) -> str:
        """The SIP URI of a line. Raises `CommandError` for one that was not started."""
        self._check(name)
        return f"sip:{name}@127.0.0.1:{self.port}"

    def truth(self, name: str) -> list[Path]:
        """The truth files of this line's calls that have ended since its start, in order of their INVITEs."""
        self._check(name)
        return [file for file in _truth_files(self._folder, name) if file not in self._earlier]

    def truths(self, name: str, at_least: int = 1, timeout_s: float = 5.0) -> tuple[Truth, ...]:
        """The truth of this line's calls; waits for `at_least` of them.

        Raises `LineFailed` when they do not come in time.
        """
        limit = time.monotonic() + timeout_s
        while len(files := self.truth(name)) < at_least:
            if time.monotonic() > limit:
                raise LineFailed(
                    N_("The practice line “{name}” wrote the truth of {found} calls, not of {wanted}: {log}"),
                    name=name,
                    found=len(files),
                    wanted=at_least,
                    log=str(self._folder / "practice.log"),
                )
            time.sleep(0.02)
        return tuple(read_truth(file) for file in files)

    def close(self) -> None:
        """Ends the process: calls in progress are hung up. Takes 5 s at most, and may be called twice."""
        if self._process.stdin and not self._process.stdin.closed:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _check(self, name: str) -> None:
        if name not in self._names:
            raise CommandError(
                N_("There is no practice line “{name}”; there are: {known}."),
                name=name,
                known=", ".join(self._names),
            )


def start_lines(
    names: Sequence[str], *, folder: Path, log: Path | None = None, ports: tuple[int, int] | None = None
) -> PracticeLines:
    """Starts the named lines in a process of their own and waits until they can be called.

    `names` are shipped lines or paths of line files (`….yaml`). Truth files go to `folder`, the process's own
    log to `log` (default: `practice.log` there). It listens on a free port, one of `ports` (first, last) if
    they are given. Raises `LineFaults` for a faulty file, `CommandError` for an
    unknown name, `LineFailed` when the process does not come up.
    """
    from auditor.practice.reading import load_line, read_line

    for name in names:
        read_line(Path(name)) if name.endswith(".yaml") else load_line(name)
    folder.mkdir(parents=True, exist_ok=True)
    log = log or folder / "practice.log"
    for _ in range(_ATTEMPTS):
        port = _free_port(ports)
        process = _spawn(port, folder, names, log)
        if _is_ready(process):
            return PracticeLines(process, port, names, folder)
        process.kill()
        process.wait()
    raise LineFailed(
        N_("The practice line did not start in {attempts} attempts: {reason}"),
        attempts=_ATTEMPTS,
        reason=_last_words(log),
    )


def _truth_files(folder: Path, name: str) -> list[Path]:
    """The truth files of a line in order; those of earlier runs may be among them."""
    return sorted(folder.glob(f"{name}-{'[0-9]' * 13}-[0-9][0-9][0-9][0-9].json"))


def _spawn(port: int, folder: Path, names: Sequence[str], log: Path) -> subprocess.Popen[str]:
    with log.open("a", encoding="utf-8") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "auditor.practice.server", str(port), str(folder), *names],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,  # Ctrl-C in the terminal is for the shopper, not for the line
        )


def _is_ready(process: subprocess.Popen[str]) -> bool:
    """Whether the process said that it listens, within `_START_S`."""
    said: list[str] = []
    output = process.stdout
    if output is None:
        return False
    reader = threading.Thread(target=lambda: said.append(output.readline()), daemon=True)
    reader.start()
    reader.join(_START_S)
    return said == ["ready\n"]


def _free_port(ports: tuple[int, int] | None) -> int:
    """A port of 127.0.0.1 that is free for UDP and TCP: the stack listens on both."""
    first, last = ports or (0, 0)
    wanted = range(first, last + 1) if ports else [0] * _ATTEMPTS
    for port in random.sample(list(wanted), len(wanted)):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            try:
                udp.bind(("127.0.0.1", port))
                found: int = udp.getsockname()[1]
                tcp.bind(("127.0.0.1", found))
            except OSError:
                continue
            return found
    raise LineFailed(
        N_("No port from {first} to {last} is free for the practice line."), first=first, last=last
    )


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "?"
