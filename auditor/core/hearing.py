"""Heavy work in a process of its own: listening and scoring, so that no front end loads what they load.

The process is started once and kept: the speech model stays in its memory from one recording to the next.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Generator
from multiprocessing.connection import Connection
from typing import Any

from auditor.core.heavy import Failure, serve
from auditor.errors import AuditorError, MissingError
from auditor.i18n import N_

Steps = Generator[tuple[str, float], None, Any]
"""Yields (stage, share done 0–1) and returns the work's result."""

MISSING = ("ModelMissing", "EngineMissing", "MissingError")


class Cancelled(AuditorError):
    """A person stopped the work; what was stored before stays."""


class HeavyWorker:
    """One worker process. Not for several threads at once: a lock makes the second wait."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._lock = threading.Lock()
        self._busy = False

    def run(self, task: str, *arguments: object, stop: threading.Event | None = None) -> Steps:
        """Runs one task of `auditor.core.heavy` ("listen", "score").

        Raises `MissingError` when a model or library is not there, `Cancelled` when `stop` was set,
        `AuditorError` for everything else that fails in the worker.
        """
        with self._lock:
            pipe = self._started()
            pipe.send((task, arguments))
            self._busy = True
            try:
                result = yield from self._answers(pipe, stop)
                self._busy = False
                return result
            except BaseException:
                self.close()  # also when the generator is closed midway: the work must not go on unseen
                raise

    def _answers(self, pipe: Connection[Any, Any], stop: threading.Event | None) -> Steps:
        while True:
            if stop is not None and stop.is_set():
                raise Cancelled(N_("Stopped before it was done."))
            try:
                if not pipe.poll(0.2):
                    continue
                kind, *content = pipe.recv()
            except (EOFError, OSError):
                if self._process:
                    self._process.join(timeout=2)  # the pipe breaks a moment before the exit code is known
                code = self._process.exitcode if self._process else None
                raise AuditorError(
                    N_("The listening process ended unexpectedly (exit code {code})."), code=code
                ) from None
            if kind == "progress":
                yield content[0], content[1]
            elif kind == "failed":
                raise_again(content[0])
            else:
                return content[0]

    def _started(self) -> Connection[Any, Any]:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="auditor-hearing")
            self._process.start()
            theirs.close()
            self._pipe = ours
        return self._pipe

    def close(self) -> None:
        """Ends the process; safe to call twice."""
        if self._pipe is not None:
            self._pipe.close()  # an idle worker ends by itself at this
        if self._process is not None:
            self._process.join(timeout=0 if self._busy else 5)
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout=5)
        self._process = self._pipe = None
        self._busy = False


def raise_again(failure: Failure) -> None:
    """Raises what the worker met as an error of the application, with the same template and values."""
    kind = MissingError if failure.name in MISSING else AuditorError
    raise kind(failure.template, **failure.params)


def finish(steps: Steps) -> Any:
    """Runs the work to its end without watching it, and returns its result."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value
